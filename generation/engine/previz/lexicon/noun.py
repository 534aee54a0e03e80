"""A noun: one row of the lexicon, which a test can read and a person can argue about."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from studio.lib.canonical import Json


@dataclass(frozen=True, slots=True, eq=False)  # one of each: compared by identity
class Noun:
    """A thing that can be asked for, in lemmas: singular, lower case; words of two match in that order.

    kind: person, product or thing. stands: "floor", "top" (of a table, plinth, rock), "far", "water", "wall" (hangs
    there), "sky". most: how many of it a picture holds. wears: part -> material, where not things.WEARS.
    """

    name: str
    shape: str
    words: tuple[str, ...]
    kind: str = "thing"
    stands: str = "floor"
    most: int = 4
    params: Mapping[str, Json] = field(default_factory=dict)
    wears: Mapping[str, str] = field(default_factory=dict)


def noun(
    name: str,
    shape: str,
    words: str = "",
    kind: str = "thing",
    stands: str = "floor",
    most: int = 4,
    wears: Mapping[str, str] | None = None,
    **params: Json,
) -> Noun:
    """One row; `words` are synonyms with | between them, the name is always one of them."""
    return Noun(name, shape, (name, *filter(None, words.split("|"))), kind, stands, most, params, wears or {})

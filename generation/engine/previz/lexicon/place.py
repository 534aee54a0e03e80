"""A place: a row of the lexicon that names a set. The set of the same name is in sets/."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """hour: the usual time of day (skies.HOURS). support: what small products stand on here ("" for nothing).

    outdoors: under the sky. landscape: the place itself is the picture, and people in it are small. wet: boats float.
    """

    name: str
    words: tuple[str, ...]
    hour: str = "midday"
    support: str = "plinth"
    outdoors: bool = False
    landscape: bool = False
    wet: bool = False


def place(
    name: str, words: str, hour: str = "midday", support: str = "plinth", *, outdoors: bool = False,
    landscape: bool = False, wet: bool = False,
) -> Place:  # fmt: skip
    return Place(name, tuple(words.split("|")), hour, support, outdoors, landscape, wet)

"""The four axes of a planned set: what a revision offers of each, and what was chosen. Pure: no database."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from typing import Any

from briefs.vocabulary import LOCALES
from generation.sets.words import FIRST, hooks
from studio.lib.problems import BadInput

Colourway = Mapping[str, str]  # {name, hex}


@dataclass(frozen=True, slots=True)
class Axes:
    """`locales` "" is no copy, `hooks` "" the first copy; `placements` are slugs. No `colourways`: as briefed."""

    locales: tuple[str, ...]
    hooks: tuple[str, ...]
    placements: tuple[str, ...]
    colourways: tuple[str, ...] = ()

    def document(self) -> dict[str, list[str]]:
        return {name: list(values) for name, values in asdict(self).items()}

    @classmethod
    def of(cls, document: Mapping[str, Sequence[str]]) -> Axes:
        """Read a stored document back."""
        return cls(**{field.name: tuple(document.get(field.name, ())) for field in fields(cls)})

    @property
    def size(self) -> int:
        """How many cells they span."""
        return len(self.locales) * len(self.hooks) * len(self.placements) * (len(self.colourways) or 1)


NAMES = ("locales", "hooks", "placements", "colourways")


def offered(document: Mapping[str, Any]) -> Axes:
    """Everything a revision has, in the order in which the brief shows it."""
    said = set(document.get("copy") or {})
    for hook in document.get("hooks") or ():
        said |= {locale for locale, words in (hook.get("copy") or {}).items() if any(words.values())}
    order = {locale: place for place, locale in enumerate(LOCALES)}
    locales = sorted(said, key=lambda locale: (order.get(locale, len(order)), locale))
    if not document.get("copy"):
        locales = ["", *locales]  # the first copy is a picture without words
    return Axes(
        tuple(locales),
        hooks(document),
        tuple(pin["slug"] for pin in document.get("placements", [])),
        tuple(way["name"] for way in document.get("colourways") or ()),
    )


def chosen(document: Mapping[str, Any], asked: Mapping[str, Any] | None = None) -> Axes:
    """What was asked for, in the revision's order; an axis that is not named is whole.

    Raises BadInput that names each axis which is empty, is no list, or holds what the revision does not have.
    """
    whole = offered(document)
    faults: dict[str, list[str]] = {}
    found: dict[str, tuple[str, ...]] = {}
    if asked is not None and not isinstance(asked, Mapping):
        raise BadInput('Axes: send an object of lists, as {"locales": ["de"]}.', field="axes")
    for name in asked or {}:
        if name not in NAMES:
            shown = str(name)[:40]
            faults.setdefault("axes", []).append(f"Axes: there is no “{shown}”. Use {', '.join(NAMES)}.")
    for name in NAMES:
        have: tuple[str, ...] = getattr(whole, name)
        wanted = (asked or {}).get(name)
        try:
            found[name] = have if wanted is None else _of(name, have, wanted)
        except BadInput as fault:
            faults[name] = fault.fields[name]
    if faults:
        raise BadInput(fields=faults)
    return Axes(**found)


def _of(name: str, have: tuple[str, ...], wanted: object) -> tuple[str, ...]:
    if not isinstance(wanted, list | tuple) or not all(isinstance(value, str) for value in wanted):
        raise BadInput(f"{name.capitalize()}: send a list of words.", field=name)
    strange = [value for value in wanted if value not in have]
    if strange:
        shown = " ".join(strange[0].split())[:40]
        able = ", ".join(value or "“”" for value in have[:12]) or "none"
        raise BadInput(f"{name.capitalize()}: this brief has no “{shown}”. It has {able}.", field=name)
    kept = tuple(value for value in have if value in wanted)
    if not kept and have:
        raise BadInput(f"{name.capitalize()}: choose at least one.", field=name)
    return kept


def colourways(document: Mapping[str, Any], axes: Axes) -> list[Colourway]:
    """The chosen colourways, {name, hex} each, in the brief's order."""
    return [way for way in document.get("colourways") or () if way["name"] in axes.colourways]


def language(locale: str, among: Sequence[str] = ()) -> str:
    """ "German", or "German (Switzerland)" where the others have German too; "no words" for no locale."""
    if not locale:
        return "no words"
    label = LOCALES[locale].label if locale in LOCALES else locale
    word, _, place = label.partition(", ")
    alike = [other for other in among if other in LOCALES and LOCALES[other].label.partition(", ")[0] == word]
    return f"{word} ({place})" if place and len(alike) > 1 else word


def called(hook: str) -> str:
    """A hook in a sentence: “cold”, or the first copy."""
    return "the first copy" if hook == FIRST else f"hook “{hook}”"

"""One brief over locales, colourways, hooks and placements, counted before anything runs. Pure: no database.

Only colourways need pictures of their own: a batch each, from the same seeds, so that the composition is shared.
Locales, hooks and placements are cut and set from each pick.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from briefs.copyfit import headline_fit
from briefs.placement import pixels, takes_headline
from briefs.spec import BriefSpec
from briefs.style import DEFAULT_MARGINS
from generation.sets.axes import Axes, Colourway, called, colourways, language
from generation.sets.words import copy_for, versions
from studio.lib.problems import BadInput

PASS, WARN, FAIL, NONE = "pass", "warn", "fail", "none"  # of a cell; NONE: there is no copy, so no file is made
LOSSY, WHOLE = 0.35, 3.0  # bytes a pixel of a file whose placement sets no budget: JPEG and its kin; PNG, TIFF


@dataclass(frozen=True, slots=True)
class Words:
    """One placement in one locale with one hook: the same for every colourway."""

    placement: str
    locale: str
    hook: str
    verdict: str
    why: str = ""
    missing: bool = False  # there is no headline


@dataclass(frozen=True, slots=True)
class Cell:
    placement: str
    locale: str
    hook: str
    colourway: str
    possible: bool
    verdict: str
    why: str


@dataclass(frozen=True, slots=True)
class Plan:
    """What a set would make. `most_bytes` counts every file at its placement's byte budget."""

    axes: Axes
    colourways: tuple[Colourway, ...]  # none: as briefed
    count: int  # options for each colourway
    picks: int  # of each colourway, that are finished
    words: tuple[Words, ...]
    gaps: tuple[str, ...]
    most_bytes: int

    @property
    def ways(self) -> int:
        return len(self.colourways) or 1

    @property
    def pictures(self) -> int:
        return self.ways * self.count

    @property
    def files_each(self) -> int:
        """Files of one pick."""
        return sum(1 for word in self.words if word.verdict != NONE)

    @property
    def files(self) -> int:
        return self.ways * self.picks * self.files_each

    @property
    def files_said(self) -> str:
        return f"{self.files:,} {'file' if self.files == 1 else 'files'}"

    @property
    def cells(self) -> Iterator[Cell]:
        """Every combination, colourway by colourway."""
        for way in [way["name"] for way in self.colourways] or [""]:
            for one in self.words:
                possible = one.verdict != NONE
                yield Cell(one.placement, one.locale, one.hook, way, possible, one.verdict, one.why)


def plan(document: Mapping[str, Any], axes: Axes, *, count: int, picks: int = 1, most_cells: int) -> Plan:
    """Plan these axes of a revision's document. Raises BadInput (axes) where they span more than `most_cells`."""
    if axes.size > most_cells:
        raise BadInput(too_many(axes, most_cells), field="axes")
    pins = {pin["slug"]: pin["document"] for pin in document.get("placements", []) if pin["slug"] in axes.placements}
    words = tuple(_words(document, axes, pins))
    ways = tuple(colourways(document, axes))
    size = sum(budget(pins[word.placement]) for word in words if word.verdict != NONE)
    return Plan(
        axes, ways, count, picks, words, (*_copy_gaps(axes, words, pins), *_cut_out_gaps(document, ways)),
        size * picks * (len(ways) or 1),
    )  # fmt: skip


def too_many(axes: Axes, most: int) -> str:
    """What to take out where a set would have more cells than it may."""
    lengths = {name: len(getattr(axes, name)) for name in ("placements", "locales", "hooks", "colourways")}
    name = max(lengths, key=lambda key: lengths[key])
    left = most * lengths[name] // axes.size
    out = lengths[name] - left
    noun = name if out != 1 else name[:-1]
    remedy = f"Take out {out} {noun}, or plan it as several sets." if left else "Plan it as several sets."
    return f"This set would have {axes.size:,} files, and {most:,} is the most here. {remedy}"


def over_cap(plan: Plan, cap: int) -> str:
    """Why this plan is over the cap, and what to take out; empty where it is not."""
    if plan.pictures <= cap:
        return ""
    remedies = []
    if plan.ways > 1 and (fits := cap // plan.count):
        out = plan.ways - fits
        remedies.append(f"take out {out} {'colourway' if out == 1 else 'colourways'}")
    if each := cap // plan.ways:
        remedies.append(f"ask for {each:,} {'option' if each == 1 else 'options'} each")
    remedies.append(f"raise the cap to {plan.pictures:,}")
    said = f"{', '.join(remedies[:-1])}, or {remedies[-1]}" if len(remedies) > 1 else remedies[0]
    return f"This plan makes {plan.pictures:,} pictures, and the cap is {cap:,}. {capital(said)}."


def budget(placement: Mapping[str, Any]) -> int:
    """The most bytes a file of this placement takes: its budget, else what so many pixels usually take."""
    most = placement.get("max_bytes")
    if most:
        return int(most)
    width, height = pixels(placement)
    formats = placement.get("formats") or ("jpeg",)
    return round(width * height * (WHOLE if formats[0] in ("png", "tiff") else LOSSY))


def _words(document: Mapping[str, Any], axes: Axes, pins: Mapping[str, Mapping[str, Any]]) -> Iterator[Words]:
    spec = BriefSpec.of_revision(document)
    pack = document.get("style_pack") or {}
    margins = float((pack.get("document") or {}).get("margins", DEFAULT_MARGINS))
    made = set(versions(document))
    for slug in axes.placements:
        for locale in axes.locales:
            for hook in axes.hooks:
                if (locale, hook) not in made:
                    none = bool(locale and (hook or document.get("copy")))
                    yield Words(slug, locale, hook, NONE, _missing(hook, locale, axes) if none else "", none)
                    continue
                said = copy_for(document, locale, hook)
                if locale and not said.get("headline"):
                    yield Words(slug, locale, hook, WARN, _missing(hook, locale, axes), True)
                else:
                    yield Words(slug, locale, hook, *_headline(said, pins[slug], spec, margins))


def _missing(hook: str, locale: str, axes: Axes) -> str:
    return f"{capital(called(hook))} has no {language(locale, axes.locales)} headline"


def _headline(
    words: Mapping[str, str], placement: Mapping[str, Any], spec: BriefSpec, margins: float
) -> tuple[str, str]:
    """Verdict on a headline in a placement, as finishing and its checks will see it (engine/checks/copy_fit.py)."""
    headline, most = words.get("headline", ""), (placement.get("copy") or {}).get("max_chars")
    most = most.get("headline") if isinstance(most, Mapping) else most
    if not headline or not takes_headline(placement):
        return PASS, ""
    if most and len(headline) > most:
        return FAIL, f"{len(headline)} characters, and {most} are allowed: it would be held back"
    fit = headline_fit(headline, placement, spec, margins)
    if fit is None or fit.fits:
        return PASS, ""
    if fit.can_be_set:
        return WARN, f"too long: set at {fit.size:.0f} px instead of {fit.wanted:.0f}"
    return FAIL, "no room for it at a size that can be read"


def _copy_gaps(axes: Axes, words: tuple[Words, ...], pins: Mapping[str, Mapping[str, Any]]) -> Iterator[str]:
    """What is missing of each hook, then where what is there has no room, then where it is too long: one sentence for
    all languages that the same is true of."""
    for hook in axes.hooks:
        missing = [word for word in words if word.hook == hook and word.missing]
        if locales := list(dict.fromkeys(word.locale for word in missing)):
            lost = sum(1 for word in missing if word.verdict == NONE)
            what = (
                missing[0].why
                if len(locales) == 1
                else f"{capital(called(hook))} has no headline in {_tongues(locales, axes)}"
            )
            yield f"{what}: {lost} {'file' if lost == 1 else 'files'} fewer." if lost else f"{what}."
    for verdict, fault in ((FAIL, "is too long to ship"), (WARN, "is long, and set smaller")):
        where: dict[tuple[str, str], list[str]] = {}
        for word in words:
            if word.verdict == verdict and not word.missing:
                where.setdefault((word.hook, word.locale), []).append(pins[word.placement]["name"])
        alike: dict[tuple[str, tuple[str, ...]], list[str]] = {}
        for (hook, locale), places in where.items():
            alike.setdefault((hook, tuple(places)), []).append(locale)
        for (hook, rooms), tongues in alike.items():
            whose = f" of {called(hook)}" if hook else ""
            if len(tongues) == 1:
                yield f"The {language(tongues[0], axes.locales)} headline{whose} {fault} in {_few(rooms)}."
            else:
                yield f"The headline{whose} {fault} in {_few(rooms)}, in {_tongues(tongues, axes)}."


def _tongues(locales: Sequence[str], axes: Axes) -> str:
    if len(locales) == len([locale for locale in axes.locales if locale]):
        return "every language"
    return _few([language(locale, axes.locales) for locale in locales])


def _few(names: Sequence[str], most: int = 3) -> str:
    """ "A", "A and B", "A, B, C and 4 more"."""
    if len(names) > most:
        return f"{', '.join(names[:most])} and {len(names) - most} more"
    return " and ".join(part for part in (", ".join(names[:-1]), *names[-1:]) if part)


def capital(words: str) -> str:
    """Its first letter large, the others as they are."""
    return words[:1].upper() + words[1:]


def _cut_out_gaps(document: Mapping[str, Any], ways: tuple[Colourway, ...]) -> Iterator[str]:
    """A product that is shown by its photograph needs a photograph in each colourway."""
    notes = [
        str(item.get("note", "")).casefold() for item in document.get("references") or () if item["role"] == "product"
    ]
    for way in ways if notes else ():
        if not any(way["name"].casefold() in note for note in notes):
            yield f"No product reference names “{way['name']}”. Add its cut-out with that word in its note."

"""What the brief's page shows, put together once, in a fixed number of queries."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from briefs import catalogue, compile, frames, placement, readiness, style
from briefs.copyfit import headline_fit
from briefs.markets import MARKETS
from briefs.models import Brief, BriefRevision, PlacementVersion, PromptTemplateVersion, Reference, StylePackVersion
from briefs.spec import BriefSpec
from briefs.states import CLOSED
from briefs.vocabulary import (
    CHANNELS,
    COPY_SPACES,
    HORIZONS,
    JOBS,
    LABELS,
    LIGHTS,
    LOCALES,
    MOODS,
    POSITIONS,
    ROLES,
    SECTION_OF,
    SECTIONS,
    SHOTS,
    USE_CLASSES,
)  # fmt: skip
from studio.people.models import User
from studio.people.roles import may


@dataclass(frozen=True)
class Field:
    """One control of the form."""

    name: str
    label: str
    kind: str  # area, line, choice, date
    value: str
    placeholder: str = ""
    hint: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    suggestions: tuple[str, ...] = ()


@dataclass(frozen=True)
class Note:
    """What is said under a field."""

    verdict: str
    sentence: str


@dataclass(frozen=True)
class Place:
    """A placement of the brief as a row."""

    slug: str
    name: str
    size: str
    budget: str
    ratio: float
    known: bool


@dataclass(frozen=True)
class Words:
    """One language of the copy. `share`: the longest line over its room, in per cent, where it is the tightest."""

    locale: str
    name: str
    own: str
    rtl: bool
    headline: str
    subline: str
    cta: str
    share: int | None
    where: str

    @property
    def verdict(self) -> str:
        return "warn" if (self.share or 0) > 100 else "pass"


def _options(terms: Mapping[str, Any], empty: str = "Choose") -> tuple[tuple[str, str], ...]:
    listed = tuple((key, term.label) for key, term in terms.items())
    return listed if "" in terms else (("", empty), *listed)


_CONTROLS: Final[dict[str, dict[str, Any]]] = {
    "job": {"kind": "choice", "choices": _options(JOBS)},
    "message": {"kind": "area", "placeholder": "The one thought they take away"},
    "subject": {"kind": "area", "placeholder": "Who or what is in the picture, doing what"},
    "shot": {"kind": "choice", "choices": _options(SHOTS)},
    "people": {"kind": "line", "placeholder": "Ages, roles, or “any, mixed”"},
    "environment": {"kind": "area", "placeholder": "Where it is, and when"},
    "composition": {"kind": "area", "placeholder": "How things stand to each other"},
    "light": {"kind": "line", "placeholder": "Where from, how hard", "suggestions": LIGHTS},
    "mood": {"kind": "line", "placeholder": "As calm", "suggestions": MOODS},
    "copy_space": {"kind": "choice", "choices": _options(COPY_SPACES)},
    "subject_position": {"kind": "choice", "choices": _options(POSITIONS)},
    "horizon": {"kind": "choice", "choices": _options(HORIZONS)},
    "flight_from": {"kind": "date"},
    "flight_to": {"kind": "date"},
    "use_class": {"kind": "choice", "choices": _options(USE_CLASSES)},
}
_TERMS: Final = {"must_not_show": "As hands, text in the scene", "style": "As slightly desaturated"}


@dataclass(frozen=True)
class Page:
    """Everything the templates of a brief ask for."""

    brief: Brief
    values: Mapping[str, Any]
    spec: BriefSpec
    offered: Mapping[str, PlacementVersion]
    placements: Mapping[str, PlacementVersion]
    packs: Mapping[str, StylePackVersion]
    references: Sequence[Reference]
    revision: BriefRevision | None
    template: PromptTemplateVersion
    prompts: Sequence[compile.Compiled]
    summary: readiness.Summary
    errors: Mapping[str, Sequence[str]]
    writable: bool
    submittable: bool
    conflict: str = ""
    conflict_saves: int = 0

    sections = SECTIONS
    roles = ROLES

    @property
    def pack(self) -> StylePackVersion | None:
        return self.packs.get(str(self.values.get("style_pack", "")))

    @property
    def margins(self) -> float:
        return float(self.pack.document["margins"]) if self.pack else style.DEFAULT_MARGINS

    @property
    def fields(self) -> dict[str, Field]:
        return {
            name: Field(name, LABELS[name], value=str(self.values.get(name) or ""), **control)
            for name, control in _CONTROLS.items()
        }

    @property
    def safe_margins(self) -> str:
        value = self.values.get("safe_margins")
        return f"{value * 100:g} %" if isinstance(value, int | float) else str(value or "")

    @property
    def margins_words(self) -> str:
        return f"{self.margins * 100:g} %"

    @property
    def margins_hint(self) -> str:
        source = f"from style pack {self.pack}" if self.pack else "unless the style pack says otherwise"
        return f"Empty: {self.margins * 100:g} %, {source}."

    @property
    def places(self) -> list[Place]:
        rows = []
        for slug in self.values.get("placements", []):
            version = self.placements.get(slug)
            if version is None:
                rows.append(Place(slug, slug, "not in the catalogue", "", 1.0, known=False))
                continue
            document = version.document
            size, budget = placement.size_words(document), placement.budget_words(document)
            rows.append(Place(slug, document["name"], size, budget, placement.ratio(document), known=True))
        return rows

    @property
    def placements_left(self) -> list[tuple[str, list[tuple[str, str]]]]:
        """Channel -> (slug, words) of what could be added."""
        groups: dict[str, list[tuple[str, str]]] = {}
        taken = set(self.values.get("placements", []))
        for slug, version in sorted(self.offered.items(), key=lambda item: item[1].document["name"]):
            if slug not in taken:
                words = f"{version.document['name']}, {placement.size_words(version.document)}"
                groups.setdefault(CHANNELS[version.document["channel"]].label, []).append((slug, words))
        return sorted(groups.items())

    @property
    def terms(self) -> dict[str, tuple[str, list[str], str]]:
        return {name: (LABELS[name], list(self.values.get(name, [])), hint) for name, hint in _TERMS.items()}

    @property
    def markets(self) -> list[tuple[str, str]]:
        return [(code, MARKETS.get(code, code)) for code in self.values.get("markets", [])]

    @property
    def markets_left(self) -> list[tuple[str, str]]:
        taken = set(self.values.get("markets", []))
        return sorted(((c, n) for c, n in MARKETS.items() if c not in taken), key=lambda item: item[1])

    @property
    def copy(self) -> list[Words]:
        return [
            self._words(locale, words) for locale, words in self.values.get("copy", {}).items() if locale in LOCALES
        ]

    @property
    def locales_left(self) -> list[tuple[str, str]]:
        taken = set(self.values.get("copy", {}))
        return [(code, locale.label) for code, locale in LOCALES.items() if code not in taken]

    def _words(self, locale: str, words: Mapping[str, str]) -> Words:
        term, headline = LOCALES[locale], words.get("headline", "")
        tightest: tuple[float, str] | None = None
        for version in self.placements.values():
            document = version.document
            if document["copy"]["max_chars"] and document["slug"] in self.spec.placements:
                fit = headline_fit(self.spec.headline(locale), document, self.spec, self.margins)
                if fit and (tightest is None or fit.share > tightest[0]):
                    tightest = (fit.share, document["name"])
        share = round(min(tightest[0], 9.99) * 100) if tightest else None
        return Words(
            locale, term.label, term.own, term.rtl, headline, words.get("subline", ""), words.get("cta", ""),
            share, tightest[1] if tightest else "",
        )  # fmt: skip

    @property
    def frames(self) -> list[list[frames.Frame]]:
        documents = {slug: version.document for slug, version in self.placements.items()}
        return frames.frames(self.spec, documents, self.margins)

    @property
    def notes(self) -> dict[str, list[Note]]:
        """What stands under each field: what was refused just now, or what the rules say of what is written there."""
        notes: dict[str, list[Note]] = {name: [] for name in (*SECTION_OF, "title") if name != "channels"}
        for name, lines in self.errors.items():
            notes.setdefault(name, []).extend(Note("fail", line) for line in lines)
        for finding in self.summary.findings:
            if not notes.get(finding.field) and (getattr(self.spec, finding.field, None) or finding.field == "people"):
                notes[finding.field].append(Note(finding.verdict, finding.remedy))
        return notes

    @property
    def submitted(self) -> bool:
        """Is the newest revision what the draft says?"""
        if self.revision is None:
            return False
        before = BriefSpec.of_revision(self.revision.document).document()
        return {**before, "references": []} == {**self.spec.document(), "references": []} and not self.newer_pack

    @property
    def newer_pack(self) -> bool:
        """Has a style pack version been published since the newest revision?"""
        return bool(self.revision and self.pack and self.revision.style_pack_id != self.pack.pk)

    @property
    def next_number(self) -> int:
        return self.revision.number + 1 if self.revision else 1

    @property
    def reading(self) -> bool:
        return any(reference.state == "waiting" for reference in self.references)


def page_for(
    brief: Brief,
    user: User,
    *,
    patch: Mapping[str, Any] | None = None,
    errors: Mapping[str, Sequence[str]] | None = None,
    conflict: str = "",
    conflict_saves: int = 0,
) -> Page:
    """The page of a brief as `user` may see it. `patch` could not be saved: the form shows it, the rest does not."""
    spec = BriefSpec.clean(brief.draft)
    values = {**spec.document(), **(patch or {})}
    draws = catalogue.drawn(brief, spec)
    offered = catalogue.placements_for(brief.brand)
    pack = draws.pack.document if draws.pack else None
    writable = may(user, "write a brief", brief.brand) and brief.state != CLOSED
    return Page(
        brief=brief,
        values=values,
        spec=spec,
        offered=offered,
        placements=draws.placements,
        packs=draws.packs,
        references=draws.references,
        revision=brief.revisions.select_related("style_pack", "by").first(),
        template=draws.template,
        prompts=[
            compile.compile_prompt(spec, template=draws.template.document, pack=pack, dialect=d)
            for d in compile.spoken(draws.template.document)
        ],
        summary=readiness.summarise(spec, draws.context()),
        errors=errors or {},
        writable=writable,
        submittable=writable and may(user, "submit a brief", brief.brand),
        conflict=conflict,
        conflict_saves=conflict_saves,
    )

"""What the brief's page shows, put together once, in a fixed number of queries."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from functools import cached_property
from typing import Any, Final

from briefs import asked, catalogue, compile, frames, readiness, style
from briefs.help import HELP
from briefs.markets import MARKETS
from briefs.models import (
    Brief,
    BriefRevision,
    CharacterVersion,
    PlacementVersion,
    PromptTemplateVersion,
    Reference,
    StylePackVersion,
    Term,
)
from briefs.page.controls import CONTROLS, LISTS, Field, Note, Part, laid_out
from briefs.page.offers import options, renamed
from briefs.page.places import Channels, Place, channels, left, place
from briefs.page.shapes import shape
from briefs.page.stamps import stamp
from briefs.page.words import Hook, Words, languages
from briefs.spec import BriefSpec
from briefs.states import CLOSED
from briefs.vocabulary import LABELS, LOCALES, ROLES, SECTION_OF, SECTIONS, VOCABULARIES
from studio.lib.problems import WrongState
from studio.people.models import User
from studio.people.roles import may

ROWS: Final = ("title", "due")  # what stands above the eight sections


@dataclass(frozen=True)
class Page:
    """Everything the templates of a brief ask for."""

    brief: Brief
    values: Mapping[str, Any]
    spec: BriefSpec
    offered: Mapping[str, PlacementVersion]
    placements: Mapping[str, PlacementVersion]
    packs: Mapping[str, StylePackVersion]
    sheets: Mapping[str, CharacterVersion]  # all the brief could name, and those it names
    templates: Sequence[PromptTemplateVersion]
    vocabulary: Sequence[Term]
    references: Sequence[Reference]
    revision: BriefRevision | None
    template: PromptTemplateVersion
    prompts: Sequence[compile.Compiled]
    summary: readiness.Summary
    errors: Mapping[str, Sequence[str]]
    writable: bool
    submittable: bool
    conflict: WrongState | None = None

    sections = SECTIONS
    roles = ROLES
    title_help = HELP["title"]

    @property
    def pack(self) -> StylePackVersion | None:
        return self.packs.get(str(self.values.get("style_pack", "")))

    @property
    def margins(self) -> float:
        return float(self.pack.document["margins"]) if self.pack else style.DEFAULT_MARGINS

    # --- The form ---
    @cached_property
    def not_asked(self) -> dict[str, asked.Case]:
        """field -> why it is not asked of this brief."""
        now = asked.Situation(
            self.spec,
            [version.document for version in self.placements.values()],
            characters=len(self.sheets),
            templates=len(self.templates),
        )
        told = {finding.field for finding in self.summary.findings} | set(self.errors)
        unsaved = {name for name, value in self.values.items() if asked.holds(value)}
        return asked.not_asked(now, keep=told | unsaved)

    @cached_property
    def not_asked_words(self) -> dict[str, str]:
        return asked.sentences(self.not_asked)

    @cached_property
    def fields(self) -> dict[str, Field]:
        return {name: self._field(name, **control) for name, control in CONTROLS.items()}

    def _field(self, name: str, kind: str, **control: Any) -> Field:
        value = self.values.get(name)
        said = value if isinstance(value, list) else [value]
        drawn = Field(
            name,
            LABELS[name],
            kind,
            value="" if name in LISTS else str(value or ""),
            shown=name not in self.not_asked,
            options=options(name, self.vocabulary),
            entries=tuple(str(item) for item in said) if kind == "terms" else (),
            renamed=renamed(name, [str(item or "") for item in said], self.vocabulary) if name in VOCABULARIES else (),
            **(self._margins_control if kind == "margins" else control),
        )
        drawn_from = stamp([self.writable, asdict(replace(drawn, value="")), shape(self, name)])
        value = self.safe_margins if kind == "margins" else drawn.value
        return replace(drawn, value=value, notes=tuple(self._notes.get(name, ())), stamp=drawn_from)

    @cached_property
    def parts(self) -> list[Part]:
        """The sections, each with its fields and the worst that is said of it."""
        found: dict[int, tuple[str, int]] = {}
        for finding in self.summary.findings:
            worst, count = found.get(finding.section, (readiness.PASS, 0))
            worst = readiness.FAIL if readiness.FAIL in (worst, finding.verdict) else finding.verdict
            found[finding.section] = (worst, count + 1)
        return laid_out(self.fields, self.not_asked_words, found)

    @property
    def due(self) -> str:
        return str(self.values.get("due") or "")

    @property
    def safe_margins(self) -> str:
        value = self.values.get("safe_margins")
        return f"{value * 100:g} %" if isinstance(value, int | float) else str(value or "")

    @property
    def _margins_control(self) -> dict[str, str]:
        share = f"{self.margins * 100:g} %"
        source = f"from style pack {self.pack}" if self.pack else "unless the style pack says otherwise"
        return {"placeholder": share, "hint": f"Empty: {share}, {source}."}

    @property
    def places(self) -> list[Place]:
        return [place(slug, {**self.offered, **self.placements}) for slug in self.values.get("placements", [])]

    @property
    def channels(self) -> Channels:
        return channels(self._documents, self.values.get("channels", []))

    @property
    def placements_left(self) -> list[tuple[str, list[tuple[str, str]]]]:
        """Channel -> (slug, words) of what could be added."""
        return left(self.offered, self.values.get("placements", []))

    @property
    def characters(self) -> list[tuple[str, str]]:
        """(slug, name) of those the brief names; one that is not there goes by its slug."""
        return [
            (slug, str(self.sheets[slug].character) if slug in self.sheets else slug)
            for slug in self.values.get("characters", [])
        ]

    @property
    def characters_left(self) -> list[tuple[str, str]]:
        taken = set(self.values.get("characters", []))
        left = [(slug, sheet.character) for slug, sheet in self.sheets.items() if slug not in taken]
        return sorted(((slug, row.name) for slug, row in left if not row.retired), key=lambda item: item[1].lower())

    @property
    def palette_left(self) -> list[Mapping[str, str]]:
        """Colours of the style pack that are no colourway yet."""
        taken = {str(colour.get("hex", "")).upper() for colour in self.values.get("colourways", [])}
        palette = self.pack.document["palette"] if self.pack else []
        return [colour for colour in palette if str(colour["hex"]).upper() not in taken]

    @property
    def markets(self) -> list[tuple[str, str]]:
        return [(code, MARKETS.get(code, code)) for code in self.values.get("markets", [])]

    @property
    def markets_left(self) -> list[tuple[str, str]]:
        taken = set(self.values.get("markets", []))
        return sorted(((c, n) for c, n in MARKETS.items() if c not in taken), key=lambda item: item[1])

    # --- The copy ---
    @property
    def _documents(self) -> list[Mapping[str, Any]]:
        return [version.document for version in self.placements.values()]

    @cached_property
    def copy(self) -> list[Words]:
        return languages(self.values.get("copy", {}), self.spec, self._documents, self.margins)

    @cached_property
    def hooks(self) -> list[Hook]:
        """Each with a row for every language of the copy, and for those only it has."""
        found = []
        for index, hook in enumerate(self.values.get("hooks", [])):
            said = hook.get("copy", {})
            every = {**{locale: {} for locale in self.values.get("copy", {})}, **said}
            rows = languages(every, self.spec, self._documents, self.margins)
            found.append(Hook(index, str(hook.get("name", "")), tuple(rows)))
        return found

    @property
    def locales_left(self) -> list[tuple[str, str]]:
        taken = set(self.values.get("copy", {}))
        return [(code, locale.label) for code, locale in LOCALES.items() if code not in taken]

    # --- What it makes ---
    @property
    def frames(self) -> list[list[frames.Frame]]:
        documents = {slug: version.document for slug, version in self.placements.items()}
        return frames.frames(self.spec, documents, self.margins)

    @cached_property
    def _notes(self) -> dict[str, list[Note]]:
        """What stands under each field: what was refused just now, or what the rules say of what is written there."""
        notes: dict[str, list[Note]] = {name: [] for name in (*SECTION_OF, *ROWS)}
        for name, lines in self.errors.items():
            notes.setdefault(name, []).extend(Note("fail", line) for line in lines)
        for finding in self.summary.findings:
            if not notes.get(finding.field) and (getattr(self.spec, finding.field, None) or finding.field == "people"):
                notes.setdefault(finding.field, []).append(Note(finding.verdict, finding.remedy))
        return notes

    @property
    def notes(self) -> dict[str, list[Note]]:
        """field -> its notes, for every field that has a place on the page."""
        return {
            name: notes
            for name, notes in self._notes.items()
            if name in ROWS or (name in self.fields and self.fields[name].shown)
        }

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
    conflict: WrongState | None = None,
) -> Page:
    """The page of a brief as `user` may see it. `patch` could not be saved: the form shows it, the rest does not."""
    spec = BriefSpec.clean(brief.draft)
    due = brief.due.isoformat() if brief.due else ""
    values = {**spec.document(), "due": due, **(patch or {})}
    draws = catalogue.drawn(brief, spec)
    pack = draws.pack.document if draws.pack else None
    writable = may(user, "write a brief", brief.brand) and brief.state != CLOSED
    return Page(
        brief=brief,
        values=values,
        spec=spec,
        offered=catalogue.placements_for(brief.brand),
        placements=draws.placements,
        packs=draws.packs,
        sheets={**catalogue.characters_for(brief.brand), **draws.characters},
        templates=catalogue.templates_for(brief.brand),
        vocabulary=draws.vocabulary,
        references=draws.references,
        revision=brief.revisions.select_related("style_pack", "by").first(),
        template=draws.template,
        prompts=compile.compile_all(
            spec,
            template=draws.template.document,
            pack=pack,
            terms=draws.terms,
            characters=draws.character_documents(),
        ),
        summary=readiness.summarise(spec, draws.context()),
        errors=errors or {},
        writable=writable,
        submittable=writable and may(user, "submit a brief", brief.brand),
        conflict=conflict,
    )

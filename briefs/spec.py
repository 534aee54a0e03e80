"""A brief as a value: a frozen BriefSpec, to and from its JSON document. Pure: no Django, no database.

Two documents share the field names. The *draft* names placements and the style pack by slug. The *revision* carries
the published versions themselves ({slug, number, digest, document}), the prompt template, and the references' digests:
it is complete in itself. `BriefSpec.clean` reads drafts strictly (see cleaners), `BriefSpec.of_revision` reads a
revision back.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from typing import Any, Final

from briefs.cleaners import (
    CLEANERS,
    COPY_LIMITS,
    HEX,
    HOOK_LIMIT,
    LIST_LIMIT,
    MARGIN_LIMIT,
    SLUG,
    TERM_LIMIT,
    TEXT_LIMIT,
    TITLE_LIMIT,
    WORD_LIMIT,
    shown,
    tidy,
)
from studio.lib.problems import BadInput

__all__ = [
    "COPY_LIMITS",
    "FIELDS",
    "HEX",
    "HOOK_LIMIT",
    "LIST_LIMIT",
    "MARGIN_LIMIT",
    "SLUG",
    "TERM_LIMIT",
    "TEXT_LIMIT",
    "TITLE_LIMIT",
    "WORD_LIMIT",
    "BriefSpec",
    "tidy",
]


@dataclass(frozen=True)
class BriefSpec:
    """What the picture is for, what it shows, and where it goes. Text is kept as text, whatever it contains."""

    title: str = ""
    placements: tuple[str, ...] = ()  # slugs
    channels: tuple[str, ...] = ()
    job: str = ""  # slug of JOBS
    message: str = ""  # what people understand in two seconds
    subject: str = ""
    shot: str = ""  # slug of SHOTS
    people: str = ""  # ages and roles, or "any, mixed", or "no people"
    characters: tuple[str, ...] = ()  # slugs of character sheets
    environment: str = ""
    composition: str = ""
    light: str = ""
    mood: str = ""
    copy_space: str = ""  # slug of COPY_SPACES
    safe_margins: float | None = None  # fraction of the width on the left and on the right; None: the style pack's
    subject_position: str = ""  # slug of POSITIONS
    horizon: str = ""  # slug of HORIZONS
    must_not_show: tuple[str, ...] = ()
    style_pack: str = ""  # slug
    style: tuple[str, ...] = ()
    template: str = ""  # slug of a prompt template; empty: the one that fits the brief
    colourways: tuple[Mapping[str, str], ...] = ()  # {name, hex} of the product's colours, one picture each
    references: tuple[Mapping[str, Any], ...] = ()  # {id, role, note, digest, outline}; only in a revision
    copy: Mapping[str, Mapping[str, str]] = field(default_factory=dict)  # locale -> headline, subline, cta
    hooks: tuple[Mapping[str, Any], ...] = ()  # {name, copy}: other copy for the same picture, to be tested
    markets: tuple[str, ...] = ()  # ISO 3166-1 alpha-2
    flight_from: str = ""  # ISO 8601 date
    flight_to: str = ""
    use_class: str = ""

    @classmethod
    def clean(cls, document: object) -> BriefSpec:
        """A spec from a draft document. Raises BadInput that names every field that cannot be used, and the remedy."""
        if not isinstance(document, Mapping):
            raise BadInput('A brief is an object with named fields. Send {"subject": "…"}.', field="brief")
        faults: dict[str, list[str]] = {}
        values: dict[str, Any] = {}
        for name, value in document.items():
            cleaner = CLEANERS.get(name) if isinstance(name, str) else None
            if cleaner is None:
                said = shown(name)
                faults.setdefault(said, []).append(f"A brief has no field “{said}”. Remove it, or check its spelling.")
                continue
            try:
                values[name] = cleaner(name, value)
            except BadInput as fault:
                faults.setdefault(name, []).extend(fault.fields.get(name, [fault.sentence]))
        if faults:
            raise BadInput(fields=faults)
        return cls(**values)

    @classmethod
    def of_revision(cls, document: Mapping[str, Any]) -> BriefSpec:
        """The spec inside a revision's document: pinned versions are named by their slugs again."""
        named = {name: document[name] for name in FIELDS if name in document}
        for name in ("placements", "characters"):
            named[name] = [pin["slug"] for pin in document.get(name, [])]
        template = document.get("template")
        named["template"] = template["slug"] if isinstance(template, Mapping) and template.get("chosen") else ""
        pack = document.get("style_pack")
        named["style_pack"] = pack["slug"] if isinstance(pack, Mapping) else ""
        return cls.clean(named)

    def document(self) -> dict[str, Any]:
        """The draft document: every field, plain JSON."""
        return {name: _plain(value) for name, value in asdict(self).items()}

    def headline(self, locale: str) -> str:
        return self.copy.get(locale, {}).get("headline", "")


FIELDS: Final[tuple[str, ...]] = tuple(f.name for f in fields(BriefSpec))


def _plain(value: Any) -> Any:
    if isinstance(value, tuple | list):
        return [_plain(item) for item in value]
    if isinstance(value, Mapping):
        return {key: _plain(item) for key, item in value.items()}
    return value


assert set(CLEANERS) == set(FIELDS), "every field has a cleaner"

"""What a brand brings to finishing: palette, fonts, logo, and what each file says about itself."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from generation.engine.checks.evidence import Never
from generation.engine.checks.logo_ground import LIMIT
from generation.engine.finishing.casing import cased
from generation.engine.finishing.placement import Copy, Kit
from generation.engine.finishing.xmp import Metadata
from generation.sets.words import FIRST
from review.models import Finish
from review.typography import copy_of, fonts_for
from studio.lib import blobs

HEX = re.compile(r"#[0-9A-Fa-f]{6}")
SOURCE_TYPES = {"previz": "algorithmicMedia", "diffusers": "trainedAlgorithmicMedia"}
COMPOSITES = {
    "algorithmicMedia": "compositeSynthetic",
    "trainedAlgorithmicMedia": "compositeWithTrainedAlgorithmicMedia",
}


def kit_of(finish: Finish) -> Kit:
    """The kit as the style pack version of the revision says. Fonts are blobs: a recipe names them by digest."""
    document = finish.revision.style_pack.document
    typography = document.get("typography") or {}
    fonts = fonts_for(typography)
    for font in fonts:
        if not blobs.exists(font.font.digest):
            blobs.put(font.read())
    return Kit(
        palette=palette_of(document),
        fonts=tuple(font.font for font in fonts),
        logo=finish.brand.logo_id,
        logo_placement=str((document.get("logo") or {}).get("corner") or "bottom-right"),
        scripts={
            script: tuple(font.font for font in fonts_for(typography, script))
            for script in typography.get("families") or {}
        },
        never_on=tuple(never.colour for never in never_of(document) if never.colour),
        apart=float((document.get("checks") or {}).get("logo_ground", LIMIT)),
        align=str(typography.get("alignment") or "start"),
        smallest=float(typography.get("smallest") or 0.0),
        contrast=float((document.get("checks") or {}).get("contrast", 0.0)),
    )


def palette_of(document: Mapping[str, Any]) -> tuple[str, ...]:
    return tuple(str(colour["hex"]) for colour in document.get("palette", []))


def never_of(style: Mapping[str, Any]) -> tuple[Never, ...]:
    """What the logo must not stand on: a colour of the palette by its name, any colour by its code, or other words."""
    named = {str(colour["name"]).casefold(): str(colour["hex"]) for colour in style.get("palette", [])}
    words = (style.get("logo") or {}).get("never_on") or []
    return tuple(Never(said, said if HEX.fullmatch(said) else named.get(said.casefold(), "")) for said in words)


def words_of(finish: Finish, locale: str, hook: str = FIRST) -> Copy | None:
    """The words of one file as they are set: in the case that the style pack asks for."""
    copy = copy_of(finish.revision.document, locale, hook)
    case = str((finish.revision.style_pack.document.get("typography") or {}).get("case") or "")
    if copy is None or not case:
        return copy
    said = (cased(text, case, copy.language) for text in (copy.headline, copy.subline, copy.cta))
    return Copy(copy.locale, *said)


def metadata_of(finish: Finish, locale: str, hook: str = FIRST) -> Metadata:
    """IPTC fields for one file. Everything in it is pinned by the finish, so that a replay writes the same packet."""
    batch = finish.candidate.batch
    revision = finish.revision
    document = revision.document
    model = batch.model
    made = SOURCE_TYPES.get(model.engine, "trainedAlgorithmicMedia")  # in doubt, say more rather than less
    composed = bool(finish.brand.logo_id) or bool(copy_of(document, locale, hook))
    return Metadata(
        digital_source_type=COMPOSITES[made] if composed else made,
        ai_system=model.name,
        ai_system_version=version_of(finish),
        ai_prompt=str(batch.prompt.get("positive", ""))[:2000],
        ai_prompt_writer=f"Compiled by Gatefold from revision {revision.number} by {revision.by.name}",
        title=revision.brief.title,
        rights=f"© {finish.brand.name}",
        usage_terms=terms(document),
        creators=tuple(dict.fromkeys([batch.by.name, finish.by.name])),
        subjects=tuple(str(term) for term in document.get("style", [])[:20]),
        identifier=f"gatefold:{revision.digest[:16]}:{finish.candidate.recipe_id}",
        credit=finish.brand.name,
        language=locale or "x-default",
    )


def version_of(finish: Finish) -> str:
    """The engine step's own version, from the candidate's recipe."""
    recipe = finish.candidate.recipe
    return str(recipe.document["nodes"][0]["version"]) if recipe else ""


def terms(document: Mapping[str, Any]) -> str:
    use = document.get("use_class") or "experiment"
    markets = ", ".join(document.get("markets", [])) or "no market named"
    flight = " to ".join(day for day in (document.get("flight_from"), document.get("flight_to")) if day) or "no dates"
    return f"{use} use; {markets}; {flight}"

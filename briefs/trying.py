"""What a prompt template makes of real briefs: to try one on a brief, and to see what publishing would change."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from briefs.catalogue import characters_for, style_packs_for, terms_for
from briefs.compile import DIALECTS, Compiled, compile_all, compile_prompt, template_slug
from briefs.compile.diff import Change, changed
from briefs.models import Brief, CampaignPin
from briefs.spec import BriefSpec
from briefs.terms import terms_said
from studio.people.models import Brand

NEWEST: Final = 20  # briefs that a new version is tried on


@dataclass(frozen=True)
class Material:
    """A brief with everything that is said of it."""

    brief: Brief
    spec: BriefSpec
    drawn: Mapping[str, Any]  # pack, terms and characters, as compile_prompt takes them

    def compiled(self, template: Mapping[str, Any]) -> list[Compiled]:
        return compile_all(self.spec, template=template, **self.drawn)


@dataclass(frozen=True)
class Effect:
    brief: Brief
    chosen: bool  # is it compiled with this template as things stand?
    changes: tuple[Change, ...]  # dialects that change


def newest_briefs(brand: Brand) -> list[Brief]:
    return list(Brief.objects.filter(brand=brand).select_related("campaign").order_by("-saved_at", "-pk")[:NEWEST])


def said(brand: Brand, specs: Sequence[BriefSpec]) -> list[dict[str, Any]]:
    """What the words and characters of each draft mean, as compile_prompt takes them. Two queries, one spec or many."""
    characters = characters_for(brand, sorted({slug for spec in specs for slug in spec.characters} | {""}))
    vocabulary = terms_for(brand)
    return [
        {
            "terms": terms_said(spec, vocabulary),
            "characters": [characters[slug].document for slug in spec.characters if slug in characters],
        }
        for spec in specs
    ]


def materials(brand: Brand, briefs: Sequence[Brief]) -> list[Material]:
    """What each brief draws on now, in the same number of queries for one and for many."""
    packs = style_packs_for(brand)
    pinned: dict[tuple[int, str], Any] = {}
    for pin in CampaignPin.objects.filter(campaign__brand=brand).select_related("version__pack"):
        pinned[(pin.campaign_id, pin.version.pack.slug)] = pin.version
    specs = [BriefSpec.clean(brief.draft) for brief in briefs]
    found = []
    for brief, spec, drawn in zip(briefs, specs, said(brand, specs), strict=True):
        pack = pinned.get((brief.campaign_id, spec.style_pack)) or packs.get(spec.style_pack)
        found.append(Material(brief, spec, {"pack": pack.document if pack else None, **drawn}))
    return found


def effects(brand: Brand, slug: str, before: Mapping[str, Any] | None, after: Mapping[str, Any]) -> list[Effect]:
    """What the newest briefs' prompts become, newest first; those compiled with this template today before the rest."""
    found = []
    for material in materials(brand, newest_briefs(brand)):
        changes = (changed(_made(material, before, dialect), _made(material, after, dialect)) for dialect in DIALECTS)
        uses = template_slug(material.spec) == slug
        found.append(Effect(material.brief, uses, tuple(change for change in changes if change)))
    return sorted(found, key=lambda effect: not effect.chosen)


def _made(material: Material, template: Mapping[str, Any] | None, dialect: str) -> Compiled | None:
    if template is None or dialect not in template["dialects"]:
        return None
    return compile_prompt(material.spec, template=template, dialect=dialect, **material.drawn)

"""What a brand may draw on now: the newest published version of each placement, style pack and prompt template."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, F, Q, Value, When
from django.utils import timezone

from briefs.compile import FALLBACK, template_slug
from briefs.models import (
    Brief,
    Campaign,
    CharacterVersion,
    PlacementVersion,
    PromptTemplateVersion,
    Reference,
    RuleSetVersion,
    StylePackVersion,
    Term,
)
from briefs.readiness import Context
from briefs.spec import BriefSpec
from briefs.terms import terms_said
from studio.lib.problems import WrongState
from studio.people.models import Brand


def placements_for(brand: Brand, slugs: Iterable[str] | None = None) -> dict[str, PlacementVersion]:
    """slug -> newest published version, in one query. A brand's own placement goes before the shared one of that slug.

    Without `slugs`: all that are offered, so none that is retired. With them: exactly those, retired or not, because
    a brief that names a placement keeps it.
    """
    rows = PlacementVersion.objects.published().filter(Q(placement__brand=brand) | Q(placement__brand=None))
    rows = rows.filter(placement__retired=False) if slugs is None else rows.filter(placement__slug__in=list(slugs))
    rows = rows.select_related("placement", "published_by").order_by(
        "placement__slug", F("placement__brand").asc(nulls_last=True), "-number"
    )
    found = rows.distinct("placement__slug")
    return {version.placement.slug: version for version in found}


def style_packs_for(brand: Brand, campaign: Campaign | None = None) -> dict[str, StylePackVersion]:
    """slug -> the version a brief draws on: what the campaign is pinned to, else the newest published one."""
    rows = StylePackVersion.objects.published().filter(pack__brand=brand).select_related("pack", "published_by")
    found = {version.pack.slug: version for version in rows.order_by("pack__slug", "-number").distinct("pack__slug")}
    if campaign is not None:
        pins = campaign.pins.select_related("version__pack", "version__published_by")
        found |= {kept.version.pack.slug: kept.version for kept in pins}
    return found


def characters_for(brand: Brand, slugs: Iterable[str] | None = None) -> dict[str, CharacterVersion]:
    """slug -> newest published character sheet. Without `slugs`: all that are offered; with them: retired ones too."""
    rows = CharacterVersion.objects.published().filter(character__brand=brand).select_related("character")
    rows = rows.filter(character__retired=False) if slugs is None else rows.filter(character__slug__in=list(slugs))
    found = rows.order_by("character__slug", "-number").distinct("character__slug")
    return {version.character.slug: version for version in found}


def terms_for(brand: Brand) -> list[Term]:
    """Every term of the brand's vocabularies and the shared ones, successors with them, in one query."""
    rows = Term.objects.filter(Q(brand=brand) | Q(brand=None)).select_related("successor")
    return list(rows.order_by("vocabulary", F("brand").asc(nulls_last=True), "label"))


def rules_for(brand: Brand, slug: str = "readiness") -> RuleSetVersion | None:
    """The newest published readiness rules; the brand's own go before the shared ones."""
    rows = RuleSetVersion.objects.published().filter(rules__slug=slug)
    rows = rows.filter(Q(rules__brand=brand) | Q(rules__brand=None)).select_related("rules")
    found: RuleSetVersion | None = rows.order_by(F("rules__brand").asc(nulls_last=True), "-number").first()
    return found


def template_for(brand: Brand, slug: str = "scene") -> PromptTemplateVersion:
    """The newest published version of a prompt template, else of "scene"; a brand's own goes before the shared one."""
    rows = PromptTemplateVersion.objects.published().filter(template__slug__in=[slug, FALLBACK])
    rows = rows.filter(Q(template__brand=brand) | Q(template__brand=None)).select_related("template")
    fits = Case(When(template__slug=slug, then=Value(0)), default=Value(1))
    found: PromptTemplateVersion | None = rows.order_by(
        fits, F("template__brand").asc(nulls_last=True), "-number"
    ).first()
    if found is None:
        raise WrongState(f"There is no published prompt template “{slug}”. Run the seed command, or publish one.")
    return found


def templates_for(brand: Brand) -> list[PromptTemplateVersion]:
    """The newest published version of every prompt template a brief may choose; the brand's own before the shared."""
    rows = PromptTemplateVersion.objects.published().filter(Q(template__brand=brand) | Q(template__brand=None))
    rows = rows.select_related("template").order_by(
        "template__slug", F("template__brand").asc(nulls_last=True), "-number"
    )
    return list(rows.distinct("template__slug"))


@dataclass(frozen=True)
class Drawn:
    """Everything one brief draws on, as it is published now: read once, in a fixed number of queries."""

    placements: Mapping[str, PlacementVersion]  # those the brief names
    packs: Mapping[str, StylePackVersion]  # all the brief could name
    pack: StylePackVersion | None
    characters: Mapping[str, CharacterVersion]  # those the brief names
    terms: Mapping[str, Mapping[str, Any]]  # what its words mean, see briefs/terms.py
    vocabulary: Sequence[Term]  # all the words it could use
    template: PromptTemplateVersion
    rules: RuleSetVersion | None
    references: Sequence[Reference]

    def context(self) -> Context:
        """What the readiness rules may know."""
        states = [reference.state for reference in self.references]
        return Context(
            placements={slug: version.document for slug, version in self.placements.items()},
            pack=self.pack.document if self.pack else None,
            today=timezone.localdate(),
            waiting=states.count("waiting"),
            refused=states.count("refused"),
            references=tuple(
                {"role": row.role, "note": row.note, "name": row.name, "rights": row.rights}
                for row in self.references
                if row.state == "ready"
            ),
            characters={slug: version.document for slug, version in self.characters.items()},
            rules=self.rules.document if self.rules else None,
            terms=self.terms,
            packs={slug: version.pack.name for slug, version in self.packs.items()},
        )

    def character_documents(self) -> list[Mapping[str, Any]]:
        return [version.document for version in self.characters.values()]


def drawn(brief: Brief, spec: BriefSpec) -> Drawn:
    """What `brief` draws on when it says `spec`."""
    packs = style_packs_for(brief.brand, brief.campaign)
    vocabulary = terms_for(brief.brand)
    # An empty name among them, so that a brief without any asks as often as a full one.
    named = placements_for(brief.brand, [*spec.placements, ""])
    characters = characters_for(brief.brand, [*spec.characters, ""])
    return Drawn(
        placements={slug: named[slug] for slug in spec.placements if slug in named},
        packs=packs,
        pack=packs.get(spec.style_pack),
        characters={slug: characters[slug] for slug in spec.characters if slug in characters},
        terms=terms_said(spec, vocabulary),
        vocabulary=vocabulary,
        template=template_for(brief.brand, template_slug(spec)),
        rules=rules_for(brief.brand),
        references=list(brief.references.select_related("picture")),
    )


@dataclass(frozen=True)
class Shelf:
    """Everything a brand's briefs could draw on, read once: to judge many drafts without asking again for each."""

    placements: Mapping[str, PlacementVersion]
    packs: Mapping[str, StylePackVersion]
    characters: Mapping[str, CharacterVersion]
    vocabulary: Sequence[Term]
    rules: RuleSetVersion | None

    def context(self, spec: BriefSpec) -> Context:
        """What the readiness rules may know of a draft that has no references."""
        pack = self.packs.get(spec.style_pack)
        return Context(
            placements={slug: self.placements[slug].document for slug in spec.placements if slug in self.placements},
            pack=pack.document if pack else None,
            today=timezone.localdate(),
            characters={slug: self.characters[slug].document for slug in spec.characters if slug in self.characters},
            rules=self.rules.document if self.rules else None,
            terms=terms_said(spec, self.vocabulary),
            packs={slug: version.pack.name for slug, version in self.packs.items()},
        )


def shelf_of(brand: Brand, campaign: Campaign | None = None) -> Shelf:
    """What is offered at the brand, in six queries at most."""
    return Shelf(
        placements=placements_for(brand),
        packs=style_packs_for(brand, campaign),
        characters=characters_for(brand),
        vocabulary=terms_for(brand),
        rules=rules_for(brand),
    )


def pin(version: Any, slug: str) -> dict[str, Any]:
    """A published version as a revision carries it: complete, and named by its digest."""
    return {"slug": slug, "number": version.number, "digest": version.digest, "document": version.document}

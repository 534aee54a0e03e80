"""What a brand may draw on now: the newest published version of each placement, style pack and prompt template."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import F, Q
from django.utils import timezone

from briefs.models import Brief, PlacementVersion, PromptTemplateVersion, StylePackVersion
from briefs.readiness import Context
from briefs.spec import BriefSpec
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


def style_packs_for(brand: Brand) -> dict[str, StylePackVersion]:
    """slug -> newest published version of each of the brand's style packs, in one query."""
    rows = StylePackVersion.objects.published().filter(pack__brand=brand).select_related("pack", "published_by")
    return {version.pack.slug: version for version in rows.order_by("pack__slug", "-number").distinct("pack__slug")}


def template_for(brand: Brand, slug: str = "scene") -> PromptTemplateVersion:
    """The newest published version of a prompt template; the brand's own goes before the shared one."""
    rows = PromptTemplateVersion.objects.published().filter(template__slug=slug)
    rows = rows.filter(Q(template__brand=brand) | Q(template__brand=None)).select_related("template")
    found: PromptTemplateVersion | None = rows.order_by(F("template__brand").asc(nulls_last=True), "-number").first()
    if found is None:
        raise WrongState(f"There is no published prompt template “{slug}”. Run the seed command, or publish one.")
    return found


def context_for(
    brief: Brief,
    spec: BriefSpec,
    placements: dict[str, PlacementVersion],
    pack: StylePackVersion | None,
) -> Context:
    """What the readiness rules may know about this brief."""
    states = list(brief.references.values_list("state", flat=True))
    return Context(
        placements={slug: version.document for slug, version in placements.items() if slug in spec.placements},
        pack=pack.document if pack else None,
        today=timezone.localdate(),
        waiting=states.count("waiting"),
        refused=states.count("refused"),
    )


def pin(version: Any, slug: str) -> dict[str, Any]:
    """A published version as a revision carries it: complete, and named by its digest."""
    return {"slug": slug, "number": version.number, "digest": version.digest, "document": version.document}

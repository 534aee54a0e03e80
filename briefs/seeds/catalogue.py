"""The shared catalogue: placements, readiness rules and the prompt template "scene", each with a published version."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from briefs.models import Placement, PlacementVersion, PromptTemplate, PromptTemplateVersion
from briefs.seeds.placements import PLACEMENTS
from briefs.seeds.rules import seed_rules
from briefs.seeds.template import SCENE
from studio.lib.canonical import digest

NOTE = "As seeded"


@transaction.atomic
def seed_catalogue() -> None:
    """Add what is missing. The seed acts for nobody, so `published_by` stays empty."""
    have = set(Placement.objects.filter(brand=None).values_list("slug", flat=True))
    wanted = [document for document in PLACEMENTS if document["slug"] not in have]
    rows = Placement.objects.bulk_create(
        Placement(slug=document["slug"], name=document["name"], channel=document["channel"]) for document in wanted
    )
    PlacementVersion.objects.bulk_create(
        PlacementVersion(
            placement=row, number=1, document=document, digest=digest(document), note=NOTE, published_at=timezone.now()
        )
        for row, document in zip(rows, wanted, strict=True)
    )
    seed_rules()
    template, made = PromptTemplate.objects.get_or_create(brand=None, slug="scene", defaults={"name": "Scene"})
    if made:
        PromptTemplateVersion.objects.create(
            template=template, number=1, document=SCENE, note=NOTE, published_at=timezone.now()
        )

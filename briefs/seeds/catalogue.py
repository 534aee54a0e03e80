"""The shared catalogue: placements and the prompt template "scene", each with a published first version."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from briefs.models import Placement, PlacementVersion, PromptTemplate, PromptTemplateVersion
from briefs.seeds.placements import PLACEMENTS
from briefs.seeds.template import SCENE

NOTE = "As seeded"


@transaction.atomic
def seed_catalogue() -> None:
    """Add what is missing. The seed acts for nobody, so `published_by` stays empty."""
    have = set(Placement.objects.filter(brand=None).values_list("slug", flat=True))
    for document in PLACEMENTS:
        if document["slug"] in have:
            continue
        placement = Placement.objects.create(slug=document["slug"], name=document["name"], channel=document["channel"])
        PlacementVersion.objects.create(
            placement=placement, number=1, document=document, note=NOTE, published_at=timezone.now()
        )
    template, made = PromptTemplate.objects.get_or_create(brand=None, slug="scene", defaults={"name": "Scene"})
    if made:
        PromptTemplateVersion.objects.create(
            template=template, number=1, document=SCENE, note=NOTE, published_at=timezone.now()
        )

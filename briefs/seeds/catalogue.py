"""The shared catalogue: placements, readiness rules and the prompt template "scene", each with a published version."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from briefs.models import PromptTemplate, PromptTemplateVersion
from briefs.seeds.rules import seed_rules
from briefs.seeds.shelf import NOTE, seed_placements
from briefs.seeds.template import SCENE


@transaction.atomic
def seed_catalogue() -> None:
    """Add what is missing. The seed acts for nobody, so `published_by` stays empty."""
    seed_placements()
    seed_rules()
    template, made = PromptTemplate.objects.get_or_create(brand=None, slug="scene", defaults={"name": "Scene"})
    if made:
        PromptTemplateVersion.objects.create(
            template=template, number=1, document=SCENE, note=NOTE, published_at=timezone.now()
        )

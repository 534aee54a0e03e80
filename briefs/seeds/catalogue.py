"""The shared catalogue: placements, readiness rules and prompt templates, each with a published version."""

from __future__ import annotations

from django.db import transaction

from briefs.seeds.rules import seed_rules
from briefs.seeds.shared_templates import seed_templates
from briefs.seeds.shelf import seed_placements


@transaction.atomic
def seed_catalogue() -> None:
    """Add what is missing. The seed acts for nobody, so `published_by` stays empty."""
    seed_placements()
    seed_rules()
    seed_templates()

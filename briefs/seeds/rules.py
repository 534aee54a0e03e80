"""The shared readiness rules, published. Where the standard rules have changed since, a new version is made."""

from __future__ import annotations

from django.utils import timezone

from briefs.models import RuleSet, RuleSetVersion
from briefs.readiness.cleaning import clean
from briefs.readiness.standard import STANDARD
from studio.lib.canonical import digest


def seed_rules() -> RuleSetVersion:
    """The newest published version of the shared set; the seed acts for nobody, so `published_by` stays empty."""
    row, _ = RuleSet.objects.get_or_create(brand=None, slug=STANDARD["slug"], defaults={"name": STANDARD["name"]})
    document = clean(STANDARD)
    newest: RuleSetVersion | None = row.versions.published().first()
    if newest is not None and newest.digest == digest(document):
        return newest
    number = newest.number + 1 if newest else 1
    version: RuleSetVersion = RuleSetVersion.objects.create(
        rules=row,
        number=number,
        document=document,
        note="As seeded" if number == 1 else "As changed by an update",
        published_at=timezone.now(),
    )
    return version

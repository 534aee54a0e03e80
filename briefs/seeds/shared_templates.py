"""The shared prompt templates, each with its newest document as a published version."""

from __future__ import annotations

from django.utils import timezone

from briefs.models import PromptTemplate, PromptTemplateVersion
from briefs.seeds.templates import TEMPLATES
from studio.lib.canonical import digest

FIRST, CHANGED = "As seeded", "Changed with an update"


def seed_templates() -> None:
    """Add what is missing, and a version where the document of an update differs from the newest one."""
    newest: dict[str, PromptTemplateVersion] = {}
    for version in PromptTemplateVersion.objects.filter(template__brand=None).select_related("template"):
        newest.setdefault(version.template.slug, version)  # they come with the highest number first
    for document in TEMPLATES:
        slug, name = document["slug"], document["name"]
        last = newest.get(slug)
        if last and last.digest == digest(document):
            continue
        row, _ = PromptTemplate.objects.get_or_create(brand=None, slug=slug, defaults={"name": name})
        PromptTemplateVersion.objects.create(
            template=row,
            number=last.number + 1 if last else 1,
            document=document,
            note=CHANGED if last else FIRST,
            published_at=timezone.now(),
        )

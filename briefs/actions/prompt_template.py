"""Prompt templates of a brand, and their draft versions."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import IntegrityError, transaction

from briefs.actions.publishing import KEEP_TEMPLATES, draft_of, own
from briefs.compile.template import clean
from briefs.models import PromptTemplate, PromptTemplateVersion
from studio.lib import events
from studio.lib.problems import BadInput, WrongState
from studio.people.models import Brand, User
from studio.people.roles import require


@transaction.atomic
def create_prompt_template(
    brand: Brand, document: Mapping[str, Any], *, by: User, note: str = ""
) -> PromptTemplateVersion:
    """A template of the brand's own with a first draft. With the short name of a shared one it goes before it."""
    require(by, KEEP_TEMPLATES, brand)
    found = clean(document)
    try:
        with transaction.atomic():
            template = PromptTemplate.objects.create(brand=brand, slug=found["slug"], name=found["name"])
    except IntegrityError:
        raise BadInput(
            f"{brand.name} has a prompt template “{found['slug']}”. Choose another short name.", field="slug"
        ) from None
    events.record("create", template, by=by, brand=brand)
    version: PromptTemplateVersion = PromptTemplateVersion.objects.create(
        template=template, number=1, document=found, note=" ".join(note.split())[:200]
    )
    return version


def copy_prompt_template(template: PromptTemplate, brand: Brand, *, by: User) -> PromptTemplateVersion:
    """A draft of the brand's own that says what the newest published version of this one says."""
    newest = template.versions.filter(published_at__isnull=False).first()
    if newest is None:
        raise WrongState(f"{template.name} has no published version, so there is nothing to copy. Publish it first.")
    return create_prompt_template(brand, newest.document, by=by, note=f"Copied from {newest}")


@transaction.atomic
def draft_prompt_template(
    template: PromptTemplate, document: Mapping[str, Any], *, by: User, note: str = ""
) -> PromptTemplateVersion:
    """Write the draft version, making one where all are published."""
    brand = own(template.brand, template.name)
    require(by, KEEP_TEMPLATES, brand)
    found = clean({**document, "slug": template.slug})
    draft = draft_of(template, PromptTemplateVersion(template=template), found, note)
    events.record("edit", draft, by=by, brand=brand, template=template.pk)
    return draft

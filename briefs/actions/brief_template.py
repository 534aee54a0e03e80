"""Documents to start a brief from: a brand's own, and the shared ones that are seeded."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from django.db import transaction
from django.utils.text import slugify

from briefs.actions.brief import create_brief
from briefs.catalogue import characters_for, placements_for, style_packs_for
from briefs.models import Brief, BriefTemplate, Campaign, PromptTemplate
from briefs.spec import BriefSpec, tidy
from studio.lib import events
from studio.lib.canonical import digest
from studio.lib.problems import BadInput, NotAllowed
from studio.people.models import Brand, User
from studio.people.roles import require

_VERB: Final = "keep brief templates"
_OWN: Final = ("title", "references", "flight_from", "flight_to")  # of one brief alone
NAME_LIMIT, HINT_LIMIT = 80, 200


@transaction.atomic
def save_as_template(brief: Brief, *, by: User, name: str, hint: str = "") -> BriefTemplate:
    """Keep what the brief says, but its title, references and dates, for the next one. Raises BadInput by field."""
    require(by, _VERB, brief.brand)
    name, hint = _line(name, "name", NAME_LIMIT), _line(hint, "hint", HINT_LIMIT)
    if not name:
        raise BadInput("Name: say what it is for, as “Product packshot”.", field="name")
    spec = BriefSpec.clean({key: value for key, value in brief.draft.items() if key not in _OWN})
    slug = slugify(name)[:80] or f"template-{digest(name)[:8]}"  # a name in Japanese has no ASCII slug
    made, fresh = BriefTemplate.objects.get_or_create(
        brand=brief.brand, slug=slug, defaults={"name": name, "hint": hint, "document": spec.document(), "by": by}
    )
    if not fresh:
        remedy = "It is retired: restore it, or choose another name." if made.retired else "Choose another name."
        raise BadInput(f"Name: {brief.brand.name} has a template “{made.name}”. {remedy}", field="name")
    events.record("create", made, by=by, brand=brief.brand, brief=brief.pk)
    return made


@transaction.atomic
def retire_template(template: BriefTemplate, *, by: User, retired: bool = True) -> BriefTemplate:
    """No longer offered, or offered again. Briefs that began from it keep what they say."""
    if template.brand is None:
        raise NotAllowed(f"“{template.name}” is shared by every brand, so nobody retires it.")
    require(by, _VERB, template.brand)
    if BriefTemplate.objects.filter(pk=template.pk, retired=not retired).update(retired=retired):
        events.record("retire" if retired else "restore", template, by=by, brand=template.brand)
    template.retired = retired
    return template


@transaction.atomic
def create_from_template(
    campaign: Campaign, template: BriefTemplate, *, by: User, title: str
) -> tuple[Brief, list[str]]:
    """A new draft that says what the template says, and a sentence for each thing the brand does not have.

    Raises BadInput for a template of another brand.
    """
    brand = campaign.brand
    if template.brand_id not in (None, brand.pk):
        raise BadInput(f"Template: “{template.name}” is not {brand.name}'s. Choose another.", field="template")
    document, left_out = fitting(template.document, brand)
    return create_brief(campaign, by=by, title=title, document=document), left_out


def fitting(document: Mapping[str, Any], brand: Brand) -> tuple[dict[str, Any], list[str]]:
    """The document without what `brand` is not offered, and a sentence for each thing left out."""
    kept, left_out = dict(document), []
    for field, what, offered in (
        ("placements", "Placement", placements_for(brand)),
        ("characters", "Character", characters_for(brand)),
    ):
        named = list(kept.get(field) or [])
        kept[field] = [slug for slug in named if slug in offered]
        left_out += [f"{what} “{slug}” is left out: {brand.name} does not have it." for slug in named
                     if slug not in offered]  # fmt: skip
    pack = kept.get("style_pack")
    if pack and pack not in style_packs_for(brand):
        kept["style_pack"] = ""
        left_out.append(f"Style pack “{pack}” is left out: {brand.name} does not have it.")
    prompt = kept.get("template")
    if prompt and not _speaks(brand, str(prompt)):
        kept["template"] = ""
        left_out.append(f"Prompt template “{prompt}” is left out: {brand.name} does not have it.")
    return kept, left_out


def _speaks(brand: Brand, slug: str) -> bool:
    rows = PromptTemplate.objects.filter(slug=slug, versions__published_at__isnull=False)
    return any(owner in (None, brand.pk) for owner in rows.values_list("brand", flat=True))


def _line(text: object, field: str, limit: int) -> str:
    words = " ".join(tidy(text).split()) if isinstance(text, str) and len(text) <= limit * 4 else str(text)
    if len(words) > limit:
        raise BadInput(f"{field.capitalize()}: {len(words):,} characters, and there is room for {limit}.", field=field)
    return words

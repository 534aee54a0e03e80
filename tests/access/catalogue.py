"""What stands at a brand before anything is made: its briefs with their talk, and what its catalogue holds."""

from __future__ import annotations

import io
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from briefs.actions import (
    add_picture,
    add_reference,
    close,
    comment_on,
    copy_placement,
    copy_prompt_template,
    copy_rules,
    create_brief,
    draft_style_pack,
    publish,
    resolve_comment,
    retire,
    retire_template,
    save_as_template,
)  # fmt: skip
from briefs.actions.exchange import judge_file
from briefs.forms import StylePackForm
from briefs.models import Brief, Placement, PromptTemplate, Reference, RuleSet, StylePack
from briefs.seeds import SAMPLE_BRIEFS
from briefs.tasks import read_picture, read_reference
from generation import goldens
from generation.registry import seed_models
from studio.people.models import Brand, User
from tests.cast import Cast

Objects = dict[str, Any]  # name -> what stands for it in an address or a form


def briefs_of(cast: Cast) -> Objects:
    pack = StylePack.objects.get(brand=cast.northlight).slug
    document = {**SAMPLE_BRIEFS["01"], "style_pack": pack}
    brief, closed = (create_brief(cast.campaign, by=cast.ben, title=t, document=document) for t in ("Open", "Closed"))
    close(closed, by=cast.ben)
    reference = add_reference(brief, photo(cast.northlight), by=cast.ben)
    read_reference(reference.pk)
    assert Reference.objects.get(pk=reference.pk).state == "ready"
    brought = judge_file(cast.campaign, SimpleUploadedFile("a.csv", b"title\nFrom a file\n"), by=cast.ben)
    said = {"import": brought.pk, "brief": brief.pk, "closed": closed.pk, "reference": reference.pk}
    return said | talk_of(brief, cast.ben)


def talk_of(brief: Brief, by: User) -> Objects:
    said, settled = (comment_on(brief, text, by=by, field="light") for text in ("Warmer?", "Colder?"))
    resolve_comment(settled, by=by)
    offered, retired = (save_as_template(brief, by=by, name=name) for name in ("Offered", "Retired"))
    retire_template(retired, by=by)
    return {
        "comment": said.pk,
        "comment_settled": settled.pk,
        "brief_template": offered.pk,
        "brief_template_retired": retired.pk,
    }


def photo(brand: Brand) -> SimpleUploadedFile:
    out = io.BytesIO()
    Image.new("RGB", (64, 48), (20, 33, brand.pk % 256)).save(out, "JPEG")
    return SimpleUploadedFile("office.jpg", out.getvalue(), content_type="image/jpeg")


def catalogue_of(cast: Cast) -> Objects:
    brand, ada = cast.northlight, cast.ada
    seeded = Placement.objects.filter(brand=None).order_by("pk")
    draft, live, retired = (copy_placement(row, brand, by=ada) for row in seeded[:3])
    publish(live, by=ada)
    publish(retired, by=ada)
    retire(retired.placement, by=ada, retired=True)
    pack = StylePack.objects.get(brand=brand)
    newest = pack.versions.order_by("-number")[0]
    shared_rules = RuleSet.objects.get(brand=None)
    rules_draft = copy_rules(shared_rules, brand, by=ada)
    shared_template = PromptTemplate.objects.get(brand=None, slug="product")
    template_draft = copy_prompt_template(PromptTemplate.objects.get(brand=None, slug="scene"), brand, by=ada)
    form = StylePackForm(StylePackForm.initial_from(newest.document) | {"medium": "gouache painting"})
    assert form.is_valid(), form.errors
    pack_draft = draft_style_pack(pack, form.document(pack.slug), by=ada)
    shown = add_picture(brand, photo(brand), by=ada, verb="keep characters")
    read_picture(shown.pk)
    seed_models()
    golden = goldens.order(pack_draft, by=ada)[0]
    goldens.make(golden.pk)
    return {
        "golden": golden.pk,
        "placement": live.placement_id,
        "placement_row": live.document,
        "placement_draft": draft.pk,
        "placement_waiting": draft.placement_id,
        "retired": retired.placement_id,
        "shared_placement": seeded[4].pk,
        "pack": pack.pk,
        "pack_row": newest.document,
        "pack_draft": pack_draft.pk,
        "shared_template": shared_template.pk,
        "template": template_draft.template_id,
        "template_draft": template_draft.pk,
        "shared_rules": shared_rules.pk,
        "rules": rules_draft.rules_id,
        "rules_draft": rules_draft.pk,
        "pack_draft_digest": pack_draft.digest,
        "pack_version": newest.pk,
        "picture": shown.pk,
    }

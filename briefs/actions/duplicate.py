"""A new draft that says what another brief says."""

from __future__ import annotations

from django.db import transaction

from briefs.actions.reference import nudge
from briefs.models import Brief, Campaign, Reference
from briefs.spec import TITLE_LIMIT, BriefSpec
from studio.lib import events
from studio.lib.problems import BadInput
from studio.people.models import User
from studio.people.roles import require


@transaction.atomic
def duplicate(brief: Brief, *, by: User, campaign: Campaign | None = None) -> Brief:
    """A draft with everything but due date, comments and revisions, in the same campaign or in `campaign`.

    References are copied by row and share their bytes. What the brief names and is no longer offered is kept, as a
    brief keeps it. Raises BadInput for a campaign of another brand: references do not leave theirs.
    """
    require(by, "write a brief", brief.brand)
    campaign = campaign or brief.campaign
    if campaign.brand_id != brief.brand_id:
        raise BadInput(f"Campaign: {campaign} is not {brief.brand.name}'s. Choose one of its own.", field="campaign")
    title = _copied(brief.title)
    spec = BriefSpec.clean({**brief.draft, "title": title})
    made = Brief.objects.create(
        brand=brief.brand, campaign=campaign, title=title, draft=spec.document(), by=by, copied_from=brief
    )
    rows = [_reference(row, made, by) for row in brief.references.all()]
    for row in Reference.objects.bulk_create(rows):
        if row.state == "waiting":
            nudge(row.pk)
    events.record("create", made, by=by, brand=made.brand, copied_from=brief.pk, references=len(rows))
    return made


def _copied(title: str) -> str:
    """“Spring” -> “Spring, copy”, within the limit; a copy of a copy says so once."""
    ending = ", copy"
    return title if title.endswith(ending) else title[: TITLE_LIMIT - len(ending)].rstrip() + ending


def _reference(row: Reference, brief: Brief, by: User) -> Reference:
    same = ("upload_id", "picture_id", "role", "note", "name", "state", "refusal", "outline", "place", "rights")
    return Reference(brief=brief, by=by, **{name: getattr(row, name) for name in same})

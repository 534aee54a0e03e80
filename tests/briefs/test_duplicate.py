"""A copy of a brief: a draft that says the same, with the same pictures, and knows where it came from."""

import datetime
import io
from types import ModuleType

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from briefs.actions import (
    add_reference,
    comment_on,
    create_brief,
    create_campaign,
    duplicate,
    record_rights,
    remove_reference,
    submit,
)
from briefs.models import Brief, BriefComment, Placement
from briefs.seeds import SAMPLE_BRIEFS
from briefs.tasks import read_reference
from studio.lib.models import Event
from studio.lib.problems import BadInput, NotAllowed
from studio.people.models import User
from tests.cast import Cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def brief(cast: Cast) -> Brief:
    brief = create_brief(cast.campaign, by=cast.ben, title="Decisions together", document=SAMPLE_BRIEFS["01"])
    brief.due, brief.key = datetime.date(2027, 1, 4), "row-7"
    brief.save()
    return brief


def browse(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def photo(name: str) -> SimpleUploadedFile:
    out = io.BytesIO()
    Image.new("RGB", (120, 80), (20, 33, len(name))).save(out, "JPEG")
    return SimpleUploadedFile(name, out.getvalue(), content_type="image/jpeg")


def test_one_click_makes_a_draft_with_everything_but_due_date_and_comments(brief: Brief, cast: Cast) -> None:
    submit(brief, by=cast.ben)
    comment_on(brief, "Good", by=cast.bea)
    address = browse(cast.dana).post(f"/briefs/{brief.pk}/copy/").url
    made = Brief.objects.exclude(pk=brief.pk).get()
    assert address == f"/briefs/{made.pk}/"
    assert (made.title, made.state, made.campaign, made.by) == (
        "Decisions together, copy",
        "draft",
        cast.campaign,
        cast.dana,
    )
    assert (made.due, made.key, made.copied_from) == (None, "", brief)
    assert {**made.draft, "title": ""} == {**brief.draft, "title": ""}
    assert not made.revisions.exists() and BriefComment.objects.filter(brief=made).count() == 0
    assert Event.objects.get(kind="brief.create", subject=made.pk).data["copied_from"] == brief.pk
    page = browse(cast.dana).get(address).content.decode()
    assert "Copied from" in page and f"/briefs/{brief.pk}/" in page


def test_references_are_copied_by_row_and_share_their_bytes(brief: Brief, cast: Cast, blobs: ModuleType) -> None:
    ready, waiting = (
        add_reference(brief, photo("a.jpg"), by=cast.ben),
        add_reference(brief, photo("bb.jpg"), by=cast.ben),
    )
    read_reference(ready.pk)
    record_rights(ready, {"licence": "Commissioned", "until": "2028-01-31"}, by=cast.ben)
    made = duplicate(brief, by=cast.dana)
    first, second = made.references.all()
    ready.refresh_from_db()
    assert (first.upload_id, first.picture_id, first.rights) == (ready.upload_id, ready.picture_id, ready.rights)
    assert (first.by, second.state, second.upload_id) == (cast.dana, "waiting", waiting.upload_id)
    read_reference(second.pk)
    second.refresh_from_db()
    assert second.state == "ready"
    remove_reference(ready, by=cast.ben)
    assert made.references.count() == 2


def test_a_copy_goes_to_another_campaign_of_its_brand_and_no_other(brief: Brief, cast: Cast) -> None:
    winter = create_campaign(cast.northlight, by=cast.ben, name="Winter")
    client = browse(cast.ben)
    page = client.get(f"/briefs/{brief.pk}/copy/").content.decode()
    assert "Winter" in page and cast.tern_campaign.name not in page
    client.post(f"/briefs/{brief.pk}/copy/", {"campaign": winter.pk})
    assert Brief.objects.get(campaign=winter).copied_from == brief
    count = Brief.objects.count()
    assert client.post(f"/briefs/{brief.pk}/copy/", {"campaign": cast.tern_campaign.pk}).status_code == 422
    assert client.post(f"/briefs/{brief.pk}/copy/", {"campaign": "x"}).status_code == 422
    with pytest.raises(BadInput, match="not Northlight's"):
        duplicate(brief, by=cast.ben, campaign=cast.tern_campaign)
    assert Brief.objects.count() == count


def test_a_reviewer_may_not_copy_and_zoe_sees_nothing_to_copy(brief: Brief, cast: Cast) -> None:
    assert browse(cast.leo).post(f"/briefs/{brief.pk}/copy/").status_code == 403
    assert browse(cast.zoe).post(f"/briefs/{brief.pk}/copy/").status_code == 404
    with pytest.raises(NotAllowed):
        duplicate(brief, by=cast.bea)
    assert Brief.objects.count() == 1
    assert "Duplicate" not in browse(cast.leo).get(f"/briefs/{brief.pk}/").content.decode()


def test_what_is_offered_no_longer_is_kept_and_a_long_title_fits(brief: Brief, cast: Cast) -> None:
    Placement.objects.filter(slug="web-hero").update(retired=True)
    brief.title = "x" * 120
    brief.save()
    made = duplicate(brief, by=cast.ben)
    assert "web-hero" in made.draft["placements"]
    assert len(made.title) == 120 and made.title.endswith(", copy")
    assert duplicate(made, by=cast.ben).title == made.title

"""Templates: what a brief says, kept for the next one; seeded ones that any brand can begin with."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from briefs import readiness
from briefs.actions import (
    create_brief,
    create_campaign,
    create_from_template,
    retire_template,
    save_as_template,
)
from briefs.catalogue import drawn
from briefs.models import Brief, BriefTemplate, Campaign, Placement
from briefs.seeds import SAMPLE_BRIEFS, seed_brief_templates
from briefs.seeds.brief_templates import BRIEF_TEMPLATES
from briefs.spec import BriefSpec
from studio.lib.models import Event
from studio.lib.problems import BadInput, NotAllowed
from studio.people.models import User
from tests.cast import Cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def brief(cast: Cast) -> Brief:
    return create_brief(cast.campaign, by=cast.ben, title="Decisions together", document=SAMPLE_BRIEFS["01"])


def browse(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def test_ben_keeps_a_brief_as_a_template_without_its_title_and_dates(brief: Brief, cast: Cast) -> None:
    client = browse(cast.ben)
    assert 'value="Decisions together"' in client.get(f"/briefs/{brief.pk}/template/").content.decode()
    answer = client.post(f"/briefs/{brief.pk}/template/", {"name": "Launch hero", "hint": "For launches."})
    assert answer.url == "/briefs/templates/"
    made = BriefTemplate.objects.get(brand=cast.northlight)
    assert (made.name, made.hint, made.by, made.slug) == ("Launch hero", "For launches.", cast.ben, "launch-hero")
    assert (made.document["title"], made.document["flight_from"]) == ("", "")
    assert made.document["subject"] == brief.draft["subject"]
    assert Event.objects.filter(kind="brieftemplate.create", subject=made.pk, data__brief=brief.pk).exists()
    assert "Launch hero" in client.get("/briefs/templates/").content.decode()
    assert "Launch hero" in client.get("/briefs/new/").content.decode()
    assert "Launch hero" not in browse(cast.zoe).get("/briefs/templates/").content.decode()


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({"name": ""}, "required"),
        ({"name": "x" * 81}, "at most 80"),
        ({"name": "Hero", "hint": "x" * 201}, "at most 200"),
        ({"name": "Taken"}, "Choose another name"),
    ],
)
def test_a_name_that_cannot_be_used_is_told_under_its_field(
    brief: Brief, cast: Cast, sent: dict[str, str], words: str
) -> None:
    save_as_template(brief, by=cast.ben, name="Taken")
    page = browse(cast.ben).post(f"/briefs/{brief.pk}/template/", sent)
    assert page.status_code == 422 and words in page.content.decode()
    assert BriefTemplate.objects.count() == 1
    with pytest.raises(BadInput):
        save_as_template(brief, by=cast.ben, name=" ", hint="")


def test_a_name_without_latin_letters_has_a_slug_too(brief: Brief, cast: Cast) -> None:
    one, other = (save_as_template(brief, by=cast.ben, name=name) for name in ("夏", "冬"))
    assert one.slug != other.slug


def test_who_may_keep_and_retire_templates(brief: Brief, cast: Cast) -> None:
    for who in (cast.bea, cast.leo):
        assert browse(who).post(f"/briefs/{brief.pk}/template/", {"name": "Mine"}).status_code == 403
        assert browse(who).get(f"/briefs/{brief.pk}/template/").status_code == 403
    seed_brief_templates()
    shared, own = BriefTemplate.objects.filter(brand=None)[0], save_as_template(brief, by=cast.ben, name="Own")
    with pytest.raises(NotAllowed, match="shared by every brand"):
        retire_template(shared, by=cast.ada)
    assert browse(cast.leo).post(f"/briefs/templates/{own.pk}/retire/").status_code == 403
    assert browse(cast.zoe).post(f"/briefs/templates/{own.pk}/retire/").status_code == 404
    assert not BriefTemplate.objects.filter(retired=True).exists()
    client = browse(cast.dana)
    client.get(client.post(f"/briefs/templates/{own.pk}/retire/").url)  # which says so
    assert "Own" not in client.get("/briefs/new/").content.decode()
    assert (
        client.post("/briefs/new/", {"title": "x", "campaign": cast.campaign.pk, "template": own.pk}).status_code == 422
    )
    client.post(f"/briefs/templates/{own.pk}/restore/")
    assert "Own" in client.get("/briefs/new/").content.decode()
    assert Event.objects.filter(kind__in=["brieftemplate.retire", "brieftemplate.restore"]).count() == 2


def test_a_new_brief_begins_with_what_the_template_says(brief: Brief, cast: Cast) -> None:
    row = save_as_template(brief, by=cast.ben, name="Launch hero", hint="For launches.")
    client = browse(cast.dana)
    assert f'value="{row.pk}" checked' in client.get(f"/briefs/new/?template={row.pk}").content.decode()
    address = client.post("/briefs/new/", {"title": "Spring", "campaign": cast.campaign.pk, "template": row.pk}).url
    made = Brief.objects.get(title="Spring")
    assert address == f"/briefs/{made.pk}/"
    assert made.draft["subject"] == brief.draft["subject"] and made.draft["flight_from"] == ""
    assert made.draft["style_pack"] == "northlight"


def test_what_the_brand_does_not_have_is_left_out_and_said(brief: Brief, cast: Cast) -> None:
    row = save_as_template(brief, by=cast.ben, name="Launch hero")
    BriefTemplate.objects.filter(pk=row.pk).update(
        brand=None, document={**row.document, "characters": ["mira"], "template": "noir"}
    )
    Placement.objects.filter(slug="web-hero").update(retired=True)
    row.refresh_from_db()
    made, said = create_from_template(cast.tern_campaign, row, by=cast.zoe, title="Spring")
    assert (made.draft["placements"][0], made.draft["characters"]) == ("linkedin-link", [])
    assert (made.draft["style_pack"], made.draft["template"]) == ("tern", "")  # Tern has one pack: it is chosen
    assert [line.split(" is left out")[0] for line in said] == [
        "Placement “web-hero”", "Character “mira”", "Style pack “northlight”", "Prompt template “noir”",
    ]  # fmt: skip
    client = browse(cast.zoe)
    client.post("/briefs/new/", {"title": "Summer", "campaign": cast.tern_campaign.pk, "template": row.pk})
    page = client.get(f"/briefs/{Brief.objects.get(title='Summer').pk}/").content.decode()
    assert "Tern does not have it" in page


def test_another_brands_template_is_refused_and_leaves_no_campaign_behind(brief: Brief, cast: Cast) -> None:
    row = save_as_template(brief, by=cast.ben, name="Launch hero")
    with pytest.raises(BadInput, match="not Tern's"):
        create_from_template(cast.tern_campaign, row, by=cast.zoe, title="Spring")
    sent = {"title": "x", "name": "New one", "brand": cast.tern.pk, "template": row.pk}
    assert browse(cast.zoe).post("/briefs/new/", sent).status_code == 422
    assert not Campaign.objects.filter(name="New one").exists() and Brief.objects.count() == 1


def test_the_seeded_ones_are_good_documents_that_any_brand_can_begin_with(cast: Cast) -> None:
    seed_brief_templates()
    seed_brief_templates()  # adds what is missing, and nothing is
    rows = list(BriefTemplate.objects.filter(brand=None))
    assert len(rows) == len(BRIEF_TEMPLATES) == 8
    for row in rows:
        made, left_out = create_from_template(cast.campaign, row, by=cast.ben, title=row.name)
        assert left_out == [] and row.hint.endswith(".")
        spec = BriefSpec.clean({**made.draft, "subject": "One thing", "message": "It is there"})
        fails = readiness.summarise(spec, drawn(made, spec).context()).fails
        # Only what the job at hand alone can say is still missing.
        assert {one.field for one in fails} <= {
            "environment",
            "people",
            "markets",
            "flight_from",
            "copy",
            "references",
        }, (
            row.slug,
            fails,
        )


def test_cards_ask_as_often_for_one_template_as_for_fifty(brief: Brief, cast: Cast) -> None:
    def asked(address: str) -> int:
        client.get(address)
        with CaptureQueriesContext(connection) as caught:
            assert client.get(address).status_code == 200
        return len(caught)

    client = browse(cast.ben)
    save_as_template(brief, by=cast.ben, name="First")
    before = [asked("/briefs/new/"), asked("/briefs/templates/")]
    for number in range(49):
        save_as_template(brief, by=cast.ben, name=f"Number {number}")
    create_campaign(cast.northlight, by=cast.ben, name="Another")
    assert [asked("/briefs/new/"), asked("/briefs/templates/")] == before

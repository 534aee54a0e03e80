"""What the form of a brief sends beside plain fields: fixes, hooks, a template, characters, channels, stamps."""

from typing import Any

import pytest
from django.http import QueryDict
from django.test import Client
from django.utils import timezone

from briefs.actions import create_brief, save_draft
from briefs.forms import patch_from, sent_by
from briefs.models import Brief, Character, CharacterVersion, PromptTemplate, PromptTemplateVersion
from briefs.page import page_for
from briefs.page.stamps import seen, stamp
from briefs.seeds import SAMPLE_BRIEFS
from briefs.seeds.characters import CHARACTERS
from tests.briefs.test_pages import HTMX, stamps_of
from tests.cast import Cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def brief(cast: Cast) -> Brief:
    return create_brief(cast.campaign, by=cast.ben, title="Decisions together", document=SAMPLE_BRIEFS["01"])


@pytest.fixture
def client(cast: Cast) -> Client:
    client = Client()
    client.force_login(cast.ben)
    return client


def post(query: str) -> QueryDict:
    return QueryDict(query)


def test_a_fix_changes_its_own_field_and_comes_back_into_the_form(brief: Brief, client: Client) -> None:
    page = client.get(f"/briefs/{brief.pk}/").content.decode()
    fix = {"fix": "1", "mood": "Quiet", "seen": stamps_of(page)}
    answer = client.post(f"/briefs/{brief.pk}/save/", fix, headers=HTMX)
    drawn = answer.content.decode()
    assert answer.status_code == 200
    assert 'id="field-mood"' in drawn and 'value="Quiet"' in drawn and 'id="field-light"' not in drawn
    brief.refresh_from_db()
    assert brief.draft == {**brief.draft, "mood": "Quiet", "subject": SAMPLE_BRIEFS["01"]["subject"]}


def test_a_fix_sends_no_field_as_touched_whatever_it_says(brief: Brief) -> None:
    sent = sent_by(post("fix=1&touched=&mood=Quiet&due=2027-01-04"), saves=7)
    assert (sent.patch, sent.due, sent.saves, sent.fix) == ({"mood": "Quiet"}, "2027-01-04", 7, True)


def test_hooks_are_read_in_their_order_with_what_they_say() -> None:
    sent = patch_from(
        post("hooks=&hook.1.name=late&hook.0.name=cold&hook.0.en.headline=Colder&hook.0.de.cta=+&hooks=+new+")
    )
    assert sent["hooks"] == [
        {"name": "cold", "copy": {"en": {"headline": "Colder"}}},
        {"name": "late", "copy": {}},
        {"name": "new", "copy": {}},
    ]
    gone = patch_from(post("hooks=&hook.0.name=cold&hook.1.name=late&remove=hooks:0"))
    assert [hook["name"] for hook in gone["hooks"]] == ["late"]


def test_two_hooks_of_one_name_are_told(brief: Brief, client: Client) -> None:
    hooks: Any = {"hooks": ["cold", "cold"], "touched": "hooks", "saves": "0"}
    answer = client.post(f"/briefs/{brief.pk}/save/", hooks, headers=HTMX)
    assert answer.status_code == 422 and "a name of its own" in answer.content.decode()


def test_what_is_written_into_a_hook_does_not_draw_it_anew(brief: Brief, client: Client) -> None:
    brief = save_draft(brief, {"hooks": [{"name": "cold", "copy": {}}]}, by=brief.by, saves=0)
    shown = stamps_of(client.get(f"/briefs/{brief.pk}/").content.decode())
    change: dict[str, Any] = {
        "saves": "1",
        "touched": "hooks",
        "hooks": "",
        "hook.0.name": "cold",
        "hook.0.en.headline": "Colder",
    }
    drawn = client.post(f"/briefs/{brief.pk}/save/", {**change, "seen": shown}, headers=HTMX).content.decode()
    assert 'id="field-hooks"' not in drawn
    change |= {"saves": "2", "hooks": ["", "all day"]}
    drawn = client.post(f"/briefs/{brief.pk}/save/", {**change, "seen": shown}, headers=HTMX).content.decode()
    assert 'id="field-hooks"' in drawn and "all day" in drawn


def test_a_template_is_chosen_where_there_is_a_choice(brief: Brief, client: Client, cast: Cast) -> None:
    PromptTemplate.objects.exclude(slug=page_for(brief, cast.ben).template.template.slug).delete()
    assert not page_for(brief, cast.ben).fields["template"].shown
    first = PromptTemplateVersion.objects.published().first()
    assert first is not None
    own = PromptTemplate.objects.create(brand=cast.northlight, slug="ours", name="Ours")
    PromptTemplateVersion.objects.create(
        template=own, number=1, document=first.document, digest="0" * 64, published_at=first.published_at
    )
    page = client.get(f"/briefs/{brief.pk}/").content.decode()
    assert '<option value="ours">Ours' in page
    answer = client.post(f"/briefs/{brief.pk}/save/", {"saves": "0", "touched": "template", "template": "ours"})
    assert answer.status_code == 302
    brief.refresh_from_db()
    assert brief.draft["template"] == "ours" and str(page_for(brief, cast.ben).template.template) == "Ours"
    answer = client.post(f"/briefs/{brief.pk}/save/", {"saves": "1", "touched": "template", "template": "nobodys"})
    assert answer.status_code == 422 and "no published prompt template" in answer.content.decode()


def test_channels_come_with_the_placements_and_others_may_be_named(brief: Brief, client: Client, cast: Cast) -> None:
    brief = save_draft(brief, {"channels": []}, by=cast.ben, saves=0)
    page = page_for(brief, cast.ben)
    assert [slug for slug, _ in page.channels.brought] == ["web", "social", "email", "OOH"] and page.channels.more == ()
    change: Any = {"saves": "1", "touched": "channels", "channels": ["", "product"]}
    assert client.post(f"/briefs/{brief.pk}/save/", change).status_code == 302
    brief.refresh_from_db()
    page = page_for(brief, cast.ben)
    assert [slug for slug, _ in page.channels.more] == ["product"] and "product" not in dict(page.channels.left)
    brief = save_draft(brief, {"channels": ["web"], "placements": []}, by=cast.ben, saves=2)
    assert [slug for slug, _ in page_for(brief, cast.ben).channels.more] == ["web"]


def test_characters_are_asked_for_where_the_brand_has_one_and_somebody_is_in_the_picture(
    brief: Brief, cast: Cast
) -> None:
    Character.objects.all().delete()
    assert not page_for(brief, cast.ben).fields["characters"].shown
    ingrid = Character.objects.create(brand=cast.northlight, slug="ingrid", name="Ingrid")
    sheet = next(sheet for sheets in CHARACTERS.values() for sheet in sheets if sheet["slug"] == "ingrid")
    CharacterVersion.objects.create(
        character=ingrid, number=1, document=sheet, digest="0" * 64, published_at=timezone.now()
    )
    page = page_for(brief, cast.ben)
    assert page.fields["characters"].shown and page.characters_left == [("ingrid", "Ingrid")]
    brief = save_draft(brief, {"people": "no people"}, by=cast.ben, saves=0)
    assert not page_for(brief, cast.ben).fields["characters"].shown
    brief = save_draft(brief, {"characters": ["ingrid"]}, by=cast.ben, saves=1)
    assert page_for(brief, cast.ben).characters == [("ingrid", "Ingrid")]  # what holds somebody is never hidden
    assert page_for(brief, cast.ben).fields["characters"].shown


@pytest.mark.parametrize("text", ["", "x", "go:", "go:xyz", "<b>:12345678", "go:123456789", ":12345678", "a" * 5000])
def test_stamps_that_cannot_be_read_are_left_out(text: str) -> None:
    assert seen(text) == {}


def test_a_stamp_is_of_what_is_seen() -> None:
    token = '<input type="hidden" name="csrfmiddlewaretoken" value="{}">words'
    assert stamp(token.format("a")) == stamp(token.format("b"))
    assert stamp('<p id="a" hx-swap-oob="true">') == stamp('<p id="a">')
    assert stamp("one") != stamp("two") and seen(f"go:{stamp('one')} x")["go"] == stamp("one")


def test_a_page_that_shows_everything_is_sent_next_to_nothing(brief: Brief, client: Client) -> None:
    shown: Any = stamps_of(client.get(f"/briefs/{brief.pk}/").content.decode())
    same = {"saves": "0", "touched": "", "seen": shown}
    drawn = client.post(f"/briefs/{brief.pk}/save/", same, headers=HTMX).content.decode()
    assert drawn.count("hx-swap-oob") == 2 and len(drawn) < 1500  # the line of the last save, and its count

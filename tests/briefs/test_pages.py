"""The brief's pages as people meet them: with htmx, without, from the wrong brand, and with bad input."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.html import escape

from briefs.actions import create_brief, save_draft, submit
from briefs.models import Brief, BriefRevision, Placement, PlacementVersion, StylePack, StylePackVersion
from briefs.seeds import SAMPLE_BRIEFS
from studio.people.models import User
from tests.cast import Cast

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


@pytest.fixture
def brief(cast: Cast) -> Brief:
    return create_brief(
        cast.campaign, by=cast.ben, title="Decisions together, hero image", document=SAMPLE_BRIEFS["01"]
    )


@pytest.fixture
def browse() -> Callable[[User], Client]:
    def signed_in(user: User) -> Client:
        client = Client()
        client.force_login(user)
        return client

    return signed_in


def form_of(brief: Brief, **change: Any) -> dict[str, Any]:
    """What the page would post for this brief."""
    draft = brief.draft
    fields = {
        name: draft[name]
        for name in ("title", "subject", "environment", "shot", "copy_space", "style_pack", "use_class")
    }
    fields |= {name: ["", *draft[name]] for name in ("placements", "must_not_show", "style", "markets")}
    fields |= {"copy": "", "flight_from": draft["flight_from"], "flight_to": draft["flight_to"], "safe_margins": "6 %"}
    fields |= {f"copy.{locale}.headline": words["headline"] for locale, words in draft["copy"].items()}
    return fields | {"saves": brief.saves} | change


def stamps_of(page: str) -> str:
    """What the page says it shows, as it sends it with a save."""
    return " ".join(":".join(pair) for pair in re.findall(r'id="([\w-]+)"[^<>]* data-stamp="(\w+)"', page))


def stored(brief: Brief) -> tuple[Any, ...]:
    return Brief.objects.values_list("draft", "saves", "title", "state").get(pk=brief.pk)


def test_the_page_shows_the_brief_its_readiness_its_prompt_and_its_frames(
    brief: Brief, browse: Any, cast: Cast
) -> None:
    save_draft(brief, {"message": ""}, by=cast.ben, saves=0)
    page = browse(cast.ben).get(f"/briefs/{brief.pk}/").content.decode()
    for words in (
        "Decisions together, hero image",
        "3402 × 5102 px",
        "Message: not said what people understand",
        "Entscheiden, gemeinsam.",
    ):
        assert words in page
    assert page.count("<figure") == 4
    assert 'data-of="subject"' in page and "signal orange accent" in page
    assert "Submit revision 1" in page


def test_every_page_of_the_room_opens(brief: Brief, browse: Any, cast: Cast) -> None:
    revision = submit(brief, by=cast.ben)
    client = browse(cast.ada)
    placement = Placement.objects.get(slug="web-hero")
    pack = StylePack.objects.get(brand=cast.northlight)
    for address in (
        reverse("briefs:list"), reverse("briefs:new"), f"/briefs/{brief.pk}/changes/", f"/revisions/{revision.pk}/",
        reverse("briefs:placements"), f"/admin/placements/{placement.pk}/",
        f"/admin/placements/new/{cast.northlight.pk}/",
        reverse("briefs:style_packs"), f"/admin/style-packs/{pack.pk}/", reverse("briefs:new_style_pack"),
    ):  # fmt: skip
        assert client.get(address).status_code == 200, address


def test_a_new_brief_begins_with_a_title_and_a_campaign(browse: Any, cast: Cast) -> None:
    client = browse(cast.ben)
    assert client.post("/briefs/new/", {"title": "Spring"}).status_code == 422
    assert not Brief.objects.exists()
    answer = client.post("/briefs/new/", {"title": "Spring", "name": "Always on", "brand": cast.northlight.pk})
    made = Brief.objects.get()
    assert answer.url == f"/briefs/{made.pk}/"
    assert (made.campaign.name, made.by) == ("Always on", cast.ben)
    assert client.post("/briefs/new/", {"title": "x", "campaign": cast.tern_campaign.pk}).status_code == 422
    assert client.post("/briefs/new/", {"title": "x", "name": "y", "brand": cast.tern.pk}).status_code == 422


def test_autosave_answers_with_what_changed_and_a_sign_for_others(brief: Brief, browse: Any, cast: Cast) -> None:
    client = browse(cast.ben)
    seen = stamps_of(client.get(f"/briefs/{brief.pk}/").content.decode())
    change = form_of(brief, subject="Two people at a long table", seen=seen)
    answer = client.post(f"/briefs/{brief.pk}/save/", change, headers=HTMX)
    page = answer.content.decode()
    assert answer.status_code == 200 and answer["HX-Trigger"] == "gatefold:brief.saved"
    assert 'id="saves" value="1"' in page and "two people at a long table" in page
    assert 'id="places-fields"' not in page  # untouched lists are left alone under the cursor
    assert 'id="ready"' not in page and 'id="overview"' not in page and 'id="note-mood"' not in page
    assert 'id="prompts"' in page and page.count("hx-swap-oob") < 5
    assert stored(brief)[1] == 1


def test_without_javascript_the_form_saves_and_comes_back(brief: Brief, browse: Any, cast: Cast) -> None:
    answer = browse(cast.ben).post(f"/briefs/{brief.pk}/save/", form_of(brief, environment="Harbour"))
    assert (answer.status_code, answer.url) == (302, f"/briefs/{brief.pk}/")
    assert stored(brief)[0]["environment"] == "Harbour"


def test_lists_take_entries_and_give_them_up(brief: Brief, browse: Any, cast: Cast) -> None:
    client = browse(cast.ben)
    more = form_of(brief, must_not_show=["", *brief.draft["must_not_show"], "lens flare"], add_locale="fr")
    page = client.post(f"/briefs/{brief.pk}/save/", more, headers=HTMX).content.decode()
    assert 'id="terms-must_not_show"' in page and 'id="copy-fields"' in page
    brief.refresh_from_db()
    assert brief.draft["must_not_show"][-1] == "lens flare" and "fr" in brief.draft["copy"]
    client.post(f"/briefs/{brief.pk}/save/", form_of(brief, remove="must_not_show:handshakes"), headers=HTMX)
    brief.refresh_from_db()
    assert "handshakes" not in brief.draft["must_not_show"]
    client.post(f"/briefs/{brief.pk}/save/", form_of(brief, remove="copy:ja"), headers=HTMX)
    assert "ja" not in stored(brief)[0]["copy"]


HOSTILE = '<img src=x onerror=alert(1)> {{ settings.SECRET_KEY }} {% debug %} "</textarea><script>alert(2)</script>'


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"subject": "x" * 100_000}, "there is room for 2,000"),
        ({"placements": ["", "moon-poster"]}, "is not in the catalogue"),
        ({"markets": ["", "UK"]}, "Use GB for United Kingdom"),
        ({"safe_margins": "wide"}, "is not a number"),
        ({"safe_margins": "90"}, "does not fit"),
        ({"shot": HOSTILE[:40]}, "is not one of the choices"),
        ({"flight_from": "soon"}, "is not a date"),
        ({"title": " "}, "give the brief a name"),
        ({"saves": "many"}, "Reload the page"),
        ({"add_locale": "klingon"}, "not a language we know"),
    ],
)
@pytest.mark.parametrize("headers", [{}, HTMX], ids=["plain", "htmx"])
def test_bad_input_is_a_sentence_and_nothing_is_written(
    brief: Brief, browse: Any, cast: Cast, change: dict[str, Any], words: str, headers: dict[str, str]
) -> None:
    before = stored(brief)
    answer = browse(cast.ben).post(f"/briefs/{brief.pk}/save/", form_of(brief, **change), headers=headers)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert words in page.replace("&#x27;", "'")
    assert "onerror=alert" not in page.replace("onerror=alert(1)&gt;", "")
    assert stored(brief) == before


def test_hostile_words_are_shown_as_words(brief: Brief, browse: Any, cast: Cast) -> None:
    save_draft(
        brief, {"subject": HOSTILE, "must_not_show": [HOSTILE[:100]], "title": HOSTILE[:100]}, by=cast.ben, saves=0
    )
    client = browse(cast.ben)
    pages = [client.get(f"/briefs/{brief.pk}/").content.decode(), client.get("/briefs/").content.decode()]
    brief.refresh_from_db()
    revision = submit(brief, by=cast.ben)
    pages.append(client.get(f"/revisions/{revision.pk}/").content.decode())
    for page in pages:
        assert "<script>alert" not in page and "<img src=x" not in page
        assert escape(HOSTILE[:20]) in page


def test_of_two_editors_the_later_keeps_the_words_and_chooses(brief: Brief, browse: Any, cast: Cast) -> None:
    bens_form = form_of(brief, environment="Harbour at dawn")
    browse(cast.dana).post(f"/briefs/{brief.pk}/save/", form_of(brief, subject="Two people", due="2027-01-04"))
    client = browse(cast.ben)
    for headers in ({}, HTMX):
        answer = client.post(f"/briefs/{brief.pk}/save/", bens_form, headers=headers)
        page = answer.content.decode()
        assert answer.status_code == 409
        assert "Dana Okafor saved Subject while you were writing there" in page
        assert "Two people" in page and "Three people around a large transparent display" in page
        assert 'name="settle.subject" value="theirs"' in page and 'name="told" value="1"' in page
    assert "Harbour at dawn" in client.post(f"/briefs/{brief.pk}/save/", bens_form).content.decode()
    assert stored(brief)[0]["subject"] == "Two people"
    assert client.post(f"/briefs/{brief.pk}/save/", bens_form | {"keep": "1"}).status_code == 302
    assert stored(brief)[0]["environment"] == "Harbour at dawn"


def test_submitting_saves_what_stands_in_the_form_and_makes_a_revision(brief: Brief, browse: Any, cast: Cast) -> None:
    client = browse(cast.ben)
    answer = client.post(f"/briefs/{brief.pk}/submit/", form_of(brief, environment="Harbour at dawn"), headers=HTMX)
    assert (answer.status_code, answer["HX-Redirect"]) == (204, f"/briefs/{brief.pk}/")
    assert BriefRevision.objects.get().document["environment"] == "Harbour at dawn"
    page = client.get(f"/briefs/{brief.pk}/").content.decode()
    assert "Revision 1" in page and "Submit revision" not in page
    brief.refresh_from_db()
    client.post(f"/briefs/{brief.pk}/save/", form_of(brief, environment="Harbour at dusk"))
    assert "Submit revision 2" in client.get(f"/briefs/{brief.pk}/").content.decode()
    changes = client.get(f"/briefs/{brief.pk}/changes/").content.decode()
    assert "dawn</del>" in changes and "dusk</ins>" in changes and "Three people around" not in changes


def test_a_brief_that_is_not_ready_is_not_submitted(cast: Cast, browse: Any) -> None:
    empty = create_brief(cast.campaign, by=cast.ben, title="Something for spring")
    answer = browse(cast.ben).post(f"/briefs/{empty.pk}/submit/", {"saves": "0", "title": "Something for spring"})
    assert answer.status_code == 422
    assert "Say who or what is in the picture." in answer.content.decode()
    assert not BriefRevision.objects.exists()


def test_the_revision_page_says_what_changed_since_the_one_before(brief: Brief, browse: Any, cast: Cast) -> None:
    submit(brief, by=cast.ben)
    brief.refresh_from_db()
    save_draft(brief, {"markets": ["US"], "must_not_show": ["logos"]}, by=cast.dana, saves=0)
    second = submit(brief, by=cast.dana)
    page = browse(cast.leo).get(f"/revisions/{second.pk}/").content.decode()
    assert "What changed since revision 1" in page
    assert "Germany" in page and "handshakes" in page


# --- Who may ---------------------------------------------------------------------------------------------------------
def test_zoe_gets_404_for_everything_of_northlight(brief: Brief, browse: Any, cast: Cast) -> None:
    revision = submit(brief, by=cast.ben)
    before = stored(brief)
    client = browse(cast.zoe)
    pack, version = (
        StylePack.objects.get(brand=cast.northlight),
        StylePackVersion.objects.get(pack__brand=cast.northlight),
    )
    gets = [f"/briefs/{brief.pk}/", f"/briefs/{brief.pk}/changes/", f"/briefs/{brief.pk}/references/"]
    gets += [
        f"/revisions/{revision.pk}/",
        f"/admin/style-packs/{pack.pk}/",
        f"/admin/placements/new/{cast.northlight.pk}/",
    ]
    posts = [f"/briefs/{brief.pk}/{verb}/" for verb in ("save", "submit", "close", "reopen", "references/add")]
    posts += [f"/admin/style-packs/versions/{version.pk}/publish/", f"/admin/style-packs/{pack.pk}/"]
    assert {client.get(address).status_code for address in gets} == {404}
    assert {client.post(address, form_of(brief)).status_code for address in posts} == {404}
    assert brief.title not in client.get("/briefs/").content.decode()
    assert stored(brief) == before


@pytest.mark.parametrize("name", ["leo", "bea"])
def test_a_reviewer_reads_and_may_not_write_or_submit(brief: Brief, browse: Any, cast: Cast, name: str) -> None:
    client, before = browse(getattr(cast, name)), stored(brief)
    page = client.get(f"/briefs/{brief.pk}/").content.decode()
    assert "Submit revision" not in page and "Add placement" not in page
    for verb in ("save", "submit", "close"):
        answer = client.post(f"/briefs/{brief.pk}/{verb}/", form_of(brief))
        assert answer.status_code == 403
        assert "admin or designer or marketer" in answer.content.decode()
    assert stored(brief) == before and not BriefRevision.objects.exists()


def test_who_is_not_signed_in_is_sent_to_sign_in(brief: Brief) -> None:
    assert Client().get(f"/briefs/{brief.pk}/").url.startswith("/sign-in/")


# --- As data grows ---------------------------------------------------------------------------------------------------
def queries(client: Client, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(connection) as caught:
        assert client.get(address).status_code == 200
    return len(caught)


def test_the_list_asks_as_often_for_one_brief_as_for_fifty(brief: Brief, browse: Any, cast: Cast) -> None:
    client = browse(cast.ben)
    one = queries(client, "/briefs/")
    for number in range(49):
        create_brief(cast.campaign, by=cast.ben, title=f"Brief {number}", document=SAMPLE_BRIEFS["01"])
    assert queries(client, "/briefs/") == one


def test_the_page_asks_as_often_for_an_empty_brief_as_for_a_full_one(brief: Brief, browse: Any, cast: Cast) -> None:
    client = browse(cast.ben)
    empty = create_brief(cast.campaign, by=cast.ben, title="Empty")
    full = queries(client, f"/briefs/{brief.pk}/")
    assert queries(client, f"/briefs/{empty.pk}/") == full
    for _ in range(10):
        submit(brief, by=cast.ben)
        brief.refresh_from_db()
        brief = save_draft(brief, {"mood": f"Calm {_}"}, by=cast.ben, saves=brief.saves)
    assert queries(client, f"/briefs/{brief.pk}/") == full


def test_the_catalogue_pages_ask_as_often_however_many_versions_there_are(browse: Any, cast: Cast) -> None:
    client = browse(cast.ada)
    pack = StylePack.objects.get(brand=cast.northlight)
    before = [queries(client, address) for address in ("/admin/placements/", "/admin/style-packs/")]
    document = StylePackVersion.objects.get(pack=pack).document
    StylePackVersion.objects.bulk_create(
        StylePackVersion(pack=pack, number=number, document=document, digest="0" * 64) for number in range(2, 30)
    )
    for number in range(10):
        made = Placement.objects.create(
            brand=cast.northlight, slug=f"own-{number}", name=f"Own {number}", channel="web"
        )
        PlacementVersion.objects.create(placement=made, number=1, document=PlacementVersion.objects.first().document)
    assert [queries(client, address) for address in ("/admin/placements/", "/admin/style-packs/")] == before


# --- Admin -----------------------------------------------------------------------------------------------------------
def test_ada_copies_a_shared_placement_changes_it_and_publishes(browse: Any, cast: Cast) -> None:
    client = browse(cast.ada)
    shared = Placement.objects.get(slug="web-hero", brand=None)
    address = client.post(f"/admin/placements/{shared.pk}/copy/", {"brand": cast.northlight.pk}).url
    form = client.get(address).context["form"]
    data = {name: value for name, value in form.initial.items() if value is not None} | {"max_kb": "300"}
    assert client.post(address, data).status_code == 302
    draft = PlacementVersion.objects.get(placement__brand=cast.northlight)
    assert (draft.document["max_bytes"], draft.published_at) == (300_000, None)
    assert draft.document | {"max_bytes": 400_000} == PlacementVersion.objects.get(placement=shared).document
    assert client.post(f"/admin/placements/versions/{draft.pk}/publish/").status_code == 302
    assert client.post(address, data | {"width": "0"}).status_code == 422
    assert client.post(f"/admin/placements/versions/{draft.pk}/publish/").status_code == 409

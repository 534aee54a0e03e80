"""The shell: what is on every page, what it counts, what it lets one see, and what it costs."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.template.loader import render_to_string
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from briefs.actions import comment_on, create_brief
from review.models import Annotation, Comment, Gate
from studio.home import waiting
from studio.home.stations import LINE, station_of
from studio.home.waiting import Waiting
from studio.people.actions import add_member, remove_member
from studio.people.models import Brand, User
from tests.cast import Cast
from tests.shell import rows

PAGES = ["/", "/prompts/", "/checks/", "/search/?q=deci", "/password/", "/admin/people/", "/admin/machines/"]


def signed_in(person: User) -> Client:
    client = Client()
    client.force_login(person)
    return client


def queries(client: Client, path: str) -> int:
    client.get(path)  # the session and anything read once a process
    with CaptureQueriesContext(connection) as asked:
        assert client.get(path).status_code == 200
    return len(asked)


# --- The rail -------------------------------------------------------------------------------------------------------
def test_every_stop_of_the_line_leads_to_a_page(cast: Cast) -> None:
    client = signed_in(cast.dana)
    page = client.get("/").content.decode()
    for station in LINE:
        assert station.address in page
        assert client.get(station.address).status_code == 200, f"{station.name} leads nowhere"


@pytest.mark.parametrize(
    ("path", "station"),
    [
        ("/", "home"),
        ("/briefs/4/", "brief"),
        ("/batches/4/", "batch"),
        ("/batches/4/sheet/", "selection"),
        ("/candidates/9/", "selection"),
        ("/finishes/2/", "finishing"),
        ("/finishes/2/sign-off/", "sign-off"),
        ("/library/3/", "library"),
        ("/admin/people/", "admin"),
        ("/password/", ""),
    ],
)
def test_a_page_knows_its_station(path: str, station: str) -> None:
    assert station_of(path) == station


def test_the_rail_marks_the_current_station(cast: Cast) -> None:
    page = signed_in(cast.dana).get("/checks/").content.decode()
    assert 'href="/checks/" aria-current="page"' in page
    assert page.count('aria-current="page"') == 1


# --- What waits for whom --------------------------------------------------------------------------------------------
def test_work_waits_for_the_roles_that_do_it(cast: Cast) -> None:
    rows.work(cast)
    drafts = {"drafts": 1}
    designing = {"undecided": 1, "marks": 1, "picked": 1, "ready": 1, "failing": 1, "sent_back": 1}
    expected = {
        cast.ben: drafts,
        cast.dana: designing,
        cast.bea: {"gates": 1},
        cast.leo: {"gates": 1},
        cast.ada: designing,
        cast.zoe: {},
    }
    for person, work in expected.items():
        found = {kind: number for kind, number in Waiting(person, None).numbers.items() if number}
        assert found == work, person.username


def test_the_question_is_kept_and_its_answer_never(cast: Cast, django_assert_num_queries: Any) -> None:
    rows.work(cast)
    for person in (cast.bea, cast.dana):
        person.roles  # noqa: B018 - read once per instance
        Waiting(person, None).numbers  # noqa: B018
    with django_assert_num_queries(1):
        assert Waiting(cast.bea, None).numbers == {"gates": 1}
    assert Waiting(cast.bea, cast.tern).numbers == {}
    Gate.objects.update(state="signed")
    Annotation.objects.update(resolved_at=timezone.now())
    assert Waiting(cast.bea, None).numbers == {}
    assert "marks" not in Waiting(cast.dana, None).numbers
    cast.dana.memberships.all().delete()
    assert Waiting(User.objects.get(pk=cast.dana.pk), None).numbers == {}, "nothing is for who has no role any more"


def test_nobody_is_asked_to_sign_what_they_picked_or_finished(cast: Cast) -> None:
    rows.work(cast)
    add_member(cast.northlight, cast.dana, ["brand_reviewer", "legal_reviewer"], by=cast.ada)
    assert not Waiting(cast.dana, None).gates().exists()


def test_one_who_answered_a_mark_is_not_asked_again(cast: Cast) -> None:
    rows.work(cast)
    Comment.objects.create(annotation=Annotation.objects.get(), text="Moved the lamp", by=cast.dana)
    assert not Waiting(cast.dana, None).marks().exists()
    assert Waiting(cast.ada, None).marks().exists()


def test_a_brand_that_is_not_chosen_does_not_count(cast: Cast) -> None:
    rows.work(cast)
    assert Waiting(cast.dana, cast.tern).counts == {} or not any(Waiting(cast.dana, cast.tern).counts.values())
    assert sum(Waiting(cast.dana, cast.northlight).counts.values()) == 6


def test_a_person_without_roles_sees_a_way_on(cast: Cast, db: None) -> None:
    nobody = User.objects.create(username="nobody", email="nobody@example.test")
    page = signed_in(nobody).get("/").content.decode()
    assert "Nothing waits for you" in page
    assert "no role yet, ask an admin for one" in page


def test_zoe_reads_nothing_of_northlight(cast: Cast) -> None:
    rows.work(cast)
    client = signed_in(cast.zoe)
    for path in PAGES:
        page = client.get(path).content.decode()
        assert "Decisions together, hero" not in page, path
        assert "orange" not in page, path


# --- Cost -----------------------------------------------------------------------------------------------------------
def test_pages_ask_the_same_number_of_queries_at_1_row_and_at_50(cast: Cast) -> None:
    paths = ["/", "/prompts/", "/checks/", "/search/?q=deci", "/admin/people/"]
    rows.work(cast)
    comment_on(create_brief(cast.campaign, by=cast.ben, title="One"), "Yours, @ada?", by=cast.bea)
    client = signed_in(cast.ada)
    at_1 = {path: queries(client, path) for path in paths}
    rows.work(cast, 50)
    brief = create_brief(cast.campaign, by=cast.ben, title="Talked about")
    for number in range(50):
        comment_on(brief, f"Number {number}, @ada?", by=cast.bea)
        person = User.objects.create(username=f"p{number}", email=f"p{number}@example.test")
        add_member(cast.northlight, person, ["designer"], by=None)
    assert {path: queries(client, path) for path in paths} == at_1
    assert max(at_1.values()) <= 22, at_1


def test_the_rail_is_one_query_of_its_own(cast: Cast) -> None:
    rows.work(cast, 3)
    assert cast.dana.roles  # read once per person
    with CaptureQueriesContext(connection) as asked:
        assert sum(Waiting(cast.dana, None).counts.values()) == 18
    assert len(asked) == 1


# --- The brand ------------------------------------------------------------------------------------------------------
def test_the_chosen_brand_is_kept(cast: Cast) -> None:
    client = signed_in(cast.dana)
    answer = client.post("/brand/", {"brand": cast.northlight.pk, "next": "/checks/"})
    assert answer.headers["Location"] == "/checks/"
    assert client.session["brand"] == cast.northlight.pk
    assert '<b class="strong">Northlight</b>' in client.get("/").content.decode()
    client.post("/brand/", {"brand": ""})
    assert '<b class="strong">All brands</b>' in client.get("/").content.decode()


@pytest.mark.parametrize("brand", ["tern", "missing", "words", "٣"])
def test_a_brand_that_is_not_mine_cannot_be_chosen(cast: Cast, brand: str) -> None:
    client = signed_in(cast.dana)
    asked = {"tern": cast.tern.pk, "missing": 999_999}.get(brand, brand)
    assert client.post("/brand/", {"brand": asked}).status_code == 404
    assert "brand" not in client.session


def test_a_brand_one_was_removed_from_is_not_chosen_any_more(cast: Cast) -> None:
    client = signed_in(cast.dana)
    client.post("/brand/", {"brand": cast.northlight.pk})
    remove_member(cast.northlight, cast.dana, by=cast.ada)
    page = client.get("/").content.decode()
    assert "Northlight" not in page
    assert "All brands" in page


def test_choosing_a_brand_leads_to_no_other_site(cast: Cast) -> None:
    answer = signed_in(cast.dana).post("/brand/", {"brand": "", "next": "https://elsewhere.test/"})
    assert answer.headers["Location"] == "/"


def test_a_palette_of_a_brand_cannot_write_style(cast: Cast) -> None:
    Brand.objects.filter(pk=cast.northlight.pk).update(palette=[{"hex": "red;background:url(//x)"}, {"hex": 4}])
    page = signed_in(cast.dana).get("/").content.decode()
    assert "url(//x)" not in page


# --- The palette ----------------------------------------------------------------------------------------------------
def test_the_palette_finds_by_name_and_leads_there(cast: Cast) -> None:
    rows.work(cast)
    page = signed_in(cast.dana).get("/search/?q=DECISIONS").content.decode()
    assert "Decisions together, hero" in page
    assert "Decisions together, hero, batch 1" in page


def test_the_palette_offers_only_what_the_roles_allow(cast: Cast) -> None:
    assert "People and roles" in signed_in(cast.ada).get("/search/").content.decode()
    assert "People and roles" not in signed_in(cast.dana).get("/search/").content.decode()
    assert "Sign out" in signed_in(cast.dana).get("/search/?q=sign").content.decode()


def test_the_palette_says_when_it_finds_nothing_and_escapes_what_was_asked(cast: Cast) -> None:
    page = signed_in(cast.dana).get("/search/", {"q": "<script>alert(1)</script>{{ 7|add:7 }}"}).content.decode()
    assert "Nothing is called “&lt;script&gt;" in page
    assert "<script" not in page


def test_a_hostile_title_stays_text(cast: Cast) -> None:
    brief = rows.brief(cast, state="draft")
    brief.title = "<img src=x onerror=alert(1)>{% debug %}"
    brief.save()
    for path in ("/", "/search/?q=onerror"):
        page = signed_in(cast.ben).get(path).content.decode()
        assert "<img src=x" not in page
        assert "&lt;img src=x onerror" in page


# --- The theme ------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(("cookie", "shown"), [("dark", "dark"), ("light", "light"), ('"><script>', "")])
def test_the_theme_comes_from_a_cookie_and_nothing_else_from_it(cast: Cast, cookie: str, shown: str) -> None:
    client = signed_in(cast.dana)
    client.cookies["theme"] = cookie
    assert f'data-theme="{shown}"' in client.get("/").content.decode()


def test_the_home_page_answers_htmx_with_its_lists_alone(cast: Cast) -> None:
    rows.work(cast)
    fragment = signed_in(cast.dana).get("/", headers={"HX-Request": "true"}).content.decode()
    assert "Sent back to you" in fragment
    assert "<html" not in fragment


def test_a_fragment_has_no_shell_and_pays_for_none(cast: Cast, django_assert_max_num_queries: Any) -> None:
    client = signed_in(cast.dana)
    client.get("/search/")
    with django_assert_max_num_queries(4):  # session, person, roles, brands
        client.get("/search/")


def test_a_refusal_stays_a_toast_where_debug_is_on(cast: Cast, settings: Any) -> None:
    """django_htmx's own tag would replace the whole page by it."""
    settings.DEBUG = True
    page = signed_in(cast.dana).get("/").content.decode()
    assert "htmx-2.min.js" in page
    assert "django-htmx.js" not in page


def test_nobody_counts_beyond_what_anybody_reads(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    rows.work(cast, 3)
    monkeypatch.setattr(waiting, "MOST", 2)
    assert Waiting(cast.dana, None).numbers["undecided"] == 2
    assert "99+" in render_to_string("shell/waits.html", {"number": waiting.MOST + 98})
    assert "<b>99<" in render_to_string("shell/waits.html", {"number": 99})

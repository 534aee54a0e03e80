"""Two revisions, or a revision and the draft: field by field, word by word, version by version, prompt by prompt."""

import time

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from briefs.actions import (
    copy_placement,
    create_brief,
    draft_placement,
    publish,
    save_draft,
    submit,
)
from briefs.compare import Change, changes, marked, marked_lines
from briefs.models import Brief, Placement, StylePack
from briefs.seeds import SAMPLE_BRIEFS
from studio.people.models import User
from tests.cast import Cast


def pieces(before: str, after: str) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    left, right = marked(before, after)
    return [(one.kind, one.text) for one in left], [(one.kind, one.text) for one in right]


def test_a_word_that_changed_is_marked_and_the_rest_is_not() -> None:
    left, right = pieces("Three people around a table", "Two people around a long table")
    assert left == [("gone", "Three "), ("same", "people around a table")] or left[0] == ("gone", "Three ")
    assert [text for kind, text in right if kind == "new"] == ["Two ", "long "]
    assert [text for kind, text in left if kind == "gone"] == ["Three "]


def test_signs_of_a_script_without_spaces_are_compared_one_by_one() -> None:
    left, right = pieces("決める、いっしょに。", "決めた、いっしょに。")
    assert [text for kind, text in left if kind == "gone"] == ["る"]
    assert [text for kind, text in right if kind == "new"] == ["た"]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", "all new"), ("all gone", ""), ("same", "same"), ("a\nb  c", "a b\nc"), ("<b>&", "<i>&"),
        ("word " * 400, "word " * 380 + "end"), ("あいう" * 600, "いあう" * 600), ("a b " * 500, "b a " * 500),
        ("x" * 2_000, "y" * 2_000), ("x" + " y" * 900 + "z", "x" + " w" * 900 + "z"),
    ],
)  # fmt: skip
def test_the_pieces_put_together_are_the_text_and_hostile_text_takes_no_time(before: str, after: str) -> None:
    began = time.perf_counter()
    left, right = marked(before, after)
    assert time.perf_counter() - began < 0.5
    assert "".join(one.text for one in left) == before
    assert "".join(one.text for one in right) == after
    assert {one.kind for one in left} <= {"same", "gone"} and {one.kind for one in right} <= {"same", "new"}


def test_lines_that_stand_in_both_are_left_alone() -> None:
    left, right = marked_lines(("English: One", "German: Eins"), ("English: One", "French: Un", "German: Eins"))
    assert [line.text for line in left] == ["English: One", "German: Eins"]
    assert [piece.kind for line in right for piece in line.pieces] == ["same", "new", "same"]


def test_a_list_tells_what_is_gone_and_what_is_new() -> None:
    change = Change("must_not_show", "What it must not show", 4, ("hands", "logos"), ("logos", "lens flare"))
    assert [(one.kind, one.text) for one in change.chips] == [
        ("gone", "hands"),
        ("new", "lens flare"),
        ("same", "logos"),
    ]
    assert not change.moved
    assert Change("markets", "Markets", 8, ("Germany", "Japan"), ("Japan", "Germany")).moved
    assert [one.kind for one in changes({"job": "trust"}, {"job": "sell", "subject": "A", "style": ["b"]})] == [
        "value", "text", "list",
    ]  # fmt: skip


@pytest.fixture
def brief(cast: Cast) -> Brief:
    return create_brief(cast.campaign, by=cast.ben, title="Decisions together", document=SAMPLE_BRIEFS["01"])


def browse(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def changed(brief: Brief, cast: Cast, **patch: object) -> None:
    brief.refresh_from_db()
    save_draft(brief, patch, by=cast.ben, saves=brief.saves)
    brief.refresh_from_db()


@pytest.mark.django_db
def test_two_revisions_are_compared_with_their_pins_and_prompts(brief: Brief, cast: Cast) -> None:
    submit(brief, by=cast.ben)
    own = copy_placement(Placement.objects.get(slug="web-hero", brand=None), cast.northlight, by=cast.ada)
    publish(own, by=cast.ada)
    second = draft_placement(own.placement, {**own.document, "max_bytes": 1000}, by=cast.ada)
    publish(second, by=cast.ada)
    changed(brief, cast, subject="Two people around a large transparent display", must_not_show=["handshakes", "fog"])
    submit(brief, by=cast.ben)
    page = browse(cast.leo).get(f"/briefs/{brief.pk}/compare/?a=1&b=2").content.decode()
    assert "<del>Three </del>" in page and "<ins>Two </ins>" in page
    assert "<ins>fog</ins>" in page and "<del>visible logos</del>" in page and 'aria-label="Removed"' in page
    assert "<del>v1</del>" in page and "<ins>v2</ins>" in page and "Web hero" in page
    assert page.count('class="compare-prompt"') >= 3 and "<del>three </del>" in page
    assert '<option value="1" selected>' in page and '<option value="2" selected>' in page
    assert f"?a=2&amp;b=1" in page  # noqa: F541 - the other way round


@pytest.mark.django_db
def test_the_draft_is_compared_as_it_would_be_submitted(brief: Brief, cast: Cast) -> None:
    submit(brief, by=cast.ben)
    client, address = browse(cast.ben), f"/briefs/{brief.pk}/compare/"
    assert "Both say the same" in client.get(address).content.decode()
    pack = StylePack.objects.get(brand=cast.northlight).versions.get()
    type(pack).objects.create(pack=pack.pack, number=2, document={**pack.document, "lens": "50 mm"})
    publish(type(pack).objects.get(pack=pack.pack, number=2), by=cast.ada, override="Nothing is drawn here")
    page = client.get(address).content.decode()
    assert "Northlight v1" in page and "Northlight v2" in page and "<ins>50 </ins>" in page
    assert "Northlight v2" in client.get(f"/briefs/{brief.pk}/changes/").content.decode()
    changed(brief, cast, style_pack="")
    page = client.get(address).content.decode()
    assert "Nothing" in page and "SDXL" in page


@pytest.mark.django_db
def test_a_brief_that_was_never_submitted_and_has_no_pack_opens_too(cast: Cast) -> None:
    empty = create_brief(cast.campaign, by=cast.ben, title="Empty")
    changed(empty, cast, style_pack="")
    page = browse(cast.ben).get(f"/briefs/{empty.pk}/compare/").content.decode()
    assert "Nothing was submitted yet" in page and "No prompt is compiled without a style pack" in page
    assert browse(cast.ben).get(f"/briefs/{empty.pk}/changes/").status_code == 200


@pytest.mark.django_db
@pytest.mark.parametrize("query", ["a=9", "a=0", "b=-1", "a=x", "b=%C2%B2", "a=1&b=99999999999999999999"])
def test_a_revision_that_is_not_there_is_said_in_a_sentence(brief: Brief, cast: Cast, query: str) -> None:
    submit(brief, by=cast.ben)
    answer = browse(cast.ben).get(f"/briefs/{brief.pk}/compare/?{query}")
    assert answer.status_code == 422 and "has no revision" in answer.content.decode()


@pytest.mark.django_db
def test_zoe_compares_nothing_of_northlight_and_hostile_words_are_words(brief: Brief, cast: Cast) -> None:
    submit(brief, by=cast.ben)
    assert browse(cast.zoe).get(f"/briefs/{brief.pk}/compare/").status_code == 404
    changed(brief, cast, subject="<script>alert(1)</script> people", mood="<img src=x onerror=alert(2)>")
    page = browse(cast.ben).get(f"/briefs/{brief.pk}/compare/").content.decode()
    assert (
        "<script>alert" not in page
        and "<img src=x" not in page
        and "&lt;script&gt;" in page.replace("&lt;</ins>", "&lt;")
    )


@pytest.mark.django_db
def test_many_revisions_ask_as_often_as_two(brief: Brief, cast: Cast) -> None:
    def asked() -> int:
        client.get(address)
        with CaptureQueriesContext(connection) as caught:
            assert client.get(address).status_code == 200
        return len(caught)

    client, address = browse(cast.ben), f"/briefs/{brief.pk}/compare/?a=1&b=2"
    for number in range(2):
        changed(brief, cast, mood=f"Calm {number}")
        submit(brief, by=cast.ben)
    two = asked()
    for number in range(2, 22):
        changed(brief, cast, mood=f"Calm {number}")
        submit(brief, by=cast.ben)
    assert asked() == two

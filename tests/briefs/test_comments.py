"""What people say about a brief: threads with one level of answers, settled and opened again, never edited."""

from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from briefs.actions import (
    answer,
    close,
    comment_on,
    create_brief,
    reopen_comment,
    resolve_comment,
)
from briefs.actions.comment import SAID, mentioned, people_of
from briefs.models import Brief, BriefComment
from briefs.seeds import SAMPLE_BRIEFS
from studio.lib.models import Event
from studio.lib.problems import NotAllowed
from studio.people.models import Membership, User
from studio.people.roles import Role
from tests.cast import Cast, person

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


@pytest.fixture
def brief(cast: Cast) -> Brief:
    return create_brief(cast.campaign, by=cast.ben, title="Decisions together", document=SAMPLE_BRIEFS["01"])


def browse(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.mark.parametrize("name", ["ben", "dana", "bea", "leo", "ada"])
def test_everybody_who_sees_the_brief_may_comment_on_it(brief: Brief, cast: Cast, name: str) -> None:
    who = getattr(cast, name)
    answer_ = browse(who).post(f"/briefs/{brief.pk}/comments/add/", {"text": "Warmer?", "field": "light"})
    made = BriefComment.objects.get()
    assert answer_["Location"] == f"/briefs/{brief.pk}/comments/#thread-{made.pk}"
    assert (made.by, made.field, made.text) == (who, "light", "Warmer?")
    assert Event.objects.filter(kind="brief.comment", subject=brief.pk, by=who, data__field="light").count() == 1


def test_zoe_neither_reads_nor_says_anything(brief: Brief, cast: Cast) -> None:
    thread = comment_on(brief, "Warmer?", by=cast.bea)
    zoe = browse(cast.zoe)
    assert zoe.get(f"/briefs/{brief.pk}/comments/").status_code == 404
    for address in (
        f"/briefs/{brief.pk}/comments/add/",
        *(f"/briefs/comments/{thread.pk}/{verb}/" for verb in ("answer", "resolve", "reopen")),
    ):
        assert zoe.post(address, {"text": "Hello"}).status_code == 404
    with pytest.raises(NotAllowed):
        comment_on(brief, "Hello", by=cast.zoe)
    assert BriefComment.objects.count() == 1


def test_an_answer_to_an_answer_stands_in_the_same_thread(brief: Brief, cast: Cast) -> None:
    thread = comment_on(brief, "Who are they?", by=cast.bea, field="people")
    first = answer(thread, "Engineers", by=cast.ben)
    second = answer(first, "And one founder", by=cast.dana)
    assert (second.answers_id, second.field) == (thread.pk, "people")
    assert [row.text for row in thread.replies.all()] == ["Engineers", "And one founder"]


def test_a_thread_is_settled_once_and_opened_again(brief: Brief, cast: Cast) -> None:
    thread = comment_on(brief, "Warmer?", by=cast.bea)
    said = answer(thread, "Yes", by=cast.ben)
    resolve_comment(said, by=cast.ben)  # settled from an answer, it is the thread that is settled
    again = resolve_comment(thread, by=cast.dana)
    assert again.resolved_by == cast.ben and again.resolved_at is not None
    assert Event.objects.filter(kind="brief.resolve_comment", subject=brief.pk).count() == 1
    opened = reopen_comment(thread, by=cast.bea)
    assert (opened.resolved_at, opened.resolved_by) == (None, None)
    assert Event.objects.filter(kind="brief.reopen_comment", by=cast.bea).count() == 1
    said.refresh_from_db()
    assert said.resolved_at is None


CHANGES: dict[str, Any] = {"text": "Colder", "field": "mood", "at": timezone.now(), "by": 0, "brief": 0, "answers": 0}


@pytest.mark.parametrize("name", CHANGES)
def test_what_was_said_is_changed_by_nobody(brief: Brief, cast: Cast, name: str) -> None:
    other = create_brief(cast.campaign, by=cast.ben, title="Another")
    thread, said = comment_on(brief, "Warmer?", by=cast.bea, field="light"), comment_on(brief, "Hm", by=cast.bea)
    value = {"by": cast.ben.pk, "brief": other.pk, "answers": thread.pk}.get(name, CHANGES[name])
    with pytest.raises(DatabaseError, match="briefs_briefcomment is append-only"), transaction.atomic():
        BriefComment.objects.filter(pk=said.pk).update(**{name: value})
    kept = BriefComment.objects.get(pk=said.pk)
    assert (kept.text, kept.field, kept.by, kept.at) == ("Hm", "", cast.bea, said.at)
    assert (kept.brief, kept.answers) == (brief, None)


def test_what_was_said_is_removed_by_nobody_while_the_brief_stands(brief: Brief, cast: Cast) -> None:
    said = comment_on(brief, "Warmer?", by=cast.bea)
    answer(said, "Yes", by=cast.ben)
    for rows in (BriefComment.objects.filter(answers=said), BriefComment.objects.filter(brief=brief)):
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            rows.delete()
            connection.check_constraints()  # what the database asks when a transaction ends
    assert BriefComment.objects.count() == 2


def test_comments_go_with_their_brief(brief: Brief, cast: Cast) -> None:
    said = comment_on(brief, "Warmer?", by=cast.bea)
    resolve_comment(answer(said, "Yes", by=cast.ben), by=cast.ben)
    brief.delete()
    connection.check_constraints()
    assert not BriefComment.objects.exists()


def test_a_closed_brief_can_still_be_talked_about(brief: Brief, cast: Cast) -> None:
    close(brief, by=cast.ben)
    assert comment_on(brief, "Why was it closed?", by=cast.leo).pk


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"text": " \x00\n "}, "The comment is empty"),
        ({"text": "x" * (SAID + 1)}, "room for 2,000"),
        ({"text": "x" * 100_000}, "room for 2,000"),
        ({"text": "Hm", "field": "colour"}, "no such field"),
        ({"text": "Hm", "field": "__class__"}, "no such field"),
    ],
)
def test_bad_input_is_a_sentence_on_the_page_with_the_words_still_in_it(
    brief: Brief, cast: Cast, said: dict[str, str], words: str
) -> None:
    page = browse(cast.bea).post(f"/briefs/{brief.pk}/comments/add/", said)
    assert page.status_code == 422 and words in page.content.decode()
    assert said["text"][:20].strip("\x00 \n") in page.content.decode()
    panel = browse(cast.bea).post(f"/briefs/{brief.pk}/comments/add/", said, headers=HTMX)
    assert panel.status_code == 422 and "toast" in panel["HX-Trigger"]
    assert not BriefComment.objects.exists() and not Event.objects.filter(kind="brief.comment").exists()


def test_people_of_the_brand_are_mentioned_by_user_name(brief: Brief, cast: Cast) -> None:
    people = people_of(cast.northlight)
    assert {one.username for one in people} >= {"ben", "dana", "bea", "leo", "ada"}
    assert cast.zoe not in people
    found = mentioned("@Dana, please ask @bea. Not @zoe, nor me@ben.example, nor @nobody; @dana again", people)
    assert found == [cast.dana, cast.bea]
    comment_on(brief, "For @dana: warmer?", by=cast.bea)
    assert Event.objects.get(kind="brief.comment").data["mentions"] == [cast.dana.pk]
    Membership.objects.filter(user=cast.dana).delete()
    page = browse(cast.bea).get(f"/briefs/{brief.pk}/comments/").content.decode()
    assert "For @dana: warmer?" in page and 'class="mention"' not in page


def test_hostile_words_are_shown_as_words(brief: Brief, cast: Cast) -> None:
    comment_on(brief, "<script>alert(1)</script> {{ settings }} @dana<b>", by=cast.bea)
    person("<i>Eve</i> Quill", (cast.northlight, Role.DESIGNER))
    page = browse(cast.bea).get(f"/briefs/{brief.pk}/comments/").content.decode()
    assert "<script>alert" not in page and "&lt;script&gt;alert" in page and "{{ settings }}" in page
    assert "<i>Eve" not in page


def test_the_page_shows_threads_by_field_and_what_was_settled(brief: Brief, cast: Cast) -> None:
    first = comment_on(brief, "Who?", by=cast.bea, field="people")
    comment_on(brief, "Overall good", by=cast.leo)
    answer(first, "Engineers", by=cast.ben)
    resolve_comment(comment_on(brief, "Typo", by=cast.dana, field="title"), by=cast.ben)
    client = browse(cast.ben)
    page = client.get(f"/briefs/{brief.pk}/comments/?field=people").content.decode()
    assert page.index("Overall good") < page.index("Who?") < page.index("Engineers") < page.index("One settled")
    assert '<option value="people" selected>' in page
    panel = client.get(f"/briefs/{brief.pk}/comments/", headers=HTMX).content.decode()
    assert "<html" not in panel and 'data-total="2"' in panel
    assert "&quot;people&quot;: 1" in panel


def test_the_panel_answers_with_the_list_and_settling_takes_it_away(brief: Brief, cast: Cast) -> None:
    client = browse(cast.dana)
    thread = comment_on(brief, "Warmer?", by=cast.bea, field="light")
    answered = client.post(f"/briefs/comments/{thread.pk}/answer/", {"text": "By @ben"}, headers=HTMX)
    assert answered.status_code == 200 and 'title="Ben Adeyemi"' in answered.content.decode()
    settled = client.post(f"/briefs/comments/{thread.pk}/resolve/", headers=HTMX).content.decode()
    assert 'data-total="0"' in settled and "Every thread is settled" in settled
    assert client.post(f"/briefs/comments/{thread.pk}/reopen/")["Location"].endswith(f"#thread-{thread.pk}")
    assert client.get(f"/briefs/comments/{thread.pk}/resolve/").status_code == 405


def queries(client: Client, address: str, **more: Any) -> int:
    client.get(address)
    with CaptureQueriesContext(connection) as caught:
        assert client.get(address, **more).status_code == 200
    return len(caught)


def test_many_threads_ask_as_often_as_none(brief: Brief, cast: Cast) -> None:
    client, address = browse(cast.ben), f"/briefs/{brief.pk}/comments/"
    none, edit = queries(client, address), queries(client, f"/briefs/{brief.pk}/")
    for number in range(50):
        thread = comment_on(brief, f"@dana, number {number}", by=cast.bea, field="light" if number % 2 else "")
        answer(thread, "Yes, @bea", by=cast.dana)
        if number % 3 == 0:
            resolve_comment(thread, by=cast.ben)
    assert queries(client, address) == none
    assert queries(client, f"/briefs/{brief.pk}/") == edit

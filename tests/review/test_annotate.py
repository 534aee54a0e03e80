"""Marks on pictures and their threads."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.utils import timezone

from generation.models import Batch, Candidate
from review.actions import annotate, reopen, reply, resolve
from review.actions.annotate import set_due
from review.marks import marks, path
from review.mentions import shown
from review.models import Annotation, Comment
from studio.lib.models import Event
from studio.lib.problems import BadInput, NotAllowed, WrongState
from studio.people.models import Notice, User
from tests.cast import Cast


def test_a_mark_is_bound_to_the_bytes_it_was_made_on(cast: Cast, one: Candidate) -> None:
    mark = annotate(one, "pin", [[0.25, 0.75]], "Turn her 20°.", by=cast.bea)
    assert (mark.number, mark.target, mark.points) == (1, one.picture_id, [[0.25, 0.75]])
    told = Event.objects.get(kind="candidate.annotate", subject=one.pk)
    assert (told.data["annotation"], told.data["number"], told.data["mark"]) == (mark.pk, 1, "pin")


def test_marks_are_numbered_within_their_candidate(cast: Cast, batch: Batch) -> None:
    first, second, _ = batch.candidates.order_by("position")
    for candidate in (first, first, second):
        annotate(candidate, "pin", [[0.5, 0.5]], "Here.", by=cast.ben)
    assert list(Annotation.objects.order_by("pk").values_list("candidate", "number")) == [
        (first.pk, 1),
        (first.pk, 2),
        (second.pk, 1),
    ]


@pytest.mark.django_db(transaction=True)
def test_ten_people_at_once_lose_no_stroke(cast: Cast, one: Candidate) -> None:
    """Ten threads with connections of their own, twenty strokes each, some sent twice: 200 rows, numbered 1 to 200."""
    everybody = [cast.ben, cast.dana, cast.bea, cast.leo, cast.ada] * 2

    def draw(person: int, by: User) -> None:
        try:
            for stroke in range(20):
                once, line = str(uuid4()), [[person / 10, 0.1], [stroke / 20, 0.5]]
                for _ in range(2 if stroke % 5 == 0 else 1):  # a line that was cut sends again
                    annotate(one, "stroke", line, f"{person}, {stroke}", by=by, once=once)
        finally:
            connection.close()

    with ThreadPoolExecutor(10) as people:
        list(people.map(draw, range(10), everybody))
    assert sorted(Annotation.objects.values_list("number", flat=True)) == list(range(1, 201))
    said = set(Comment.objects.values_list("text", flat=True))
    assert said == {f"{person}, {stroke}" for person in range(10) for stroke in range(20)}


def test_a_mark_sent_twice_is_one_mark(cast: Cast, one: Candidate) -> None:
    once = str(uuid4())
    marks = [annotate(one, "pin", [[0.5, 0.5]], "Once.", by=cast.dana, once=once) for _ in range(2)]
    assert marks[0] == marks[1]
    assert Comment.objects.count() == 1


def test_a_box_is_kept_from_its_top_left_corner(cast: Cast, one: Candidate) -> None:
    mark = annotate(one, "box", [[0.8, 0.9], [0.2, 0.1]], "This part.", by=cast.dana)
    assert mark.points == [[0.2, 0.1], [0.8, 0.9]]


WRONG: list[tuple[str, Any, str]] = [
    ("circle", [[0.5, 0.5]], "kind"),
    ("pin", [], "points"),
    ("pin", [[0.5, 0.5], [0.6, 0.6]], "points"),
    ("pin", [[1.01, 0.5]], "points"),
    ("pin", [[-0.01, 0.5]], "points"),
    ("pin", [[float("nan"), 0.5]], "points"),
    ("pin", [[True, False]], "points"),
    ("pin", [["0.5", "0.5"]], "points"),
    ("pin", [[0.5]], "points"),
    ("pin", "middle", "points"),
    ("box", [[0.5, 0.5], [0.5, 0.9]], "points"),
    ("arrow", [[0.5, 0.5], [0.5, 0.5]], "points"),
    ("stroke", [[0.5, 0.5]] * 2001, "points"),
]


def test_points_outside_the_picture_or_of_no_shape_are_refused(cast: Cast, one: Candidate) -> None:
    for kind, points, field in WRONG:
        with pytest.raises(BadInput) as refused:
            annotate(one, kind, points, "Here.", by=cast.dana)
        assert field in refused.value.fields, (kind, points)
    assert not Annotation.objects.exists() and not Event.objects.filter(kind="candidate.annotate").exists()


def test_a_mark_says_something_and_not_too_much(cast: Cast, one: Candidate) -> None:
    for text in ("", "  \n ", "x" * 2001, "\x00"):
        with pytest.raises(BadInput):
            annotate(one, "pin", [[0.5, 0.5]], text, by=cast.dana)
    assert not Annotation.objects.exists()


def test_a_thread_is_answered_settled_and_opened_again(cast: Cast, one: Candidate) -> None:
    mark = annotate(one, "pin", [[0.5, 0.5]], "Lamp outside the margin.", by=cast.bea)
    reply(mark, "Moved it in.", by=cast.dana)
    assert resolve(mark, by=cast.bea).resolved_by == cast.bea
    resolve(mark, by=cast.leo)
    assert Annotation.objects.get().resolved_by == cast.bea
    assert reopen(mark, by=cast.dana).resolved_at is None
    told = list(Event.objects.filter(subject=one.pk, by__isnull=False).order_by("pk").values_list("kind", flat=True))
    assert told == ["candidate.annotate", "candidate.reply", "candidate.resolve", "candidate.reopen"]


def test_strangers_mark_nothing(cast: Cast, one: Candidate) -> None:
    mark = annotate(one, "pin", [[0.5, 0.5]], "Ours.", by=cast.ben)
    with pytest.raises(NotAllowed):
        annotate(one, "pin", [[0.5, 0.5]], "Hello", by=cast.zoe)
    for act in (lambda: reply(mark, "Hello", by=cast.zoe), lambda: resolve(mark, by=cast.zoe)):
        with pytest.raises(NotAllowed):
            act()
    assert Comment.objects.count() == 1


def test_there_is_nothing_to_mark_before_the_picture_is_here(cast: Cast, make_batch: Callable[..., Batch]) -> None:
    waiting = make_batch(1, waiting=True).candidates.get()
    with pytest.raises(WrongState, match="no picture to mark"):
        annotate(waiting, "pin", [[0.5, 0.5]], "Here.", by=cast.dana)


def test_shapes_are_drawn_in_pixels_of_the_picture() -> None:
    assert path("box", [[0.1, 0.2], [0.5, 0.6]], 100, 50) == "M10 10h40v20h-40Z"
    assert path("stroke", [[0, 0], [1, 1]], 100, 50) == "M0.0 0.0L100.0 50.0"
    assert path("arrow", [[0, 0], [1, 0]], 100, 50).startswith("M0.0 0.0L100.0 0.0M")
    assert path("pin", [[0.5, 0.5]], 100, 50) == ""


def test_a_label_stands_at_one_point(cast: Cast, one: Candidate) -> None:
    assert annotate(one, "text", [[0.1, 0.2]], "Warmer here.", by=cast.dana).kind == Annotation.Kind.TEXT


def test_who_is_mentioned_is_told_once_and_an_unknown_name_stays_text(cast: Cast, one: Candidate) -> None:
    said = "@ben and @Bea, ask @nobody, @zoe or bea@example.test. @ben."
    mark = annotate(one, "pin", [[0.5, 0.5]], said, by=cast.dana)
    comment = mark.comments.get()
    assert set(comment.mentions.all()) == {cast.ben, cast.bea}, "Zoe is of another brand"
    told = Notice.objects.filter(kind="mention").order_by("pk")
    assert [(one.person, one.kind) for one in told] == [(cast.ben, "mention"), (cast.bea, "mention")]
    assert told[0].path == f"/candidates/{one.pk}/#mark-{mark.pk}" and "Dana Okafor mentions you" in told[0].sentence
    reply(mark, "Mine, @dana.", by=cast.dana)
    assert told.count() == 2, "nobody is told what they said themselves"
    drawn = shown("@ben: <b>&\n@nobody", list(comment.mentions.all()))
    assert drawn == '<b class="mention" title="Ben Adeyemi">@ben</b>: &lt;b&gt;&amp;<br>@nobody'
    assert "<b" not in shown("@zoe", list(comment.mentions.all()))


def test_a_mark_is_due_on_a_day_to_come_and_moving_it_is_told(cast: Cast, one: Candidate) -> None:
    today = timezone.localdate()
    mark = annotate(one, "pin", [[0.5, 0.5]], "By then.", by=cast.bea, due=today)
    assert set_due(mark, today + timedelta(days=2), by=cast.dana).due == today + timedelta(days=2)
    told = Event.objects.get(kind="candidate.due")
    assert (told.data["was"], told.data["due"]) == (str(today), str(today + timedelta(days=2)))
    for day in (today - timedelta(days=1), today + timedelta(days=5000)):
        with pytest.raises(BadInput, match="Due: "):
            annotate(one, "pin", [[0.5, 0.5]], "By then.", by=cast.bea, due=day)
    assert Annotation.objects.count() == 1 and set_due(mark, None, by=cast.dana).due is None
    Annotation.objects.filter(pk=mark.pk).update(due=today - timedelta(days=1))
    [drawn] = marks(one)
    assert drawn.overdue
    resolve(mark, by=cast.dana)
    [drawn] = marks(one)
    assert not drawn.overdue, "what is done is late no more"


def test_an_answer_sent_twice_is_said_once(cast: Cast, one: Candidate) -> None:
    mark = annotate(one, "pin", [[0.5, 0.5]], "Here.", by=cast.bea)
    once = str(uuid4())
    assert reply(mark, "Done.", by=cast.dana, once=once) == reply(mark, "Done.", by=cast.dana, once=once)
    assert mark.comments.count() == 2

"""Marks on pictures and their threads."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection

from generation.models import Batch, Candidate
from review.actions import annotate, reopen, reply, resolve
from review.marks import path
from review.models import Annotation, Comment
from studio.lib.models import Event
from studio.lib.problems import BadInput, NotAllowed, WrongState
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
def test_ten_people_at_once_lose_no_mark(cast: Cast, one: Candidate) -> None:
    def draw(place: int) -> None:
        try:
            annotate(one, "stroke", [[0.1, 0.1], [place / 10, 0.5]], f"Stroke {place}", by=cast.dana)
        finally:
            connection.close()

    with ThreadPoolExecutor(5) as people:
        list(people.map(draw, range(10)))
    assert sorted(Annotation.objects.values_list("number", flat=True)) == list(range(1, 11))


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

"""Open marks go along to the next version, once, and are settled there anew."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from generation.models import Batch, Candidate
from generation.states import DONE
from review import carried
from review.actions import annotate, reopen, reply, resolve
from review.marks import marks
from review.models import Annotation
from studio.lib.models import Event
from tests.cast import Cast
from tests.generation.orders import work_it_off


@pytest.fixture
def versions(make_batch: Callable[..., Batch]) -> Callable[[Candidate, int], list[Candidate]]:
    """Pictures of a batch that makes the next versions of a candidate, still to be made by a worker."""

    def order(before: Candidate, count: int = 1) -> list[Candidate]:
        batch = make_batch(count, waiting=True)
        Batch.objects.filter(pk=batch.pk).update(promoted_from=before)
        return list(batch.candidates.order_by("position"))

    return order


def numbers(candidate: Candidate) -> list[tuple[int, int | None]]:
    rows = Annotation.objects.filter(candidate=candidate).order_by("number")
    return list(rows.values_list("number", "carried_from__number"))


def test_open_marks_stand_on_the_next_version_and_settled_ones_do_not(
    cast: Cast, one: Candidate, versions: Callable[..., list[Candidate]]
) -> None:
    first = annotate(one, "box", [[0.1, 0.2], [0.5, 0.6]], "Quieter, @ben.", by=cast.bea)
    settled = annotate(one, "pin", [[0.5, 0.5]], "Gone.", by=cast.dana)
    again = annotate(one, "stroke", [[0.1, 0.1], [0.2, 0.2]], "Warmer.", by=cast.leo)
    reply(first, "How much?", by=cast.dana)
    resolve(settled, by=cast.dana)
    [version] = versions(one)
    assert numbers(version) == []
    work_it_off()
    version.refresh_from_db()
    assert numbers(version) == [(1, 1), (2, 3)]
    [carried_one, other] = marks(version)
    assert (carried_one.mark.points, carried_one.mark.by, carried_one.mark.target) == (
        first.points, cast.bea, version.picture_id,
    )  # fmt: skip
    assert [one.comment.text for one in carried_one.said] == ["Quieter, @ben.", "How much?"]
    assert (carried_one.before, other.mark.carried_from) == (2, again)
    told = Event.objects.get(kind="candidate.carry", subject=version.pk)
    assert told.data["marks"] == {"1": first.pk, "2": again.pk}

    # Settled on the version is not settled before it, nor the other way round.
    resolve(carried_one.mark, by=cast.dana)
    assert Annotation.objects.get(pk=first.pk).resolved_at is None
    resolve(again, by=cast.dana)
    assert Annotation.objects.get(pk=other.mark.pk).resolved_at is None
    reply(first, "Said on the old one, later.", by=cast.bea)
    reopen(carried_one.mark, by=cast.bea)
    reply(carried_one.mark, "Said here.", by=cast.bea)
    assert [one.comment.text for one in marks(version)[0].said][2:] == ["Said here."]


def test_marks_go_through_several_versions_with_all_that_was_said(
    cast: Cast, one: Candidate, versions: Callable[..., list[Candidate]]
) -> None:
    annotate(one, "pin", [[0.25, 0.75]], "First.", by=cast.bea)
    for said in ("Second.", "Third."):
        [one] = versions(one)
        work_it_off()
        one.refresh_from_db()
        reply(Annotation.objects.get(candidate=one), said, by=cast.dana)
    [drawn] = marks(one)
    assert [said.comment.text for said in drawn.said] == ["First.", "Second.", "Third."]
    assert (drawn.before, drawn.mark.points) == (2, [[0.25, 0.75]])


def test_what_was_not_carried_when_a_version_was_made_the_sweep_carries_once(
    cast: Cast, one: Candidate, versions: Callable[..., list[Candidate]], monkeypatch: pytest.MonkeyPatch
) -> None:
    mark = annotate(one, "pin", [[0.5, 0.5]], "Here.", by=cast.bea)
    made = versions(one, 2)

    def broken(pk: int) -> None:
        raise RuntimeError("The database blinked.")

    with monkeypatch.context() as patch:
        patch.setattr(carried, "carry", broken)
        assert work_it_off() == 2
    assert {row.state for row in Candidate.objects.filter(pk__in=[row.pk for row in made])} == {DONE}
    late = annotate(one, "pin", [[0.1, 0.1]], "Marked later, on the old one.", by=cast.bea)
    assert not Annotation.objects.filter(carried_from__isnull=False).exists()
    for _ in range(2):
        carried.sweep()
    rows = Annotation.objects.filter(carried_from__isnull=False).order_by("candidate")
    assert [(row.candidate_id, row.carried_from_id, row.number) for row in rows] == [
        (version.pk, mark.pk, 1) for version in made
    ]
    assert not Annotation.objects.filter(carried_from=late).exists()

"""Whose turn it is: brands by weight, people evenly, urgent first; holds, limits, pauses, warm models."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta

import pytest
from django.utils import timezone

from generation import actions, floor, queue
from generation.engine.picture import Later
from generation.models import Batch, BrandShare, Candidate, ModelEntry, Run, Turn, Worker
from generation.queue import Able, pace, place, turns
from generation.states import SERVICE
from studio.lib.problems import BadInput, NotAllowed, WrongState
from studio.people.models import User
from tests.cast import Cast
from tests.generation.orders import order, revision_of, work_it_off

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def no_history() -> None:
    pace.forget()
    place.forget()


def begun(many: int, able: Able | None = None) -> list[Candidate]:
    """The next candidates in the order in which they are begun, one at a time."""
    able = able or Able("w", ["still"])
    return [candidate for _ in range(many) for candidate in queue.claim_hand(able, most=1)]


def by(candidates: list[Candidate]) -> list[User]:
    return [candidate.batch.by for candidate in candidates]


def test_four_candidates_beside_a_neighbour_of_hundreds_begin_every_other_turn(cast: Cast, model: ModelEntry) -> None:
    order(cast, model, count=200, by=cast.ben)
    begun(30)
    order(cast, model, count=4, by=cast.dana)
    taken = begun(8)
    hers = [n for n, who in enumerate(by(taken)) if who == cast.dana]
    assert hers[0] == 0 and len(hers) == 4 and hers[-1] <= 6, "the next turn is hers, and then at least every other"


def test_who_was_away_neither_saved_up_turns_nor_pays_for_earlier_ones(cast: Cast, model: ModelEntry) -> None:
    order(cast, model, count=60, by=cast.ben)
    begun(40)
    order(cast, model, count=60, by=cast.dana)
    assert Counter(by(begun(20))) == {cast.ben: 10, cast.dana: 10}


def test_a_brand_gets_turns_by_its_weight_however_many_people_it_has(cast: Cast, model: ModelEntry) -> None:
    for who in (cast.ben, cast.dana):
        order(cast, model, count=60, by=who)
    order(cast, model, count=60, by=cast.zoe, revision=revision_of(cast, tern=True))
    assert Counter(c.batch.brand for c in begun(20)) == {cast.northlight: 10, cast.tern: 10}
    BrandShare.objects.create(brand=cast.tern, weight=3)
    taken = begun(40)
    assert Counter(c.batch.brand for c in taken) == pytest.approx({cast.tern: 30, cast.northlight: 10}, abs=1)
    assert Counter(b for b in by(taken) if b != cast.zoe) == pytest.approx({cast.ben: 5, cast.dana: 5}, abs=1)


def test_nearer_to_shipping_comes_oftener_and_never_alone(cast: Cast, model: ModelEntry) -> None:
    order(cast, model, count=60, by=cast.ben)
    order(cast, model, count=60, by=cast.dana, tier="export")
    taken = Counter(by(begun(30)))
    # An export has 4 times the pixels of a discovery here and is charged half: what counts is time, not pictures.
    sizes = {b.tier: b.width * b.height for b in Batch.objects.all()}
    share = sizes["discovery"] / (sizes["export"] * 0.5)
    assert taken[cast.dana] / taken[cast.ben] == pytest.approx(share, rel=0.3)


def test_of_one_persons_batches_the_export_goes_first_then_the_one_due_sooner(cast: Cast, model: ModelEntry) -> None:
    plain, late, soon, export = (
        order(cast, model, count=1, tier=tier) for tier in ("discovery", "discovery", "discovery", "export")
    )
    Batch.objects.filter(pk=late.pk).update(due=timezone.localdate() + timedelta(days=9))
    Batch.objects.filter(pk=soon.pk).update(due=timezone.localdate() + timedelta(days=1))
    assert [c.batch_id for c in begun(4)] == [export.pk, soon.pk, late.pk, plain.pk]


def test_time_is_shared_not_pictures_and_what_was_charged_wrongly_is_put_right(cast: Cast, model: ModelEntry) -> None:
    batch = order(cast, model, count=4, by=cast.ben)
    (candidate,) = begun(1)
    run = Run.objects.get()
    clock = Turn.objects.get(by=cast.ben)
    assert 0 < run.charged == pytest.approx(clock.clock)
    queue.fail(candidate, "slow and in vain", seconds=run.charged + 60)
    clock.refresh_from_db()
    assert clock.clock == pytest.approx(run.charged + 60)
    order(cast, model, count=9, by=cast.dana)
    assert set(by(begun(9))) == {cast.dana}, "he had a minute, so it is her turn"
    assert batch.candidates.filter(state="waiting").count() == 4


def test_a_brands_limit_and_a_services_limit_are_kept(cast: Cast, model: ModelEntry) -> None:
    order(cast, model, count=9)
    order(cast, model, count=9, by=cast.zoe, revision=revision_of(cast, tern=True))
    floor.share(cast.northlight, weight=1, most_running=2, by=cast.ada)
    assert Counter(c.batch.brand for c in begun(20)) == {cast.northlight: 2, cast.tern: 9}
    ModelEntry.objects.update(settings={"most_running": 11})
    floor.share(cast.northlight, weight=1, most_running=None, by=cast.ada)
    assert begun(3) == [], "the model itself may make eleven at once, and does"


def test_what_is_paused_or_held_is_not_begun_and_goes_on_where_it_was(cast: Cast, model: ModelEntry) -> None:
    batch = order(cast, model, count=4)
    begun(1)
    floor.pause(batch, by=cast.ben)
    assert begun(1) == []
    batch.refresh_from_db()
    assert floor.why_waiting(batch) == "Paused."
    with pytest.raises(WrongState):
        floor.pause(batch, by=cast.ben)
    floor.resume(batch, by=cast.ben)
    for named in ({"brand": cast.northlight}, {"model": model}, {"engine": "still"}, {}):
        held = floor.hold(by=cast.ada, why="New driver", **named)  # type: ignore[arg-type]
        assert begun(1) == [], named
        batch.refresh_from_db()
        assert floor.why_waiting(batch).endswith("is held: New driver.")
        with pytest.raises(WrongState):
            floor.hold(by=cast.ada, **named)  # type: ignore[arg-type]
        floor.lift(held, by=cast.ada)
        with pytest.raises(WrongState):
            floor.lift(held, by=cast.ada)
    floor.hold(by=cast.zoe, brand=cast.tern)
    assert [c.position for c in begun(9)] == [1, 2, 3]


def test_only_admins_keep_machines_and_limits_are_read_strictly(cast: Cast, model: ModelEntry) -> None:
    worker = Worker.objects.create(name="w", started_at=timezone.now(), seen_at=timezone.now())
    for somebody in (cast.ben, cast.dana, cast.bea, cast.leo):
        with pytest.raises(NotAllowed):
            floor.ask_of(worker, "pause", by=somebody)
        with pytest.raises(NotAllowed):
            floor.hold(by=somebody)
        with pytest.raises(NotAllowed):
            floor.share(cast.northlight, weight=2, most_running=None, by=somebody)
    with pytest.raises(NotAllowed):
        floor.share(cast.tern, weight=2, most_running=None, by=cast.ada)
    with pytest.raises(BadInput, match="Weight"):
        floor.share(cast.northlight, weight=0, most_running=None, by=cast.ada)
    with pytest.raises(BadInput, match="At once"):
        floor.share(cast.northlight, weight=1, most_running=0, by=cast.ada)
    with pytest.raises(BadInput, match="cannot be asked"):
        floor.ask_of(worker, "dance", by=cast.ada)
    assert not BrandShare.objects.exists() and Worker.objects.get().wanted == "work"


def test_a_worker_asked_to_rest_begins_nothing_until_it_is_woken(cast: Cast, model: ModelEntry) -> None:
    order(cast, model, count=2)
    worker = Worker.objects.create(name="w", started_at=timezone.now(), seen_at=timezone.now())
    for wanted in ("pause", "drain"):
        floor.ask_of(worker, wanted, by=cast.ada)
        assert begun(1) == []
        assert len(begun(1, Able("another", ["still"]))) == 1
    floor.ask_of(worker, "work", by=cast.ada)
    order(cast, model, count=1)
    assert len(begun(1)) == 1


def test_a_warm_model_goes_first_but_only_so_often(cast: Cast, model: ModelEntry) -> None:
    warm = ModelEntry.objects.create(
        slug="warm", name="Warm", engine="still", dialect="clip", state="ready", weights="a" * 64
    )
    order(cast, model, count=20, by=cast.dana)
    order(cast, warm, count=20, by=cast.ben)
    able = Able("w", ["still"], warm="a" * 64)
    taken = [candidate.batch.model for candidate in begun(12, able)]
    runs = "".join("w" if entry == warm else "c" for entry in taken)
    assert "w" * (turns.LOOK_AHEAD + 2) not in runs, "the other waits a bounded number of pictures"
    assert runs.count("w") > runs.count("c"), "and what is loaded is made use of"


def test_what_does_not_fit_or_is_not_here_is_left_to_others(
    cast: Cast, model: ModelEntry, monkeypatch: pytest.MonkeyPatch
) -> None:
    import tests.generation.still as still

    order(cast, model, count=2)
    monkeypatch.setattr(still, "needs", lambda entry, width, height: 8_000_000_000, raising=False)
    assert begun(1, Able("small", ["still"], memory=4_000_000_000)) == []
    ModelEntry.objects.update(source="/nowhere/at/all")
    assert begun(1, Able("large", ["still"], memory=16_000_000_000)) == []
    ModelEntry.objects.update(source="/")
    assert len(begun(1, Able("large", ["still"], memory=16_000_000_000))) == 1


def test_a_service_that_asks_for_patience_gets_it_and_its_ticket_back(cast: Cast, model: ModelEntry) -> None:
    batch = order(cast, model, count=1)
    (candidate,) = begun(1)
    assert queue.keep_ticket(candidate, {"job": "17"})
    later = Later("The service is busy.", 90, {"job": "17"})
    assert queue.postpone(candidate, later.sentence, later.seconds, ticket=later.ticket, worked=0.2)
    row = batch.candidates.get()
    assert (row.state, row.ticket, row.attempts) == ("waiting", {"job": "17"}, 0)
    assert Run.objects.get().outcome == "released" and Run.objects.get().reason == SERVICE
    assert begun(1) == [] and "busy" in floor.why_waiting(batch)
    Candidate.objects.update(ready_at=timezone.now())
    (again,) = begun(1)
    assert again.ticket == {"job": "17"}
    assert not queue.postpone(candidate, "late", 1, ticket=None), "the first claim is over"


def test_members_of_a_device_batch_are_taken_in_hand_together(cast: Cast, model: ModelEntry) -> None:
    batch = order(cast, model, count=7)
    Batch.objects.filter(pk=batch.pk).update(together=4)
    able = Able("w", ["still"])
    first = queue.claim_hand(able)
    assert [c.position for c in first] == [0, 1, 2, 3] and len({c.claim for c in first}) == 4
    queue.release(first[1], outcome="lost")
    assert [c.position for c in queue.claim_hand(able)] == [1], "the missing one of the first, alone"
    assert [c.position for c in queue.claim_hand(able)] == [4, 5, 6]


def test_what_is_over_in_a_moment_is_taken_several_at_a_time(cast: Cast, model: ModelEntry) -> None:
    order(cast, model, count=3)
    assert work_it_off() == 3, "nobody knows yet how long it takes"
    pace.forget()
    batch = order(cast, model, count=40)
    Run.objects.filter(outcome="done").update(seconds=0.01)
    pace.forget()
    hand = queue.claim_hand(Able("w", ["still"]))
    assert 1 < len(hand) <= 16 and {c.batch_id for c in hand} == {batch.pk}
    Run.objects.filter(outcome="done").update(seconds=5)
    pace.forget()
    assert len(queue.claim_hand(Able("w", ["still"]))) == 1


def test_the_place_in_the_line_counts_the_turns_of_others(cast: Cast, model: ModelEntry) -> None:
    first = order(cast, model, count=20, by=cast.ben)
    mine = order(cast, model, count=4, by=cast.dana)
    assert place.place(mine).begins is None, "no worker is on"  # type: ignore[union-attr]
    Worker.objects.create(name="w", queues=["gpu.still"], started_at=timezone.now(), seen_at=timezone.now())
    place.forget()
    seen, other = place.place(mine), place.place(first)
    assert seen and other and seen.place == 1 and other.place == 0
    assert seen.done and other.done and seen.done_90 and seen.begins
    assert seen.begins < seen.done < seen.done_90 and seen.done < other.done and not seen.measured
    actions.cancel(first, by=cast.ben)
    place.forget()
    assert place.place(mine).place == 0  # type: ignore[union-attr]
    first.refresh_from_db()
    assert place.place(first) is None

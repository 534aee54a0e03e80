"""Any sequence of what people, workers and accidents do to the queue leaves it whole: nothing lost, nothing twice."""

from __future__ import annotations

import random
from datetime import timedelta
from typing import Any

import pytest
from django.db.models import F, Sum
from django.utils import timezone
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from generation import actions, floor, queue, states, sweep
from generation.models import Batch, Candidate, Hold, ModelEntry, Recipe, Run, Tally
from generation.queue import Able
from studio.lib import blobs
from studio.lib.models import Blob
from studio.lib.problems import WrongState
from tests.cast import Cast
from tests.generation.orders import order, revision_of

pytestmark = pytest.mark.django_db(transaction=True)

WORKERS = ("a", "b")


def made(candidate: Candidate) -> queue.Made:
    """A result as a worker would have it; its bytes do not matter here."""
    data = f"picture of {candidate.pk} by {candidate.claim}".encode()
    blob = Blob(digest=blobs.put(data), size=len(data), media_type="image/png", width=1, height=1)
    recipe = Recipe(digest=blob.digest, document={"schema": "gatefold.recipe/1", "nodes": [], "context": {}})
    return queue.Made(blob, blob, pixels=blob.digest, seconds=0.5, device="cpu", recipe=recipe)


def machine(cast: Cast, model: ModelEntry) -> type[RuleBasedStateMachine]:
    revisions = [revision_of(cast), revision_of(cast, tern=True)]

    class Floor(RuleBasedStateMachine):
        def __init__(self) -> None:
            super().__init__()
            Batch.objects.all().delete()
            Hold.objects.all().delete()
            Tally.objects.all().delete()
            self.hands: list[Candidate] = []  # claims that somebody believes to hold, true or not
            self.ordered: dict[int, int] = {}
            self.cancelled: set[int] = set()

        @initialize()
        def begin(self) -> None:
            self.order(2, 1, 0)

        @precondition(lambda self: len(self.ordered) < 4)
        @rule(count=st.integers(1, 5), together=st.sampled_from([1, 1, 3]), brand=st.integers(0, 1))
        def order(self, count: int, together: int, brand: int) -> None:
            by = (cast.ben, cast.zoe)[brand]
            batch = order(cast, model, count=count, revision=revisions[brand], by=by)
            Batch.objects.filter(pk=batch.pk).update(together=together)
            self.ordered[batch.pk] = count

        @rule(worker=st.sampled_from(WORKERS), most=st.sampled_from([1, 16]))
        def claim(self, worker: str, most: int) -> None:
            hand = queue.claim_hand(Able(worker, ["still"]), most=most)
            held = Hold.objects.filter(lifted_at=None)
            for candidate in hand:
                batch = Batch.objects.get(pk=candidate.batch_id)
                assert batch.state == "running" and batch.paused_at is None
                assert not any(hold.brand_id in (None, batch.brand_id) for hold in held)
                assert candidate.ready_at is None or candidate.ready_at <= timezone.now()
            assert len({c.batch_id for c in hand}) <= 1
            self.hands += hand

        def _hand(self, chance: random.Random) -> Candidate:
            return self.hands.pop(chance.randrange(len(self.hands)))

        @precondition(lambda self: self.hands)
        @rule(chance=st.randoms(use_true_random=False), twice=st.booleans())
        def complete(self, chance: random.Random, twice: bool) -> None:
            candidate = self._hand(chance)
            ours = Candidate.objects.filter(claim=candidate.claim, state="running").exists()
            assert queue.complete(candidate, made(candidate)) == ours
            assert not (twice and queue.complete(candidate, made(candidate)))

        @precondition(lambda self: self.hands)
        @rule(
            chance=st.randoms(use_true_random=False),
            reason=st.sampled_from(sorted(states.REASONS)),
            again=st.booleans(),
        )
        def fail(self, chance: random.Random, reason: str, again: bool) -> None:
            queue.fail(self._hand(chance), "It went wrong.", reason=reason, again=again, seconds=0.1)

        @precondition(lambda self: self.hands)
        @rule(chance=st.randoms(use_true_random=False))
        def put_back(self, chance: random.Random) -> None:
            queue.release(self._hand(chance))

        @precondition(lambda self: self.hands)
        @rule(chance=st.randoms(use_true_random=False))
        def postpone(self, chance: random.Random) -> None:
            queue.postpone(self._hand(chance), "Busy.", 30, ticket={"job": "1"})

        @rule(chance=st.randoms(use_true_random=False))
        def a_worker_vanishes(self, chance: random.Random) -> None:
            """Its leases run out, and the sweep finds them; it may still come back late with its result."""
            running = [c for c in self.hands if chance.random() < 0.5]
            before = timezone.now() - timedelta(seconds=1)
            Candidate.objects.filter(claim__in=[c.claim for c in running], state="running").update(lease_until=before)
            sweep.sweep()

        @rule()
        def time_passes(self) -> None:
            Candidate.objects.exclude(ready_at=None).update(ready_at=F("ready_at") - timedelta(hours=1))

        @rule(chance=st.randoms(use_true_random=False), verb=st.sampled_from(["cancel", "retry", "pause", "resume"]))
        def people(self, chance: random.Random, verb: str) -> None:
            batch = Batch.objects.select_related("brand", "model").get(pk=chance.choice(sorted(self.ordered)))
            by = cast.ben if batch.brand == cast.northlight else cast.zoe
            act: Any = getattr(actions if verb in ("cancel", "retry") else floor, verb)
            before = self._picture_of(batch)
            try:
                act(batch, by=by)
            except WrongState:
                assert self._picture_of(batch) == before, "a refusal changes nothing"

        @rule(brand=st.booleans())
        def hold_and_lift(self, brand: bool) -> None:
            held = Hold.objects.filter(lifted_at=None).first()
            if held:
                floor.lift(held, by=cast.zoe if held.brand == cast.tern else cast.ada)
            else:
                floor.hold(by=cast.ada, brand=cast.northlight if brand else None)

        def _picture_of(self, batch: Batch) -> list[Any]:
            row = Batch.objects.filter(pk=batch.pk).values_list("state", "paused_at")
            return [*row, *batch.candidates.order_by("pk").values_list("state", "claim", "attempts")]

        @invariant()
        def nothing_is_lost_and_nothing_is_there_twice(self) -> None:
            for batch in Batch.objects.prefetch_related("candidates__runs"):
                candidates = list(batch.candidates.all())
                assert len(candidates) == self.ordered[batch.pk]
                for one in candidates:
                    outcomes = [run.outcome for run in one.runs.all()]
                    assert (one.state == "running") == (one.claim is not None) == (one.lease_until is not None)
                    assert outcomes.count("running") == (one.state == "running")
                    assert outcomes.count("done") == (one.state == "done") == (one.picture_id is not None)
                    assert (one.state == "failed") <= bool(one.error and one.reason in states.REASONS)
                busy = any(one.state in ("waiting", "running") for one in candidates)
                assert busy == (batch.state in ("queued", "running"))
                if batch.state == "cancelled":
                    assert {one.state for one in candidates} <= {"done", "failed", "cancelled"}

        @invariant()
        def every_run_that_cost_something_is_counted_once(self) -> None:
            counted = Tally.objects.aggregate(made=Sum("made"), seconds=Sum("seconds"))
            runs = Run.objects.exclude(outcome="running").aggregate(seconds=Sum("seconds"))
            assert (counted["made"] or 0) == Run.objects.filter(outcome="done").count()
            assert (counted["seconds"] or 0) == pytest.approx(runs["seconds"] or 0)

    return Floor


def test_no_sequence_of_what_happens_loses_or_doubles_anything(cast: Cast, model: ModelEntry) -> None:
    run_state_machine_as_test(
        machine(cast, model),
        settings=settings(
            max_examples=10,
            stateful_step_count=20,
            phases=[Phase.generate],
            deadline=None,
            suppress_health_check=list(HealthCheck),
            derandomize=True,
            database=None,
        ),
    )

from __future__ import annotations

from uuid import uuid4

import pytest

from generation import actions, planning
from generation.models import Batch, Candidate, ModelEntry
from studio.lib.models import Event
from studio.lib.problems import BadInput, NotAllowed, WrongState
from tests.cast import Cast
from tests.generation.orders import order, revision_of


def test_an_order_makes_a_batch_with_all_its_candidates_waiting(cast: Cast, model: ModelEntry) -> None:
    batch = order(cast, model, count=16, seed=7)
    candidates = list(batch.candidates.all())
    assert [c.position for c in candidates] == list(range(16))
    assert {c.state for c in candidates} == {"waiting"}
    assert len({c.seed for c in candidates}) == 16
    assert [c.seed for c in candidates] == [planning.seed_of(7, n) for n in range(16)]
    assert Event.objects.filter(kind="batch.order", subject=batch.pk, by=cast.ben).count() == 1
    assert batch.number == 1 and order(cast, model, revision=batch.revision).number == 2


def test_the_prompt_is_compiled_and_kept_with_the_batch(cast: Cast, model: ModelEntry) -> None:
    batch = order(cast, model, subject="Three people around a display")
    assert "hree people around a display" in batch.prompt["positive"]
    assert "".join(phrase["text"] for phrase in batch.prompt["phrases"]) == batch.prompt["positive"]
    assert len(batch.prompt["digest"]) == 64


def test_a_double_click_is_one_batch(cast: Cast, model: ModelEntry) -> None:
    revision, once = revision_of(cast), uuid4()
    first = order(cast, model, revision=revision, once=once)
    assert order(cast, model, revision=revision, once=once) == first
    assert (Batch.objects.count(), Candidate.objects.count()) == (1, 4)
    with pytest.raises(WrongState, match="another batch"):
        order(cast, model, once=once)


@pytest.mark.parametrize(("bad", "field"), [
    ({"count": 0}, "count"), ({"count": 1001}, "count"), ({"tier": "<b>final</b>"}, "tier"), ({"seed": -1}, "seed"),
    ({"seed": 2**32}, "seed"), ({"subject": "unplannable"}, "model"),
])  # fmt: skip
def test_what_cannot_be_ordered_is_said_by_field_and_nothing_is_written(
    cast: Cast, model: ModelEntry, bad: dict[str, object], field: str
) -> None:
    with pytest.raises(BadInput) as refused:
        order(cast, model, **bad)  # type: ignore[arg-type]
    assert list(refused.value.fields) == [field]
    assert not Batch.objects.exists() and not Candidate.objects.exists()


def test_a_model_that_is_deprecated_refused_or_anothers_is_not_used(cast: Cast, model: ModelEntry) -> None:
    revision = revision_of(cast)
    for change in ({"active": False}, {"state": "refused"}, {"brand": cast.tern}):
        ModelEntry.objects.filter(pk=model.pk).update(active=True, state="ready", brand=None)
        ModelEntry.objects.filter(pk=model.pk).update(**change)
        model.refresh_from_db()
        with pytest.raises(BadInput, match="Model: "):
            actions.order_batch(revision, model=model, by=cast.ben)
    assert not Batch.objects.exists()


def test_a_confidential_brand_never_uses_a_model_that_runs_elsewhere(cast: Cast, model: ModelEntry) -> None:
    cast.northlight.local_only = True
    cast.northlight.save()
    model.engine = "remote"
    with pytest.raises(NotAllowed, match="confidential"):
        order(cast, model)
    assert not Batch.objects.exists()


def test_reviewers_may_not_order_and_zoe_may_not_order_for_northlight(cast: Cast, model: ModelEntry) -> None:
    revision = revision_of(cast)
    for somebody in (cast.bea, cast.leo, cast.zoe):
        with pytest.raises(NotAllowed):
            order(cast, model, revision=revision, by=somebody)
    assert not Batch.objects.exists()


@pytest.mark.parametrize(("ratios", "size"), [
    ([2400 / 1000], (768, 432)), ([9 / 16], (608, 768)), ([9 / 16, 16 / 9], (768, 768)),
    ([3.0, 1200 / 1800], (768, 544)),
    ([], (768, 768)),
])  # fmt: skip
def test_the_size_lies_between_the_extremes_of_the_placements(ratios: list[float], size: tuple[int, int]) -> None:
    assert planning.size_for(ratios, tier="discovery", engine_name="previz") == size


def test_the_same_batch_gives_the_same_recipes_and_positions_differ(cast: Cast, model: ModelEntry) -> None:
    batch = order(cast, model, seed=7)
    again = Batch.objects.get(pk=batch.pk)
    digests = [planning.plan(batch, n).digest for n in range(4)]
    assert digests == [planning.plan(again, n).digest for n in range(4)]
    assert len(set(digests)) == 4

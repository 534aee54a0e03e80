"""Where an image encoder is registered, ranking learns how what is picked looks, keeps one number of each picture, and
says so; where none is, nothing changes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from generation.engine.features.table import LOOK, VERSION
from generation.kinds import ENCODER
from generation.models import Batch, ModelEntry
from review.measuring import look, measure_some
from review.models import Features, Ranking
from review.ranking.board import board
from review.ranking.evidence import Evidence, Said
from review.ranking.fit import fit
from review.ranking.judged import evidence_of
from review.ranking.learn import learn
from review.ranking.looks import LEAST, PART, PARTS, as_one, directions, with_looks
from review.ranking.project import project
from review.ranking.read import in_force, ranked, with_measures
from review.ranking.scoring import Model, rank
from tests.cast import Cast
from tests.review.judged import MANY, SEEN, batches_like, judge_all, learn_from
from tests.tiny_models import needs_diffusers, tiny_encoder

EYES = "eyes eeeeeeeeeeee"
LIKED = [2.0, -1.0, *[0.0] * (SEEN - 2)]


def version(cast: Cast, number: int, direction: list[float]) -> Ranking:
    """Of Northlight's ranking, that goes by the look alone."""
    model = Model({"look": 1.0}, {"look": 1.0}, {}, {}, {"encoder": EYES, "direction": direction})
    said = {"weights": model.document(), "learned_from": {"version": VERSION}, "report": {}, "better": True}
    return Ranking.objects.create(brand=cast.northlight, number=number, **said)


def test_how_picks_look_is_learned_kept_as_one_number_and_said(cast: Cast, make_batch: Callable[..., Batch]) -> None:
    judged = batches_like(make_batch(1), 5, encoder=EYES)
    learned = learn_from(judged, cast.dana, taste=LIKED)
    assert learned.better and learned.report["recall"] >= 0.5
    kept = learned.weights["look"]
    assert kept["encoder"] == EYES and float(np.dot(kept["direction"], LIKED)) > 0
    assert learned.weights["weights"]["look"] > max(
        abs(learned.weights["weights"][name]) for name in ("size", "palette")
    )
    assert not any(PART in name for part in learned.weights.values() for name in part)
    assert board(cast.northlight).weights[0].words == "looks like what was picked before"
    assert Features.objects.filter(look_of=learned).count() == 5 * MANY, "They are looked at as it is learned."
    (fresh,) = batches_like(judged[0], 1, seed=11, encoder=EYES)
    look(fresh)
    with CaptureQueriesContext(connection) as asked:
        ranking = in_force(fresh.brand_id)
        order = ranked(ranking, with_measures(fresh.candidates.order_by("position"), ranking))
    assert len(asked) == 2 and "embedding" not in asked[1]["sql"]
    seen = dict(Features.objects.filter(candidate__batch=fresh).values_list("candidate", "embedding"))
    best, worst = next(iter(order)), list(order)[-1]
    assert np.dot(seen[best] or [], LIKED) > np.dot(seen[worst] or [], LIKED)
    assert order[best].why.startswith("ranked high: looks like what was picked before")
    assert order[worst].why.startswith("ranked low: unlike what was picked before")


def test_what_another_version_or_another_encoder_saw_counts_for_nothing(
    cast: Cast, make_batch: Callable[..., Batch]
) -> None:
    (batch,) = batches_like(make_batch(1), 1, encoder=EYES)
    first, second = (version(cast, number, LIKED) for number in (1, 2))
    every = Features.objects.filter(candidate__batch=batch)
    assert project(first, every) == MANY and project(first, every) == 0, "Each is looked at once."
    every.filter(candidate__position__gte=5).update(encoder="others ffffffffffff")
    look(batch)
    rows: list[Any] = list(with_measures(batch.candidates.order_by("position"), in_force(cast.northlight.pk)))
    expected = [float(np.dot(row.features.embedding or [], LIKED)) for row in rows[:5]]
    assert [row.look for row in rows] == [*map(pytest.approx, expected), *[None] * (MANY - 5)]
    assert len(ranked(second, rows)) == MANY


def test_without_an_encoder_nothing_of_it_is_kept(cast: Cast, make_batch: Callable[..., Batch]) -> None:
    made = batches_like(make_batch(1), 4)
    judge_all(made, cast.dana, taste={"copy_space": -2.0})
    evidence = evidence_of(cast.northlight)
    assert evidence.directions == [] and set(fit(evidence).document()) == {"weights", "deviations", "named", "market"}
    learned = learn(cast.northlight.pk)
    assert learned is not None and learned.report["passes"] and "look" not in learned.weights
    assert not Features.objects.exclude(look_of=None).exists()


def test_a_random_taste_that_an_encoder_watched_claims_nothing(cast: Cast, make_batch: Callable[..., Batch]) -> None:
    judge_all(batches_like(make_batch(1), 4, encoder=EYES), cast.dana, taste=None)
    row = learn(cast.northlight.pk)
    assert row is not None and not row.report["passes"] and not Features.objects.exclude(look_of=None).exists()


@pytest.mark.diffusers
class TestReal:
    pytestmark = needs_diffusers()

    def test_a_registered_encoder_sees_what_is_made_and_the_ranking_looks_at_it(
        self, cast: Cast, batch: Batch, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        ModelEntry.objects.create(
            slug="eyes",
            name="Eyes",
            source="/nowhere",
            engine="diffusers",
            kind=ENCODER,
            state="ready",
            weights="e" * 64,
        )
        folder = tiny_encoder(tmp_path / "eyes")
        monkeypatch.setattr("generation.inputs.StoredInputs.model_path", lambda self, digest: str(folder))
        ranking = version(cast, 1, [1.0, *[0.0] * 15])
        while measure_some(batch.pk):
            pass
        rows = list(Features.objects.filter(candidate__batch=batch))
        assert rows and all(row.encoder == EYES and row.look_of_id == ranking.pk for row in rows)
        assert [row.look for row in rows] == pytest.approx([(row.embedding or [0])[0] for row in rows])


# --- without rows ----------------------------------------------------------------------------------------------------
def seen_at_random(batches: int, many: int, dimensions: int) -> dict[int, dict[int, list[float]]]:
    rng = np.random.default_rng(2)
    spread = np.linspace(1, 0.1, dimensions)
    return {
        b: {100 * b + i: (rng.normal(size=dimensions) * spread).tolist() for i in range(many)} for b in range(batches)
    }


def test_as_one_measure_it_orders_a_batch_as_along_all_directions() -> None:
    embedded = seen_at_random(4, 20, 30)
    along = directions(embedded)
    bare: Any = {batch: {pk: {"size": pk % 7.0} for pk in rows} for batch, rows in embedded.items()}
    said = {b: Said(picked=[100 * b + 1, 100 * b + 2], rejected=[100 * b + 5]) for b in range(4)}
    evidence = Evidence(with_looks(bare, embedded, along), said, {}, (), EYES, along.tolist())
    many = fit(evidence)
    one = as_one(many, evidence)
    assert along.shape == (PARTS, 30) and set(one.weights) == {"size", "look"}
    for batch, rows in embedded.items():
        told = {pk: {**bare[batch][pk], LOOK.name: float(np.dot(one.look["direction"], rows[pk]))} for pk in rows}
        by_one, by_many = rank(one, told), rank(many, evidence.measured[batch])
        scores = [(by_one[pk].score, by_many[pk].score) for pk in rows]
        assert np.corrcoef(np.array(scores).T)[0, 1] > 0.99
        assert list(by_one)[:3] == list(by_many)[:3]


def test_too_few_pictures_teach_no_look_and_the_same_ones_always_the_same() -> None:
    few = seen_at_random(1, LEAST - 1, 6)
    assert len(directions(few)) == 0 and with_looks({0: {1: {"size": 1.0}}}, few, directions(few)) == {
        0: {1: {"size": 1.0}}
    }
    enough = seen_at_random(2, LEAST, 6)
    assert np.array_equal(directions(enough), directions(dict(reversed(enough.items()))))
    assert len(directions(enough)) == 6, "There are no more than the embedding has dimensions."

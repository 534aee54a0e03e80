"""A brand with judged batches whose pictures carry made-up measures: what ranking learns from, without a picture."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from generation.engine.features.table import FEATURES, VERSION
from generation.models import Batch, Candidate
from review.actions import pick, rate, reject
from review.models import Duel, Features, Ranking
from review.ranking.learn import learn
from studio.people.models import User

MANY = 20  # pictures of a batch
SEEN = 12  # dimensions of an embedding
SPREAD = np.geomspace(1, 0.05, SEEN)  # pictures differ most in the first
NAMES = ("copy_space", "palette", "lightness", "size")
assert set(NAMES) <= set(FEATURES)


def batches_like(batch: Batch, count: int, *, seed: int = 5, encoder: str = "") -> list[Batch]:
    """`count` more batches of MANY pictures, all with the picture of the first of `batch` and measures at random; with
    an encoder, seen by it at random too."""
    rng = np.random.default_rng(seed)
    pattern = batch.candidates.select_related("recipe").get(position=0)
    made = []
    for number in range(count):
        one = Batch.objects.get(pk=batch.pk)
        one.pk, one.number, one.once, one.count, one._state.adding = None, batch.number + 1 + number, None, MANY, True
        one.save()
        rows = Candidate.objects.bulk_create(
            Candidate(
                batch=one, position=place, seed=place, state="done", recipe=pattern.recipe, picture=pattern.picture,
                preview=pattern.preview, boxes=[],
            )
            for place in range(MANY)
        )  # fmt: skip
        Features.objects.bulk_create(
            Features(
                candidate=row,
                version=VERSION,
                values=dict(zip(NAMES, rng.normal(size=len(NAMES)).round(4).tolist(), strict=True)),
                fingerprint=row.position,
                colours=[row.position] * 108,
                structure=b"",
                encoder=encoder,
                embedding=(rng.normal(size=SEEN) * SPREAD).round(4).tolist() if encoder else None,
                stack=row.position // 2 * 2,
            )
            for row in rows
        )
        made.append(one)
    return made


def learn_from(batches: Sequence[Batch], by: User, *, taste: dict[str, float] | Sequence[float] | None) -> Ranking:
    """All of them judged, with a version before the last and one after it: a claim takes two that agree."""
    judge_all(batches[:-1], by, taste=taste)
    learn(batches[0].brand_id)
    judge_all(batches[-1:], by, taste=taste, seed=8)
    made = learn(batches[0].brand_id)
    assert made is not None
    return made


def judge_all(
    batches: Sequence[Batch], by: User, *, taste: dict[str, float] | Sequence[float] | None, seed: int = 7
) -> None:
    """Three picks, two rejections, a rating and a duel in each batch, by `taste` (measure -> weight, or what to look
    like) or, for None, at random. Picks say why."""
    rng = np.random.default_rng(seed)
    for batch in batches:
        rows = list(Features.objects.filter(candidate__batch=batch).select_related("candidate__batch__brand"))
        liked = {row.pk: _liked(row, taste) if taste is not None else float(rng.normal()) for row in rows}
        rows.sort(key=lambda row: -liked[row.pk])
        for row in rows[:3]:
            pick(row.candidate, by=by, reasons=["copy-space-clear"])
        for row in rows[-2:]:
            reject(row.candidate, by=by)
        rate(rows[1].candidate, 5, by=by)
        rate(rows[-3].candidate, 1, by=by)
        Duel.objects.create(
            batch=batch, left=rows[0].candidate, right=rows[-1].candidate, winner=rows[0].candidate, by=by
        )


def _liked(row: Features, taste: dict[str, float] | Sequence[float]) -> float:
    if isinstance(taste, dict):
        return float(sum(weight * row.values[name] for name, weight in taste.items()))
    return float(np.dot(row.embedding or [], taste))

"""What an image encoder sees of a brand's pictures, as a few more measures. In workers only.

An embedding has hundreds of numbers, and a brand has tens of picks: only the directions in which the brand's own
pictures differ most within their batches are learned from (principal components, Pearson 1901), and held down more than
what is measured by name. What was learned is then one direction, and one number of each picture: how much it looks like
what was picked before.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from generation.engine.features.table import LOOK
from review.ranking.evidence import Evidence, Values
from review.ranking.scoring import Model

PARTS: Final = 8  # directions at most
LEAST: Final = 40  # pictures that were seen below which nothing is learned from how they look
MOST: Final = 6000  # pictures that the directions are found from
PART: Final = "look "  # what the measures of the directions are called, with a number
FAINT: Final = 1e-3  # a look that moves scores by less is none
Embedded = Mapping[int, Mapping[int, Sequence[float]]]
Floats = NDArray[np.float64]


def directions(embedded: Embedded) -> Floats:
    """(k, d) of length 1 each, in which the pictures of a batch differ most; the same in every process. k may be 0."""
    rows = [_centred(list(batch.values())) for _, batch in sorted(embedded.items()) if len(batch) > 1]
    every = np.vstack(rows) if rows else np.zeros((0, 0))
    if len(every) < LEAST:
        return np.zeros((0, every.shape[1]))
    every = every[:: max(1, len(every) // MOST)]
    values, vectors = np.linalg.eigh(every.T @ every / len(every))
    there = values > 1e-9 * values[-1]
    found = vectors[:, there][:, ::-1][:, :PARTS].T
    signs = np.sign(found[np.arange(len(found)), np.abs(found).argmax(1)])
    return np.asarray(found * signs[:, None], np.float64)


def with_looks(
    measured: Mapping[int, Mapping[int, Values]], embedded: Embedded, along: Floats
) -> dict[int, dict[int, Values]]:
    """The measures, and of each picture that was seen how far it lies along each direction."""
    found: dict[int, dict[int, Values]] = {}
    for batch, rows in measured.items():
        seen = embedded.get(batch, {})
        found[batch] = {
            pk: {**values, **_parts(along @ np.asarray(seen[pk]))} if pk in seen else values
            for pk, values in rows.items()
        }
    return found


def as_one(model: Model, evidence: Evidence) -> Model:
    """The model with what it learned along the directions as the one measure `look`, which pages can say."""
    if not evidence.directions:
        return model
    parts = [name for name in model.weights if name.startswith(PART)]
    steep = np.zeros(len(evidence.directions))
    for name in parts:
        steep[int(name.removeprefix(PART))] = model.weights[name] / model.deviations[name]
    away = [steep @ (np.array(rows) - np.mean(rows, 0)).T for rows in _placed(evidence) if len(rows) > 1]
    deviation = float(np.std(np.concatenate(away))) if away else 0.0
    look: dict[str, object] = {}
    extra = {}
    if deviation > FAINT:
        along = steep @ np.array(evidence.directions)
        look = {"encoder": evidence.encoder, "direction": [float(f"{value:.6g}") for value in along]}
        extra = {LOOK.name: deviation}

    def rest(some: Values) -> dict[str, float]:
        return {name: value for name, value in some.items() if not name.startswith(PART)}

    return replace(
        model,
        weights=rest(model.weights) | extra,
        deviations=rest(model.deviations) | extra,
        market=rest(model.market),
        look=look,
    )


def _placed(evidence: Evidence) -> list[list[list[float]]]:
    """Of each batch the pictures that were seen, each as its places along the directions."""
    many = len(evidence.directions)
    return [
        [[values[f"{PART}{i}"] for i in range(many)] for values in rows.values() if f"{PART}0" in values]
        for rows in evidence.measured.values()
    ]


def _parts(places: Floats) -> dict[str, float]:
    return {f"{PART}{i}": float(place) for i, place in enumerate(places)}


def _centred(rows: Sequence[Sequence[float]]) -> Floats:
    vectors = np.array(rows, np.float64)
    return np.asarray(vectors - vectors.mean(0), np.float64)

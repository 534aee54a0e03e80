"""Orders that the tests share: real briefs, small pictures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from generation.engine.engines import Model, Order
from generation.engine.picture import Job, Picture
from generation.engine.previz import engine
from generation.engine.recipe import Recipe
from generation.engine.render import render

OFFICE = {
    "subject": "Three people around a large transparent display",
    "shot": "mid",
    "environment": "Modern office, city skyline at dusk",
    "light": "soft practical lighting",
    "copy_space": "top third",
    "safe_margins": 0.06,
    "must_not_show": ["handshakes"],
}
SHORE = {
    "subject": "Tern water bottle on a wet basalt pedestal",
    "environment": "lake shore, mist",
    "light": "low morning sun from the left",
    "composition": "bottle in the right third, everything left of centre is empty for copy, same horizon height",
    "copy_space": "left half",
    "subject_position": "right third",
    "must_not_show": ["people", "hands"],
}
MARSH = {
    "subject": "drowned chapel, reed boats, a heron-masked ferryman",
    "environment": "salt marsh",
    "light": "overcast key",
}
FLAT = {"title": "Empty-state illustrations", "style": ["flat", "rounded"]}
NORTHLIGHT = ("#14213D", "#FCA311", "#F5F3EE", "#5C677D")
TERN = ("#2F5D50", "#D9B382", "#C8452D", "#C9CED1")


class NoInputs:
    """A still needs no bytes but its own scene."""

    def blob(self, sha256: str) -> bytes:
        raise AssertionError("a still asked for a blob")

    def recipe(self, digest: str) -> Mapping[str, Any]:
        raise AssertionError("a still asked for a recipe")

    def model_path(self, weights_digest: str) -> str:
        raise AssertionError("a still asked for a model")


def order(
    brief: Mapping[str, Any],
    *,
    palette: tuple[str, ...] = NORTHLIGHT,
    width: int = 192,
    height: int = 128,
    seed: int = 7,
    position: int = 0,
    samples: int = 1,
    **more: Any,
) -> Order:
    model = Model("previz", "previz", settings={"samples": samples})
    return Order(brief, more.pop("style", {}), palette, {}, model, width, height, seed, position, 16, **more)


def plan(brief: Mapping[str, Any], **more: Any) -> Recipe:
    return engine.plan(order(brief, **more))


def picture(brief: Mapping[str, Any], **more: Any) -> Picture:
    return render(plan(brief, **more), Job(NoInputs()))


@dataclass(frozen=True)
class Files(NoInputs):
    """A still with photographs: their bytes by digest."""

    blobs: Mapping[str, bytes]

    def blob(self, sha256: str) -> bytes:
        return self.blobs[sha256]

"""A tiny engine for the tests: a plan and a picture in a millisecond, and misbehaviour when a brief asks for it.

Deterministic like the real ones: the same recipe gives the same pixels in any process.
"""

from __future__ import annotations

import os
import time
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from PIL import Image

from generation.engine.engines import Order
from generation.engine.picture import Box, EngineError, Job, Picture
from generation.engine.recipe import Node, Recipe

TAKES = frozenset({"start"})
NAME = "still"
VERSION = "1"
CAPABILITY = "still"
STEPS = 4


def plan(order: Order) -> Recipe:
    if "unplannable" in str(order.brief.get("subject", "")):
        raise EngineError("Still life has no such subject. Name another.")
    params = {
        "width": 64,
        "height": 48,
        "seed": order.seed,
        "words": order.prompt["positive"],
        "trouble": str(order.brief.get("subject", "")).partition("!")[2],
    }
    if order.guides.start is None:
        return Recipe((Node("still.paint", VERSION, params),), dict(order.context))
    start = order.guides.start
    params |= {"width": order.width, "height": order.height, "strength": start.strength}
    inputs = {"picture": f"sha256:{start.picture}", "recipe": f"recipe:{start.recipe}"}
    return Recipe((Node("stored", "1", {}, inputs), Node("still.paint", VERSION, params)), dict(order.context))


def enlarge(recipe: Recipe, long_side: int) -> Recipe | None:
    return None


def reframe(recipe: Recipe, width: int, height: int, boxes: Sequence[Box]) -> Recipe | None:
    return None


def restage(recipe: Recipe, document: Mapping[str, Any]) -> Recipe:
    """A diffusion model has no scene."""
    raise EngineError("This model makes its pictures without a scene, so there is none to edit. Edit a previz.")


def warm() -> None:
    pass


def paint(before: Picture | None, node: Node, job: Job) -> Picture:
    """Noise from the seed. STILL_SECONDS stretches it, for tests that must catch a worker at work."""
    if node.params["trouble"] == "fail":
        raise EngineError("The brush broke. Try another model.")
    if node.params["trouble"] == "crash":
        raise ZeroDivisionError("oil")
    pause = float(os.environ.get("STILL_SECONDS", "0")) / STEPS
    for step in range(STEPS):
        job.check_cancelled()
        time.sleep(pause)
        job.progress(step + 1, STEPS)
        if job.wants_preview():
            job.preview(np.full((12, 16, 3), 50 * step, np.uint8), 0)
    job.check_cancelled()
    rng = np.random.default_rng(node.params["seed"])
    height, width = node.params["height"], node.params["width"]
    pixels = rng.integers(0, 256, (height, width, 3), dtype=np.uint8)
    if before is not None:
        start = Image.fromarray(before.pixels).resize((width, height), Image.Resampling.BICUBIC)
        strength = node.params["strength"]
        pixels = (np.asarray(start) * (1 - strength) + pixels * strength).astype(np.uint8)
    drift = int(os.environ.get("STILL_DRIFT", "0"))
    pixels[0, 0, 0] ^= drift
    facts = {"still": {"device": "cpu", "version": VERSION, "drift": drift}}
    depth = b"\x89PNG depth of " + str(node.params["seed"]).encode()
    return Picture(
        pixels, passes={"depth": depth}, boxes=(Box("bottle", 0.2, 0.3, 0.4, 0.5),), notes=("A bottle.",), facts=facts
    )

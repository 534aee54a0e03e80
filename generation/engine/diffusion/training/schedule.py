"""Which pictures at which step, at what rate, with what noise: from the seed and the step alone, so that a training
that was stopped goes on exactly as it would have. Pure."""

from __future__ import annotations

import math
import random
from collections.abc import Sequence

from generation.engine.diffusion.families import LONGEST_SHAPE, Family, shaped

Size = tuple[int, int]  # width, height in pixels

WARM_UP = 0.05  # of the steps, at most WARM_UP_STEPS, the rate rises from nothing
WARM_UP_STEPS = 100


def bucket(width: int, height: int, resolution: int, family: Family) -> Size:
    """The size a picture is trained at: about `resolution` squared pixels, nearly its own shape, by the multiple."""
    longest = LONGEST_SHAPE
    wide, tall = min(width, height * longest), min(height, width * longest)
    return shaped(round(wide), round(tall), resolution * resolution, family)


def rate(step: int, steps: int, top: float, schedule: str) -> float:
    """Of step 0 … steps - 1: a short rise, then `top`, or down to nothing along a cosine."""
    rise = min(WARM_UP_STEPS, math.ceil(steps * WARM_UP)) if steps >= 20 else 0
    if step < rise:
        return top * (step + 1) / rise
    if schedule == "constant":
        return top
    return top * 0.5 * (1 + math.cos(math.pi * (step - rise) / max(1, steps - rise)))


def batches(sizes: Sequence[Size], together: int, seed: int, round_: int) -> list[list[int]]:
    """One round through all pictures: batches of indices, each of pictures of one size, in this round's own order."""
    chance = random.Random(f"{seed} {round_}")  # noqa: S311 - an order that is to be repeated, not a secret
    by_size: dict[Size, list[int]] = {}
    for index, size in enumerate(sizes):
        by_size.setdefault(size, []).append(index)
    found = []
    for _, members in sorted(by_size.items()):
        chance.shuffle(members)
        found += [members[at : at + together] for at in range(0, len(members), together)]
    chance.shuffle(found)
    return found


class Turns:
    """The batch of each step; a round is worked out when its first step is asked for."""

    def __init__(self, sizes: Sequence[Size], together: int, seed: int) -> None:
        self._asked = (tuple(sizes), together, seed)
        self._round, self._batches = 0, batches(*self._asked, 0)

    def at(self, step: int) -> list[int]:
        each = len(self._batches)  # the same in every round
        if step // each != self._round:
            self._round = step // each
            self._batches = batches(*self._asked, self._round)
        return self._batches[step % each]


def noise_seed(seed: int, step: int) -> int:
    """Of the generator that draws noise and timesteps of this step; 63 bits, as torch takes."""
    return random.Random(f"noise {seed} {step}").getrandbits(63)  # noqa: S311 - as above


def thinned(losses: Sequence[float], most: int = 200) -> list[list[float]]:
    """[[step, mean loss], …], the mean over equally many steps each, at most `most` of them; steps count from 1."""
    span = max(1, math.ceil(len(losses) / most))
    parts = [(at, losses[at : at + span]) for at in range(0, len(losses), span)]
    return [[float(at + len(part)), round(sum(part) / len(part), 6)] for at, part in parts]

"""The considered options of a brief in a format, in an order in which each differs as much as it can from the others.

The pool depends on the brief and the format alone, so candidate 5 knows what candidates 0 to 4 took; only then does a
candidate's own seed vary what is left open. Candidates beyond the pool are variations of it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np

from generation.engine.previz.composing.clearing import LEAST, least_seen
from generation.engine.previz.composing.judging import Cast, Verdict, judge, unlike
from generation.engine.previz.composing.proposals import Proposal, camera_for, proposals
from generation.engine.previz.composing.wishes import room_for
from generation.engine.previz.frame import Frame
from generation.engine.previz.palette import Palette
from generation.engine.previz.read import Reading
from generation.engine.previz.scene import Camera, Rules
from generation.engine.previz.stage.subjects import Group, arrange, arrangements, family

POOL = 24  # considered options kept in order; a batch takes 16
TRIES = 4  # options that are tried for a place
POOL_SEED = 20270111
STEPS = ((4.0, 0.0, 0.0), (-4.0, 0.0, 0.0), (0.0, 0.12, 0.0), (0.0, -0.12, 0.0), (0.0, 0.0, -0.08), (0.0, 0.0, 0.04))


@dataclass(frozen=True, slots=True)
class Choice:
    proposal: Proposal
    score: float
    considered: int
    pool: int  # options kept


def choose(reading: Reading, palette: Palette, rules: Rules, aspect: float, position: int) -> Choice:
    """The proposal for a place in the batch. Beyond the pool its angle, height and size are varied."""
    pool, considered = _pool(reading, palette, rules, round(aspect, 3))
    proposal, value = pool[position % len(pool)]
    again = position // len(pool)
    if again:
        rng = np.random.default_rng([POOL_SEED, position])
        proposal = replace(
            proposal,
            azimuth=proposal.azimuth + float(rng.uniform(-8, 8)),
            eye=proposal.eye * float(rng.uniform(0.85, 1.18)),
            fill=float(np.clip(proposal.fill * rng.uniform(0.88, 1.02), 0.2, 1.0)),
        )
    return Choice(proposal, value, considered, len(pool))


Ranked = tuple[tuple[tuple[Proposal, float], ...], int]


@lru_cache(maxsize=32)
def _pool(reading: Reading, palette: Palette, rules: Rules, aspect: float) -> Ranked:
    kind = family(reading)
    room = room_for(rules, aspect)

    def staged(how: str) -> Cast:
        return Cast.of(arrange(kind, how, reading, palette, room, np.random.default_rng(POOL_SEED), 0))

    casts = {how: staged(how) for how in arrangements(kind, reading)}
    first = next(iter(casts.values())).group
    scored: list[tuple[Proposal, Verdict]] = []
    for p in proposals(kind, reading, first, POOL_SEED):
        camera = camera_for(casts[p.how].group, p, rules, aspect)
        scored.append((p, judge(casts[p.how], Frame(camera, aspect), rules)))
    scored.sort(key=lambda s: -s[1].worth)
    # Where the subject hides itself or lies under its table's edge there is no option, however few are left.
    scored = [s for s in scored if s[1].seen >= LEAST] or scored
    good = [s for s in scored if s[1].broken <= scored[0][1].broken + 0.02]
    good = good if len(good) >= POOL else scored[:POOL]
    return tuple((p, v.worth) for p, v in _varied(good)), len(scored)


def _varied(good: list[tuple[Proposal, Verdict]]) -> list[tuple[Proposal, Verdict]]:
    """Maximal marginal relevance: worth, and distance to everything that was chosen before."""
    left = list(good)
    chosen = [left.pop(0)]
    apart = [_distance(s, chosen[0]) for s in left]
    while left and len(chosen) < POOL:
        i = max(range(len(left)), key=lambda k: left[k][1].worth + 1.1 * apart[k])
        new = left.pop(i)
        apart.pop(i)
        chosen.append(new)
        apart = [min(d, _distance(s, new)) for d, s in zip(apart, left, strict=True)]
    return chosen


def _distance(a: tuple[Proposal, Verdict], b: tuple[Proposal, Verdict]) -> float:
    """How different two options look, about 0 to 1."""
    p, q = a[0], b[0]
    params = (
        0.5 * (p.how != q.how) + abs(p.azimuth - q.azimuth) / 50 + 0.4 * abs(float(np.log(p.eye / q.eye)))
        + 0.2 * (p.fov != q.fov) + 0.4 * abs(p.fill - q.fill)
    )  # fmt: skip
    return 0.7 * unlike(a[1].thumb, b[1].thumb) + 0.3 * min(float(params), 1.0)


def stage_group(
    reading: Reading, palette: Palette, choice: Choice, aspect: float, rng: np.random.Generator, position: int
) -> Group:
    """The chosen arrangement, cast and dressed by this candidate's own seed."""
    return arrange(family(reading), choice.proposal.how, reading, palette, aspect, rng, position)


def composed(
    reading: Reading, palette: Palette, rules: Rules, aspect: float, rng: np.random.Generator, position: int
) -> tuple[Choice, Group, Proposal, Camera]:
    """The option for a place in the batch, cast, varied and framed by this candidate's seed. An option whose subject
    hides itself as this seed casts it gives way to the next."""
    for attempt in range(TRIES):
        choice = choose(reading, palette, rules, aspect, position + attempt)
        group = stage_group(reading, palette, choice, room_for(rules, aspect), rng, position)
        base = group.base if group.family == "product" else 0.0  # eye heights vary over what small things stand on
        proposal = replace(
            choice.proposal,
            azimuth=choice.proposal.azimuth + float(rng.uniform(-3, 3)),
            eye=base + (choice.proposal.eye - base) * float(rng.uniform(0.97, 1.03)),
        )
        proposal, camera = settle(group, proposal, rules, aspect)
        if group.family == "landscape" or least_seen(group.things, Frame(camera, aspect)) >= LEAST:
            break
    return choice, group, proposal, camera


def settle(group: Group, proposal: Proposal, rules: Rules, aspect: float) -> tuple[Proposal, Camera]:
    """The camera for the group as this candidate's seed cast it: a few steps of coordinate search from the proposal
    while rules are broken, and where the subject's middle must be at a place, until it is there."""
    cast = Cast.of(group)
    best, camera = proposal, camera_for(group, proposal, rules, aspect)
    verdict = judge(cast, Frame(camera, aspect), rules)
    for _ in range(3):
        if verdict.broken <= 0.006:
            break
        tries = [
            replace(best, azimuth=best.azimuth + a, eye=best.eye * (1 + e), fill=float(np.clip(best.fill + f, 0.2, 1)))
            for a, e, f in STEPS
        ]
        cameras = [camera_for(group, p, rules, aspect) for p in tries]
        verdicts = [judge(cast, Frame(c, aspect), rules) for c in cameras]
        k = max(range(len(tries)), key=lambda i: verdicts[i].worth)
        if verdicts[k].worth <= verdict.worth:
            break
        best, camera, verdict = tries[k], cameras[k], verdicts[k]
    return best, _placed(cast, camera, rules, aspect)


def _placed(cast: Cast, camera: Camera, rules: Rules, aspect: float) -> Camera:
    """Shifted so that the mask's middle, not its box's, is where it was asked for; no further than the edge allows."""
    from generation.engine.previz.frame import STEEPEST
    from generation.engine.previz.masks import middle, plate, union

    if not rules.placed or cast.group.family == "landscape" or not cast.focal.any():
        return camera
    shown = plate(cast.bodies, Frame(camera, aspect), 144)
    x, _ = middle(shown.of(cast.focal))
    x0, _, x1, _ = union(shown.boxes[cast.focal])
    move = float(np.clip(rules.subject_x - x, min(0.01 - x0, 0.0), max(0.99 - x1, 0.0)))
    across = float(np.clip(camera.shift[0] - 2 * move, -STEEPEST, STEEPEST))
    return replace(camera, shift=(across, camera.shift[1]))

"""People: alone, together, around a display, around a table, with what they hold and sit on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from generation.engine.previz.masks import PANES, outline_of
from generation.engine.previz.materials import screen
from generation.engine.previz.read import Mention
from generation.engine.previz.scene import Thing
from generation.engine.previz.stage import box_points
from generation.engine.previz.stage.people import (
    ALONE_POSES,
    AROUND_PANE,
    AROUND_TABLE,
    BEHIND_POSES,
    FRONT_POSES,
    TABLE_POSES,
    TOGETHER,
    cast,
    in_hand,
    pose_for,
    support,
)  # fmt: skip
from generation.engine.previz.stage.subjects.group import DEVICES, FORMS, Group, Wish, is_table, item, items, main_of
from generation.engine.previz.stage.subjects.products import side_asked
from generation.engine.previz.stage.subjects.seating import seat_of, seated
from generation.engine.previz.stage.subjects.setting import between, of_the_place, walls_behind
from generation.engine.previz.stage.subjects.surroundings import backdrop, to_both_sides
from generation.engine.previz.stage.wardrobe import Wardrobe
from generation.engine.previz.things import WEARS
from generation.engine.previz.things.people import suits

HELD = 0.36  # metres: what is smaller can be held in a hand
ALONE_AT = {"across": -0.3, "ends": 0.0, "corner": 0.35}  # metres from the middle of a table
TOGETHER_POSES = ("pocket", "explain", "hip", "cross", "think", "offer")
SITTING = ("seated", "sitting", "sit", "sits")
# How much of a standing person the shot leaves out below, metres; people sit 0.42 m lower.
CUT_AT = {"close": 1.18, "mid": 0.66}
BESIDE = 0.4  # metres of a large thing that a close or mid shot shows beside the people


def gathering(how: str, wish: Wish, rng: np.random.Generator) -> Group:
    reading = wish.reading
    wardrobe = Wardrobe(reading, wish.palette, rng)
    group = Group("people")
    main, n, seed = main_of(reading), reading.people, int(rng.integers(1, 9999))
    sitting = reading.said(*SITTING) or "sitting" in reading.actions
    used: list[Mention] = []
    seat = seat_of(reading)
    if seat is not None and seated(wish, seat, group, rng, seed, wardrobe):
        used = [seat, *(m for m in reading.subject if m.noun and "sofa" in suits(m.noun.shape))]
        sitting = True
    elif main and main.noun and main.noun.name == "display":
        group.things = _at_display(how, wish, main, rng, seed, wardrobe, group)
        used = [main]
    elif main and _small(wish, main) and (n == 1 or (main.noun and main.noun.name in ("phone", "tablet"))):
        pose = pose_for(main.noun.shape if main.noun else "") or "cup"
        slots = TOGETHER[how if how in TOGETHER else "talk"] if n > 1 else ((0.0, 0.0),)
        people = cast(slots, n, (pose,), (0.0, 2.2), rng, wardrobe)
        group.things = list(people)
        for k, person in enumerate(t for t in people if t.kind == "person"):
            group.things.append(in_hand(person, item(wish, main, group.materials, seed=seed + k)))
        used = [main]
    elif main:
        group.things, used = _meeting(how, wish, main, rng, seed, wardrobe, group)
    elif n == 1:
        acted = wardrobe.poses()[0]
        pose = str(rng.permutation(list(acted or (("seated",) if sitting else ALONE_POSES)))[0])
        turn = float(rng.uniform(-30, 30))
        look = float(np.clip(-turn * 0.7, -25, 25))
        person = wardrobe.person(0, pose, (0.0, 0.0, 0.0), turn, look=look)
        group.things += [person, *support(person)]
    else:
        group.things = cast(TOGETHER[how], n, TOGETHER_POSES, (0.0, 0.35), rng, wardrobe)
    used += [m for m in reading.subject if of_the_place(reading, m)]
    aside = [m for m in between(reading) if m not in used]
    behind = walls_behind(reading)
    _others(wish, group, [m for m in reading.subject if m not in (*used, *aside, *behind)], seed)
    for mention in aside[:1]:
        group.things += to_both_sides(wish, group, mention, seed)
    group.things += backdrop(wish, group, behind, seed)
    group.materials |= wardrobe.materials
    group.notes += wardrobe.unable()
    _frame(wish, group, sitting)
    return group


def _frame(wish: Wish, group: Group, sitting: bool) -> None:
    """What of the group the shot shows: from a height up, or all."""
    shot = "wide" if wish.reading.shot_size == "full" else wish.reading.shot
    low = CUT_AT.get(shot, 0.0)
    if sitting or any(t.params.get("pose") == "seated" for t in group.things):
        low = max(low - 0.42, 0.0)
    group.cut_below = low > 0
    focal = [t for t in group.things if t.focal]
    group.whole = _outlines(focal or group.things, trimmed=shot in CUT_AT)
    group.crop = group.whole.copy()
    group.crop[:, 1] = np.maximum(group.crop[:, 1], low)
    if shot in CUT_AT:
        group.crop = np.vstack([group.crop, *_tops(group.things, group.whole)])
    group.height = 1.7


def _tops(things: Sequence[Thing], shown: NDArray[np.float64]) -> list[NDArray[np.float64]]:
    """Of a table at which people stand: its top round its middle, some way beyond them."""
    lo, hi = float(shown[:, 0].min()) - BESIDE * 0.3, float(shown[:, 0].max()) + BESIDE * 0.3
    out = []
    for box in (box_points(t) for t in things if t.shape.endswith(("table", "desk")) and not t.focal):
        x = np.clip((lo, hi), box[:, 0].min(), box[:, 0].max())
        back = float(box[:, 2].mean())
        out.append(np.array([[v, float(box[:, 1].max()) - 0.04, back] for v in x]))
    return out


def _outlines(things: Sequence[Thing], *, trimmed: bool) -> NDArray[np.float64]:
    """What has to be in the frame. `trimmed`: the frame is for the people, so a long table or a car beside them ends
    BESIDE metres from the outermost of them."""
    people = [outline_of(t) for t in things if t.kind == "person"]
    rest = [t for t in things if t.kind != "person"]
    if not people or not trimmed:
        return np.vstack([outline_of(t) for t in things])
    reach = np.vstack(people)
    lo, hi = reach.min(0) - BESIDE, reach.max(0) + BESIDE
    others = [outline_of(t) for t in rest]
    return np.vstack([*people, *(o if t.shape in PANES else np.clip(o, lo, hi)
                                 for t, o in zip(rest, others, strict=True))])  # fmt: skip


def _small(wish: Wish, mention: Mention) -> bool:
    """Small enough for a hand."""
    if mention.noun is None or mention.noun.stands != "top" or mention.noun.name in ("laptop", "monitor"):
        return False
    size = np.ptp(box_points(item(wish, mention, {}, seed=1)), 0)
    return bool(size.max() <= HELD)


def _at_display(
    how: str, wish: Wish, main: Mention, rng: np.random.Generator, seed: int, wardrobe: Wardrobe, group: Group
) -> list[Thing]:
    tall = wish.room < 0.8
    w = (1.6 if tall else 2.3 if wish.room < 1.3 else 2.6) * min(main.size, 1.6) ** 0.35
    h = min(w * 0.47, 1.25)
    pane = replace(
        item(wish, main, group.materials, seed=seed),
        scale=1.0,
        turn=round(float(rng.uniform(-7, 7)), 1),
        params={"w": round(w, 2), "h": round(h, 2), "y": round(0.62 + h / 2, 2)},
    )
    k = w / 2.5
    slots = [(x * k, z * (1.15 if tall else 1.0)) for x, z in AROUND_PANE[how]]
    people = cast(slots, wish.reading.people, FRONT_POSES, (0.0, 0.0), rng, wardrobe, behind=BEHIND_POSES)
    return [pane, *people]


def _meeting(
    how: str, wish: Wish, main: Mention, rng: np.random.Generator, seed: int, wardrobe: Wardrobe, group: Group
) -> tuple[list[Thing], list[Mention]]:
    """People around a table (what they look at stands on it) or around a thing on the floor."""
    n, subject = wish.reading.people, wish.reading.subject
    table = next((m for m in subject if is_table(m)), None)
    things: list[Thing] = []
    if main.noun is not None and main.noun.stands == "floor" and table is None:
        thing = replace(item(wish, main, group.materials, seed=seed), turn=round(float(rng.uniform(-12, 12)), 1))
        size = np.ptp(box_points(thing), 0)
        half, deep = max(float(size[0]), 0.5) / 2 + 0.35, float(size[2]) / 2 + 0.3
        things.append(thing)
        slots = [
            ((abs(x) + half - 0.6) * float(np.sign(x or 1)), z * 0.4) if k % 3 < 2 else (x, -deep - 0.2 * k)
            for k, (x, z) in enumerate(TOGETHER["steps"])
        ]
        return things + cast(slots, n, ALONE_POSES, (0.0, 0.5), rng, wardrobe), [main]
    board = _board(wish, table, group, n, seed)
    if wish.reading.shot in CUT_AT:
        board = replace(board, focal=False)
    width, top = float(np.ptp(box_points(board)[:, 0])), float(box_points(board)[:, 1].max())
    things.append(board)
    on_top = [m for m in subject if m.noun is None or m.noun.stands == "top"]
    served = items(wish, on_top, group.materials, seed=seed, most=10)
    room = max(width - 0.5, 0.6)
    for k, thing in enumerate(served):
        x = 0.0 if len(served) == 1 else -room / 2 + room * k / (len(served) - 1)
        z = 0.05 + (0.14 if k % 2 and len(served) > 2 else 0.0)
        turn = 180.0 if thing.name in DEVICES and how == "across" else float(rng.uniform(-25, 25))
        low = float(box_points(thing)[:, 1].min())
        things.append(replace(thing, at=(round(x, 2), round(top - low, 3), round(z, 2)), turn=round(turn, 1)))
    if not served:
        group.materials["device screen"] = screen(wish.palette, FORMS[1 + seed % 3], seed, clear=False)
        things.append(Thing("laptop", "laptop", at=(0.15, top, 0.05), turn=158, wears=dict(WEARS["laptop"])))
        things.append(Thing("cup", "cup", at=(-0.5, top, 0.15), turn=30, wears=dict(WEARS["cup"])))
    reach = width / 1.9
    slots = [(px * reach, z) for px, z in AROUND_TABLE[how]]
    if n == 1:  # one person stands behind the table, not at its end, with what is on it before them
        slots, board_x = [(ALONE_AT.get(how, 0.0), -0.95)], ALONE_AT.get(how, 0.0)
        things[1:] = [replace(t, at=(round(t.at[0] * 0.7 + board_x * 0.6, 3), *t.at[1:])) for t in things[1:]]
    people = cast(slots, n, TABLE_POSES, (0.0, 0.1), rng, wardrobe)
    return things + people, [main, *on_top, *([table] if table else [])]


def _board(wish: Wish, table: Mention | None, group: Group, n: int, seed: int) -> Thing:
    """The table that the brief names, else a plain one; longer for many."""
    if table is not None and table.noun and table.noun.shape != "table":
        return item(wish, table, group.materials, seed=seed)
    long = (table is not None and table.size > 1) or n > 4
    params = {**(table.noun.params if table and table.noun else {}), "w": 1.9 * (1.25 if long else 1.0), "d": 0.85}
    # A table that nobody asked for may be cut by the frame: the people are the picture.
    return Thing("table", "table", "thing", focal=table is not None, params=params, wears=dict(WEARS["table"]))


def _others(wish: Wish, group: Group, mentions: Sequence[Mention], seed: int) -> None:
    """What else the subject names: in free hands when small, else on the floor beside the group."""
    people = [t for t in group.things if t.kind == "person"]
    carried = [t for t in group.things if t.kind != "person"]
    free = [p for p in people if not any(_near(p, t) for t in carried)]
    side = 1.0 if seed % 2 else -1.0
    edges = np.vstack([box_points(t) for t in group.things])[:, 0] if group.things else np.array([-0.4, 0.4])
    reach = {-1.0: -float(edges.min()), 1.0: float(edges.max())}
    for m in mentions[:4]:
        if m.noun and m.noun.stands in ("far", "water", "sky", "wall"):
            continue
        for thing in items(wish, [m], group.materials, seed=seed, most=3):
            if _small(wish, m) and free:
                person = free.pop(0)
                holding = replace(person, params={**person.params, "pose": pose_for(thing.shape) or "cup"})
                group.things[group.things.index(person)] = holding
                group.things.append(in_hand(holding, thing))
                continue
            if _small(wish, m):
                group.notes.append(f"No hand and no table is free for the {thing.name}, so it stands on the floor.")
            here = side_asked(wish, m) or side
            half = float(np.ptp(box_points(thing)[:, 0])) / 2
            low = float(box_points(thing)[:, 1].min())
            at = (round(here * (reach[here] + half + 0.12), 3), round(-low, 3), -0.35)
            group.things.append(replace(thing, at=at, turn=round(-10 * here, 1)))
            reach[here] += 2 * half + 0.12
            side = -side


def _near(person: Thing, thing: Thing) -> bool:
    return float(np.hypot(person.at[0] - thing.at[0], person.at[2] - thing.at[2])) < 0.45

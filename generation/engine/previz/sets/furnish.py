"""Groups of furniture that several places share, each in one call; what would stand in the way is left out."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from generation.engine.previz import colour
from generation.engine.previz.scene import Material
from generation.engine.previz.sets import finish
from generation.engine.previz.sets.shell import Opening, Room

Spot = Sequence[float]


def seed(room: Room) -> int:
    return int(room.rng.integers(1, 999))


def box(room: Room, name: str, wears: str, at: Spot, size: Spot, *, bevel: float = 0.01, on: bool = False,
        turn: float = 0.0, kind: str = "set") -> bool:  # fmt: skip
    """A box of w, h, d that stands here if it may."""
    w, h, d = (round(float(v), 3) for v in size)
    return room.put(name, "slab", at, turn=turn, on=on, kind=kind, wears={"*": wears},
                    params={"w": w, "h": h, "d": d, "bevel": round(min(bevel, w / 3, h / 3, d / 3),
                                                                   4)}) is not None  # fmt: skip


def drum(room: Room, name: str, wears: str, at: Spot, r: float, h: float, *, on: bool = False) -> bool:
    """A cylinder that stands here if it may."""
    return room.put(name, "plinth", at, on=on, kind="set", wears={"*": wears},
                    params={"r": round(r, 3), "h": round(h, 3)}) is not None  # fmt: skip


def greenery(room: Room, at: Spot, *, scale: float = 1.0) -> bool:
    """A plant in a pot on the floor; the kind changes from candidate to candidate, and within a picture."""
    kinds = ("plant", "monstera", "fiddle_leaf", "potted_palm")
    green = sum(t.name == "plant" for t in room.stage.things)
    kind = kinds[(room.stage.sky_index + green) % len(kinds)]
    if kind in room.stage.reading.forbidden:
        return False
    return room.put("plant", kind, at, scale=round(scale, 2), turn=float(room.rng.integers(12)) * 30,
                    params={"seed": int(room.rng.integers(1, 9))}) is not None  # fmt: skip


def sofa(room: Room, at: Spot, *, turn: float = 0.0, w: float = 2.1) -> bool:
    """A sofa in the brand's quiet colour with two cushions, one of them in its vivid one."""
    body = finish.quiet(room)
    if room.put("sofa", "sofa", at, turn=turn, params={"w": w}, wears={"*": body}) is None:
        return False
    for i, wears in enumerate((finish.accent(room, 0.25), "linen")):
        x = at[0] + (-0.5 + i) * w * 0.58
        room.put("cushion", "slab", (x, 0.46, at[2] - 0.12), turn=turn + 12 - 25 * i, on=True, kind="set", tilt=-18,
                 wears={"*": wears}, params={"w": 0.42, "h": 0.4, "d": 0.13, "bevel": 0.06})  # fmt: skip
    return True


def frames(room: Room, *, about: float | None = None, count: int = 2, y: float = 1.62) -> None:
    """Pictures on the back wall: a thin frame, a mount, one calm shape in the palette."""
    p = room.stage.palette
    a, b = room.span()
    x = room.wing(room.side, room.back, 0.5) if about is None else about
    sizes = ((0.5, 0.7), (0.42, 0.42), (0.7, 0.5), (0.36, 0.5))
    start = int(room.rng.integers(len(sizes)))
    picked = [sizes[(start + i) % len(sizes)] for i in range(count)]
    left = x - sum(w + 0.12 for w, _ in picked) / 2
    tones = (p.mid, colour.mix(p.accent, p.light, 0.25), p.ink, colour.mix(p.mid, p.light, 0.5))
    for i, (w, h) in enumerate(picked):
        centre = left + w / 2
        left += w + 0.12
        if centre - w / 2 < a + 0.05 or centre + w / 2 > b - 0.05 or y + h / 2 > room.clear - 0.05:
            continue
        z = room.back + 0.018
        if not box(room, "picture", finish.wood(room, finish.WALNUT, name="picture frame"), (centre, y - h / 2, z),
                   (w, h, 0.03), bevel=0.004):  # fmt: skip
            continue
        room.piece("mount", "panel", (centre, y - h / 2 + 0.025, z + 0.017), wears={"*": "paper"},
                   params={"w": w - 0.05, "h": h - 0.05})  # fmt: skip
        tone = room.make(f"print {i}", Material("matte", tones[(start + i) % len(tones)], 0.9))
        form = ("disc", "square", "pill")[(start + i) % 3]
        room.piece("print", "card", (centre, y, z + 0.02), wears={"*": tone},
                   params={"form": form, "w": round(w * 0.5, 3), "h": round(h * 0.5, 3)})  # fmt: skip


def drapes(room: Room, a: float, b: float, head: float, *, sheer: bool = False) -> None:
    """Curtains drawn to both sides of a window."""
    p = room.stage.palette
    wears = finish.cloth(room, colour.mix(p.light, "#e8e1d5", 0.6) if sheer else colour.mix(p.mid, "#b9ae9d", 0.7),
                         name="curtain")  # fmt: skip
    for x in (a - 0.08, b + 0.08):
        pleats(room, wears, (x, 0.02, room.back + 0.06), 0.42, head - 0.02)
    room.block("curtain rail", "dark metal", ((a + b) / 2, head, room.back + 0.07), (b - a + 0.75, 0.03, 0.03))


def pleats(room: Room, wears: str, at: Spot, w: float, h: float) -> None:
    room.piece("curtain", "slats", at, wears={"*": wears}, params={"w": round(w, 2), "h": round(h, 2), "pitch": 0.075})


def bed(room: Room, x: float) -> float:
    """A made bed with its head at the back wall; gives its width."""
    w, p = 1.76, room.stage.palette
    room.make("bedding", Material("matte", colour.mix(p.light, "#f1ede5", 0.6), 0.95, grain=0.04))
    throw = finish.cloth(room, colour.mix(p.mid, p.light, 0.35), name="throw")
    made = {"frame": finish.wood(room, finish.OAK), "mattress": "bedding", "bedding": "bedding", "throw": throw}
    if room.put("bed", "bed", (x, 0, room.back + 1.16), wears=made) is None:
        return w
    box(room, "headboard", finish.quiet(room), (x, 0.1, room.back + 0.05), (w + 0.1, 1.1, 0.09), bevel=0.04, on=True)
    room.put("cushion", "slab", (x + 0.12, 0.6, room.back + 0.62), on=True, kind="set", tilt=-35,
             wears={"*": finish.accent(room, 0.3)}, params={"w": 0.42, "h": 0.3, "d": 0.13, "bevel": 0.06})  # fmt: skip
    return w


def night_table(room: Room, at: Spot) -> None:
    """A small table with a glowing lamp on it."""
    if not box(room, "bedside table", finish.wood(room, finish.OAK), at, (0.42, 0.46, 0.36), bevel=0.02, kind="thing"):
        return
    drum(room, "lamp foot", "brass", (at[0], 0.46, at[2]), 0.05, 0.18, on=True)
    drum(
        room,
        "lamp shade",
        finish.glow(room, "#ffdcb0", 1.7, name="lamp shade"),
        (at[0], 0.63, at[2]),
        0.12,
        0.19,
        on=True,
    )
    room.lamp("bedside lamp", (at[0], 0.95, at[2] + 0.1), (at[0], 1.3, room.back), (0.25, 0.25), "#ffcf9a", 14)


def still_life(room: Room) -> None:
    """Small things at the back of what carries the product, towards the edges of the picture."""
    focal = [t for t in room.group.things if t.focal]
    holders = [t for t in room.group.things if not t.focal]
    if not room.product or not focal or not holders or "props" in room.stage.reading.forbidden:
        return
    top = float(min(room.box(t)[0][1] for t in focal))
    lo, hi = room.box(holders[0])
    order = room.rng.permutation(3)
    for k, side in enumerate((-room.side, room.side)):
        z = float(max(-0.24, lo[2] + 0.12))
        x = float(np.clip(room.wing(side, z, 0.72), lo[0] + 0.15, hi[0] - 0.15))
        what = int(order[k])
        if what == 0:
            room.put("books", "book_stack", (x, top, z), turn=-12 * side, on=True, kind="set")
        elif what == 1:
            room.put("cup", "cup", (x, top, z), turn=40 * side, on=True, kind="set")
        else:
            room.put(
                "plant", ("succulent", "bonsai")[room.stage.sky_index % 2], (x, top, z - 0.03), on=True, kind="set"
            )


def streaks(room: Room, openings: Sequence[Opening]) -> None:
    """Rain on the panes: drops and the tracks they leave."""
    wears = room.make("rain on glass", Material("satin", "#dfe8ee", 0.06))
    copy = room.stage.rules.copy
    for a, b, sill, head in openings:
        for _ in range(14 if copy.empty else 8):
            x, y = float(room.rng.uniform(a + 0.08, b - 0.08)), float(room.rng.uniform(sill + 0.1, head - 0.35))
            length = float(room.rng.uniform(0.05, 0.34))
            room.piece("rain", "slab", (x, y, room.back - 0.1), wears={"*": wears}, roll=float(room.rng.uniform(-3, 3)),
                       params={"w": 0.008, "h": round(length, 2), "d": 0.004, "bevel": 0.001})  # fmt: skip


def shade(room: Room, at: Spot, r: float = 0.17) -> bool:
    """A dark lamp shade on a cord, lit inside; nothing where its cord would cross words."""
    x, y, z = at[0], min(at[1], room.height - 0.3), at[2]
    high = max(room.height - y - 0.12, 0.05)
    if not room.put(
        "cord", "pole", (x, y + 0.12, z), on=True, kind="set", wears={"*": "rubber"}, params={"h": round(high, 2)}
    ):
        return False
    if not drum(room, "lamp shade", "dark metal", (x, y + 0.01, z), r, 0.12, on=True):
        room.stage.things.pop()
        return False
    glow = finish.glow(room, "#ffd9a0", 3.0, name="shade glow")
    room.piece("lamp", "plinth", (x, y, z), wears={"*": glow}, params={"r": round(r * 0.8, 3), "h": 0.012})
    return True


def bulbs(room: Room, spots: Sequence[Spot], *, r: float = 0.06, drop: float | None = None, name: str = "bulb") -> None:
    """Bare glowing bulbs on cords: small, warm points in the background."""
    for x, y, z in spots:
        if y < room.under(z) - 0.1:
            room.put(name, "pendant", (x, y, z), on=True, kind="set",
                     params={"r": r, "drop": round(drop if drop is not None else room.height - y, 2)})  # fmt: skip

"""How busy the picture is where copy will stand, in each placement as finishing would crop it."""

from __future__ import annotations

from generation.engine.acceptance.evidence import Room, Seen
from generation.engine.acceptance.verdict import Verdict, held, not_run
from generation.engine.finishing.frame import window
from generation.engine.finishing.space import calm

NAME = "copy_space"


def test(seen: Seen, limit: float) -> Verdict:
    if not seen.rooms:
        return not_run(NAME, limit, "No placement of this brief has room for copy. Say in the brief where copy stands.")
    found = [(busy(seen, room), room.name) for room in seen.rooms]
    value, name = max(found, key=lambda one: one[0])
    others = f", the busiest of {len(found)} placements" if len(found) > 1 else ""
    return held(NAME, value, limit, f"{value:.2f} of the detail that reads well in {name}{others}")


def busy(seen: Seen, room: Room) -> float:
    """Mean gradient of lightness in the room for copy over the one that reads well (finishing.space.BUSY)."""
    height, width = seen.pixels.shape[:2]
    cut = window(width, height, room.ratio, seen.boxes, safe=room.safe)
    return calm(seen.pixels[cut.y : cut.y + cut.h, cut.x : cut.x + cut.w], room.copy)

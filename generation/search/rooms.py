"""Where each placement of a brief has copy, as the acceptance test measures it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from briefs import placement as placements
from briefs.vocabulary import COPY_SPACES
from generation.engine.acceptance.evidence import Room
from generation.engine.picture import Box

SMALLEST = 0.01  # of the frame's area: less is no room


def rooms(document: Mapping[str, Any]) -> tuple[Room, ...]:
    """A room for each placement that takes type and leaves some of the brief's copy space free; none without one."""
    space = COPY_SPACES.get(document.get("copy_space") or "")
    if space is None or space.box is None:
        return ()
    margins = document.get("safe_margins")
    found = []
    for pin in document.get("placements", []):
        one = pin["document"]
        copy, safe = placements.copy_box(one, space.box, margins), placements.edge_box(one, margins)
        if placements.takes_headline(one) and copy.width * copy.height >= SMALLEST:
            found.append(Room(one["name"], placements.ratio(one), _box(copy, "copy"), _box(safe, "safe")))
    return tuple(found)


def _box(box: placements.Box, kind: str) -> Box:
    return Box(kind, box.x, box.y, box.width, box.height, kind)

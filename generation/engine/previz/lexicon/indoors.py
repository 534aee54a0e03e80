"""Places with a roof, and the studio. Their sets are in sets/."""

from __future__ import annotations

from generation.engine.previz.lexicon.place import Place, place

PLACES: tuple[Place, ...] = (
    place(
        "office",
        "office|boardroom|meeting room|workplace|workspace|coworking|conference|headquarters|city skyline",
        "dusk",
        "table",
    ),
    place(
        "room",
        "room|kitchen|home|living room|interior|archive|library|cafe|restaurant|bedroom|gallery|long table|window|shop|"
        "store|warehouse|classroom|hospital|hotel|loft",
        "midday",
        "table",
    ),
    place(
        "studio",
        "studio|sweep|backdrop|cyclorama|seamless|white background|plain background|pack shot|marketplace|still life|"
        "abstract",
    ),
    place("flat", "flat illustration|empty state|empty-state|icon|spot illustration|flat|ui illustration|no gradient"),
)

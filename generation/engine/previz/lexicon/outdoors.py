"""Places under the sky. Their sets are in sets/."""

from __future__ import annotations

from generation.engine.previz.lexicon.place import Place, place

PLACES: tuple[Place, ...] = (
    place(
        "marsh",
        "marsh|saltmarsh|swamp|fen|wetland|reed|drowned|salt pan|bog|estuary|lagoon",
        "overcast",
        "rock",
        outdoors=True,
        landscape=True,
    ),
    place(
        "shore",
        "shore|lake|basalt|coast|beach|sea|ocean|lakeside|river|fjord|black water|waterfall",
        "morning",
        "basalt",
        outdoors=True,
    ),
    place("forest", "forest|woodland|wood|jungle|grove|tree", "morning", "rock", outdoors=True),
    place(
        "street",
        "street|road|alley|pavement|sidewalk|downtown|square|town|stone wall",
        "golden",
        "plinth",
        outdoors=True,
    ),
    place(
        "field",
        "field|meadow|desert|mountain|hill|dune|snow|plain|park|garden|countryside|valley",
        "golden",
        "rock",
        outdoors=True,
    ),
)

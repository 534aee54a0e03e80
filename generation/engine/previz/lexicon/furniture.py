"""Nouns for things/furniture.py: tables and lights."""

from __future__ import annotations

from generation.engine.previz.lexicon.noun import Noun, noun

NOUNS: tuple[Noun, ...] = (
    noun("table", "table", "long table|workbench|worktop|trestle table|work table", most=2),
    noun("round table", "table", "circular table|cafe table|bistro table", most=2, round=True, w=1.1),
    noun("coffee table", "coffee_table", "low table", most=1),
    noun("desk", "desk", "writing desk|work desk|office desk|workstation", most=4),
    noun("standing desk", "standing_desk", "sit-stand desk|height-adjustable desk", most=3),
    noun("conference table", "conference_table", "meeting table|boardroom table", most=1),
    noun("dining table", "dining_table", "kitchen table|dinner table", most=1),
    noun("side table", "side_table", "bedside table|nightstand|end table|occasional table", most=2),
    noun("picnic table", "picnic_table", "beer garden table", most=3),
    noun("lamp", "lamp", "floor lamp|standing lamp|light stand|lampshade"),
    noun("desk lamp", "desk_lamp", "table lamp|reading lamp|bedside lamp|task lamp", stands="top"),
    noun("pendant lamp", "pendant", "pendant light|hanging lamp|globe lamp|ceiling lamp|hanging bulb", stands="sky"),
    noun("dome lamp", "pendant_shade", "factory lamp|industrial lamp", stands="sky"),
    noun("chandelier", "chandelier", "candelabra chandelier", stands="sky", most=1),
    noun("string light", "string_lights", "fairy light|light chain|festoon|bunting light", stands="sky", most=1),
    noun("neon tube", "neon_tube", "neon light|neon sign|neon ring|neon", stands="wall", most=2),
    noun("lightning bolt", "neon_tube", "lightning", stands="wall", most=1, form="bolt"),
)

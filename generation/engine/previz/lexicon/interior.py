"""Nouns for things/interior.py."""

from __future__ import annotations

from generation.engine.previz.lexicon.noun import Noun, noun

NOUNS: tuple[Noun, ...] = (
    noun("door", "door", "front door|wooden door|panel door|open door", most=3),
    noun("glass door", "glass_door", "glazed door|automatic door|sliding door", most=1),
    noun("casement", "window", "window frame|casement window|sash window", stands="wall", most=3),
    noun("curtain", "curtain", "drape|drapery|window curtain", stands="wall", most=2),
    noun("blind", "blind", "venetian blind|roller blind|jalousie|window blind", stands="wall", most=3),
    noun("fireplace", "fireplace", "hearth|mantelpiece|open fire|chimney piece", most=1),
    noun("mirror", "mirror", "round mirror|wall mirror|looking glass", stands="wall", most=2),
    noun(
        "tall mirror",
        "mirror",
        "full-length mirror|standing mirror|dressing mirror",
        stands="wall",
        most=1,
        form="tall",
    ),
    noun(
        "picture frame",
        "picture_frame",
        "framed picture|painting|poster|artwork|framed print|wall art|portrait frame",
        stands="wall",
        most=4,
    ),
    noun("rug", "rug", "carpet|runner rug|doormat", most=2),
    noun("radiator", "radiator", "heater|heating", stands="wall", most=2),
    noun("room divider", "room_divider", "folding screen|partition|paravent", most=2),
)

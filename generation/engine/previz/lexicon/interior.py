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
    noun("ladder", "ladder", "wooden ladder", most=2),
    noun("step ladder", "step_ladder", "stepladder|folding ladder", most=2),
    noun("easel", "easel", "painter easel|artist canvas|blank canvas", most=2),
    noun("whiteboard", "whiteboard", "dry-erase board|white board", most=2),
    noun("chalkboard", "chalkboard", "blackboard|a-board|sandwich board|menu board", most=2),
    noun("projector screen", "projector_screen", "projection screen|cinema screen", most=1),
    noun("flip chart", "flip_chart", "flipchart|paper pad stand", most=2),
    noun("pin board", "pin_board", "pinboard|cork board|notice board|bulletin board|mood board", stands="wall", most=2),
    noun("room divider", "room_divider", "folding screen|partition|paravent", most=2),
    noun("piano", "piano", "grand piano", most=1),
)

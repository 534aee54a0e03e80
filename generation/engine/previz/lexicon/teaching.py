"""Nouns for things/teaching.py."""

from __future__ import annotations

from generation.engine.previz.lexicon.noun import Noun, noun

NOUNS: tuple[Noun, ...] = (
    noun("easel", "easel", "painter easel|artist canvas|blank canvas", most=2),
    noun("whiteboard", "whiteboard", "dry-erase board|white board", most=2),
    noun("chalkboard", "chalkboard", "blackboard|a-board|sandwich board|menu board", most=2),
    noun("projector screen", "projector_screen", "projection screen|cinema screen", most=1),
    noun("flip chart", "flip_chart", "flipchart|paper pad stand", most=2),
    noun("pin board", "pin_board", "pinboard|cork board|notice board|bulletin board|mood board", stands="wall", most=2),
)

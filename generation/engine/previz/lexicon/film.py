"""Nouns for things/film.py."""

from __future__ import annotations

from generation.engine.previz.lexicon.noun import Noun, noun

NOUNS: tuple[Noun, ...] = (
    noun("softbox", "softbox", "studio flash|flash light|studio light|strobe|octabox", most=2),
    noun("spotlight", "spotlight", "stage light|film light|floodlight|film lamp", most=3),
    noun("stage truss", "truss", "truss|lighting rig|concert stage|light rig", most=1),
    noun("directors chair", "director_chair", "director's chair|director chair|folding chair|camping chair", most=2),
    noun("clapperboard", "clapperboard", "clapper board|clapper|film slate|movie slate", "thing", "top", 1),
    noun("stage curtain", "stage_curtain", "theatre curtain|theater curtain|red curtain|stage", most=1),
)

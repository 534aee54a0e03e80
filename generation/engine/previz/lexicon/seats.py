"""Nouns for things/seats.py."""

from __future__ import annotations

from generation.engine.previz.lexicon.noun import Noun, noun

NOUNS: tuple[Noun, ...] = (
    noun("chair", "chair", "seat|side chair|shell chair", most=8),
    noun("dining chair", "dining_chair", "wooden chair|kitchen chair", most=8),
    noun("office chair", "office_chair", "swivel chair|desk chair|task chair", most=6),
    noun("armchair", "armchair", "easy chair|club chair|wing chair", most=3),
    noun("lounge chair", "lounge_chair", "lounger|recliner|chaise longue|chaise", most=2),
    noun("bar stool", "bar_stool", "barstool|stool|counter stool", most=6),
    noun("deck chair", "deck_chair", "deckchair|beach chair|sun lounger|sunbed", most=4),
    noun("bench", "bench", "park bench|garden bench", most=3),
    noun("sofa", "sofa", "couch|settee|divan|loveseat", most=2),
    noun("pouffe", "pouffe", "ottoman|footstool|beanbag|bean bag|hassock", most=3),
    noun("bed", "bed", "double bed|mattress|duvet|bedding", most=1),
    noun("cot", "cot", "crib|baby bed", most=1),
    noun("cushion", "cushion", "pillow|throw pillow", stands="top", most=4),
    noun("swing", "swing", "garden swing|playground swing", most=1),
)

"""Nouns for things/blocks.py."""

from __future__ import annotations

from generation.engine.previz.lexicon.noun import Noun, noun

NOUNS: tuple[Noun, ...] = (
    noun(
        "apartment block",
        "apartment_block",
        "apartment building|block of flats|tenement|housing estate",
        stands="far",
        most=3,
    ),
    noun("office tower", "office_tower", "skyscraper|office building|glass tower|office block", stands="far", most=3),
)

"""Nouns for things/cargo.py."""

from __future__ import annotations

from generation.engine.previz.lexicon.noun import Noun, noun

NOUNS: tuple[Noun, ...] = (
    noun("shipping container", "shipping_container", "container|freight container|cargo container", "product", most=4),
    noun("pallet", "pallet", "loaded pallet|stack of box|stacked box", most=3),
    noun("conveyor", "conveyor", "conveyor belt|assembly line|production line|sorting belt", most=1),
    noun("oil drum", "oil_drums", "steel drum|steel barrel|oil barrel", most=2),
)

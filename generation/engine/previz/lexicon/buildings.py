"""Nouns for things/buildings.py."""

from __future__ import annotations

from generation.engine.previz.lexicon.noun import Noun, noun

NOUNS: tuple[Noun, ...] = (
    noun("chapel", "chapel", "drowned chapel|abbey|monastery|steeple", stands="far", most=1),
    noun("house", "house", "home building|family house|detached house|farmhouse", stands="far", most=5),
    noun("cottage", "cottage", "thatched cottage|hut", stands="far", most=4),
    noun("barn", "barn", "farm|stable|farm building", stands="far", most=2),
    noun("cabin", "cabin", "log cabin|log house|lodge|chalet|mountain hut", stands="far", most=3),
    noun("villa", "villa", "modern house|mansion|bungalow", stands="far", most=2),
    noun("lighthouse", "lighthouse", "beacon tower", stands="far", most=1),
)

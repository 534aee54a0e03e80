"""Nouns for things/products.py."""

from __future__ import annotations

from generation.engine.previz.lexicon.noun import Noun, noun

NOUNS: tuple[Noun, ...] = (
    noun("bottle", "bottle", "water bottle|flask|thermos|vacuum flask|flacon", "product", "top"),
    noun("wine bottle", "wine_bottle", "wine|beer bottle|olive oil|champagne", "product", "top"),
    noun("can", "can", "soda|beer|tin can|drink can", "product", "top"),
    noun("jar", "jar", "cream|honey|jam|cosmetic|candle|pot of cream|moisturiser|moisturizer", "product", "top"),
    noun("tube", "tube_pack", "lipstick|toothpaste|sunscreen|serum|lotion", "product", "top"),
    noun("box", "carton", "package|parcel|carton|packaging|pack|crate|gift|product box|pack shot", "product", "top"),
    noun("bag", "bag", "tote|shopping bag|handbag|backpack|suitcase|luggage", "product"),
    noun("shoe", "shoe", "sneaker|trainer|boot|footwear|running shoe", "product", "top"),
)

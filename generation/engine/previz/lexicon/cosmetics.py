"""Nouns for things/cosmetics.py."""

from __future__ import annotations

from generation.engine.previz.lexicon.noun import Noun, noun

NOUNS: tuple[Noun, ...] = (
    noun(
        "pump bottle",
        "pump_bottle",
        "hand soap|liquid soap|lotion|body lotion|shampoo|soap dispenser|hand cream|sanitiser|sanitizer",
        "product",
        "top",
    ),
    noun(
        "dropper bottle",
        "dropper",
        "dropper|serum|pipette bottle|essential oil|tincture|face oil|cbd oil",
        "product",
        "top",
    ),
    noun(
        "perfume",
        "perfume",
        "scent|fragrance|cologne|eau de parfum|eau de toilette|perfume bottle|aftershave",
        "product",
        "top",
    ),
    noun(
        "tube",
        "tube_pack",
        "toothpaste|sunscreen|sun cream|ointment|gel tube|cosmetic tube|cream tube",
        "product",
        "top",
    ),
    noun("lipstick", "lipstick", "lip colour|lip color|lip balm|make-up|makeup|lip gloss", "product", "top"),
    noun("compact", "compact", "powder|face powder|blusher|blush|pocket mirror|eyeshadow|foundation", "product", "top"),
    noun("mascara", "mascara", "eyeliner|eye make-up", "product", "top"),
    noun("nail polish", "nail_polish", "nail varnish|nail lacquer", "product", "top", 5),
    noun("soap", "soap", "soap bar|bar of soap|soap dish|solid shampoo", "product", "top"),
    noun("candle", "candle", "scented candle|tea light|tealight|wax candle", "product", "top"),
    noun("toothbrush", "toothbrush", "tooth brush", "product", "top"),
    noun("hairbrush", "hairbrush", "hair brush|comb|paddle brush", "product", "top"),
    noun("deodorant", "deodorant", "hair spray|hairspray|shaving foam|spray can|aerosol|dry shampoo", "product", "top"),
    noun("towel", "towels", "bath towel|stack of towels|linen pile|folded towel", "product", "top", 3),
)

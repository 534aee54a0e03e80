"""Nouns for things/fruit.py."""

from __future__ import annotations

from generation.engine.previz.lexicon.noun import Noun, noun

NOUNS: tuple[Noun, ...] = (
    noun("apple", "apple", "red apple|green apple", "product", "top", 6),
    noun(
        "orange",
        "orange",
        "orange fruit|mandarin|clementine|tangerine|grapefruit|citrus|orange slice",
        "product",
        "top",
        6,
    ),
    noun("lemon", "lemon", "lemon slice|lime", "product", "top", 6),
    noun("banana", "banana", "plantain|bunch of bananas", "product", "top", 3),
    noun("grapes", "grapes", "grape|bunch of grapes|vine grape", "product", "top", 3),
    noun("strawberry", "strawberry", "strawberries|berry|raspberry", "product", "top", 3),
    noun("cherry", "cherries", "cherries", "product", "top", 3),
    noun("avocado", "avocado", "avocados|guacamole", "product", "top", 3),
    noun("tomato", "tomatoes", "tomatoes|vine tomato|cherry tomato", "product", "top", 3),
    noun("carrot", "carrot", "vegetable|bunch of carrots|root vegetable", "product", "top", 3),
    noun("fruit bowl", "fruit_bowl", "fruit|bowl of fruit|fruit basket|still life with fruit", "product", "top", 2),
)

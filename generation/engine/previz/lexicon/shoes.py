"""Nouns for things/shoes.py."""

from __future__ import annotations

from generation.engine.previz.lexicon.noun import Noun, noun

NOUNS: tuple[Noun, ...] = (
    noun(
        "shoe", "shoe", "sneaker|trainer|footwear|running shoe|sports shoe|tennis shoe|training shoe", "product", "top"
    ),
    noun("boot", "boot", "chelsea boot|ankle boot|hiking boot|leather boot|work boot", "product", "top"),
    noun("wellington", "boot", "wellington boot|rain boot|rubber boot|welly|riding boot", "product", "top", tall=True),
    noun(
        "high heel",
        "high_heel",
        "stiletto|court shoe|dress shoe|high-heel|evening shoe|high-heeled shoe",
        "product",
        "top",
    ),
    noun("sandal", "sandal", "slipper|flip-flop|clog|espadrille", "product", "top"),
    noun("sock", "sock", "stocking|christmas stocking", "product", "top"),
)

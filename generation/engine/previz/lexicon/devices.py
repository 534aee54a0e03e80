"""Nouns for things/devices.py."""

from __future__ import annotations

from generation.engine.previz.lexicon.noun import Noun, noun

NOUNS: tuple[Noun, ...] = (
    noun(
        "display",
        "display",
        "transparent display|screen|touchscreen|dashboard|video wall|whiteboard|glass board|interface|ui|canvas",
        "product",
    ),
    noun("phone", "phone", "smartphone|mobile|mobile phone|cell phone|app|iphone|handset", "product", "top"),
    noun("tablet", "tablet", "ipad|tablet computer|e-reader", "product", "top"),
    noun("laptop", "laptop", "notebook|computer|macbook|laptop computer", "product", "top"),
    noun("monitor", "monitor", "desktop computer|television|tv|connected tv", "product", "top"),
)

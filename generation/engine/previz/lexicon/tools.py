"""Nouns for things/tools.py."""

from __future__ import annotations

from generation.engine.previz.lexicon.noun import Noun, noun

NOUNS: tuple[Noun, ...] = (
    noun("hammer", "hammer", "claw hammer|mallet|tool|hand tool", "product", "top"),
    noun("screwdriver", "screwdriver", "phillips screwdriver", "product", "top"),
    noun(
        "drill",
        "drill",
        "power drill|cordless drill|drilling machine|power tool|cordless screwdriver",
        "product",
        "top",
    ),
    noun("wrench", "wrench", "spanner|adjustable spanner|pliers", "product", "top"),
    noun(
        "paint bucket",
        "paint_bucket",
        "paint|tin of paint|paint can|paint tin|pot of paint|bucket of paint|emulsion|wall paint",
        "product",
        "top",
    ),
    noun("paintbrush", "paint_brush", "paint brush|flat brush", "product", "top"),
    noun("paint roller", "paint_roller", "decorating roller", "product", "top"),
    noun("toolbox", "toolbox", "tool box|tool case|tool chest|toolkit|tool kit", "product", "top"),
    noun("tape measure", "tape_measure", "measuring tape", "product", "top"),
    noun("watering can", "watering_can", "garden can", "product", "top"),
    noun("spade", "spade", "shovel|garden tool|garden spade|rake", "product"),
    noun("torch", "torch", "flashlight|hand lamp|pocket lamp|headlamp", "product", "top"),
)

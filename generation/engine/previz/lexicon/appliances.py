"""Nouns for things/appliances.py."""

from __future__ import annotations

from generation.engine.previz.lexicon.noun import Noun, noun

NOUNS: tuple[Noun, ...] = (
    noun("fridge", "fridge", "refrigerator|freezer|icebox", most=1),
    noun("oven", "oven", "cooker|range cooker|hob|kitchen stove", most=1),
    noun("sink", "sink", "kitchen sink|tap|faucet", most=1),
    noun("kitchen island", "kitchen_island", "cooking island|island counter", most=1),
    noun(
        "kitchen unit",
        "kitchen_unit",
        "fitted kitchen|kitchen counter|kitchenette|kitchen cabinet",
        stands="wall",
        most=1,
    ),
    noun("washing machine", "washing_machine", "washer|tumble dryer|dishwasher|laundry machine", most=3),
    noun("wood stove", "stove", "stove|wood burner|iron stove", most=1),
    noun("tool bench", "workbench", "joiner bench|tool wall|carpenter bench", most=1),
)

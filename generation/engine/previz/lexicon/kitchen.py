"""Nouns for things/kitchen.py."""

from __future__ import annotations

from generation.engine.previz.lexicon.noun import Noun, noun

NOUNS: tuple[Noun, ...] = (
    noun("kettle", "kettle", "electric kettle|tea kettle|water kettle", "product", "top"),
    noun("coffee machine", "coffee_machine", "espresso machine|coffee maker|coffeemaker", "product", "top"),
    noun("moka pot", "moka_pot", "stovetop coffee maker|moka|percolator", "product", "top"),
    noun("pan", "pan", "frying pan|skillet|wok|cookware", "product", "top"),
    noun("pot", "pot", "saucepan|cooking pot|casserole|cocotte|dutch oven|stew|soup pot|stockpot", "product", "top"),
    noun("cutting board", "cutting_board", "chopping board|bread board|breadboard|wooden board", "product", "top"),
    noun("tray", "tray", "serving tray|breakfast tray|tea tray", "thing", "top"),
    noun("toaster", "toaster", "toast", "product", "top"),
    noun("blender", "blender", "mixer|food processor|smoothie maker|liquidiser|juicer", "product", "top"),
    noun(
        "pepper mill", "pepper_mill", "pepper grinder|salt mill|salt shaker|pepper|grinder|spice mill", "product", "top"
    ),
    noun("whisk", "whisk", "egg beater|kitchen utensil|utensil|spatula", "product", "top"),
)

"""Nouns for things/jars.py."""

from __future__ import annotations

from generation.engine.previz.lexicon.noun import Noun, noun

NOUNS: tuple[Noun, ...] = (
    noun("can", "can", "soda|drink can|soda can|beer can|soft drink can|fizzy drink", "product", "top", 6),
    noun("energy drink", "can", "slim can|hard seltzer|seltzer", "product", "top", 6, slim=True),
    noun("tin", "tin", "tin can|tinned food|food tin|canned food|soup can|baked bean", "product", "top"),
    noun(
        "jar",
        "jar",
        "cream|cosmetic|pot of cream|moisturiser|moisturizer|skincare|skin care|face cream|balm|mask pot",
        "product",
        "top",
    ),
    noun(
        "honey jar",
        "honey_jar",
        "honey|jam|jam jar|marmalade|preserve|peanut butter|nut butter|pickle|mason jar",
        "product",
        "top",
    ),
    noun("barrel", "barrel", "cask|keg|drum barrel|wine barrel", most=3),
)

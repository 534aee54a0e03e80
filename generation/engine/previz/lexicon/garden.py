"""Nouns for things/garden.py."""

from __future__ import annotations

from generation.engine.previz.lexicon.noun import Noun, noun

NOUNS: tuple[Noun, ...] = (
    noun("greenhouse", "greenhouse", "glasshouse|hothouse|orangery|conservatory", stands="far", most=2),
    noun("fence", "fence", "picket fence|garden fence|paling", most=3),
    noun("garden gate", "gate", "gate|iron gate|entrance gate", most=1),
    noun("brick wall", "wall", "garden wall|stone wall", most=2),
    noun("fountain", "fountain", "water fountain|spring basin", most=1),
    noun("statue", "statue", "sculpture|monument|bust", most=2),
    noun("well", "well", "water well|wishing well|draw well", most=1),
)

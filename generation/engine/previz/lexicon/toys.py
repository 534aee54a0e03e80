"""Nouns for things/toys.py."""

from __future__ import annotations

from generation.engine.previz.lexicon.noun import Noun, noun

NOUNS: tuple[Noun, ...] = (
    noun("toy car", "toy_car", "model car|wooden car|matchbox car", "product", "top"),
    noun("toy train", "toy_train", "model train|wooden train|toy locomotive", "product", "top"),
    noun(
        "teddy bear",
        "teddy",
        "teddy|plush toy|soft toy|stuffed animal|cuddly toy|plushie|stuffed bear",
        "product",
        "top",
    ),
    noun("building block", "blocks", "toy block|wooden block|wooden toy|toy|alphabet block|toys", "product", "top", 2),
    noun("toy brick", "bricks", "lego|lego brick|building brick|construction toy", "product", "top", 2),
    noun("balloon", "balloons", "bunch of balloons|party balloon|helium balloon", "product", most=2),
    noun("kite", "kite", "paper kite|stunt kite", "product", most=3),
    noun(
        "rocket",
        "rocket",
        "rocket ship|spaceship|spacecraft|startup rocket|toy rocket|space rocket|missile",
        "product",
        "top",
        2,
    ),
    noun("paper plane", "paper_plane", "paper aeroplane|paper airplane|paper dart", "product", "top"),
    noun("rubber duck", "rubber_duck", "bath duck|duck toy|toy duck|bath toy", "product", "top"),
    noun("party hat", "party_hat", "birthday hat|cone hat", "product", "top"),
    noun("pinwheel", "pinwheel", "paper windmill|toy windmill|whirligig", "product", "top", 3),
)

"""Nouns for things/fashion.py and things/jewellery.py."""

from __future__ import annotations

from generation.engine.previz.lexicon.noun import Noun, noun

NOUNS: tuple[Noun, ...] = (
    noun("hat", "hat", "fedora|panama hat|straw hat|sun hat|trilby", "product", "top"),
    noun("cap", "cap", "baseball cap|peaked cap|snapback", "product", "top"),
    noun("beanie", "beanie", "bobble hat|woolly hat|knitted hat|winter hat", "product", "top"),
    noun(
        "shirt",
        "shirt",
        "folded shirt|t-shirt|tee|tshirt|clothing|clothes|garment|apparel|fashion|polo shirt|blouse",
        "product",
        "top",
    ),
    noun(
        "pullover",
        "pullover",
        "sweater|knitwear|folded sweater|stack of clothes",
        "product",
        "top",
    ),
    noun("scarf", "scarf", "shawl|scarves", "product", "top"),
    noun("belt", "belt", "leather belt|buckle", "product", "top"),
    noun("necktie", "tie", "bow tie|silk tie", "product", "top"),
    noun(
        "glasses",
        "glasses",
        "eyeglasses|spectacles|spectacle|reading glasses|eyewear|pair of glasses|eyeglass",
        "product",
        "top",
    ),
    noun("sunglasses", "sunglasses", "shades|sunglass", "product", "top"),
    noun("watch", "watch", "wristwatch|timepiece|wrist watch|luxury watch|chronograph", "product", "top"),
    noun("ring", "finger_ring", "diamond ring|engagement ring|wedding ring|signet ring|diamond", "product", "top"),
    noun("necklace", "necklace", "pendant|jewellery|jewelry|pearl necklace|locket|chain necklace", "product", "top"),
    noun("earring", "earrings", "pair of earrings|hoop earring|pearl earring|pearl", "product", "top"),
)

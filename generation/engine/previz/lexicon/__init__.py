"""Words and what they mean here: nouns to things, places to sets, and plain words to numbers, colours, times, moods.

Plain tables by department. The first row that claims a word keeps it: `BY_WORDS` is the whole dictionary.
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module

from generation.engine.previz.lexicon.noun import Noun
from generation.engine.previz.lexicon.people import PERSON
from generation.engine.previz.lexicon.place import Place
from generation.engine.previz.lexicon.words import (
    COLOURS,
    MOODS,
    NUMBERS,
    SCENERY,
    SHOTS,
    SIZES,
    STOP,
    TIMES,
    WEATHER,
)

DEPARTMENTS = (
    "devices", "products", "jars", "cosmetics", "packaging", "shoes", "bags", "fashion", "kitchen", "food", "fruit",
    "gadgets", "desk", "keepsakes", "sport", "music", "toys", "tools", "medical", "tableware", "furniture", "seats",
    "storage", "interior", "teaching", "ladders", "appliances", "bathroom", "studio", "forms", "film", "nature",
    "stone", "animals", "birds", "creatures", "trees", "conifers", "timber", "plants", "flowers", "meadow",
    "vehicles", "cycles", "boats", "transit", "aircraft", "mobility", "buildings", "town", "street", "stalls",
    "garden", "industry", "cargo", "landmarks", "bridges", "blocks",
)  # fmt: skip

BY_DEPARTMENT: Mapping[str, tuple[Noun, ...]] = {
    "people": (PERSON,),
    **{name: import_module(f"{__name__}.{name}").NOUNS for name in DEPARTMENTS},
}
NOUNS: tuple[Noun, ...] = tuple(row for rows in BY_DEPARTMENT.values() for row in rows)
PLACES: Mapping[str, Place] = {
    row.name: row for name in ("indoors", "outdoors") for row in import_module(f"{__name__}.{name}").PLACES
}
PLACE_WORDS: Mapping[str, tuple[str, ...]] = {name: row.words for name, row in PLACES.items()}

__all__ = [
    "BY_DEPARTMENT", "COLOURS", "MOODS", "NOUNS", "NUMBERS", "PERSON", "PLACES", "PLACE_WORDS", "SCENERY", "SHOTS",
    "SIZES", "STOP", "TIMES", "WEATHER", "Noun", "Place",
]  # fmt: skip

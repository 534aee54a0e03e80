"""The lexicon as a whole: one shape, one name; one word, one thing; and what both a thing and a place answer to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

import pytest

from generation.engine.previz import lexicon, materials, things
from generation.engine.previz.palette import read_palette
from generation.engine.previz.read import read
from generation.engine.previz.reading.lemmas import lemma
from generation.engine.previz.reading.text import fold

GIVEN = {"product", "roof", "device screen", "phone screen", "glass screen"}  # the stage makes these to measure

# Words that name a thing and a place. As an environment they are the place; as a subject they are the thing, in it.
SHARED: Mapping[str, str] = {
    "the land is what one looks at": (
        "mountain alp peak summit ridge hill dune|sand dune|glacier iceberg basalt waterfall cascade cataract reed"
    ),
    "one plant stands for the field of it": "wildflower lavender wheat barley rye vine|olive grove|farm",
    "the piece makes the room": (
        "sofa bed bath basin shower server mainframe|server rack|data centre|data center|worktop kitchenette reception|"
        "long table|cocktail bar|pub|production line|stage vault jetty neon dentist"
    ),
    "the studio is built of it": (
        "sphere ribbon podium curtain drape|stacked cylinder|paper wave|layered paper|stone wall|brick wall|garden wall"
    ),
    "the building is seen or one is within": (
        "greenhouse conservatory glasshouse orangery hothouse factory|plant hall|hangar cathedral tunnel bridge "
        "skyline|city skyline|turbine|wind turbine|wind farm|solar farm"
    ),
}


def phrase(words: str) -> str:
    """As the reading compares it: lower case, each word in its dictionary form."""
    return " ".join(lemma(word) for word in fold(words).replace("-", " ").split())


def listed(text: str) -> list[str]:
    """ "a b|c d|e" is a, b, "c d", e."""
    return [w for part in text.split("|") for w in ([part] if part in PLACE_PHRASES else part.split())]


PLACE_PHRASES = {phrase(word): name for name, words in lexicon.PLACE_WORDS.items() for word in words}


def claims() -> dict[str, set[str]]:
    """Phrase -> the nouns that claim it."""
    out: dict[str, set[str]] = defaultdict(set)
    for noun in lexicon.NOUNS:
        for word in noun.words:
            out[phrase(word)].add(noun.name)
    return out


def test_a_shape_is_made_by_one_department() -> None:
    made = defaultdict(list)
    for module in things._MODULES:
        for shape in things._builders(module):
            made[shape].append(module.__name__)
    assert {shape: names for shape, names in made.items() if len(names) > 1} == {}
    assert set(things.SHAPES) == {*made, "person"}


def test_a_word_means_one_thing() -> None:
    assert {word: names for word, names in claims().items() if len(names) > 1} == {}


def test_a_noun_has_a_name_of_its_own() -> None:
    names = [noun.name for noun in lexicon.NOUNS]
    assert sorted(names) == sorted(set(names))


def test_every_noun_has_its_shape() -> None:
    assert {noun.name: noun.shape for noun in lexicon.NOUNS if noun.shape not in things.SHAPES} == {}


def test_every_material_that_is_worn_is_in_the_table() -> None:
    known = {*materials.base(read_palette([])), *materials.MATERIALS, *GIVEN}
    worn = {shape: set(parts.values()) for shape, parts in things.WEARS.items()}
    worn |= {f"noun {noun.name}": set(noun.wears.values()) for noun in lexicon.NOUNS}
    assert {name: used - known for name, used in worn.items() if used - known} == {}


def test_only_known_shapes_wear_anything() -> None:
    assert set(things.WEARS) - set(things.SHAPES) == set()


def test_things_and_places_share_only_the_words_with_a_reason() -> None:
    allowed = [word for words in SHARED.values() for word in listed(words)]
    assert set(claims()) & set(PLACE_PHRASES) == set(allowed)


@pytest.mark.parametrize("word", [word for words in SHARED.values() for word in listed(words)])
def test_a_shared_word_as_environment_is_the_place_alone(word: str) -> None:
    reading = read({"subject": "a bottle", "environment": word}, {})
    assert [m.noun.name if m.noun else "block" for m in reading.subject] == ["bottle"]


@pytest.mark.parametrize(
    ("words", "shape"),
    [
        ("a ring", "finger_ring"), ("a giant ring", "ring"), ("a globe", "globe"), ("a vase", "vase"),
        ("flowers in a vase", "vase_flowers"), ("a bulb", "light_bulb"), ("a parasol", "parasol"),
        ("an umbrella", "umbrella"), ("cogs", "gear"), ("a grand piano", "grand_piano"), ("two dice", "dice"),
    ],
)  # fmt: skip
def test_a_word_means_what_a_marketer_means(words: str, shape: str) -> None:
    assert [m.noun.shape for m in read({"subject": words}, {}).subject if m.noun] == [shape]


def test_a_star_to_rate_with_does_not_bring_the_night() -> None:
    reading = read({"subject": "five gold stars"}, {})
    assert reading.place != "night"
    assert [m.noun.shape for m in reading.subject if m.noun] == ["star_shape"]

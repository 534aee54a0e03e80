"""Each measure moves the way its name says, and the same picture always measures the same."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image

from generation.engine.acceptance.evidence import Room
from generation.engine.features.grouping import KEPT, Look, groups
from generation.engine.features.lookalike import ALIKE, LOOSELY
from generation.engine.features.measure import Measured, measure
from generation.engine.features.seen import Asked, Cut
from generation.engine.features.structure import likeness
from generation.engine.features.table import FEATURES
from generation.engine.picture import Box, Pixels

SAFE = Box("safe", 0.05, 0.05, 0.9, 0.9)
ASKED = Asked(
    palette=("#2f5d50", "#d9b382"),
    rooms=(Room("banner", 1.5, Box("copy", 0.05, 0.05, 0.4, 0.5, "copy"), SAFE),),
    cuts=(Cut(1.5, SAFE), Cut(0.5, SAFE)),
)


def picture(ground: str = "#d9b382", *, x: float = 0.62, noise: float = 0.0, side: int = 150) -> Pixels:
    """A green block in a field; `noise` roughens the left half, where copy stands."""
    image = np.asarray(Image.new("RGB", (side * 3 // 2, side), ground)).astype(float)
    width = image.shape[1]
    image[side // 3 : side - 10, int(x * width) : int((x + 0.12) * width)] = (47, 93, 80)
    rough = np.random.default_rng(1).normal(0, noise, image.shape)
    rough[:, width // 2 :] = 0
    return np.clip(image + rough, 0, 255).astype(np.uint8)


def subject(x: float = 0.62) -> tuple[Box, ...]:
    return (Box("bottle", x, 1 / 3, 0.12, 0.6, "product"),)


def of(pixels: Pixels, x: float = 0.62) -> dict[str, float]:
    return measure(pixels, subject(x), ASKED).values


def test_every_measure_of_the_table_is_taken_and_repeats() -> None:
    one, again = (measure(picture(noise=5), subject(), ASKED) for _ in range(2))
    assert set(one.values) == set(FEATURES)
    assert one == again
    assert all(np.isfinite(value) for value in one.values.values())


def test_what_was_not_asked_or_is_not_there_is_left_out_rather_than_made_up() -> None:
    bare = measure(picture()).values
    assert set(FEATURES) - set(bare) == {"palette", "copy_space", "copy_contrast", "size", "layout"}


@pytest.mark.parametrize(
    ("name", "less", "more"),
    [
        ("copy_space", of(picture()), of(picture(noise=20))),
        ("detail", of(picture()), of(picture(noise=20))),
        ("copy_contrast", of(picture("#808080")), of(picture("#d9b382"))),
        ("palette", of(picture("#d9b382")), of(picture("#c02090"))),
        ("lightness", of(picture("#203040")), of(picture("#d0d8e0"))),
        ("warmth", of(picture("#4060c0")), of(picture("#c0a040"))),
        ("colourfulness", of(picture("#808080")), of(picture("#d02010"))),
        ("contrast", of(picture("#506050")), of(picture("#ffffff"))),
        ("across", of(picture(x=0.1), 0.1), of(picture(x=0.7), 0.7)),
        ("thirds", of(picture(x=0.61), 0.61), of(picture(x=0.85), 0.85)),
        ("symmetry", of(picture(x=0.1)), of(picture(x=0.44))),
        ("balance", of(picture(x=0.44)), of(picture(x=0.8))),
    ],
)
def test_a_measure_grows_with_what_it_is_named_for(name: str, less: dict[str, float], more: dict[str, float]) -> None:
    assert less[name] < more[name]


def test_a_blurred_picture_is_less_sharp() -> None:
    rough = picture(noise=25)
    soft = np.asarray(Image.fromarray(rough).resize((40, 27), Image.Resampling.BOX).resize((225, 150)))
    assert of(rough)["blur"] < of(soft)["blur"]


def test_a_subject_too_wide_for_a_story_fits_fewer_placements() -> None:
    wide = (Box("bottle", 0.1, 0.4, 0.8, 0.4, "product"),)
    whole, cut = (measure(picture(), boxes, ASKED).values for boxes in (subject(), wide))
    assert cut["layout"] < whole["layout"] <= 1
    assert whole["size"] < cut["size"]


def test_transparent_pictures_are_measured_over_white() -> None:
    clear = np.dstack([picture(), np.zeros((150, 225), np.uint8)])
    assert measure(clear).values["lightness"] == pytest.approx(100, abs=0.1)


def look(measured: Measured, boxes: tuple[Box, ...] = (), embedding: list[float] | None = None) -> Look:
    return Look(measured.fingerprint, measured.colours, boxes, 1.5, measured.structure, embedding)


def test_near_duplicates_share_a_group_and_other_compositions_do_not() -> None:
    looks = []
    for x in (0.1, 0.4, 0.7):
        for noise in (0.0, 4.0):
            boxes = subject(x + noise / 1000)
            looks.append(look(measure(picture(x=x, noise=noise), boxes), boxes))
    assert groups(looks) == [0, 0, 2, 2, 4, 4]


def test_without_named_things_only_what_looks_the_same_is_put_together() -> None:
    grounds = ["#d9b382", "#dab484", "#1c2c5c"]
    assert groups([look(measure(picture(ground))) for ground in grounds]) == [0, 0, 2]


def scene(seed: int, *, side: int = 120) -> Image.Image:
    """Twelve blocks on one ground, as one prompt has it; another seed places them otherwise."""
    rng = np.random.default_rng(seed)
    image = Image.new("RGB", (side * 3 // 2, side), "#c8b8a0")
    for shade in np.linspace(30, 230, 12).astype(int).tolist():
        x, y = (int(rng.uniform(0, 0.85) * part) for part in image.size)
        image.paste((shade, shade // 2 + 60, 90), (x, y, x + side // 6, y + side // 6))
    return image


def test_what_was_made_of_one_picture_is_put_together_and_another_seed_of_it_is_not() -> None:
    made = []
    for seed in (1, 2):
        image = scene(seed)
        width, height = image.size
        cut = image.resize(image.size, Image.Resampling.BICUBIC, box=(0.04 * width, 0.03 * height, width, height))
        lit = image.point(lambda value: min(255, round(value * 1.1)))
        grain = np.random.default_rng(0).normal(0, 6, (height, width, 3))
        rough = np.clip(np.asarray(image) + grain, 0, 255).astype(np.uint8)
        made += [np.asarray(one) for one in (image, cut, lit, image.resize((2 * width, 2 * height)))] + [rough]
    assert groups([look(measure(pixels)) for pixels in made]) == [0] * 5 + [5] * 5


def test_a_thing_in_another_colour_is_another_picture_though_its_pattern_is_the_same() -> None:
    red, green, blue = scene(1).split()
    assert groups([look(measure(np.asarray(one))) for one in (scene(1), Image.merge("RGB", (blue, green, red)))]) == [
        0,
        1,
    ]


def test_pictures_without_any_pattern_are_told_apart_by_colour() -> None:
    plain = [np.full((40, 60, 3), shade, np.uint8) for shade in (200, 201, 60)]
    assert groups([look(measure(pixels)) for pixels in plain]) == [0, 0, 2]


def test_an_encoder_joins_what_a_loose_pattern_leaves_open_and_nothing_else() -> None:
    wide = scene(1)
    (width, height), side = wide.size, 0.108
    near = wide.resize(wide.size, Image.Resampling.BICUBIC, box=(side * width, side * height, width, height))
    found = [measure(np.asarray(image)) for image in (wide, near, *map(scene, range(2, 9)))]
    like = likeness([one.structure for one in found])
    assert LOOSELY < like[0, 1] < ALIKE and like[0, 2:].max() < LOOSELY
    others = np.eye(9)[2:].tolist()
    same, other = np.eye(9)[0].tolist(), np.eye(9)[1].tolist()
    assert groups([look(one) for one in found]) == list(range(9))
    taken = [look(one, (), vector) for one, vector in zip(found, [same, same, *others], strict=True)]
    assert groups(taken) == [0, 0, *range(2, 9)]
    told = [look(one, (), vector) for one, vector in zip(found, [same, other, *others], strict=True)]
    assert groups(told) == list(range(9))
    fooled = [look(one, (), same) for one in found]
    assert groups(fooled) == list(range(9)), "What all of an order share says nothing of two."


def test_places_of_named_things_tell_compositions_apart_before_looks_do() -> None:
    plain, dusk = (measure(picture(ground)) for ground in ("#d9b382", "#c9a074"))
    here, there = subject(0.62), subject(0.2)
    assert groups([look(plain, here), look(dusk, here), look(plain, there), look(plain)]) == [0, 0, 2, 3]


def test_groups_do_not_depend_on_which_picture_came_first() -> None:
    rng = np.random.default_rng(3)
    boxes = [subject(float(x)) for x in rng.uniform(0.05, 0.8, 60)]
    looks = [look(measure(picture(x=box[0].x, side=60), box), box) for box in boxes]
    known = groups(looks)
    order = rng.permutation(len(looks)).tolist()
    shuffled = groups([looks[i] for i in order])
    together = {frozenset(i for i, lead in enumerate(known) if lead == one) for one in known}
    assert {frozenset(order[i] for i, lead in enumerate(shuffled) if lead == one) for one in shuffled} == together
    assert 3 < len(together) <= KEPT

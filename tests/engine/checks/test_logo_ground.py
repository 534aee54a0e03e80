"""The logo's ground against what the style pack forbids: measured between the letters, on the file that ships."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from briefs.seeds import brands
from generation.engine.checks.evidence import Evidence, Never
from generation.engine.checks.gather import evidence
from generation.engine.checks.logo_ground import CHECK, check
from generation.engine.checks.result import FAIL, PASS, Result
from generation.engine.checks.run import run
from generation.engine.finishing.placement import Shot
from generation.engine.picture import Box
from review.kit import never_of
from tests.engine.checks.broken import sound
from tests.engine.finishing.scenes import KIT, Store, finish, flat, png, spec

ORANGE = Never("signal orange", "#FCA311")


def lettered() -> bytes:
    """White bars on nothing: half of the box shows the picture."""
    pixels = np.zeros((20, 80, 4), np.uint8)
    pixels[:, ::2] = 255
    pixels[:, 1::4] = 255
    return png(Shot(pixels))


def standing(ground: Shot, logo: bytes = b"", **changes: Any) -> Evidence:
    store = Store(logo or lettered())
    kit = replace(KIT, logo=next(iter(store.blobs)))
    planned, recipe, picture = finish(ground, spec(), None, kit, store=store)
    assert picture.file
    found = evidence(picture.file, planned, recipe, spec(), copy=None, kit=kit, blob=store.blob)
    return replace(found, **changes)


def one(e: Evidence) -> Result:
    (result,) = check(e)
    return result


def test_a_logo_on_a_colour_it_must_not_stand_on_fails_with_its_distance_and_its_place() -> None:
    found = one(standing(flat((250, 168, 30)), never_on=(Never("ink", "#14213D"), ORANGE)))
    assert (found.check, found.verdict, found.limit) == (CHECK, FAIL, "ΔE 10.0")
    assert "signal orange (#FCA311), where it must not stand" in found.sentence and found.remedy in found.sentence
    assert 0 < float(found.measured.removeprefix("ΔE ")) < 10
    (mark,) = found.marks
    assert mark.name == "the logo" and 0.5 < mark.x < mark.x + mark.w <= 1 and mark.y > 0.5


def test_on_another_ground_it_passes_and_says_how_far_the_nearest_colour_is() -> None:
    found = one(standing(flat((20, 60, 40)), never_on=(ORANGE, Never("#2F6B4F", "#2F6B4F")), limits={CHECK: 3.0}))
    assert found.verdict == PASS and "from #2F6B4F;" in found.sentence and found.limit == "ΔE 3.0 (style pack)"


def test_the_packs_own_limit_decides() -> None:
    e = standing(flat((235, 185, 80)), never_on=(ORANGE,))
    assert [one(replace(e, limits={CHECK: limit})).verdict for limit in (1.0, 40.0)] == [PASS, FAIL]


def test_of_a_logo_that_fills_its_box_the_ground_is_around_it() -> None:
    plate = png(flat((255, 255, 255, 255), 80, 20))
    assert one(standing(flat((252, 163, 17)), plate, never_on=(ORANGE,))).verdict == FAIL
    assert one(standing(flat((252, 163, 17)), plate, never_on=(Never("white", "#FFFFFF"),))).verdict == PASS


@pytest.mark.parametrize(("words", "kind", "verdict"), [
    ("faces", "person", PASS), ("People", "person", FAIL), ("the product", "product", FAIL), ("faces", "product", PASS),
])  # fmt: skip
def test_people_and_products_are_known_by_their_boxes(words: str, kind: str, verdict: str) -> None:
    """The box reaches under the logo with its lower half: of a person that is no face."""
    e = standing(flat((20, 60, 40)), never_on=(Never(words),))
    found = one(replace(e, boxes=(Box("ana", 0.7, 0.1, 0.3, 0.9, kind),)))
    assert found.verdict == verdict and found.limit == "2%" and found.measured
    assert verdict == PASS or [mark.name for mark in found.marks] == ["the logo", "ana"]


def test_what_cannot_be_measured_is_named_for_whoever_signs() -> None:
    found = one(standing(flat((20, 60, 40)), never_on=(Never("busy texture"),)))
    assert found.verdict == PASS and "look whether the logo stands on “busy texture”" in found.sentence


def test_without_a_logo_there_is_nothing_to_stand_and_without_a_rule_nothing_is_said() -> None:
    assert "no logo" in one(replace(sound(), never_on=(ORANGE,))).sentence
    e = standing(flat((252, 163, 17)))
    assert check(e) == () and CHECK not in {result.check for result in run(e)}
    assert CHECK in {result.check for result in run(replace(e, never_on=(ORANGE,)))}


def test_a_pack_names_a_colour_by_its_palette_or_its_code() -> None:
    document = brands.document_of("northlight")
    document["logo"]["never_on"] = ["Signal Orange", "#ABCDEF", "faces"]
    assert never_of(document) == (Never("Signal Orange", "#FCA311"), Never("#ABCDEF", "#ABCDEF"), Never("faces"))
    assert never_of(document | {"logo": {}}) == never_of({}) == ()


def test_planning_takes_a_corner_on_another_colour_first() -> None:
    store = Store(lettered())
    pixels = flat((20, 60, 40), 600, 250).pixels.copy()
    pixels[125:, 300:] = (252, 163, 17)  # where the brand's own corner is
    corners = {}
    for never in ((), ("#FCA311",), ("#FCA311", "#143C28")):
        kit = replace(KIT, logo=next(iter(store.blobs)), never_on=never)
        planned, _, _ = finish(Shot(pixels), spec(), None, kit, store=store)
        corners[never] = next(node for node in planned.nodes if node.op == "logo.place").params["corner"]
    assert list(corners.values()) == ["bottom-right", "bottom-left", "bottom-right"]

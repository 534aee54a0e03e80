from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from generation.engine.credentials import manifest
from generation.engine.credentials.actions import STEPS, told
from generation.engine.credentials.claim import Ingredient
from generation.engine.finishing import xmp
from generation.engine.picture import EngineError
from generation.engine.recipe import Node
from generation.engine.render import OPS
from tests.engine.credentials.scenes import CANDIDATE, LOGO, PRODUCT, REFERENCE, claim, sealed

TRAINED = xmp.SOURCE_TYPES + "trainedAlgorithmicMedia"
COMPOSITE = xmp.SOURCE_TYPES + "compositeWithTrainedAlgorithmicMedia"


def actions(of: Any) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = manifest.assertions(of)[0]["data"]["actions"]
    return found


def held(of: Any, label: str) -> Any:
    return next(one["data"] for one in manifest.assertions(of) if one["label"] == label)


def test_every_step_that_a_recipe_can_have_is_told_as_an_action() -> None:
    assert set(STEPS) == set(OPS)


def test_a_step_that_nobody_knows_is_refused_and_not_left_out() -> None:
    with pytest.raises(EngineError, match=r"'fit\.bend'"):
        told((Node("stored", "1"), Node("fit.bend", "1")))


def test_the_recipe_is_told_in_order_with_what_each_step_did() -> None:
    names = [action["action"].removeprefix("c2pa.") for action in actions(claim())]
    assert names == (
        "created cropped resized color_adjustments drawing edited placed color_adjustments converted placed".split()
    )
    cropped = actions(claim())[1]
    assert cropped["description"] == "Cropped to 90 x 60 pixels"
    assert cropped["parameters"] == {
        "org.gatefold.op": "fit.crop 1", "org.gatefold.x": "1", "org.gatefold.y": "2", "org.gatefold.w": "90",
        "org.gatefold.h": "60",
    }  # fmt: skip
    assert cropped["softwareAgent"] == {"name": "Gatefold", "version": "0.1.0"}
    assert actions(claim())[5]["description"] == "Copy set in type: Decisions, together."


def test_a_model_that_works_in_the_middle_is_an_edit_by_ai() -> None:
    steps = told((Node("diffusers.text_to_image", "1"), Node("diffusers.upscale", "2"), Node("fit.crop", "1")))
    assert [step.name for step in steps] == ["c2pa.edited", "c2pa.cropped"]
    assert steps[0].source_type == "trainedAlgorithmicMedia"


def test_a_picture_without_a_signed_parent_was_created_by_its_maker() -> None:
    first = actions(claim())[0]
    assert (first["action"], first["digitalSourceType"]) == ("c2pa.created", TRAINED)
    assert first["softwareAgent"] == {"name": "SDXL base", "version": "1.0"}
    assert first["parameters"]["ingredientIds"] == [manifest.key(REFERENCE), manifest.key(CANDIDATE)]


def test_a_signed_parent_was_opened_and_brings_its_history() -> None:
    file = sealed("png").file
    parent = replace(CANDIDATE, sha256=hashlib.sha256(file).hexdigest(), file=file)
    made = claim(parent)
    first = actions(made)[0]
    assert first == {"action": "c2pa.opened", "parameters": {"ingredientIds": [manifest.key(parent)]}}
    assert [one.document["relationship"] for one in manifest.within(made)] == ["parentOf"]
    assert all(one["relationship"] != "parentOf" for one in manifest.definition(made, "image/jpeg")["ingredients"])


def test_logo_and_product_are_placed_and_every_ingredient_has_its_digest() -> None:
    placed = [action for action in actions(claim()) if action["action"] == "c2pa.placed"]
    logo = next(one for one in claim().ingredients if one.sha256 == LOGO)
    assert [one["parameters"]["ingredientIds"] for one in placed] == [[manifest.key(logo)], [manifest.key(PRODUCT)]]
    assert {one["digitalSourceType"] for one in placed} == {COMPOSITE}
    ingredients = manifest.definition(claim(), "image/jpeg")["ingredients"]
    assert {one["instance_id"] for one in ingredients} == {f"sha256:{one.sha256}" for one in claim().ingredients}
    told_again = held(claim(), manifest.FACTS)["ingredients"]
    assert {(one["role"], one["sha256"]) for one in told_again} == {(i.role, i.sha256) for i in claim().ingredients}


def test_ai_is_disclosed_in_the_metadata_and_the_packet_is_repeated_under_the_signature() -> None:
    assert held(claim(), manifest.IPTC)["Iptc4xmpExt:DigitalSourceType"] == COMPOSITE
    stated = held(claim(), manifest.STATED)
    assert stated["Iptc4xmpExt:AISystemUsed"] == "Gatefold previz" and stated["dc:creator"] == ["Ben", "Dana"]
    assert stated["plus:Licensor"][0]["plus:LicensorName"] == "Northlight"
    assert set(stated["@context"]) == {"Iptc4xmpExt", "dc", "photoshop", "plus", "xmpRights", "TC260"}


def test_training_is_spoken_of_only_where_the_brand_does() -> None:
    entries = held(claim(), manifest.TRAINING)["entries"]
    assert {entry["use"] for entry in entries.values()} == {"notAllowed"} and len(entries) == 4
    constrained = held(claim(training="constrained", constraint="Ask us."), manifest.TRAINING)["entries"]
    assert constrained["cawg.ai_training"] == {"use": "constrained", "constraint_info": "Ask us."}
    assert manifest.TRAINING not in [one["label"] for one in manifest.assertions(claim(training=""))]


def _lists(value: Any) -> Iterator[list[Any]]:
    if isinstance(value, dict):
        for one in value.values():
            yield from _lists(one)
    elif isinstance(value, list):
        yield value
        for one in value:
            yield from _lists(one)


def test_no_assertion_holds_a_list_of_numbers() -> None:
    """They come back modulo 256, or empty."""
    for found in _lists(manifest.definition(claim(), "image/jpeg")):
        assert not any(isinstance(one, int | float) for one in found)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"source_type": "painting"}, "'painting' is no digital source type"),
        ({"made_as": "painting"}, "'painting' is no digital source type"),
        ({"training": "perhaps"}, "not 'perhaps'"),
        ({"ingredients": (CANDIDATE, CANDIDATE)}, "one parent at most"),
    ],
)
def test_a_claim_that_cannot_be_true_is_refused(change: dict[str, Any], says: str) -> None:
    with pytest.raises(EngineError, match=says):
        replace(claim(), **change)


def test_an_ingredient_is_of_a_known_kind_and_of_its_digest() -> None:
    with pytest.raises(EngineError, match="not 'uncleOf'"):
        Ingredient("uncleOf", "x", "ab" * 32, "image/png")
    with pytest.raises(EngineError, match="not those of its digest"):
        Ingredient("parentOf", "x", "ab" * 32, "image/png", file=b"other")

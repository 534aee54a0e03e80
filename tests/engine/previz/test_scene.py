"""The scene document: a person can edit it, a machine can check it, and nothing in it can break the worker."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generation.engine.picture import EngineError, Job, NoInputs
from generation.engine.previz import engine
from generation.engine.previz.scene import BadScene, Scene, json_schema
from generation.engine.render import render
from tests.engine.previz.orders import FLAT, MARSH, OFFICE, SHORE, TERN, plan

ROOT = Path(__file__).parents[3]
BRIEFS = {"office": OFFICE, "shore": SHORE, "marsh": MARSH, "flat": FLAT, "studio": {"subject": "three glass jars"}}


def document(name: str) -> dict[str, Any]:
    planned: Any = plan(BRIEFS[name], palette=TERN).nodes[0].params["scene"]
    return copy.deepcopy(dict(planned))


@pytest.mark.parametrize("name", BRIEFS)
def test_every_planned_scene_keeps_to_the_published_schema(name: str) -> None:
    jsonschema.Draft202012Validator(json_schema()).validate(json.loads(json.dumps(document(name))))


def test_the_schema_in_the_docs_is_that_of_the_code() -> None:
    published = json.loads((ROOT / "docs/scene.schema.json").read_text(encoding="utf-8"))
    assert published == json_schema(), "run: manage.py previz --schema > docs/scene.schema.json"
    jsonschema.Draft202012Validator.check_schema(published)


@pytest.mark.parametrize("name", BRIEFS)
def test_a_scene_survives_its_document(name: str) -> None:
    planned = document(name)
    assert Scene.from_document(planned).document() == planned


def test_a_scene_of_the_first_version_is_still_read() -> None:
    planned = document("shore")
    del planned["motion"]
    assert Scene.from_document({**planned, "schema": "gatefold.scene/1"}).motion.still


def test_an_edited_scene_is_another_picture_of_the_same_recipe() -> None:
    recipe = plan(SHORE, palette=TERN)
    edited = document("shore")
    bottle = next(i for i, thing in enumerate(edited["things"]) if thing["kind"] == "product")
    edited["materials"][next(iter(edited["things"][bottle]["wears"].values()))]["colour"] = "#ff00aa"
    changed = engine.restage(recipe, edited)
    assert changed.digest != recipe.digest and changed.context == recipe.context
    before, after = (render(r, Job(NoInputs())) for r in (recipe, changed))
    assert before.pixels_sha256 != after.pixels_sha256
    assert before.passes["depth"] == after.passes["depth"]


BROKEN: dict[str, tuple[Any, str]] = {
    "no things": (lambda d: d.pop("things"), "needs 'things'"),
    "things are text": (lambda d: d.update(things="a bottle"), "things: a list is needed"),
    "a number is text": (lambda d: d["camera"].update(fov="wide"), "camera.fov: a number is needed"),
    "two coordinates": (lambda d: d["camera"].update(eye=[1, 2]), "camera.eye: 3 values are needed"),
    "not a number": (lambda d: d["camera"].update(fov=float("nan")), "camera.fov: a number is needed"),
    "beyond everything": (lambda d: d["camera"].update(eye=[1, 2, 1e9]), "beyond what a scene can hold"),
    "a misspelt part": (lambda d: d["camera"].update(fow=30), "camera has no part 'fow'"),
    "an unknown material kind": (lambda d: d["materials"].update(x={"kind": "slime"}), "materials.x.kind"),
    "a material that is not there": (lambda d: d["things"][0].update(wears={"*": "velcro"}), "wears 'velcro'"),
    "an unknown shape": (lambda d: d["things"][0].update(shape="unicorn"), "no shape 'unicorn'"),
    "a million leaves": (lambda d: d["things"][0].update(params={"leaves": 1_000_000}), "is too many"),
    "a NUL in a note": (lambda d: d.update(notes=["a\x00b"]), "cannot be stored"),
    "half a character": (lambda d: d["things"][0].update(name="\ud800"), "cannot be stored"),
    "another schema": (lambda d: d.update(schema="somebody.else/9"), "this version reads"),
}


@pytest.mark.parametrize("fault", BROKEN)
def test_a_broken_scene_is_refused_with_the_part_and_the_remedy(fault: str) -> None:
    broken = document("shore")
    change, sentence = BROKEN[fault]
    change(broken)
    with pytest.raises(EngineError) as refused:
        engine.restage(plan(SHORE, palette=TERN), broken)
    assert sentence in str(refused.value)


ANY = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=12),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=8,
)


@settings(max_examples=150, deadline=None)
@given(part=st.sampled_from(["things", "materials", "lights", "camera", "sky", "rules", "look", "motion"]), value=ANY)
def test_whatever_stands_in_a_part_it_is_read_or_refused_never_broken(part: str, value: Any) -> None:
    try:
        Scene.from_document({**SHORE_SCENE, part: value})
    except BadScene as refused:
        assert len(str(refused)) < 600


@settings(max_examples=60, deadline=None)
@given(index=st.integers(0, 30), field=st.sampled_from(["at", "turn", "scale", "params", "wears", "name"]), value=ANY)
def test_whatever_a_thing_says_it_is_read_or_refused_never_broken(index: int, field: str, value: Any) -> None:
    things = copy.deepcopy(SHORE_SCENE["things"])
    things[index % len(things)][field] = value
    try:
        Scene.from_document({**SHORE_SCENE, "things": things})
    except BadScene as refused:
        assert len(str(refused)) < 600


SHORE_SCENE = document("shore")

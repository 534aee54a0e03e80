"""ControlNets on tiny models: how a picture is held, and that it is free afterwards."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from generation.engine.diffusion.scan import ModelFolder
from generation.engine.guides import Control, Guides, Lora, Reference
from generation.engine.picture import EngineError, Picture
from generation.engine.recipe import Recipe
from generation.engine.render import render
from tests.engine.diffusion.adapting import bare_afterwards, held, loras, make, plan, png
from tests.engine.diffusion.conftest import Adapter, Studio, Tiny
from tests.engine.diffusion.test_adapters_pictures import still
from tests.tiny_models import needs_diffusers, tiny_sd3

pytestmark = needs_diffusers()
__all__ = ["bare_afterwards", "still"]  # fixtures


@pytest.mark.parametrize("name", ["sd", "sdxl", "sd3", "flux"])
def test_a_control_picture_holds_by_its_scale_and_leaves_nothing_behind(
    studio: Studio, tiny: Tiny, adapter: Adapter, tmp_path: Path, name: str
) -> None:
    folder = tiny_sd3(tmp_path / "sd3", layers=2) if name == "sd3" else tiny(name)
    model, net = studio.register(folder), adapter("net", name)
    plain = make(studio, model).pixels_sha256
    made = [
        make(studio, model, Guides(controls=(held(studio, net, seed, scale=scale),))).pixels_sha256
        for seed, scale in ((1, 1.0), (2, 1.0), (1, 0.4), (1, 1.0))
    ]
    assert len({plain, *made[:3]}) == 4 and made[3] == made[0]
    assert make(studio, model).pixels_sha256 == plain


def test_previzs_own_passes_hold_a_picture(studio: Studio, sd: ModelFolder, adapter: Adapter, still: Picture) -> None:
    facts: Any = still.facts["passes"]
    keys = {name: studio.shelf.keep(data) for name, data in still.passes.items()}
    reads: dict[str, dict[str, Any]] = {
        "depth": {"near": facts["depth"]["near"], "far": facts["depth"]["far"]},
        "normals": {},
        "pose": {},
        "segments": {"colours": {"1": "#00ff0a"}, "beside": {name: keys[name] for name in ("depth", "normals")}},
    }
    net = adapter("net", "sd").weights
    controls = [
        Control(kind, keys["masks" if kind == "segments" else kind], net, read={"pass": kind, **read})
        for kind, read in reads.items()
    ]
    made = [make(studio, sd, Guides(controls=(one,))).pixels_sha256 for one in controls]
    assert len({*made, make(studio, sd, Guides(controls=tuple(controls))).pixels_sha256}) == 5
    bare = replace(controls[0], read={})
    assert plan(studio, sd, Guides(controls=(bare,))).digest != plan(studio, sd, Guides(controls=(controls[0],))).digest


@pytest.mark.parametrize("name", ["sd", "sdxl", "flux"])
def test_a_picture_that_starts_from_another_is_held_too(
    studio: Studio, tiny: Tiny, adapter: Adapter, name: str
) -> None:
    model, net, lora = studio.register(tiny(name)), adapter("net", name), adapter("lora", name)
    start = {"picture": f"sha256:{studio.shelf.keep(png(9))}"}
    made = set()
    for guides in (Guides(), Guides(controls=(held(studio, net),)), loras((lora, 1.0))):
        node = plan(studio, model, guides).nodes[0]
        params = {**node.params, "strength": 0.7}
        from_it = replace(node, op="diffusers.image_to_image", params=params, inputs={**node.inputs, **start})
        made.add(render(Recipe((from_it,)), studio.job()).pixels_sha256)
    assert len(made) == 3


@pytest.mark.parametrize("name", ["sd", "flux"])
def test_two_controls_hold_at_once_each_for_its_part_of_the_steps(
    studio: Studio, tiny: Tiny, adapter: Adapter, name: str
) -> None:
    model, nets = studio.register(tiny(name)), (adapter("net", name), adapter("net", name, 1))
    one, two = held(studio, nets[0]), replace(held(studio, nets[1], 2), kind="normals")
    made = [
        make(studio, model, Guides(controls=controls)).pixels_sha256
        for controls in ((one,), (two,), (one, two), (one, replace(two, start=0.5)), (replace(one, end=0.4), two))
    ]
    assert len(set(made)) == 5
    assert (
        plan(studio, model, Guides(controls=(two, one))).digest
        == plan(studio, model, Guides(controls=(one, two))).digest
    )


def test_the_recipe_says_each_adapter_and_says_nothing_where_there_is_none(
    studio: Studio, sd: ModelFolder, adapter: Adapter
) -> None:
    net, lora, ip = adapter("net", "sd"), adapter("lora", "sd"), adapter("ip", "sd")
    seen = studio.shelf.keep(png(7))
    control = held(studio, net, scale=0.8, end=0.6)
    node = plan(
        studio,
        sd,
        Guides(controls=(control,), loras=(Lora(lora.weights, 0.5, "fox"),), references=(Reference(seen, ip.weights),)),
    ).nodes[0]
    assert node.params["controls"] == [{"kind": "depth", "scale": 0.8, "start": 0.0, "end": 0.6}]
    assert (node.params["loras"], node.params["references"]) == ([{"scale": 0.5}], [{"scale": 0.6}])
    assert node.inputs == {
        "control.0": f"sha256:{control.picture}", "control.0.weights": f"weights:{net.weights}",
        "reference.0": f"sha256:{seen}", "reference.0.weights": f"weights:{ip.weights}",
        "lora.0": f"weights:{lora.weights}",
    }  # fmt: skip
    bare = plan(studio, sd, Guides()).nodes[0]
    assert not bare.inputs and not {"controls", "loras", "references"} & set(bare.params)


@pytest.mark.parametrize(
    ("spoilt", "why"),
    [
        ({"params": {"controls": [{"kind": "depth", "scale": 9}]}}, "scale of a control is 9"),
        ({"params": {"controls": [{"kind": "smell", "scale": 1}]}}, "kind 'smell'"),
        ({"params": {"controls": [{"kind": "depth", "scale": 1, "start": 0.5, "end": 0.5}]}}, "begin before it ends"),
        ({"params": {"controls": [{"scale": 1}]}}, "not understood"),
        ({"params": {"controls": "all"}}, "list of at most 8"),
        ({"params": {"controls": [{"kind": "depth", "scale": 1, "strength": 1}]}}, "strength, which is not understood"),
        ({"inputs": {}}, "control.0 by its sha256 digest"),
    ],
)
def test_what_a_recipe_cannot_mean_is_refused_with_a_sentence(
    studio: Studio, sd: ModelFolder, adapter: Adapter, spoilt: dict[str, dict[str, object]], why: str
) -> None:
    recipe = plan(studio, sd, Guides(controls=(held(studio, adapter("net", "sd")),)))
    node = recipe.nodes[0]
    changed = {"params": {**node.params, **spoilt.get("params", {})}, "inputs": spoilt.get("inputs", node.inputs)}
    with pytest.raises(EngineError, match=why):
        render(Recipe((replace(node, **changed),)), studio.job())  # type: ignore[arg-type]

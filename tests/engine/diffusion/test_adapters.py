"""LoRAs, ControlNets and reference pictures on tiny models: what they change, and that nothing of them stays on."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from generation.engine.diffusion import engine
from generation.engine.diffusion.adapters import wearing
from generation.engine.diffusion.adapters.scan import AdapterFile, look_at
from generation.engine.diffusion.scan import ModelFolder
from generation.engine.guides import Control, Guides, Lora, Reference
from generation.engine.picture import EngineError, Picture
from generation.engine.recipe import Recipe
from generation.engine.render import render
from tests import tiny_adapters
from tests.engine.diffusion.conftest import Studio
from tests.engine.diffusion.test_adapters_pictures import still
from tests.tiny_models import needs_diffusers, tiny_sd3

pytestmark = needs_diffusers()
__all__ = ["still"]  # a fixture

Tiny = Callable[[str], Path]
Adapter = Callable[..., AdapterFile]


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory, tiny: Tiny) -> Callable[[str, str, int], Path]:
    """built("lora", "sd", 1): the file or folder of a tiny adapter, to be read only."""
    root = tmp_path_factory.mktemp("adapters")

    def path(kind: str, name: str, seed: int) -> Path:
        where = root / f"{kind}-{name}-{seed}"
        if where.exists():
            return where / "ip.safetensors" if kind == "ip" else where
        if kind == "lora":
            where = where.with_suffix(".safetensors")
            return where if where.exists() else tiny_adapters.tiny_lora(where, tiny(name), name, seed=seed, alpha=8)
        if kind == "net":
            return tiny_adapters.tiny_controlnet(where, name, seed=seed)
        return tiny_adapters.tiny_ip_adapter(where, tiny(name), seed=seed)

    return path


@pytest.fixture
def adapter(studio: Studio, built: Callable[[str, str, int], Path]) -> Adapter:
    """adapter("lora", "sd", 1) is registered and can be asked for by its weights."""

    def found(kind: str, name: str, seed: int = 0) -> AdapterFile:
        file = look_at(built(kind, name, seed))
        studio.shelf.folders[file.weights] = str(file.path)
        return file

    return found


@pytest.fixture(autouse=True, scope="module")
def bare_afterwards() -> object:
    yield
    wearing._worn.clear()


def png(seed: int, size: tuple[int, int] = (64, 64)) -> bytes:
    out = io.BytesIO()
    Image.fromarray(np.random.default_rng(seed).integers(0, 255, (*size, 3), np.uint8)).save(out, "PNG")
    return out.getvalue()


def plan(studio: Studio, model: ModelFolder, guides: Guides, **asked: Any) -> Recipe:
    return engine.plan(replace(studio.order(model, reads=48, **asked), guides=guides))


def make(studio: Studio, model: ModelFolder, guides: Guides = Guides(), **asked: Any) -> Picture:  # noqa: B008
    return render(plan(studio, model, guides, **asked), studio.job())


def loras(*files: tuple[AdapterFile, float]) -> Guides:
    return Guides(loras=tuple(Lora(file.weights, scale) for file, scale in files))


def said(recipe: Recipe, **params: Any) -> Recipe:
    """The recipe with other params of its step."""
    node = recipe.nodes[0]
    return Recipe((replace(node, params={**node.params, **params}),), recipe.context)


def held(studio: Studio, net: AdapterFile, seed: int = 1, **more: Any) -> Control:
    return Control("depth", studio.shelf.keep(png(seed)), net.weights, **more)


# --- LoRAs ----------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("name", ["sd", "sdxl", "flux"])
def test_a_lora_acts_by_its_scale_and_leaves_nothing_behind(
    studio: Studio, tiny: Tiny, adapter: Adapter, name: str
) -> None:
    model, lora = studio.register(tiny(name)), adapter("lora", name)
    plain = make(studio, model).pixels_sha256
    full = make(studio, model, loras((lora, 1.0))).pixels_sha256
    half = make(studio, model, loras((lora, 0.5))).pixels_sha256
    assert len({plain, full, half}) == 3
    assert make(studio, model, loras((lora, 1.0))).pixels_sha256 == full
    assert make(studio, model).pixels_sha256 == plain


def test_two_loras_differ_from_each_alone_and_their_order_says_nothing(
    studio: Studio, sd: ModelFolder, adapter: Adapter
) -> None:
    one, two = adapter("lora", "sd", 1), adapter("lora", "sd", 2)
    both = plan(studio, sd, loras((one, 0.7), (two, 0.4)))
    assert plan(studio, sd, loras((two, 0.4), (one, 0.7))).digest == both.digest
    made = {
        render(recipe, studio.job()).pixels_sha256
        for recipe in (both, plan(studio, sd, loras((one, 0.7))), plan(studio, sd, loras((two, 0.4))))
    }
    assert len(made) == 3


def test_a_lora_at_scale_nought_is_none_in_the_recipe_and_in_the_pixels(
    studio: Studio, sd: ModelFolder, adapter: Adapter
) -> None:
    lora = adapter("lora", "sd", 1)
    plain = plan(studio, sd, Guides())
    assert plan(studio, sd, loras((lora, 0.0))).digest == plain.digest
    worn = plan(studio, sd, loras((lora, 1.0)))
    assert (
        render(said(worn, loras=[{"scale": 0}]), studio.job()).pixels_sha256
        == render(plain, studio.job()).pixels_sha256
    )


def test_the_alpha_of_a_lora_counts(studio: Studio, sd: ModelFolder, tiny: Tiny, tmp_path: Path) -> None:
    """Rank 4 and alpha 8 is twice what the weights say; alpha 4 is what they say, and so is a file that says none."""
    made = {}
    for name, alpha, noted in (("eight", 8, True), ("four", 4, True), ("silent", 8, False)):
        file = look_at(
            tiny_adapters.tiny_lora(
                tmp_path / f"{name}.safetensors", tiny("sd"), "sd", seed=1, alpha=alpha, noted=noted
            )
        )
        assert file.facts["alpha"] == (alpha if noted else None)
        studio.shelf.folders[file.weights] = str(file.path)
        made[name] = make(studio, sd, loras((file, 0.5))).pixels_sha256
        if name == "four":
            made["four twice"] = make(studio, sd, loras((file, 1.0))).pixels_sha256
    assert made["eight"] == made["four twice"] != made["four"] == made["silent"]


def test_kohyas_alpha_beside_each_layer_counts(studio: Studio, sd: ModelFolder, tmp_path: Path) -> None:
    found = [look_at(tiny_adapters.kohya_lora(tmp_path / f"{a}.safetensors", alpha=a)) for a in (4.0, 2.0)]
    for file in found:
        studio.shelf.folders[file.weights] = str(file.path)
    whole, half = ([make(studio, sd, loras((file, s))).pixels_sha256 for s in (1.0, 0.5)] for file in found)
    assert half[0] == whole[1] != whole[0] != make(studio, sd).pixels_sha256


def test_a_lora_of_another_family_is_refused_by_its_header(studio: Studio, sd: ModelFolder, adapter: Adapter) -> None:
    with pytest.raises(EngineError, match="was made for sdxl models, and this model is sd15"):
        make(studio, sd, loras((adapter("lora", "sdxl"), 1.0)))


def test_a_lora_that_does_not_fit_is_refused_and_leaves_nothing_behind(
    studio: Studio, sd: ModelFolder, tiny: Tiny, tmp_path: Path
) -> None:
    from safetensors.torch import load_file, save_file

    plain = make(studio, sd).pixels_sha256
    wide = load_file(tiny_adapters.tiny_lora(tmp_path / "wide", tiny("sdxl"), "sdxl"))
    strange = load_file(tiny_adapters.tiny_lora(tmp_path / "strange", tiny("sd"), "sd"))
    strange = {key.replace("down_blocks.1", "down_blocks.7"): value for key, value in strange.items()}
    for name, state, why in (("wide", wide, "size mismatch"), ("strange", strange, "of its")):
        save_file(state, tmp_path / name)  # without a word of what it was made for
        file = look_at((tmp_path / name).rename(tmp_path / f"{name}.safetensors"))
        studio.shelf.folders[file.weights] = str(file.path)
        with pytest.raises(EngineError, match=f"does not fit this model.*{why}"):
            make(studio, sd, loras((file, 1.0)))
        assert make(studio, sd).pixels_sha256 == plain


def test_a_lora_of_numbers_that_are_none_is_refused(
    studio: Studio, sd: ModelFolder, tiny: Tiny, tmp_path: Path
) -> None:
    from safetensors.torch import load_file, save_file

    state = load_file(tiny_adapters.tiny_lora(tmp_path / "a", tiny("sd"), "sd"))
    next(iter(state.values()))[0, 0] = float("nan")
    save_file(state, tmp_path / "nan.safetensors")
    file = look_at(tmp_path / "nan.safetensors")
    studio.shelf.folders[file.weights] = str(file.path)
    with pytest.raises(EngineError, match="values that are not numbers"):
        make(studio, sd, loras((file, 1.0)))


def test_a_lora_that_changed_since_it_was_registered_is_refused(
    studio: Studio, sd: ModelFolder, adapter: Adapter
) -> None:
    one, two = adapter("lora", "sd", 1), adapter("lora", "sd", 2)
    studio.shelf.folders[one.weights] = str(two.path)
    with pytest.raises(EngineError, match="has changed since it was registered"):
        make(studio, sd, loras((one, 1.0)))


# --- ControlNets ----------------------------------------------------------------------------------------------------
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


# --- reference pictures ---------------------------------------------------------------------------------------------
@pytest.mark.parametrize("name", ["sd", "sdxl"])
def test_a_reference_is_seen_by_its_scale_and_leaves_nothing_behind(
    studio: Studio, tiny: Tiny, adapter: Adapter, name: str
) -> None:
    model, ip = studio.register(tiny(name)), adapter("ip", name)
    plain = make(studio, model).pixels_sha256
    first, second = (Reference(studio.shelf.keep(png(seed, (80, 48))), ip.weights) for seed in (1, 2))
    made = [
        make(studio, model, Guides(references=shown)).pixels_sha256
        for shown in (
            (first,),
            (second,),
            (replace(first, scale=0.2),),
            (first, second),
            (first, replace(second, scale=0.2)),
        )
    ]
    assert len({plain, *made}) == 6
    assert make(studio, model, Guides(references=(first,))).pixels_sha256 == made[0]
    assert make(studio, model).pixels_sha256 == plain


def test_the_attention_that_was_there_before_is_put_back(studio: Studio, sd: ModelFolder, adapter: Adapter) -> None:
    from generation.engine.diffusion import load

    make(studio, sd)
    unet = next(warm.pipe.unet for warm in load._held.warm.values() if warm.folder.weights == sd.weights)
    before = dict(unet.attn_processors)
    seen = Reference(studio.shelf.keep(png(1)), adapter("ip", "sd").weights)
    make(studio, sd, Guides(references=(seen,)))
    assert unet.attn_processors != before
    make(studio, sd)
    assert unet.attn_processors == before and unet.encoder_hid_proj is None


def test_all_at_once_and_in_another_order_of_jobs_it_is_the_same_picture(
    studio: Studio, sd: ModelFolder, adapter: Adapter
) -> None:
    net, lora, ip = adapter("net", "sd"), adapter("lora", "sd"), adapter("ip", "sd")
    everything = Guides(
        controls=(held(studio, net, scale=0.5),),
        loras=(Lora(lora.weights, 0.5),),
        references=(Reference(studio.shelf.keep(png(3)), ip.weights),),
    )
    alone = [make(studio, sd, replace(Guides(), **{name: getattr(everything, name)})).pixels_sha256
             for name in ("controls", "loras", "references")]  # fmt: skip
    whole = make(studio, sd, everything).pixels_sha256
    assert len({whole, *alone}) == 4
    make(studio, sd)
    assert make(studio, sd, everything).pixels_sha256 == whole


def test_a_model_whose_attention_is_one_multiplication_takes_no_lora(
    studio: Studio, sd: ModelFolder, adapter: Adapter
) -> None:
    recipe = said(plan(studio, sd, loras((adapter("lora", "sd", 1), 1.0))), how={"fuse_qkv": True})
    with pytest.raises(EngineError, match="fuse_qkv"):
        render(recipe, studio.job())


def test_a_member_of_a_device_batch_wears_what_its_group_wears(studio: Studio, tiny: Tiny, adapter: Adapter) -> None:
    """Alone or in its group it is the same picture, also where the pipeline draws noise of its own (SD 3)."""
    from generation.engine.diffusion.together import batch_of, render_group

    model = studio.register(tiny("sd"))
    ip, net, lora = adapter("ip", "sd"), adapter("net", "sd"), adapter("lora", "sd", 1)
    guides = Guides(
        controls=(held(studio, net),),
        references=(Reference(studio.shelf.keep(png(3)), ip.weights),),
        loras=(Lora(lora.weights, 0.5),),
    )
    recipes = [said(plan(studio, model, guides, seed=seed), batch=batch_of(seed, (4, 5))) for seed in (4, 5)]
    together = render_group(recipes, studio.job())
    assert render(recipes[1], studio.job()).pixels_sha256 == together[1].pixels_sha256
    assert together[0].pixels_sha256 != together[1].pixels_sha256


def test_a_model_that_sees_no_pictures_says_so(studio: Studio, tiny: Tiny, adapter: Adapter) -> None:
    flux, ip = studio.register(tiny("flux")), adapter("ip", "sd")
    with pytest.raises(EngineError, match=r"Reference pictures are shown to SD 1\.5, SD 2 and SDXL alone"):
        make(studio, flux, Guides(references=(Reference(studio.shelf.keep(png(1)), ip.weights),)))

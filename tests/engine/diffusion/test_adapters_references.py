"""Reference pictures on tiny models, and all adapters at once: nothing of them stays on."""

from __future__ import annotations

from dataclasses import replace

import pytest

from generation.engine.diffusion.scan import ModelFolder
from generation.engine.guides import Guides, Lora, Reference
from generation.engine.picture import EngineError
from generation.engine.render import render
from tests.engine.diffusion.adapting import bare_afterwards, held, loras, make, plan, png, said
from tests.engine.diffusion.conftest import Adapter, Studio, Tiny
from tests.tiny_models import needs_diffusers

pytestmark = needs_diffusers()
__all__ = ["bare_afterwards"]  # fixtures


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

"""The nodes that run diffusion pipelines."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, TypeVar

import numpy as np
from PIL import Image

from generation.engine.diffusion import load
from generation.engine.diffusion.adapters.wanted import without
from generation.engine.diffusion.canvas import LANCZOS, covering, feathered, laid_over, mask_of, rgb, start_of
from generation.engine.diffusion.chain import VERSION, WEIGHED, version_of
from generation.engine.diffusion.families import IMAGE, INPAINT, REFINE, shaped
from generation.engine.diffusion.ladder import climbing
from generation.engine.diffusion.making import ready
from generation.engine.diffusion.params import ImageToImage, Inpaint, Refine, TextToImage
from generation.engine.diffusion.sound import not_flat, pixels_of
from generation.engine.diffusion.steps import Steps
from generation.engine.picture import EngineError, Job, Picture, Pixels
from generation.engine.recipe import Node

Asked = TypeVar("Asked", bound=TextToImage)


@climbing
def text_to_image(before: Picture | None, node: Node, job: Job) -> Picture:
    """Pixels (height, width, 3) from a prompt and a seed. Reports each step; checks for cancel at each step.

    Raises Cancelled, or EngineError with a sentence when the model cannot be used or makes no sound picture.
    """
    if before is not None:
        raise EngineError("diffusers.text_to_image makes a picture from words, so it must be the recipe's first step.")
    asked = read(node, TextToImage)
    job.check_cancelled()
    with load.pipeline(asked, job) as warm, ready(warm, asked, node, job) as pipe:
        return pipe.picture(sound(pipe.call(width=asked.width, height=asked.height), warm))


@climbing
def image_to_image(before: Picture | None, node: Node, job: Job) -> Picture:
    """Another picture from the one before, or from `inputs.picture`: its middle, in the shape that is asked for."""
    asked = read(node, ImageToImage)
    start = start_of(before, node, job)
    image, notes = covering(rgb(start), asked.width, asked.height)
    job.check_cancelled()
    with load.pipeline(asked, job) as warm, ready(warm, asked, node, job, IMAGE) as pipe:
        made = pipe.call(image=image, strength=asked.strength, width=asked.width, height=asked.height)
        picture = pipe.picture(sound(made, warm))
    return following(start, picture, notes, boxes=not notes)


@climbing
def inpaint(before: Picture | None, node: Node, job: Job) -> Picture:
    """The picture before, made anew where `inputs.mask` is white; every other pixel is what it was."""
    asked = read(node, Inpaint)
    start = start_of(before, node, job)
    mask = mask_of(node, job, start)
    size = shaped(start.width, start.height, asked.width * asked.height, asked.kind)
    white = Image.fromarray(np.where(mask > 0, np.uint8(255), np.uint8(0))).resize(size, Image.Resampling.BOX)
    job.check_cancelled()
    with load.pipeline(asked, job) as warm, ready(warm, asked, node, job, INPAINT) as pipe:
        made = pipe.call(
            image=rgb(start).resize(size, LANCZOS),
            mask_image=white.point(lambda grey: 255 if grey else 0),
            strength=asked.strength,
            width=size[0],
            height=size[1],
        )
        new = np.asarray(Image.fromarray(sound(made, warm)).resize((start.width, start.height), LANCZOS))
        picture = pipe.picture(laid_over(start.pixels, new, feathered(mask, asked.feather)))
    return following(start, picture)


@climbing
def refine(before: Picture | None, node: Node, job: Job) -> Picture:
    """As the first step: from words, with the last steps by a refiner. Else the refiner goes over the picture before.

    From words both models work in one step of the recipe, because what goes from one to the other is unfinished
    latents: made into pixels in between, their noise would be seen as a picture and lost.
    """
    asked = read(node, Refine)
    second = replace(asked, weights=asked.refiner, variant="")
    bare = Node(node.op, node.version)  # adapters are made for the model, not for its refiner
    if before is not None or "picture" in node.inputs:
        start = start_of(before, node, job)
        image, notes = covering(rgb(start), asked.width, asked.height)
        with load.pipeline(second, job) as warm, ready(warm, second, bare, job, REFINE) as pipe:
            made = pipe.call(image=image, strength=1 - asked.at, width=asked.width, height=asked.height)
            picture = pipe.picture(sound(made, warm))
        return following(start, picture, notes, boxes=not notes)
    if not asked.kind.hands_latents:
        raise EngineError(
            f"{asked.kind.label} cannot hand an unfinished picture to a refiner, so the finished one is refined. "
            "Plan it again."
        )
    job.check_cancelled()
    with load.pipelines((asked, second), job) as (warm, refiner):
        path = str(warm.folder.path)
        first = int(asked.at * asked.steps)
        with ready(warm, asked, node, job) as pipe:
            latents = pipe.call(
                output="latent",
                denoising_end=asked.at,
                width=asked.width,
                height=asked.height,
                steps=Steps(path, job, after=asked.steps - first),
            )
            done, notes = int(pipe.pipe.num_timesteps), pipe.notes
        with ready(refiner, second, bare, job, REFINE) as pipe:
            made = pipe.call(
                image=latents, denoising_start=asked.at, steps=Steps(str(refiner.folder.path), job, before=done)
            )
            picture = pipe.picture(sound(made, refiner))
    return picture.with_(notes=tuple(dict.fromkeys((*notes, *picture.notes))))


def sound(made: Any, warm: load.Warm) -> Pixels:
    """Bytes of what a pipeline made, where that is a picture at all."""
    return not_flat(pixels_of(made, warm.folder.path), warm.folder.path)


def following(start: Picture, made: Picture, notes: tuple[str, ...] = (), *, boxes: bool = True) -> Picture:
    """What was made, with what was known of the picture it began from. Named regions go where nothing was cut away."""
    facts = {**made.facts, "before": dict(start.facts)} if start.facts else made.facts
    return made.with_(boxes=start.boxes if boxes else (), notes=(*start.notes, *notes, *made.notes), facts=facts)


def read(node: Node, kind: type[Asked]) -> Asked:
    """The node's params. Raises EngineError where another version of this engine planned them."""
    if node.version not in (VERSION, WEIGHED):
        raise EngineError(
            f"This recipe was planned by diffusers engine {node.version}; this worker has {VERSION} and {WEIGHED}. "
            "Plan it again."
        )
    asked = kind.from_params(without(node.params))
    if node.version != version_of(asked):
        raise EngineError(f"A recipe of diffusers engine {node.version} cannot say what this one does. Plan it again.")
    return asked

"""The nodes that run diffusion pipelines."""

from __future__ import annotations

from typing import TypeVar

from generation.engine.diffusion import load
from generation.engine.diffusion.adapters.wanted import without
from generation.engine.diffusion.engine import VERSION, WEIGHED, version_of
from generation.engine.diffusion.making import ready
from generation.engine.diffusion.params import TextToImage
from generation.engine.diffusion.sound import not_flat, pixels_of
from generation.engine.picture import EngineError, Job, Picture
from generation.engine.recipe import Node

Asked = TypeVar("Asked", bound=TextToImage)


def text_to_image(before: Picture | None, node: Node, job: Job) -> Picture:
    """Pixels (height, width, 3) from a prompt and a seed. Reports each step; checks for cancel at each step.

    Raises Cancelled, or EngineError with a sentence when the model cannot be used or makes no sound picture.
    """
    if before is not None:
        raise EngineError("diffusers.text_to_image makes a picture from words, so it must be the recipe's first step.")
    asked = read(node, TextToImage)
    job.check_cancelled()
    with load.pipeline(asked, job) as warm, ready(warm, asked, node, job) as pipe:
        made = pipe.call(width=asked.width, height=asked.height)
        where = warm.folder.path
        return pipe.picture(not_flat(pixels_of(made, where), where))


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

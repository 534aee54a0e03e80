"""First nodes that fetch a picture rather than make one."""

from __future__ import annotations

import io

import numpy as np
from PIL import Image

from generation.engine.picture import Box, EngineError, Job, Picture
from generation.engine.recipe import Node


def stored(_before: Picture | None, node: Node, job: Job) -> Picture:
    """A picture that exists already: `inputs.picture` is its blob, `inputs.recipe` how it came to be.

    `params.boxes` are its named regions, so that later nodes can frame by them.
    """
    kind, _, key = node.inputs["picture"].partition(":")
    if kind != "sha256":
        raise EngineError("The stored picture of this recipe is not named by a sha256 digest.")
    with Image.open(io.BytesIO(job.inputs.blob(key)), formats=["PNG"]) as image:
        pixels = np.asarray(image.convert("RGBA" if image.mode == "RGBA" else "RGB"))
    boxes = tuple(Box.from_document(b) for b in node.params.get("boxes", []))
    return Picture(pixels=pixels, boxes=boxes)

"""An image encoder from a folder of safetensors: CLIP's vision tower, DINOv2 or SigLIP, through transformers.

On the processor always: a device's memory is for the pictures, and is counted without this.
"""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from generation.engine.acceptance.evidence import Encode
from generation.engine.picture import EngineError, Pixels

# What a config names -> the class that holds its vision tower alone, and the output that says who it is.
TOWERS: Final = {
    "CLIPModel": ("CLIPVisionModelWithProjection", "image_embeds"),
    "CLIPVisionModelWithProjection": ("CLIPVisionModelWithProjection", "image_embeds"),
    "CLIPVisionModel": ("CLIPVisionModel", "pooler_output"),
    "Dinov2Model": ("Dinov2Model", "pooler_output"),
    "SiglipVisionModel": ("SiglipVisionModel", "pooler_output"),
}
# CLIP's own (Radford et al. 2021), where the folder has no preprocessor_config.json
MEAN, DEVIATION, SIDE = (0.48145466, 0.4578275, 0.40821073), (0.26862954, 0.26130258, 0.27577711), 224


@lru_cache(maxsize=1)
def load(folder: str) -> Encode:
    """The encoder in this folder, kept warm. Raises EngineError naming what is wrong with it."""
    path = Path(folder)
    config = _json(path / "config.json")
    named = str((config.get("architectures") or [""])[0])
    if named not in TOWERS:
        raise EngineError(f"{path.name} holds “{named[:60]}”, which is not an image encoder. Use {', '.join(TOWERS)}.")
    if not any(path.glob("*.safetensors")):
        raise EngineError(f"{path.name} has no safetensors file. Convert its weights and register it again.")
    import torch
    import transformers

    kind, output = TOWERS[named]
    try:
        tower = getattr(transformers, kind).from_pretrained(folder, use_safetensors=True, local_files_only=True)
    except (OSError, ValueError, RuntimeError) as error:
        raise EngineError(f"{path.name} cannot be loaded ({str(error)[:120]}). Copy its folder again.") from error
    tower = tower.to(torch.float32).eval()
    given = _json(path / "preprocessor_config.json")
    vision = config.get("vision_config", config)
    side = _side(given) or int(vision.get("image_size", SIDE))
    mean, deviation = (np.array(given.get(k, v)) for k, v in (("image_mean", MEAN), ("image_std", DEVIATION)))

    def encode(pixels: Pixels) -> NDArray[np.float64]:
        square = Image.fromarray(squared(pixels)).resize((side, side), Image.Resampling.BICUBIC)
        values = (np.asarray(square, np.float64) / 255 - mean) / deviation
        with torch.inference_mode():
            said = tower(pixel_values=torch.from_numpy(values.transpose(2, 0, 1)[None]).float())
        vector: NDArray[np.float64] = getattr(said, output)[0].double().numpy()
        if not np.isfinite(vector).all():
            raise EngineError(f"{path.name} answers with values that are not numbers. Register its folder again.")
        return vector / max(float(np.linalg.norm(vector)), 1e-12)

    return encode


def squared(pixels: Pixels) -> Pixels:
    """The largest square: of a tall cut the top, where a person's face is; of a wide one the middle."""
    height, width = pixels.shape[:2]
    side = min(height, width)
    left = (width - side) // 2
    return np.ascontiguousarray(pixels[:side, left : left + side])


def _side(given: dict[str, Any]) -> int:
    size = given.get("crop_size") or given.get("size") or 0
    return int(size.get("height") or size.get("shortest_edge") or 0) if isinstance(size, dict) else int(size)


def _json(path: Path) -> dict[str, Any]:
    try:
        found = json.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError) as error:
        raise EngineError(f"{path.name} of {path.parent.name} cannot be read. Copy the folder again.") from error
    return found if isinstance(found, dict) else {}

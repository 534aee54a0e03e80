"""Control pictures: what a ControlNet is shown, made from previz's passes or from a picture that is ready. Pure.

Each kind is drawn as the field's networks were trained:

depth     near is white, beyond is black: inverse distance, scaled to the picture's own range, as MiDaS gives it
          (R. Ranftl et al., "Towards Robust Monocular Depth Estimation", TPAMI 2020; ControlNet's annotator/midas).
normals   red is left, green up, blue towards the viewer, (n + 1) / 2: what Bae et al.'s estimator draws
          ("Estimating and Exploiting the Aleatoric Uncertainty in Surface Normal Estimation", ICCV 2021), which
          ControlNet 1.1's normalbae was trained on. Previz's x is right, so red is turned round. No surface: (0, 0, 1).
segments  ADE20K's colours (ade.py) of things by their names; floor, ceiling and wall by their slope, sky by its depth.
pose      OpenPose's 18 COCO points in its published colours, limbs at six tenths (previz/skeleton.py draws it so).
"""

from __future__ import annotations

import io
from collections.abc import Mapping
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from generation.engine.diffusion.adapters.ade import ADE20K, CEILING, FLOOR, SKY, WALL, Colour
from generation.engine.guides import Control
from generation.engine.picture import EngineError, Pixels

BEYOND = 65535  # in a depth pass: sky, or farther than it says
LEVEL = 0.7  # of a normal's y: steeper than 45 degrees is a wall
READS: Final = ("depth", "normals", "segments", "pose")


def control_picture(control: Control, picture: bytes, others: Mapping[str, bytes], width: int, height: int) -> Pixels:
    """(height, width, 3) uint8. `others` are the passes that `control.read` names beside. Raises EngineError.

    A picture of another shape is scaled to cover and cut evenly: its geometry is never stretched.
    """
    said = control.read
    kind = said.get("pass", "")
    if not kind:
        made, smooth = rgb(picture), True
    elif kind == "depth":
        made, smooth = depth(_grey(picture, "depth"), _number(said, "near"), _number(said, "far")), True
    elif kind == "normals":
        made, smooth = normals(rgb(picture)), True
    elif kind == "segments":
        names = said.get("colours")
        if not isinstance(names, Mapping):
            raise EngineError("A control by segments has to say the colour of each mark. Plan the recipe again.")
        far, slope = (others.get(name) for name in ("depth", "normals"))
        made = segments(
            _grey(picture, "masks"),
            {int(mark): str(colour) for mark, colour in names.items()},
            ground=_colour(str(said["ground"])) if said.get("ground") else ADE20K[FLOOR],
            far=None if far is None else _grey(far, "depth") == BEYOND,
            slope=None if slope is None else rgb(slope)[..., 1] / 127.5 - 1,
        )
        smooth = False  # between two classes there is no third
    elif kind == "pose":
        made, smooth = rgb(picture), True
    else:
        raise EngineError(f"No pass {str(kind)[:40]!r} is read here. Known: {', '.join(READS)}.")
    return cover(made, width, height, smooth=smooth)


def depth(stored: NDArray[np.int32], near: float, far: float) -> Pixels:
    """From a 16 bit pass, 0 at `near` and 65534 at `far` metres."""
    if far <= 0 or far < near:
        raise EngineError(f"A depth pass from {near:g} to {far:g} metres cannot be read.")
    metres = np.maximum(near + stored / 65534 * (far - near), 0.01)
    inverse = np.where(stored == BEYOND, 0.0, 1 / metres)
    least, most = float(inverse.min()), float(inverse.max())
    scaled = (inverse - least) / (most - least) if most > least else np.zeros_like(inverse)
    return _three((scaled * 255 + 0.5).astype(np.uint8))


def normals(stored: Pixels) -> Pixels:
    """From an 8 bit pass in camera space, x right, y up, z to the viewer; (128, 128, 128) where nothing stands."""
    made = stored.copy()
    made[..., 0] = 255 - stored[..., 0]
    vector = stored / 127.5 - 1
    made[np.linalg.norm(vector, axis=2) < 0.5] = (128, 128, 255)
    return made


def segments(
    marks: NDArray[np.int32],
    colours: Mapping[int, str],
    *,
    ground: Colour = ADE20K[FLOOR],
    far: NDArray[np.bool_] | None = None,
    slope: NDArray[np.floating[Any]] | None = None,
) -> Pixels:
    """From a pass of marks (h, w), 0 the set. `far` is where there is sky, `slope` the y of the normals."""
    made = np.empty((*marks.shape, 3), np.uint8)
    made[:] = ADE20K[WALL]
    if slope is not None:
        made[slope > LEVEL] = ground
        made[slope < -LEVEL] = ADE20K[CEILING]
    if far is not None:
        made[far] = ADE20K[SKY]
    for mark, colour in colours.items():
        made[marks == mark] = _colour(colour)
    return made


def cover(picture: Pixels, width: int, height: int, *, smooth: bool = True) -> Pixels:
    """Scaled to cover width by height, and cut evenly on both sides."""
    tall, wide = picture.shape[:2]
    if (wide, tall) == (width, height):
        return picture
    factor = max(width / wide, height / tall)
    seen = (width / factor, height / factor)
    left, top = (wide - seen[0]) / 2, (tall - seen[1]) / 2
    how = Image.Resampling.BILINEAR if smooth else Image.Resampling.NEAREST
    box = (left, top, left + seen[0], top + seen[1])
    return np.asarray(Image.fromarray(picture).resize((width, height), how, box=box))


def opened(data: bytes) -> Image.Image:
    """A stored picture: PNG, WebP or JPEG, as the store takes them. Raises EngineError."""
    try:
        image = Image.open(io.BytesIO(data), formats=["PNG", "WEBP", "JPEG"])
        image.load()
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise EngineError(f"A picture that this recipe is held to cannot be opened ({error}).") from error
    return image


def rgb(data: bytes) -> Pixels:
    """Over mid grey where it is clear."""
    image = opened(data)
    if image.mode in ("RGBA", "LA", "P"):
        image = image.convert("RGBA")
        ground = Image.new("RGBA", image.size, (128, 128, 128, 255))
        image = Image.alpha_composite(ground, image)
    return np.asarray(image.convert("RGB"))


def _grey(data: bytes, name: str) -> NDArray[np.int32]:
    found = np.asarray(opened(data)).astype(np.int32)
    if found.ndim != 2:
        raise EngineError(f"The {name} pass that this recipe is held to has colours, and should be grey.")
    return found


def _number(said: Mapping[str, Any], name: str) -> float:
    value = said.get(name)
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise EngineError(f"A control by depth has to say {name} in metres. Plan the recipe again.")
    return float(value)


def _colour(code: str) -> Colour:
    try:
        red, green, blue = bytes.fromhex(code.removeprefix("#"))
    except ValueError as error:
        raise EngineError(f"{code[:20]!r} is no colour. Plan the recipe again.") from error
    return red, green, blue


def _three(grey: NDArray[np.uint8]) -> Pixels:
    return np.repeat(grey[..., None], 3, axis=2)

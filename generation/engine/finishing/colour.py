"""Colour: WCAG contrast, brand colours, ICC profiles, and the colour.convert step."""

from __future__ import annotations

import functools
import tempfile

import numpy as np
import pyvips
from numpy.typing import NDArray

from generation.engine.finishing.fit import needed, vips
from generation.engine.picture import EngineError, Job, Picture, Pixels
from generation.engine.recipe import Node

Rgb = tuple[int, int, int]


def rgb(colour: str) -> Rgb:
    """ "#rrggbb" to three bytes. Raises EngineError with a sentence."""
    text = colour.lstrip("#")
    try:
        if len(text) != 6:
            raise ValueError
        return int(text[0:2], 16), int(text[2:4], 16), int(text[4:6], 16)
    except ValueError:
        raise EngineError(
            f"{colour!r} is not a colour: write it as # and six hex digits, for example #14213D."
        ) from None


@functools.cache
def _linear() -> NDArray[np.float64]:
    """sRGB byte to linear light (IEC 61966-2-1), as WCAG 2 uses it."""
    v = np.arange(256) / 255
    return np.where(v <= 0.04045, v / 12.92, ((v + 0.055) / 1.055) ** 2.4)


def luminance(pixels: Pixels) -> NDArray[np.float64]:
    """Relative luminance (WCAG 2) of (..., 3+) uint8 sRGB, 0-1."""
    light = _linear()
    return 0.2126 * light[pixels[..., 0]] + 0.7152 * light[pixels[..., 1]] + 0.0722 * light[pixels[..., 2]]


def lightness(colour: str) -> float:
    return float(luminance(np.array(rgb(colour), np.uint8)))


def ratio(a: float | NDArray[np.float64], b: float | NDArray[np.float64]) -> NDArray[np.float64]:
    """WCAG 2 contrast ratio of two relative luminances, 1-21."""
    high, low = np.maximum(a, b), np.minimum(a, b)
    return np.asarray((high + 0.05) / (low + 0.05))


WORST = 5.0  # per cent: the contrast that all but this share of the pixels beneath reach


def contrast_over(colour: str, beneath: NDArray[np.float64]) -> float:
    """The contrast of a text colour over these luminances, reached by all but the worst 5 % of them."""
    if beneath.size == 0:
        return 21.0
    return float(np.percentile(ratio(lightness(colour), beneath), WORST))


@functools.cache
def profile(name: str) -> bytes:
    """libvips's own "srgb" or "cmyk" ICC profile: fixed bytes, free to ship.

    LittleCMS can make an sRGB profile too, but writes the time of day into it: no two files would be the same.
    """
    return bytes(pyvips.Operation.call("profile_load", name))


def flatten(pixels: Pixels, background: str) -> Pixels:
    """RGBA over a colour."""
    if pixels.shape[2] == 3:
        return pixels
    alpha = pixels[..., 3:4].astype(np.float32) / 255
    under = np.array(rgb(background), np.float32)
    return np.rint(pixels[..., :3] * alpha + under * (1 - alpha)).astype(np.uint8)


def convert(before: Picture | None, node: Node, job: Job) -> Picture:
    """`params`: to "srgb" | "cmyk", background "#rrggbb" | "transparent". `inputs.profile`: a print shop's ICC profile.

    Relative colorimetric with black point compensation, the usual choice for photographs on coated paper.
    """
    picture = needed(before, node)
    background = str(node.params.get("background") or "#FFFFFF")
    target = str(node.params.get("to", "srgb"))
    pixels = picture.pixels
    if background != "transparent" or target == "cmyk":
        pixels = flatten(pixels, "#FFFFFF" if background == "transparent" else background)
    if target == "srgb":
        return picture.with_(pixels=pixels, space="srgb", icc=profile("srgb"), file=None)
    if target != "cmyk":
        raise EngineError(f"The colour space {target!r} is unknown; use srgb or cmyk.")
    paper = profile("cmyk")
    if "profile" in node.inputs:
        paper = job.inputs.blob(node.inputs["profile"].partition(":")[2])
    image = vips(pixels).copy()
    image.set_type(pyvips.GValue.blob_type, "icc-profile-data", profile("srgb"))
    try:
        image = _to_profile(image, paper)
        found: Pixels = np.asarray(image.numpy())
    except pyvips.Error as error:
        raise EngineError(
            f"The print profile could not be used ({str(error).strip().splitlines()[-1]}). "
            "Upload a CMYK output profile as the print shop sent it (.icc or .icm)."
        ) from error
    if found.shape[2] != 4:
        raise EngineError("The print profile is not a CMYK profile. Upload the one that the print shop sent for CMYK.")
    return picture.with_(pixels=found, space="cmyk", icc=paper, file=None)


def _to_profile(image: pyvips.Image, paper: bytes) -> pyvips.Image:
    """libvips reads an output profile from a file only, so it is written to one for the length of the call."""
    with tempfile.NamedTemporaryFile(suffix=".icc") as file:
        file.write(paper)
        file.flush()
        out = image.icc_transform(file.name, embedded=True, intent="relative", black_point_compensation=True, depth=8)
        return out.copy_memory()


def to_srgb(pixels: Pixels, space: str, icc: bytes | None) -> Pixels:
    """What a screen shows of these pixels: (H, W, 3) uint8 sRGB. CMYK goes back through its own profile."""
    if space != "cmyk":
        return flatten(pixels, "#FFFFFF")
    image = vips(pixels, "cmyk").copy()
    image.set_type(pyvips.GValue.blob_type, "icc-profile-data", icc or profile("cmyk"))
    shown = image.icc_transform("srgb", embedded=True, intent="relative", black_point_compensation=True, depth=8)
    return np.asarray(shown.numpy())[..., :3]

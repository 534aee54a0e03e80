"""Hair shapes and what is worn on the head, in the head's own frame (see head.py). Worker side only."""

from __future__ import annotations

import numpy as np

from generation.engine.previz.things.mesh import Mesh
from generation.engine.previz.things.people.clay import Clay, along
from generation.engine.previz.things.people.field import CREASE, STRANDS
from generation.engine.previz.things.people.figure import Figure

BOTH = (-1, 1)
UNDER = {"cap": 0.135, "beanie": 0.118, "hat": 0.142, "helmet": 0.135, "toque": 0.142}  # hair shows below this
SKULL = (0.0, 0.128, -0.016)


def _shell(clay: Clay, thick: float) -> None:
    clay.ball(SKULL, (0.0755 + thick, 0.0835 + thick, 0.0945 + thick))


def _hairline(clay: Clay, y: float = 0.170, z: float = 0.058, slope: float = 0.62) -> None:
    clay.keep_below((0, y, z), (0.0, -slope, 1.0))


def _temples(clay: Clay, low: float = 0.055, nape: float = 0.012) -> None:
    """The lower edge: over the ears, falling to the nape."""
    clay.keep_below((0, low, 0.02), (0, -1, -(low - nape) / 0.115))


def hair(figure: Figure) -> Mesh | None:
    """None when there is none to see."""
    style = figure.hair
    if style == "bald" or figure.head == "hijab" or figure.mask:  # a mask's hood covers it all
        return None
    clay = Clay(soft=0.03, step=0.0078 / figure.detail, rim=0.010)
    strands = (26.0, 0.0016, 22.0)
    if style == "crop":
        _shell(clay, 0.005)
        _temples(clay)
        _hairline(clay)
        strands = (34.0, 0.0006, 30.0)
    elif style == "fade":
        _shell(clay, 0.003)
        clay.ball((0, 0.178, -0.002), (0.064, 0.042, 0.092))
        clay.ball((0.0, 0.196, 0.045), (0.05, 0.026, 0.04))
        _temples(clay, 0.075, 0.03)
        _hairline(clay, 0.176, 0.066, 0.5)
    elif style == "bob":
        _bob(clay, -0.002)
    elif style == "long":
        _bob(clay, -0.085, back=0.022)
        for x in (-0.045, 0.0, 0.045):
            clay.cone((x * 1.2, 0.02, -0.065), (x * 1.5, -0.165, -0.068), 0.038, 0.026, z=0.8)
    elif style == "bun":
        _shell(clay, 0.009)
        clay.ball((0, 0.188, -0.102), (0.042, 0.040, 0.038), soft=0.012)
        _temples(clay, 0.06, 0.03)
        _hairline(clay, 0.172, 0.060, 0.6)
    elif style == "ponytail":
        _shell(clay, 0.009)
        clay.cone((0, 0.160, -0.105), (0, 0.150, -0.150), 0.019, 0.030, soft=0.02)
        clay.cone((0, 0.150, -0.150), (0.008, 0.040, -0.170), 0.031, 0.034, soft=0.03)
        clay.cone((0.008, 0.040, -0.170), (0.012, -0.085, -0.140), 0.033, 0.010, soft=0.03)
        _temples(clay, 0.062, 0.03)
        _hairline(clay, 0.172, 0.060, 0.6)
    elif style == "afro":
        clay.ball((0, 0.150, -0.025), (0.132, 0.122, 0.128))
        clay.keep_below((0, 0.118, 0.060), (0, -0.45, 1.0))
        clay.keep_below((0, 0.03, 0), (0, -1, -0.1))
        strands = (0.0, 0.0, 0.0)
        _curls(clay, 210, (0.129, 0.119, 0.125), (0, 0.150, -0.025), 0.011)
    elif style == "curls":
        _shell(clay, 0.014)
        clay.ball((0, 0.178, 0.01), (0.072, 0.045, 0.085))
        _curls(clay, 150, (0.089, 0.098, 0.107), (0, 0.128, -0.018), 0.017)
        _temples(clay, 0.045, 0.0)
        _hairline(clay, 0.150, 0.074, 0.5)
        strands = (0.0, 0.0, 0.0)
    else:
        _shell(clay, 0.010)
        clay.ball((0.010, 0.188, 0.022), (0.064, 0.034, 0.072))
        clay.ball((0.020, 0.186, 0.062), (0.046, 0.022, 0.030))
        _temples(clay)
        _hairline(clay, 0.168, 0.072, 0.5)
    if strands[0]:
        clay.mark(STRANDS, SKULL, along((0.0, 1.0, -0.35)), *strands, 0.0)
    if figure.head in UNDER:
        clay.keep_below((0, UNDER[figure.head], 0), (0, 1, 0.05))
    return clay.mesh()


def _bob(clay: Clay, low: float, back: float = 0.0) -> None:
    """A parted fall of hair that turns in at the jaw."""
    _shell(clay, 0.012)
    clay.ball((0.02, 0.186, 0.012), (0.068, 0.034, 0.075))
    for side in BOTH:
        clay.cone(
            (side * 0.070, 0.14, -0.012), (side * 0.082, 0.055, -0.010 - back), 0.030, 0.030, z=1.35, wide=(1, 0, 0)
        )
        clay.cone(
            (side * 0.082, 0.055, -0.010 - back),
            (side * 0.070, low + 0.014, 0.004 - 2 * back),
            0.030,
            0.021,
            z=1.5,
            wide=(1, 0, 0),
        )
    clay.cone((0, 0.10, -0.065), (0, low + 0.01, -0.070), 0.070, 0.052, z=0.75)
    clay.ball((0, 0.075, 0.098), (0.0545, 0.094, 0.075), soft=0.018, cut=True)
    clay.ball((0, -0.02, 0.035), (0.050, 0.09, 0.080), soft=0.018, cut=True)
    clay.keep_below((0, low, 0), (0, -1, 0.10))


def _curls(clay: Clay, count: int, radii: tuple[float, float, float], at: tuple[float, float, float], r: float) -> None:
    """Balls spread evenly (Fibonacci spiral) over an ellipsoid's upper and back side."""
    k = np.arange(count) + 0.5
    y = 1 - 2 * k / count
    a = np.pi * (1 + 5**0.5) * k
    flat = np.sqrt(1 - y * y)
    d = np.c_[flat * np.cos(a), y, flat * np.sin(a)]
    keep = (d[:, 1] > -0.75) & ~((d[:, 2] > 0.55) & (d[:, 1] < 0.25))
    for i, p in enumerate(d[keep] * radii + at):
        clay.ball(p, (r, r * (0.85 + 0.1 * (i % 4)), r), soft=0.008)


def headwear(figure: Figure) -> Mesh:
    fine = 0.0066 if figure.head in ("cap", "hat") else 0.0078  # brims are thin
    clay = Clay(soft=0.02, step=fine / figure.detail, rim=0.005)
    kind = figure.head
    if kind == "hijab":
        clay.soft = 0.05
        _shell(clay, 0.020)
        clay.ball((0, 0.06, 0.010), (0.083, 0.10, 0.078))
        clay.cone((0, 0.02, -0.01), (0, -0.085, 0.0), 0.078, 0.105, z=0.86)
        clay.cone((0, -0.085, 0.0), (0, -0.155, 0.018), 0.108, 0.125, z=0.72, flat=True)
        clay.ball((0, 0.082, 0.112), (0.0535, 0.082, 0.082), soft=0.008, cut=True)
        for k, (y, z) in enumerate(((-0.02, 0.09), (-0.06, 0.09), (-0.10, 0.06))):
            clay.mark(CREASE, (0.03 * (-1) ** k, y, z), along((0.5 * (-1) ** k, 1, 0.2)), 0.085, 0.005, 230.0, 1.0 * k)
        return clay.mesh()
    if kind in ("cap", "helmet"):
        thick = 0.017 if kind == "cap" else 0.030
        clay.ball((0, 0.128, -0.014), (0.0745 + thick, 0.0835 + thick, 0.0945 + thick))
        if kind == "cap":
            clay.keep_below((0, 0.136, 0), (0, -1, 0.06))
            clay.limb((0, 0.14, 0.08), 0.02, near=0.012, apart=0.006)
            clay.ball((0, 0.132, 0.118), (0.070, 0.0095, 0.088), along((0, 1, 0.20)), soft=0.006)
        else:
            clay.cone((0, 0.128, -0.13), (0, 0.236, -0.03), 0.012, 0.012)
            clay.cone((0, 0.236, -0.03), (0, 0.218, 0.08), 0.012, 0.010)
            clay.ball((0, 0.138, -0.005), (0.112, 0.007, 0.145), along((0, 1, 0.05)), soft=0.01)
            clay.keep_below((0, 0.130, 0), (0, -1, 0.05))
        return clay.mesh()
    if kind == "beanie":
        clay.ball((0, 0.140, -0.018), (0.089, 0.092, 0.108))
        clay.keep_below((0, 0.118, 0), (0, -1, 0.12))
        clay.ring((0, 0.138, -0.014), 0.079, 0.017, along((0, 1, -0.12)), x=1.0, z=1.22, soft=0.006)
        clay.mark(STRANDS, SKULL, np.eye(3), 46.0, 0.0012, 0.0, 0.0)
        return clay.mesh()
    if kind == "toque":
        clay.cone((0, 0.14, -0.012), (0, 0.245, -0.012), 0.088, 0.090, z=1.15, flat=True)
        clay.ball((0.004, 0.275, -0.02), (0.118, 0.052, 0.124))
        clay.mark(STRANDS, (0, 0.2, -0.012), np.eye(3), 18.0, 0.004, 0.0, 0.0)
        clay.keep_below((0, 0.138, 0), (0, -1, 0.05))
        return clay.mesh()
    clay.ball((0, 0.17, -0.014), (0.085, 0.088, 0.106))  # a hat with a brim
    clay.ball((0, 0.268, -0.014), (0.022, 0.024, 0.07), soft=0.03, cut=True)
    clay.keep_below((0, 0.139, 0), (0, -1, 0.03))
    clay.limb((0, 0.1, 0), 0.02, near=0.01, apart=0.012)
    clay.ball((0, 0.146, -0.010), (0.158, 0.009, 0.172), along((0, 1, 0.05)), soft=0.02)
    return clay.mesh()

"""Heads: planes of a face suggested as a sculptor blocks them in, never drawn eyes. Also masks, beards and glasses.

In the head's own frame: metres on a head 0.23 m high, from the pivot where the skull turns on the spine. The chin is
at y = -0.022, the crown at 0.208, the nose points to +z. Worker side only.
"""

from __future__ import annotations

import numpy as np

from generation.engine.previz.things.mesh import Mesh, join, tube
from generation.engine.previz.things.people.clay import Clay, along
from generation.engine.previz.things.people.field import SEAM
from generation.engine.previz.things.people.figure import Figure
from generation.engine.previz.things.people.hair import hair, headwear

BOTH = (-1, 1)


def head(figure: Figure) -> dict[str, Mesh]:
    """Part name to mesh: skin, and what else there is of hair, hat, mask, glasses."""
    parts = {"skin": _face(figure)}
    cut = hair(figure)
    if cut:
        parts["hair"] = cut
    if figure.beard and not figure.mask:
        beard = _beard(figure)
        parts["hair"] = join([parts["hair"], beard]) if "hair" in parts else beard
    if figure.head:
        parts["hat"] = headwear(figure)
    if figure.mask:
        parts["mask"] = _heron(figure)
    elif figure.glasses:
        parts["glasses"] = _glasses()
    return parts


def _face(figure: Figure) -> Mesh:
    young = figure.age == "child"
    clay = Clay(soft=0.03, step=0.0064 / figure.detail)
    if figure.mask:  # whoever wears one is never seen without
        clay.cone((0, -0.06, -0.016), (0, 0.05, -0.016), 0.046, 0.046)
        return clay.mesh()
    clay.ball((0, 0.124, -0.014), (0.0745, 0.084, 0.094))
    clay.ball((0, 0.118, 0.030), (0.062, 0.062, 0.056))
    low = 0.008 if young else 0.0  # children's faces sit lower on a larger skull, with a smaller jaw
    slim = 0.9 if young else 0.92 + 0.16 * figure.frame
    clay.ball((0, 0.062, 0.030), (0.052 * slim, 0.062, 0.056))
    clay.ball((0, 0.022 + low, 0.046), (0.040 * slim, 0.038, 0.040))
    for side in BOTH:  # jaw line, cheek bone
        clay.cone((side * 0.053 * slim, 0.056, 0.0), (side * 0.020 * slim, -0.002 + low, 0.064), 0.019, 0.013)
        clay.ball((side * 0.044, 0.072, 0.052), (0.020, 0.016, 0.020), soft=0.024)
    clay.ball((0, -0.004 + low, 0.069), (0.018 * slim, 0.014, 0.0145), soft=0.016)
    eye = 0.094 - low
    brow = 0.011 if young else 0.011 + 0.004 * figure.frame
    fine = 0.9 + 0.12 * figure.frame  # of the nose
    clay.cone((-0.034, eye + 0.0185, 0.071), (0.034, eye + 0.0185, 0.071), brow, brow, soft=0.02)
    for side in BOTH:
        clay.ball((side * 0.031, eye + 0.001, 0.099), (0.021, 0.0140, 0.0225), soft=0.012, cut=True)
    clay.limb((0, eye, 0.07), 0.2, near=0.010, apart=0.010)  # lids, nose and lips keep crisp edges of their own
    for side in BOTH:
        clay.ball((side * 0.0305, eye - 0.0005, 0.0665), (0.0158, 0.0122, 0.0158), soft=0.004)
    short = 0.72 if young else 1.0
    bridge = 0.080 + 0.004 * short
    clay.cone(
        (0, eye + 0.014, bridge - 0.003), (0, 0.064, 0.092 + 0.013 * short), 0.0068 * fine, 0.0098 * fine, soft=0.008
    )
    clay.ball((0, 0.0615, 0.092 + 0.014 * short), (0.0098 * fine, 0.009, 0.0095), soft=0.01)
    for side in BOTH:
        clay.ball((side * 0.0108 * fine, 0.0595, 0.0930 + 0.003 * short), (0.0068, 0.0075, 0.0105), soft=0.008)
    wide = 0.021 if young else 0.0245
    clay.ball((0, 0.0368 + low * 0.4, 0.0825), (wide, 0.0052, 0.0105), soft=0.004)
    clay.ball((0, 0.0268 + low * 0.4, 0.0818), (wide * 0.84, 0.0062, 0.0105), soft=0.003)
    for side in BOTH:
        ear = along((side * 0.18, 1, -0.16), (0, 0.1, 1))
        clay.ball((side * 0.0765, 0.078, -0.008), (0.0085, 0.0305, 0.0185), ear, soft=0.006)
        clay.ball((side * 0.0835, 0.082, -0.002), (0.0055, 0.0185, 0.0095), ear, soft=0.006, cut=True)
    clay.body()
    clay.cone((0, -0.045, -0.016), (0, 0.05, -0.018), 0.049, 0.050, soft=0.02)
    return clay.mesh()


def _beard(figure: Figure) -> Mesh:
    grow = {"short": 0.0065, "full": 0.014}.get(figure.beard, 0.0065)
    slim = 0.92 + 0.16 * figure.frame
    clay = Clay(soft=0.02, step=0.0068 / figure.detail, rim=0.01)
    for side in BOTH:
        clay.cone((side * 0.054 * slim, 0.062, 0.002), (side * 0.021 * slim, 0.0, 0.064), 0.0195 + grow, 0.015 + grow)
        clay.cone((side * 0.061 * slim, 0.085, 0.002), (side * 0.053 * slim, 0.045, 0.012), 0.0145 + grow * 0.5,
                  0.018 + grow)  # fmt: skip
        clay.ball((side * 0.030 * slim, 0.030, 0.040), (0.026 + grow, 0.036, 0.036 + grow))
    clay.ball((0, -0.004 - grow * 0.7, 0.067), (0.022 * slim + grow, 0.016 + grow * 1.6, 0.017 + grow))
    clay.ball((0, 0.022, 0.046), (0.040 * slim + grow, 0.03, 0.040 + grow))
    clay.ball((0, 0.049, 0.076), (0.026, 0.0085 + grow * 0.3, 0.017 + grow * 0.4))
    clay.ball((0, 0.0312, 0.099), (0.022, 0.0098, 0.016), soft=0.005, cut=True)
    clay.mark(4, (0, 0.02, 0.03), np.eye(3), 30.0, 0.0011, 40.0, 0.0)
    clay.keep_below((0, 0.053, 0.066), (0, 1.0, 0.42))
    return clay.mesh()


def _glasses() -> Mesh:
    turn = np.linspace(0, 2 * np.pi, 29)
    parts = []
    for side in BOTH:
        x = side * 0.0335 + 0.0245 * np.cos(turn) * (1 - 0.06 * np.cos(2 * turn))
        y = 0.0905 + 0.0195 * np.sin(turn)
        parts.append(tube(np.c_[x, y, 0.1045 - 0.10 * np.abs(x) ** 1.2], 0.0021, n=6))
        temple = [(side * 0.058, 0.096, 0.097), (side * 0.0765, 0.095, 0.05), (side * 0.080, 0.094, 0.0),
                  (side * 0.080, 0.084, -0.018)]  # fmt: skip
        parts.append(tube(temple, 0.0018, n=6))
    parts.append(tube([(-0.0095, 0.094, 0.1045), (0, 0.0965, 0.1075), (0.0095, 0.094, 0.1045)], 0.0019, n=6))
    return join(parts)


def _heron(figure: Figure) -> Mesh:
    """A heron's head worn as a mask: a long beak, deep eyes and a crest. It covers the whole face."""
    clay = Clay(soft=0.03, step=0.0068 / figure.detail, rim=0.004)
    clay.ball((0, 0.118, 0.0), (0.086, 0.092, 0.101))
    clay.ball((0, 0.056, 0.030), (0.068, 0.098, 0.076))
    clay.cone((0, 0.03, -0.012), (0, -0.085, -0.018), 0.060, 0.060)
    clay.cone((0, 0.092, 0.075), (0, 0.075, 0.155), 0.045, 0.021, z=0.95, soft=0.045)
    clay.cone((0, 0.0755, 0.145), (0, 0.040, 0.395), 0.0205, 0.0035, x=0.82, soft=0.02)
    clay.cone((-0.040, 0.118, 0.072), (-0.012, 0.108, 0.125), 0.014, 0.010, soft=0.02)
    clay.cone((0.040, 0.118, 0.072), (0.012, 0.108, 0.125), 0.014, 0.010, soft=0.02)
    for side in BOTH:
        clay.ball((side * 0.052, 0.098, 0.086), (0.017, 0.0145, 0.0135), soft=0.008, cut=True)
        line = np.stack([np.array([0.0, 1.0, 0.0]), np.array([0.0, -0.12, 1.0]), np.array([side * 1.0, 0, 0])], -1)
        clay.mark(SEAM, (0, 0.056, 0.25), line, 0.0035, -0.0028, 0.16, 0.05)
    clay.limb((0, 0.19, -0.08), 0.1, near=0.03, apart=0.004)
    for x, end in ((-0.016, 0.05), (0.016, 0.06), (0.0, 0.085)):  # the crest
        clay.cone((x, 0.195, -0.02), (x * 1.6, 0.192 + end * 0.12, -0.14), 0.018, 0.012, soft=0.014)
        clay.cone((x * 1.6, 0.192 + end * 0.12, -0.14), (x * 2.6, 0.10, -0.20 - end), 0.012, 0.0025, soft=0.01)
    clay.keep_below((0, -0.085, 0.0), (0, -1, 0.0))
    return clay.mesh()

"""The same people and products across a set: each named region of a file, beside that name in its other pictures.

By a model that the operator names, a TorchScript module (torch.jit.save) that takes (1, 3, SIDE, SIDE) float32 sRGB 0-1
and gives a vector; likeness is the cosine of two. What number means “the same” depends on the model: the limit is the
style pack's to set. Without a model it is not run. It warns only, and it names nobody: it compares pictures of one set.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from generation.engine.checks.evidence import Evidence
from generation.engine.checks.finder import FromFile, asked, not_run
from generation.engine.checks.result import PASS, WARN, Result
from generation.engine.finishing.frame import clip
from generation.engine.picture import Box, EngineError, Pixels

CHECK = "identity"
VERSION = "1"
READS = frozenset({"boxes", "file", "kin", "spec"})
SETTING = "CHECK_IDENTITY_MODEL"
LIMIT = 0.6  # cosine, from which two are taken for the same
SIDE = 112  # pixels: what the model is shown
SMALLEST = 16  # pixels a side: smaller says nothing
NOTHING = 1e-6  # length of a vector that points nowhere
KINDS = ("person", "product")


@dataclass(frozen=True, slots=True)
class Embedding(FromFile):
    """The model in a file, read when it is first asked: that raises EngineError where it cannot be."""

    def __call__(self, pixels: Pixels) -> NDArray[np.float64]:
        """(D,) of length 1 for what was cut out."""
        square = Image.fromarray(np.ascontiguousarray(pixels[..., :3])).resize((SIDE, SIDE), Image.Resampling.BICUBIC)
        vector = asked(self.path, np.asarray(square)).ravel()
        length = float(np.linalg.norm(vector))
        if vector.size < 2 or not length > NOTHING:
            raise EngineError(f"the model gave {vector.size} numbers that are no direction; a vector is needed.")
        return np.asarray(vector / length)


def check(e: Evidence) -> tuple[Result, ...]:
    if CHECK not in e.finders:
        return (not_run(e, CHECK, "no model is given.", f"Name one in {SETTING}."),)
    here = {b.name: (b, part) for b in e.boxes if b.kind in KINDS and (part := cut(e.pixels, b)) is not None}
    pairs = [(name, one.picture, one.pixels) for one in e.kin if (name := one.name) in here]
    if not pairs:
        return (Result(CHECK, PASS, f"{e.spec.name}: nothing else of this set shows the same person or product."),)
    try:
        model = e.finders[CHECK]
        own = {name: model(here[name][1]) for name in {name for name, _, _ in pairs}}
        found = [(float(own[name] @ model(pixels)), name, picture) for name, picture, pixels in pairs]
    except EngineError as error:
        return (not_run(e, CHECK, str(error), f"Name a TorchScript file that gives a vector in {SETTING}."),)
    return tuple(_judged(e, here[name][0], [one for one in found if one[1] == name]) for name in sorted(own))


def cut(pixels: Pixels, box: Box) -> Pixels | None:
    """What a box shows; None where it shows too little."""
    seen = clip(box)
    if seen is None or seen.w * seen.h < 0.5 * box.w * box.h:
        return None  # most of it is outside: half a face is not compared with a whole one
    height, width = pixels.shape[:2]
    x0, y0 = int(seen.x * width), int(seen.y * height)
    part = pixels[y0 : round((seen.y + seen.h) * height), x0 : round((seen.x + seen.w) * width), :3]
    return part if min(part.shape[:2]) >= SMALLEST else None


def _judged(e: Evidence, box: Box, found: list[tuple[float, str, str]]) -> Result:
    least = e.limit(CHECK, LIMIT)
    worst = min(found)
    each = ", ".join(f"{likeness:.2f} with {picture}" for likeness, _, picture in sorted(found)[:4])
    more = f" and {len(found) - 4} more" if len(found) > 4 else ""
    measured, limit = f"{worst[0]:.2f}", e.said(CHECK, f"{least:.2f}")
    what = f"{e.spec.name}: the likeness of {box.name} is {each}{more}"
    seen = clip(box)
    marks = (seen,) if seen else ()
    if worst[0] >= least:
        return Result(CHECK, PASS, f"{what}; from {limit} it is taken for the same.", measured, limit, "", marks)
    remedy = "Look at both; where it is somebody else, choose another picture or render with the character's views."
    sentence = f"{what}; from {limit} it is taken for the same. {remedy}"
    return Result(CHECK, WARN, sentence, measured, limit, remedy, marks)

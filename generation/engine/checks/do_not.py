"""Nothing in the file looks like what the brand says to keep away from: its brief's references of the role “do-not”.

The file and each reference in grey; the reference slides over the file at several sizes by normalised cross-correlation
(Lewis, Fast normalized cross-correlation, 1995), then at sizes beside the likest one. A
negative counts as well. On made-up marks it found 23 of 24 and took none of 24 other files for one
(tests/engine/checks/test_do_not.py measures half of them); the limit was chosen on the same files, and that is no
promise about a photograph. It knows a mark upright, whole, and in its own proportions; turned, in perspective, covered,
or smaller than a seventh of the file it passes it by, and so it does the same idea drawn otherwise. Colour does not
count. Nothing found is no clearance.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from PIL import Image
from scipy.fft import irfft2, next_fast_len, rfft2

from generation.engine.checks.evidence import Evidence
from generation.engine.checks.grey import Grey
from generation.engine.checks.result import FAIL, PASS, WARN, Result
from generation.engine.picture import Box, Pixels

CHECK = "do_not"
VERSION = "1"
READS = frozenset({"do_not", "file", "spec"})
LIMIT = 0.86  # correlation, from which it is taken for the same
SOFT = 0.93  # times the limit: warns
SIDE = 120  # pixels: the file's long side is this to twice that
SIZES = 9  # of a reference
FINER = (0.84, 0.89, 0.94, 1.06, 1.12, 1.18)  # of the likest of these
WORTH = 0.45  # correlation, from which finer sizes are tried
LEAST, MOST = 14, 0.95  # its shorter side in pixels at the least; of the file at the most
FLAT_PLACE = 1e-6  # variance in codes², up to which a place of the file is one tone
FLAT = 6.0  # standard deviation in codes: a reference without features looks like anything


def check(e: Evidence) -> tuple[Result, ...]:
    if not e.do_not:
        return (Result(CHECK, PASS, f"{e.spec.name}: no reference says what to keep away from."),)
    most = e.limit(CHECK, LIMIT)
    ground = Ground(e.opened.grey(SIDE))
    found = sorted(((*best(ground, pixels), name) for name, pixels in e.do_not), key=lambda one: -one[0])
    limit = e.said(CHECK, f"{most:.2f}")
    near = [one for one in found if one[0] >= SOFT * most]
    if not near:
        measured = f"{found[0][0]:.2f}"
        sentence = (
            f"{e.spec.name}: nothing like the {len(found)} references to keep away from; the nearest is {measured}."
        )
        return (Result(CHECK, PASS, sentence, measured, limit),)
    remedy = "Look at the place; choose another picture or retouch it, and ask legal where in doubt."
    return tuple(
        Result(CHECK, FAIL if score >= most else WARN,
               f"{e.spec.name}: a place is {score:.2f} like “{name}”, to keep away from; limit {limit}. {remedy}",
               f"{score:.2f}", limit, remedy, (Box(name, box.x, box.y, box.w, box.h, "do-not"),))
        for score, box, name in near
    )  # fmt: skip


class Ground:
    """A file in grey that many marks slide over: what does not depend on the mark is worked out once.

    The correlation is taken at the file's own size: what wraps round the edge is not among the places where a mark
    lies wholly inside, and those alone are asked for.
    """

    def __init__(self, grey: Grey) -> None:
        self.height, self.width = grey.shape
        level = grey - grey.mean()
        self._fast = (next_fast_len(self.height, real=True), next_fast_len(self.width, real=True))
        self._spectrum = rfft2(level, self._fast)
        self._sums, self._squares = _integral(level), _integral(level**2)

    def likeness(self, part: Grey) -> Grey:
        """Normalised cross-correlation at each place where the part lies inside, -1 to 1; 0 where the file is flat."""
        h, w = part.shape
        level = part - part.mean()
        inside = (slice(0, self.height - h + 1), slice(0, self.width - w + 1))
        product = irfft2(self._spectrum * np.conj(rfft2(level, self._fast)), self._fast)[inside]
        sums, squares = _windows(self._sums, h, w), _windows(self._squares, h, w)
        own = squares - sums**2 / (h * w)
        seen = own > FLAT_PLACE * h * w
        norm = np.sqrt(np.where(seen, own, 1.0) * np.sum(level**2))
        return np.asarray(np.where(seen, product / np.maximum(norm, 1e-12), 0.0))


def _integral(values: Grey) -> Grey:
    return np.asarray(np.pad(values.cumsum(0).cumsum(1), ((1, 0), (1, 0))))


def _windows(table: Grey, h: int, w: int) -> Grey:
    """The sum over each h x w window."""
    return np.asarray(table[h:, w:] - table[:-h, w:] - table[h:, :-w] + table[:-h, :-w])


def best(ground: Ground, reference: Pixels) -> tuple[float, Box]:
    """How like the reference the likest place is, 0-1, and where that is, 0-1 of the file."""
    height, width = ground.height, ground.width
    top, where = 0.0, Box("nothing", 0, 0, 0, 0)
    for mark in marks(reference):
        tried = [(likest(ground, mark, scale), scale) for scale in scales(mark, width, height)]
        first, scale = max(tried, default=((0.0, (0, 0, 0, 0)), 1.0))
        finer = [likest(ground, mark, scale * by) for by in FINER] if first[0] >= WORTH else []
        score, (x, y, w, h) = max([first, *finer])
        if score > top:
            top, where = score, Box("", x / width, y / height, w / width, h / height)
    return top, where


def marks(reference: Pixels) -> Iterator[Image.Image]:
    """The reference in grey, cut to what is not transparent; on white and on black where something is."""
    image = Image.fromarray(reference)
    if reference.shape[2] < 4:
        shown = [image.convert("L")]
    else:
        box = image.getchannel("A").getbbox()
        image = image.crop(box) if box else image
        shown = [
            Image.alpha_composite(Image.new("RGBA", image.size, c), image).convert("L") for c in ("white", "black")
        ]
    yield from (one for one in shown if np.asarray(one, np.float64).std() >= FLAT)


def scales(mark: Image.Image, width: int, height: int) -> list[float]:
    """From the smallest size at which the mark can be known to the largest that fits."""
    largest = MOST * min(width / mark.width, height / mark.height)
    smallest = LEAST / min(mark.size)
    return [float(scale) for scale in np.geomspace(smallest, largest, SIZES)] if smallest < largest else []


def likest(ground: Ground, mark: Image.Image, scale: float) -> tuple[float, tuple[int, int, int, int]]:
    """How like the mark at this size the likest place is, and its x, y, w, h in pixels."""
    w, h = max(2, round(mark.width * scale)), max(2, round(mark.height * scale))
    if w > ground.width or h > ground.height:
        return 0.0, (0, 0, w, h)
    part = np.asarray(mark.resize((w, h), Image.Resampling.BOX if scale < 1 else Image.Resampling.BILINEAR), np.float64)
    scores = np.abs(ground.likeness(part))
    y, x = np.unravel_index(int(np.argmax(scores)), scores.shape)
    return float(scores[y, x]), (int(x), int(y), w, h)

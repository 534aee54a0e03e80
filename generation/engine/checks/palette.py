"""Brand colours where the picture claims them, and large areas that almost are one. ΔE 2000, CIE D65 through sRGB."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image
from skimage.color import deltaE_ciede2000, rgb2lab

from generation.engine.checks.evidence import Claim, Evidence
from generation.engine.checks.heat import SIDE as HEAT_SIDE
from generation.engine.checks.heat import Heat
from generation.engine.checks.heat import heat as draw
from generation.engine.checks.result import FAIL, PASS, WARN, Result
from generation.engine.finishing.colour import Rgb, rgb
from generation.engine.finishing.frame import clip
from generation.engine.finishing.space import thumbnail
from generation.engine.picture import Box, Pixels

CHECK = "palette"
VERSION = "2"
READS = frozenset({"claims", "file", "palette", "recipe", "spec"})
SIDE = 256  # pixels
AREAS = 12  # colours that a picture is reduced to
SHARE = 0.06  # of the picture: smaller areas are detail
INKED = 6.0  # ΔE that inks on paper are off in any case
NEAR = 5.0  # ΔE within which an area evidently means to be the brand colour
CHROMA = 12.0  # below it a colour is a neutral: walls and skies are near many a brand's paper white without claiming it
LIMIT = 3.0  # ΔE within which it is
FAR = 20.0  # ΔE, the end of the heat map's scale


def check(e: Evidence) -> tuple[Result, ...]:
    results = [_claimed(e, claim) for claim in (*e.claims, *_set_claims(e))]
    results += _drifted(e)
    if results:
        return tuple(results)
    return (Result(CHECK, PASS, f"{e.spec.name}: no area claims a brand colour and misses it.", "", _tolerance(e)),)


def _tolerance(e: Evidence) -> str:
    return e.said(CHECK, f"ΔE {e.limit(CHECK, LIMIT):.1f}")


def difference(a: NDArray[np.uint8] | tuple[int, int, int], b: NDArray[np.uint8] | tuple[int, int, int]) -> float:
    """ΔE 2000 of two sRGB colours."""
    lab = [rgb2lab(np.asarray(c, np.float64).reshape(1, 1, 3) / 255) for c in (a, b)]
    return float(deltaE_ciede2000(lab[0], lab[1])[0, 0])  # type: ignore[no-untyped-call]


def differences(colours: Sequence[Rgb], wanted: Sequence[Rgb]) -> NDArray[np.float64]:
    """(colours, wanted) ΔE 2000 of each with each."""
    one, other = _lab(colours)[:, None], _lab(wanted)[None]
    return np.asarray(deltaE_ciede2000(one, other))  # type: ignore[no-untyped-call]


def _lab(colours: Sequence[Rgb]) -> NDArray[np.float64]:
    return np.asarray(rgb2lab(np.asarray(colours, np.float64).reshape(-1, 1, 3) / 255)[:, 0])


def chroma(colour: tuple[int, int, int]) -> float:
    """How far an sRGB colour is from grey: √(a*² + b*²)."""
    _, a, b = rgb2lab(np.asarray(colour, np.float64).reshape(1, 1, 3) / 255)[0, 0]
    return float(np.hypot(a, b))


def dominant(pixels: Pixels) -> list[tuple[float, Rgb]]:
    """(share, colour) of the largest areas of one colour, largest first. Median cut: no randomness."""
    return areas(thumbnail(pixels, SIDE))


def areas(seen: Pixels) -> list[tuple[float, Rgb]]:
    """As dominant, of a picture that is small already."""
    small = Image.fromarray(seen).quantize(AREAS, Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    counts = np.bincount(np.asarray(small).ravel(), minlength=AREAS)
    table = np.asarray(small.convert("RGB")).reshape(-1, 3)
    index = np.asarray(small).ravel()
    found = []
    for i in np.argsort(-counts, kind="stable"):
        if counts[i]:
            r, g, b = (int(v) for v in np.median(table[index == i], axis=0))
            found.append((float(counts[i] / counts.sum()), (r, g, b)))
    return found


def _set_claims(e: Evidence) -> list[Claim]:
    """The shapes that were set in a brand colour must still be it after conversion and encoding."""
    width, height = e.spec.pixel_size
    brand = {c.lower() for c in e.palette}
    most = e.limit(CHECK, LIMIT)
    most = max(most, INKED) if e.space == "cmyk" else most
    found = []
    for node in e.nodes("type.set"):
        for s in node.params.get("shapes", []):
            if str(s["colour"]).lower() in brand:
                box = _strip(s, width, height)
                found.append(Claim("call to action", str(s["colour"]), box, most))
    return found


def _strip(shape: Mapping[str, Any], width: int, height: int) -> Box:
    """Above the label of a call to action: the shape's own colour and nothing else. 0-1 of the file."""
    x, y, w, h, r = (float(shape[k]) for k in ("x", "y", "w", "h", "radius"))
    return Box("call to action", (x + r) / width, (y + h * 0.06) / height, (w - 2 * r) / width, h * 0.14 / height)


def _claimed(e: Evidence, claim: Claim) -> Result:
    seen = clip(claim.box)
    limit = f"ΔE {claim.tolerance:.1f}"
    limit = e.said(CHECK, limit) if claim.tolerance == e.limits.get(CHECK) else limit
    if seen is None:
        remedy = "Move it back, or drop the claim."
        return Result(CHECK, FAIL, f"{claim.name}: lies outside the picture. {remedy}", "outside", limit, remedy)
    height, width = e.pixels.shape[:2]
    x0, y0 = int(seen.x * width), int(seen.y * height)
    part = e.pixels[y0 : max(y0 + 1, int((seen.y + seen.h) * height)), x0 : max(x0 + 1, int((seen.x + seen.w) * width))]
    r, g, b = (int(v) for v in np.median(part.reshape(-1, 3), axis=0))
    off = difference((r, g, b), rgb(claim.colour))
    measured = f"ΔE {off:.1f}"
    what = f"{e.spec.name}: the {claim.name} is #{r:02X}{g:02X}{b:02X}, {measured} from {claim.colour}"
    if off <= claim.tolerance:
        return Result(CHECK, PASS, f"{what}; up to {limit} is allowed.", measured, limit, "", (seen,))
    remedy = "Grade this area to the brand colour, or set it as a flat shape in finishing."
    return Result(CHECK, FAIL, f"{what}; the limit is {limit}. {remedy}", measured, limit, remedy, (seen,))


def _off(e: Evidence, brands: Sequence[str]) -> Heat:
    """How far each place is from the nearest brand colour."""
    seen = e.opened.small(HEAT_SIDE)
    colours = seen.reshape(-1, 3)
    known, where = np.unique(colours, axis=0, return_inverse=True)
    off = differences([tuple(c) for c in known.tolist()], [rgb(colour) for colour in brands]).min(axis=1)
    return draw(
        off[where].reshape(seen.shape[:2]),
        FAR,
        "ΔE 2000 from the nearest brand colour",
        passes=f"up to {_tolerance(e)}",
    )


def _drifted(e: Evidence) -> list[Result]:
    """Areas that are nearly a brand colour: close enough to be taken for it, too far to be it."""
    results = []
    brands = [colour for colour in e.palette if chroma(rgb(colour)) >= CHROMA]
    large = [(share, colour) for share, colour in areas(e.opened.small(SIDE)) if share >= SHARE]
    if not brands or not large:
        return []
    apart = differences([colour for _, colour in large], [rgb(colour) for colour in brands])
    heat = None
    for (share, colour), row in zip(large, apart, strict=True):
        nearest = int(np.argmin(row))
        off, brand = float(row[nearest]), brands[nearest]
        if e.limit(CHECK, LIMIT) < off <= NEAR:
            named = "#{:02X}{:02X}{:02X}".format(*colour)
            measured, limit = f"ΔE {off:.1f}", _tolerance(e)
            remedy = "Grade it to the brand colour, or further away from it."
            sentence = (
                f"{e.spec.name}: {share:.0%} of the picture is {named}, {measured} from {brand}: near enough to be "
                f"taken for it; the tolerance is {limit}. {remedy}"
            )
            heat = heat or _off(e, brands)
            results.append(Result(CHECK, WARN, sentence, measured, limit, remedy, heat=heat))
    return results

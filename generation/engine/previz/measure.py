"""How near a picture's colours come to the ones asked for: CIEDE2000 on what wears them. Worker side."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray
from skimage.color import deltaE_ciede2000, rgb2lab

from generation.engine.previz import colour
from generation.engine.previz.scene import Scene
from studio.lib.canonical import Json

FEWEST = 40  # pixels: of fewer, a median says nothing
NEAR = 2.0  # CIEDE2000 within which a material was made for a colour: nobody would say it is another


def palette_found(
    scene: Scene, asked: Sequence[str], pixels: NDArray[np.uint8], material: NDArray[np.int32], thing: NDArray[np.int32]
) -> list[dict[str, Json]]:
    """[{asked, found, delta_e, thing}] for every colour ("#rrggbb") that some thing wears and that is seen.

    pixels: (h, w, 3 or 4) sRGB of the finished picture. material, thing: (h, w) index in scene.materials and in
    scene.things of what each pixel shows, -1 for none (`passes.Layers`). The median of the middle half by brightness is
    compared, so that highlights and shade do not count as the colour. Light has a colour of its own: 5 is near in a
    lit set, below 2 is only met by flat work.
    """
    names = list(scene.materials)
    out: list[dict[str, Json]] = []
    for text in dict.fromkeys(asked):
        if not colour.HEX.fullmatch(text):
            continue
        worn = [i for i, name in enumerate(names) if _is(scene.materials[name].colour, text)]
        mask = np.isin(material, worn) & (thing >= 0)
        if mask.sum() < FEWEST:
            continue
        found = _median(pixels[mask][:, :3])
        most = int(np.bincount(thing[mask]).argmax())
        out.append(
            {
                "asked": colour.text(colour.srgb(text)),
                "found": "#" + "".join(f"{round(float(c)):02x}" for c in found),
                "delta_e": round(difference(colour.srgb(text) * 255, found), 1),
                "thing": scene.things[most].name,
            }
        )
    return out


def difference(a: NDArray[np.floating], b: NDArray[np.floating]) -> float:
    """CIEDE2000 between two sRGB colours, 0-255."""
    one, two = (rgb2lab(np.asarray(c, float).reshape(1, 1, 3) / 255) for c in (a, b))
    apart = deltaE_ciede2000(one, two)  # type: ignore[no-untyped-call]
    return float(apart[0, 0])


def _is(worn: str, asked: str) -> bool:
    """Whether a material was made for this colour."""
    return difference(colour.srgb(worn) * 255, colour.srgb(asked) * 255) <= NEAR


def _median(pixels: NDArray[np.uint8]) -> NDArray[np.float64]:
    grey = pixels @ np.array([0.2126, 0.7152, 0.0722])
    low, high = np.percentile(grey, (25, 75))
    middle = pixels[(grey >= low) & (grey <= high)]
    found: NDArray[np.float64] = np.median(middle, axis=0)
    return found


def summary(rows: Sequence[Mapping[str, Json]]) -> str:
    """One sentence for the facts panel."""
    if not rows:
        return "No palette colour is worn by anything large enough to measure."
    worst = max(rows, key=lambda row: float(str(row["delta_e"])))
    return (
        f"{len(rows)} palette colours measured; the farthest is {worst['delta_e']} CIEDE2000 off, on {worst['thing']}."
    )

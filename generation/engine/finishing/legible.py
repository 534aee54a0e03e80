"""Which colour each line is set in, and whether the picture needs a scrim or a plate under it: measured."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from generation.engine.finishing.colour import contrast_over, lightness, luminance, ratio, rgb
from generation.engine.finishing.placement import Spec
from generation.engine.finishing.space import calm
from generation.engine.finishing.type import shaded
from generation.engine.finishing.typeset import Block, Line
from generation.engine.picture import Box, Pixels
from generation.engine.recipe import Node
from studio.lib.canonical import Json

WHITE, BLACK = "#FFFFFF", "#000000"
MARGIN = 1.15  # plan for more than the rule asks: encoding and resizing move pixels a little
PLATES = (("#FFFFFF", "#111111"), ("#111111", "#FFFFFF"))  # letters, plate
PLATE_STRENGTHS = (0.6, 0.66, 0.72, 0.78, 0.84, 0.9, 0.96)
PLATE_CONTRAST = 7.0  # to 1, where 4.5 are checked: small letters and compression take their share
STRENGTHS = tuple(round(0.1 + 0.05 * i, 2) for i in range(18))  # 0.10 … 0.95


def required(points: float, weight: int) -> float:
    """WCAG 2.2, 1.4.3: 3:1 for large text (18 pt, or 14 pt bold), 4.5:1 for the rest."""
    return 3.0 if points >= 18 or (points >= 14 and weight >= 700) else 4.5


def colour(
    block: Block, preview: Pixels, palette: tuple[str, ...], spec: Spec, *, least: float = 0.0
) -> tuple[Block, Node | None]:
    """The block with its colours, and the scrim it needs or None. `preview` is the rendition without type.

    The brand's colours come first, then white and black; a scrim comes only when none of them can be read.
    `least` is the contrast that the style pack asks for, to 1, where that is more than the rule.
    """
    inks = [line for line in block.lines if line.role != "cta"]
    choices = [*palette, WHITE, BLACK]
    best = _best(list(palette), inks, preview, spec, least)
    if best is None or best[0] < MARGIN:
        best = max(filter(None, (best, _best([WHITE, BLACK], inks, preview, spec, least))), key=lambda found: found[0])
    ground: Node | None = None
    seen = preview
    if inks and best[0] < MARGIN:
        chosen, params = _scrim(block, inks, choices, preview, spec, least=least)
        ground = Node("type.scrim", "1", params)
        seen = shaded(preview, **params)
        best = (MARGIN, chosen)
    fill, label = _button(best[1], palette, block, seen, max(least, 4.5))
    lines = tuple(replace(line, colour=label if line.role == "cta" else best[1]) for line in block.lines)
    return replace(block, lines=lines, pills=tuple(replace(pill, colour=fill) for pill in block.pills)), ground


def _best(choices: list[str], lines: list[Line], preview: Pixels, spec: Spec, least: float) -> tuple[float, str] | None:
    """(least contrast over what each line needs, colour) of the colour that reads best; the earlier wins a tie."""
    scores = [(round(_score(c, lines, preview, spec, least), 3), -i, c) for i, c in enumerate(choices)]
    return (max(scores)[0], max(scores)[2]) if scores else None


def _score(choice: str, lines: list[Line], preview: Pixels, spec: Spec, least: float) -> float:
    needs = [max(least, required(spec.points(line.size), line.voice.font.weight)) for line in lines]
    found = [contrast_over(choice, beneath(line.ink, preview, spec)) for line in lines]
    return min((have / need for have, need in zip(found, needs, strict=True)), default=21.0)


def beneath(ink: tuple[float, float, float, float], preview: Pixels, spec: Spec) -> NDArray[np.float64]:
    """Relative luminances of the pixels under a box that is given in pixels of the file."""
    return luminance(patch(ink, preview, spec)).ravel()


def patch(ink: tuple[float, float, float, float], preview: Pixels, spec: Spec) -> Pixels:
    """The pixels under a box that is given in pixels of the file."""
    scale_x, scale_y = preview.shape[1] / spec.pixel_size[0], preview.shape[0] / spec.pixel_size[1]
    x0, y0 = max(0, int(ink[0] * scale_x) - 1), max(0, int(ink[1] * scale_y) - 1)
    x1, y1 = int(ink[2] * scale_x) + 2, int(ink[3] * scale_y) + 2
    return preview[y0:y1, x0:x1]


def plate(beneath: Pixels) -> tuple[str, str, float]:
    """(letters, plate, strength 0-1) for a label over these pixels: dark on dark, light on light, and as much of the
    plate as the letters need."""
    light = float(np.median(luminance(beneath)))
    ink, ground = min(PLATES, key=lambda pair: abs(lightness(pair[1]) ** 0.5 - light**0.5))
    for strength in PLATE_STRENGTHS:
        blended = beneath[..., :3] * (1 - strength) + np.array(rgb(ground), np.float64) * strength
        if contrast_over(ink, luminance(np.rint(blended).astype(np.uint8))) >= PLATE_CONTRAST:
            return ink, ground, strength
    return ink, ground, 1.0


def _scrim(
    block: Block, lines: list[Line], choices: list[str], preview: Pixels, spec: Spec, *, least: float
) -> tuple[str, dict[str, Json]]:
    """The text colour and the faintest scrim under which it reads, from the edge that darkens the least picture."""
    width, height = spec.pixel_size
    left, top, right, bottom = block.bounds
    reach = {"top": bottom / height, "bottom": 1 - top / height, "left": right / width, "right": 1 - left / width}
    edge = min(reach, key=lambda side: (round(reach[side], 4), side))
    solid = min(1.0, reach[edge] + 0.02)
    light, dark = max(choices, key=lightness), min(choices, key=lightness)
    brand = choices[:-2]
    pairs = [(light, min(brand, key=lightness, default=BLACK)), (dark, max(brand, key=lightness, default=WHITE))]
    pairs += [(WHITE, BLACK), (BLACK, WHITE)]
    # A scrim comes for contrast only; once there it also quietens what is under the lines, up to a limit.
    box = Box("copy", left / width, top / height, (right - left) / width, (bottom - top) / height)
    calming = min(0.8, 1 - 1 / max(calm(preview, box), 1.0))
    options = []
    for order, (text, ground) in enumerate(pairs):
        for strength in (n for n in STRENGTHS if n >= calming):
            params: dict[str, Json] = {
                "edge": edge, "colour": ground, "strength": strength,
                "solid": round(solid, 4), "fade": round(min(0.5, max(0.18, 0.75 * solid)), 4),
            }  # fmt: skip
            if _score(text, lines, shaded(preview, **params), spec, least) >= MARGIN:
                options.append((strength, order, text, params))
                break
    if not options:  # white on black at 0.95 always reads, so this is a picture of no pixels
        return WHITE, {"edge": edge, "colour": BLACK, "strength": 1.0, "solid": round(solid, 4), "fade": 0.3}
    # The brand's own ground unless plain black or white would hide clearly less of the picture.
    _, _, text, params = min(options, key=lambda option: (option[0] + (0.15 if option[1] >= 2 else 0.0), option[1]))
    return text, params


def _button(text: str, palette: tuple[str, ...], block: Block, seen: Pixels, least: float) -> tuple[str, str]:
    """(fill, label): the brand's most colourful colour that stands out and carries a readable label."""
    labels = [*palette, WHITE, BLACK]

    def label_for(fill: str) -> tuple[float, str]:
        scores = [(round(float(ratio(lightness(fill), lightness(c))), 2), -i, c) for i, c in enumerate(labels)]
        return max(scores)[0], max(scores)[2]

    options = []
    for i, fill in enumerate(palette):
        value, label = label_for(fill)
        red, green, blue = rgb(fill)
        vivid = max(red, green, blue) - min(red, green, blue)
        apart = float(ratio(lightness(fill), float(np.median(luminance(seen)))))
        if value >= least * MARGIN and fill != text and apart >= 1.25:
            options.append((vivid, -i, fill, label))
    if options:
        _, _, fill, label = max(options)
        return fill, label
    return text, label_for(text)[1]

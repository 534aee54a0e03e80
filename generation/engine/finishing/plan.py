"""One rendition, planned: a picked picture, a placement, a locale's copy and the brand's kit become a chain of nodes.

Planning looks at pixels (to find calm space and measure contrast) but writes none. Same arguments, same plan. What
cannot be done well becomes a finding in a sentence; the plan then leaves it out rather than doing it badly.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from generation.engine.finishing import legible
from generation.engine.finishing.colour import flatten
from generation.engine.finishing.finding import Finding
from generation.engine.finishing.fit import resample
from generation.engine.finishing.fonts import Blob, choose, not_covered
from generation.engine.finishing.frame import Window, focal_box, shown, window
from generation.engine.finishing.label import Label
from generation.engine.finishing.labelling import Ground, Labelling
from generation.engine.finishing.logo import logo
from generation.engine.finishing.placement import CMYK_FORMATS, NO_ALPHA, Copy, Kit, Shot, Spec
from generation.engine.finishing.scripts import script_of
from generation.engine.finishing.space import COVERED, covered, regions
from generation.engine.finishing.typeset import Block, Rect, Sizes, Text, compose
from generation.engine.finishing.voices import WEIGHTS, voice
from generation.engine.finishing.xmp import Metadata
from generation.engine.picture import Box, Inputs, Pixels
from generation.engine.recipe import Node
from studio.lib.canonical import Json

VERSION = "1"
ROLE_NAMES = {"headline": "headline", "subline": "subline", "cta": "call to action"}
PLANNING_SIDE = 1600  # contrast is planned on the rendition at this size, and checked on the real one


@dataclass(frozen=True, slots=True)
class Plan:
    """`nodes` follow the node that fetches the picture. `boxes` are its named regions as the rendition sees them."""

    nodes: tuple[Node, ...]
    findings: tuple[Finding, ...]
    window: Window
    width: int
    height: int
    scale: float
    boxes: tuple[Box, ...]
    block: Block | None = None

    @property
    def text_box(self) -> Box | None:
        """The bounds of all type, 0-1 of the file."""
        if self.block is None or not self.block.lines:
            return None
        return _bounds(self.block, self.width, self.height)


def plan(
    shot: Shot,
    placement: Spec,
    copy: Copy | None,
    kit: Kit,
    inputs: Inputs,
    *,
    file_format: str | None = None,
    metadata: Metadata | None = None,
    reserve: int = 0,
    label: Label | None = None,
) -> Plan:
    """The nodes of one rendition. `inputs.blob` gives font and logo bytes. `reserve`: bytes kept free in the budget.
    `label`: what has to be said visibly; copy and logo make room for it where no free place is left.

    Raises EngineError when a font or the logo cannot be read, and BadSpec from the placement itself.
    """
    width, height = placement.pixel_size
    findings: list[Finding] = []
    cut = window(shot.width, shot.height, width / height, shot.boxes, focal=shot.focal, safe=placement.safe_box)
    boxes = tuple(cut.map(box, shot.width, shot.height) for box in shot.boxes)
    scale = round(max(width / cut.w, height / cut.h), 4)
    findings += _framing(shot, cut, placement)
    nodes = [_crop(cut), _resize(width, height, scale)]
    opaque = placement.background or "#FFFFFF"
    preview = _preview(shot, cut, width, height, "#FFFFFF" if opaque == "transparent" else opaque)

    dress = functools.partial(_dressed, preview, boxes, copy=copy, kit=kit, blob=inputs.blob)
    dressed = dress(placement)
    if label is not None:
        target = focal_box(shot.boxes, shot.focal)
        focal = cut.map(target, shot.width, shot.height) if target else None
        ground = Ground(preview, placement, boxes, focal, clear=opaque == "transparent")
        dressed = _labelled(Labelling(label, ground, kit, inputs.blob), dressed, dress, placement)
    nodes += dressed.nodes
    kind = file_format or placement.default_format
    nodes.append(_convert(placement, kit, kind))
    nodes.append(_encode(placement, kind, metadata or Metadata(), reserve))
    found = (*findings, *dressed.findings)
    return Plan(tuple(nodes), found, cut, width, height, scale, boxes, dressed.block)


@dataclass(frozen=True, slots=True)
class _Dressed:
    """What stands on the picture, and where: `taken` are rectangles in pixels of the file."""

    nodes: tuple[Node, ...]
    findings: tuple[Finding, ...]
    block: Block | None
    taken: tuple[Rect, ...]


def _dressed(
    preview: Pixels, boxes: tuple[Box, ...], placement: Spec, *, copy: Copy | None, kit: Kit, blob: Blob
) -> _Dressed:
    """Copy and logo."""
    nodes: list[Node] = []
    findings: list[Finding] = []
    block: Block | None = None
    if copy is not None and copy.roles():
        block, found = _set(preview, boxes, placement, copy, kit=kit, blob=blob)
        findings += found
    taken: list[Rect] = []
    if block is not None:
        block, under = legible.colour(block, preview, kit.palette, placement, least=kit.contrast)
        nodes += [under] if under else []
        nodes.append(_type(block))
        taken.append(block.bounds)
    if kit.logo is not None:
        mark, found = logo(kit, placement, boxes, block, preview=preview, blob=blob)
        findings += found
        if mark is not None:
            nodes.append(mark)
            x, y, w, h = (float(mark.params[k]) for k in "xywh")
            taken.append((x, y, x + w, y + h))
    return _Dressed(tuple(nodes), tuple(findings), block, tuple(taken))


def _labelled(stands: Labelling, dressed: _Dressed, dress: Callable[[Spec], _Dressed], placement: Spec) -> _Dressed:
    """With the label: in a free place; else copy and logo are planned again beside it; else a finding and no label."""
    at = stands.free(dressed.taken)
    if at is None:
        failed = {one.code for one in dressed.findings if one.level == "fail"}
        for at in stands.offers():
            again = dress(at.beside(placement))
            if {one.code for one in again.findings if one.level == "fail"} <= failed:
                dressed = again
                break
        else:
            return replace(dressed, findings=(*dressed.findings, stands.refused()))
    node, found = stands.node(at, dressed.nodes)
    return replace(dressed, nodes=(*dressed.nodes, node), findings=(*dressed.findings, *found))


def _framing(shot: Shot, cut: Window, placement: Spec) -> list[Finding]:
    target = focal_box(shot.boxes, shot.focal)
    if target is None:
        return []
    seen = shown(cut.map(target, shot.width, shot.height))
    if seen >= 0.999:
        return []
    return [
        Finding(
            "focal_cut",
            "warn",
            f"{placement.name}: the crop shows {seen:.0%} of the focal area; its shape is wider or taller than this "
            "placement's.",
            "Draw a smaller focal frame for this placement, or choose a picture with more room around the subject.",
        )
    ]


def _set(
    preview: Pixels, boxes: tuple[Box, ...], placement: Spec, copy: Copy, *, kit: Kit, blob: Blob
) -> tuple[Block | None, list[Finding]]:
    texts: list[Text] = []
    findings: list[Finding] = []
    for role, words in copy.roles():
        fonts = kit.scripts.get(script_of(words, copy.locale), kit.fonts)
        font = choose(words, fonts, WEIGHTS[role], blob)
        if font is None:
            sentence = not_covered(words, copy.locale, kit.fonts, blob)
            remedy = "Upload a font for this language to the style pack, with its licence."
            findings.append(Finding("glyphs", "fail", f"{placement.name}: {sentence}", remedy))
            continue
        texts.append(Text(role, words, voice(role, words, font, copy)))
    # A rendition with half of its copy is worse than one that says what is missing.
    if findings or not texts:
        return None, findings
    rtl = texts[0].voice.direction == "rtl"
    smallest = placement.type_pixels(kit.smallest)
    places = tuple(regions(preview, placement.live_box, boxes, rtl=rtl)) if smallest else ()
    for region in places or regions(preview, placement.live_box, boxes, rtl=rtl):
        block = compose(tuple(texts), region, placement, align=kit.align, blob=blob, smallest=smallest)
        if block is not None and _clear(block, boxes, placement):
            return block, findings
    for region in places:  # would it fit if the style pack allowed smaller type?
        block = compose(tuple(texts), region, placement, align=kit.align, blob=blob)
        if block is not None and _clear(block, boxes, placement):
            return None, [_too_small(block, smallest, placement, copy)]
    named = max(texts, key=lambda text: len(text.text))
    sizes = Sizes.of(placement, smallest)
    findings.append(
        Finding(
            "overflow",
            "fail",
            f"{placement.name}, {copy.locale}: the {ROLE_NAMES[named.role]} of {len(named.text)} characters finds "
            f"no room beside the subject, not even at the least size of {sizes.least:.0f} px.",
            "Shorten the copy for this placement, or choose a picture with more empty space.",
        )
    )
    return None, findings


def _too_small(block: Block, smallest: float, placement: Spec, copy: Copy) -> Finding:
    """The first text that would be set below the style pack's smallest size, with both sizes."""
    line = next((line for line in block.lines if line.size < smallest), min(block.lines, key=lambda line: line.size))
    size, least = placement.type_size(line.size), placement.type_size(smallest)
    return Finding(
        "overflow",
        "fail",
        f"{placement.name}, {copy.locale}: the {ROLE_NAMES[line.role]} would be set at {size} to find room beside the "
        f"subject; {least} is the style pack's smallest size.",
        "Shorten the copy for this placement, or choose a picture with more empty space.",
        measured=size,
        limit=f"{least} (style pack)",
    )


def _clear(block: Block, boxes: tuple[Box, ...], placement: Spec) -> bool:
    over = covered(_bounds(block, *placement.pixel_size), boxes)
    return over is None or over[0] <= COVERED


def _bounds(block: Block, width: int, height: int) -> Box:
    x0, y0, x1, y1 = block.bounds
    return Box("copy", x0 / width, y0 / height, (x1 - x0) / width, (y1 - y0) / height, "copy")


def _preview(shot: Shot, cut: Window, width: int, height: int, background: str) -> Pixels:
    """The rendition without its type, no longer than PLANNING_SIDE."""
    part = shot.pixels[cut.y : cut.y + cut.h, cut.x : cut.x + cut.w]
    small = min(1.0, PLANNING_SIDE / max(width, height))
    w, h = max(1, round(width * small)), max(1, round(height * small))
    return flatten(resample(part, w, h, linear=w < cut.w), background)


def _crop(cut: Window) -> Node:
    return Node("fit.crop", VERSION, {"x": cut.x, "y": cut.y, "w": cut.w, "h": cut.h})


def _resize(width: int, height: int, scale: float) -> Node:
    return Node("fit.resize", VERSION, {"width": width, "height": height, "linear": scale < 1, "kernel": "lanczos3"})


def _type(block: Block) -> Node:
    fonts = list(dict.fromkeys(line.voice.font.digest for line in block.lines))
    keys = {digest: f"font{i}" for i, digest in enumerate(fonts)}
    params: Mapping[str, Any] = {
        "lines": [line.document(keys[line.voice.font.digest]) for line in block.lines],
        "shapes": [pill.document() for pill in block.pills],
    }
    return Node("type.set", VERSION, params, {key: f"sha256:{digest}" for digest, key in keys.items()})


def _convert(placement: Spec, kit: Kit, kind: str) -> Node:
    params = {"to": placement.colour_space, "background": placement.background or "#FFFFFF"}
    if params["background"] == "transparent" and (kind in NO_ALPHA or placement.colour_space == "cmyk"):
        params["background"] = "#FFFFFF"
    paper = placement.colour_space == "cmyk" and kit.cmyk_profile and kind in CMYK_FORMATS
    return Node("colour.convert", VERSION, params, {"profile": f"sha256:{kit.cmyk_profile}"} if paper else {})


def _encode(placement: Spec, kind: str, metadata: Metadata, reserve: int) -> Node:
    params: dict[str, Json] = {
        "format": kind,
        "placement": placement.name,
        "dpi": placement.dpi,
        "metadata": metadata.document(),
    }
    if placement.max_bytes:
        params |= {"max_bytes": placement.max_bytes, "reserve": reserve}
    return Node("encode", VERSION, params)

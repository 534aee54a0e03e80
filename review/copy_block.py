"""The brief's copy over a candidate as finishing would set it: real type, at its size, in its place in a placement.

Where the candidate has been finished for the placement, the lines are those of its file. Else they are planned here
from fonts, copy, placement and what the engine says stands where. No picture is decoded for it (the web never does), so
the plan knows subjects and the copy space, but not how calm the picture is: finishing may choose another place beside
the subject, and only it chooses colour, scrim and logo.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from generation.engine.finishing.casing import cased
from generation.engine.finishing.fonts import bundled_blob, choose
from generation.engine.finishing.frame import BUST, window
from generation.engine.finishing.placement import BadSpec, Copy, Spec
from generation.engine.finishing.scripts import script_of
from generation.engine.finishing.typeset import Block, Text, compose
from generation.engine.finishing.voices import WEIGHTS, voice
from generation.engine.picture import Box, EngineError
from generation.models import Candidate
from generation.sets.words import versions
from review.models import Rendition
from review.states import DONE
from review.typography import copy_of, fonts_for
from studio.lib.shapes import largest_free

COVERED = 0.02  # share of a head, bust or product that type may lie over, as finishing allows
INK, LIGHT = "#ffffff", "#111111"  # of a plan, which knows no picture: type and its outline, and the pill's words


@dataclass(frozen=True, slots=True)
class Line:
    """One line in pixels of the file; x, y is the pen at the baseline."""

    text: str
    x: float
    y: float
    size: float
    colour: str
    font: str  # digest
    weight: int
    direction: str
    tracking: float  # em

    @property
    def family(self) -> str:
        return f"set-{self.font[:12]}"

    @property
    def spacing(self) -> str:
        return f"{self.tracking * self.size:.3f}"

    @property
    def from_right(self) -> bool:
        return self.direction == "rtl"


@dataclass(frozen=True, slots=True)
class Set:
    """Copy in a placement. `crop` is x, y, w, h in pixels of the picture, `size` that of the file."""

    crop: tuple[int, int, int, int]
    size: tuple[int, int]
    lines: tuple[Line, ...]
    shapes: tuple[Mapping[str, Any], ...]
    words: str  # what a person should know of it
    planned: bool  # here, and not by finishing


def set_copy(candidate: Candidate, slug: str) -> Set | None:
    """The first locale's copy at the placement with this slug; None where the brief pins no such placement."""
    pins = candidate.batch.revision.document.get("placements", [])
    pin = next((one["document"] for one in pins if one["document"].get("slug") == slug), None)
    return None if pin is None else finished(candidate, slug) or planned(candidate, pin)


def finished(candidate: Candidate, slug: str) -> Set | None:
    rows = Rendition.objects.filter(finish__candidate=candidate, placement__placement__slug=slug, state=DONE)
    row = rows.exclude(locale="").select_related("recipe").order_by("-finish__number", "pk").first()
    if row is None or row.recipe is None or row.source_id is not None or not row.width or not row.height:
        return None
    nodes = {node["op"]: node for node in row.recipe.document["nodes"]}
    if "type.set" not in nodes or "fit.crop" not in nodes:
        return None
    type_, cut = nodes["type.set"], nodes["fit.crop"]["params"]
    share = candidate.batch.width / row.finish.master.width if row.finish.master and row.finish.master.width else 1.0
    lines = tuple(_line(line, type_["inputs"][line["font"]].partition(":")[2]) for line in type_["params"]["lines"])
    x, y, w, h = (round(cut[key] * share) for key in "xywh")
    words = f"The copy as it was finished, {row.locale}."
    return Set((x, y, w, h), (row.width, row.height), lines, tuple(type_["params"].get("shapes", ())), words, False)


def planned(candidate: Candidate, pin: Mapping[str, Any]) -> Set:
    """`pin` is the document of the placement."""
    batch = candidate.batch
    document = batch.revision.document
    whole = (batch.width, batch.height)
    locale = next((locale for locale, _ in versions(document) if locale), "")
    said = copy_of(document, locale)
    if said is None or not said.roles():
        return Set((0, 0, *whole), whole, (), (), "The brief has no copy to set.", True)
    try:
        spec = Spec.from_document(pin)
        cut, block = _plan(candidate, spec, _cased(candidate, said))
    except (BadSpec, EngineError) as fault:
        return Set((0, 0, *whole), whole, (), (), str(fault), True)
    crop = (cut.x, cut.y, cut.w, cut.h)
    if block is None:
        words = "The copy finds no room beside the subject at this placement. Finishing says what to do."
        return Set(crop, spec.pixel_size, (), (), words, True)
    lines = tuple(
        _line(line.document("") | {"colour": LIGHT if line.role == "cta" else INK}, line.voice.font.digest)
        for line in block.lines
    )
    shapes = tuple(pill.document() | {"colour": INK} for pill in block.pills)
    words = f"About where the copy will stand, {locale}: finishing also looks for calm, and chooses colour and scrim."
    return Set(crop, spec.pixel_size, lines, shapes, words, True)


def _plan(candidate: Candidate, spec: Spec, said: Copy) -> tuple[Any, Block | None]:
    """The crop as finishing cuts it, and the copy composed as it composes, in the first region that takes it."""
    width, height = spec.pixel_size
    batch, style = candidate.batch, _typography(candidate)
    boxes = tuple(Box.from_document(box) for box in candidate.boxes)
    cut = window(batch.width, batch.height, width / height, boxes, safe=spec.safe_box)
    inside = tuple(cut.map(box, batch.width, batch.height) for box in boxes)
    texts = []
    for role, words in said.roles():
        fonts = [one.font for one in fonts_for(style, script_of(words, said.locale))]
        font = choose(words, fonts, WEIGHTS[role], bundled_blob)
        if font is None:
            raise EngineError(f"No font of the style pack has every letter of “{words[:40]}”.")
        texts.append(Text(role, words, voice(role, words, font, said)))
    smallest = spec.type_pixels(float(style.get("smallest") or 0.0))
    align = str(style.get("alignment") or "start")
    for region in regions(spec.live_box, inside):
        block = compose(tuple(texts), region, spec, align=align, blob=bundled_blob, smallest=smallest)
        if block is not None and _clear(block, inside, width, height):
            return cut, block
    return cut, None


def regions(live: Box, boxes: tuple[Box, ...]) -> Iterator[Box]:
    """Where copy may stand, all 0-1 of the file: the brief's copy space, then the largest room beside the subjects."""
    for box in boxes:
        left, top = max(live.x, box.x), max(live.y, box.y)
        right, bottom = min(live.x + live.w, box.x + box.w), min(live.y + live.h, box.y + box.h)
        if box.kind == "copy" and right > left and bottom > top:
            yield Box("copy space", left, top, right - left, bottom - top, "copy")
    taken = [(box.x, box.y, box.x + box.w, box.y + box.h) for box in _kept_clear(boxes)]
    left, top, right, bottom = largest_free((live.x, live.y, live.x + live.w, live.y + live.h), taken)
    yield Box("copy space", left, top, right - left, bottom - top, "copy")


def _kept_clear(boxes: tuple[Box, ...]) -> list[Box]:
    """Products whole, people down to the bust: as in finishing/space.py, which needs pixels and is not loaded here."""
    people = [replace(box, h=box.h * BUST) for box in boxes if box.kind == "person"]
    return people + [box for box in boxes if box.kind == "product"]


def _clear(block: Block, boxes: tuple[Box, ...], width: int, height: int) -> bool:
    x0, y0, x1, y1 = (value / side for value, side in zip(block.bounds, (width, height, width, height), strict=True))
    for box in _kept_clear(boxes):
        across = min(x1, box.x + box.w) - max(x0, box.x)
        down = min(y1, box.y + box.h) - max(y0, box.y)
        if min(across, down) > 0 and across * down > COVERED * box.w * box.h:
            return False
    return True


def _typography(candidate: Candidate) -> Mapping[str, Any]:
    return candidate.batch.revision.style_pack.document.get("typography") or {}


def _cased(candidate: Candidate, said: Copy) -> Copy:
    case = str(_typography(candidate).get("case") or "")
    texts = (cased(text, case, said.language) if case else text for text in (said.headline, said.subline, said.cta))
    return Copy(said.locale, *texts)


def _line(line: Mapping[str, Any], font: str) -> Line:
    return Line(
        str(line["text"]),
        float(line["x"]),
        float(line["y"]),
        float(line["size"]),
        str(line["colour"]),
        font,
        int(line["weight"]),
        str(line["direction"]),
        float(line["tracking"]),
    )

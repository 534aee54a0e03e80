"""A review sheet drawn: the picture with its numbered marks on the left, what was said of them on the right.

For workers: the picture is decoded here. What people wrote is drawn as text, whatever it contains; a character that no
font here has becomes a box.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from itertools import groupby
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import font_source_sans_pro
from PIL import Image
from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph

from review.marks import polylines

WIDE, HIGH = landscape(A4)  # points, floats
EDGE, GAP, COLUMN, FOOT = 32.0, 20.0, 264.0, 18.0
LONGEST = 1_600  # pixels of the picture on paper: 230 dpi and more
INK, QUIET, MARK_INK = HexColor("#171717"), HexColor("#5a5a5a"), HexColor("#141414")
ROLES: Mapping[str, str] = {
    "designer": "#ff4fa0", "marketer": "#ffb020", "brand": "#5fd0ff", "legal": "#b9f25a", "admin": "#ffffff",
    "guest": "#c9a6ff", "gone": "#bdbdbd",
}  # fmt: skip
SANS, BOLD, EAST = "Sheet", "Sheet-Bold", "HeiseiKakuGo-W5"
Read = Callable[[str], bytes]  # digest -> bytes


def drawn(document: Mapping[str, Any], read: Read) -> bytes:
    """The PDF of a sheet's document (review/sheet.py). The same document gives the same bytes."""
    fonts()
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(WIDE, HIGH), invariant=1, pageCompression=1)
    canvas.setTitle(f"{document['title']}, review sheet")
    canvas.setCreator("Gatefold")
    sheet = Sheet(canvas, document)
    for picture in document["pictures"]:
        sheet.picture(picture, read(picture["sha256"]))
    canvas.save()
    return out.getvalue()


class Sheet:
    """The pages of one sheet, from the first to the last."""

    def __init__(self, canvas: Canvas, document: Mapping[str, Any]) -> None:
        self.canvas = canvas
        self.document = document
        self.page = 0

    def picture(self, picture: Mapping[str, Any], file: bytes) -> None:
        """Its page, and as many more as what was said of it takes."""
        said = list(self._column(picture))
        first = True
        while first or said:
            top = self._head(picture, more=not first)
            if first:
                self._pixels(picture, file, top)
            at = top
            while said:
                _, height = said[0].wrap(COLUMN, HIGH)
                if at - height < EDGE + FOOT and at < top:
                    break
                said[0].drawOn(self.canvas, WIDE - EDGE - COLUMN, at - height)
                at -= height + said[0].style.spaceAfter
                said.pop(0)
            self._foot(picture)
            first = False

    def _head(self, picture: Mapping[str, Any], *, more: bool) -> float:
        """Name and facts at the top of a page; returns where the rest begins, in points from below."""
        for words, style, drop in (
            (f"{self.document['title']}: {picture['name']}{', continued' if more else ''}", HEAD, 0.0),
            (picture["caption"], SMALL, 20.0),
        ):
            line = Paragraph(marked(words), style)
            _, height = line.wrap(WIDE - 2 * EDGE, HIGH)
            line.drawOn(self.canvas, EDGE, HIGH - EDGE - drop - height)
        return float(HIGH - EDGE - 48)

    def _foot(self, picture: Mapping[str, Any]) -> None:
        self.page += 1
        self.canvas.setFont(SANS, 7.5)
        self.canvas.setFillColor(QUIET)
        self.canvas.drawString(EDGE, EDGE - 8, f"SHA-256 {picture['sha256']}")
        self.canvas.drawRightString(WIDE - EDGE, EDGE - 8, str(self.page))
        self.canvas.showPage()

    def _pixels(self, picture: Mapping[str, Any], file: bytes, top: float) -> None:
        """The picture as large as the room beside the column allows, its marks over it."""
        room = (WIDE - 2 * EDGE - COLUMN - GAP, top - EDGE - FOOT)
        scale = min(room[0] / picture["width"], room[1] / picture["height"])
        width, height = picture["width"] * scale, picture["height"] * scale
        self.canvas.drawImage(ImageReader(io.BytesIO(smaller(file))), EDGE, top - height, width, height)
        for mark in picture["marks"]:
            self._mark(mark, EDGE, top, width, height)

    def _mark(self, mark: Mapping[str, Any], left: float, top: float, width: float, height: float) -> None:
        ink = HexColor(ROLES.get(mark["role"], ROLES["gone"]))
        for wide, colour in ((3.6, MARK_INK), (1.6, ink)):  # a dark edge, so that it is seen on any picture
            self.canvas.setStrokeColor(colour)
            self.canvas.setLineWidth(wide)
            self.canvas.setLineJoin(1)
            self.canvas.setLineCap(1)
            for line in polylines(mark["kind"], mark["points"], width, height):
                way = self.canvas.beginPath()
                way.moveTo(left + line[0][0], top - line[0][1])
                for x, y in line[1:]:
                    way.lineTo(left + x, top - y)
                self.canvas.drawPath(way)
        x, y = mark["points"][0]
        at = (left + x * width, top - y * height)
        self.canvas.setStrokeColor(MARK_INK)
        self.canvas.setFillColor(HexColor("#ffffff") if mark["done"] else ink)
        self.canvas.circle(*at, 7.5, stroke=1, fill=1)
        self.canvas.setFillColor(MARK_INK)
        self.canvas.setFont(BOLD, 8)
        self.canvas.drawCentredString(at[0], at[1] - 2.8, str(mark["number"]))

    def _column(self, picture: Mapping[str, Any]) -> Iterator[Paragraph]:
        """The threads, then the brief, as paragraphs that each fit a page."""
        if not picture["marks"]:
            yield Paragraph("Nothing is marked.", SMALL)
        for mark in picture["marks"]:
            yield Paragraph(f"<b>{mark['number']}</b> {marked(mark['kind'])}, {marked(mark['state'])}", TITLE)
            for said in mark["said"]:
                yield Paragraph(marked(f"{said['who']}, {said['when']}"), SMALL)
                yield Paragraph(marked(said["text"]), TEXT)
        yield Paragraph("Brief", TITLE)
        for label, words in self.document["brief"]:
            yield Paragraph(f"<b>{marked(label)}</b> {marked(words)}", SMALL)


def smaller(file: bytes) -> bytes:
    """Our own stored PNG as a JPEG of at most LONGEST pixels a side, on white."""
    with Image.open(io.BytesIO(file), formats=["PNG"]) as image:
        image.thumbnail((LONGEST, LONGEST), Image.Resampling.LANCZOS)
        ground = Image.new("RGB", image.size, "white")
        over = image.convert("RGBA")
        ground.paste(over, mask=over.getchannel("A"))
    out = io.BytesIO()
    ground.save(out, "JPEG", quality=88)
    return out.getvalue()


@lru_cache(maxsize=1)
def fonts() -> frozenset[int]:
    """Register the fonts; returns the characters that the first of them has."""
    folder = Path(font_source_sans_pro.font_directory)
    for name, file in ((SANS, "SourceSansPro-Regular.ttf"), (BOLD, "SourceSansPro-Bold.ttf")):
        found = folder / file
        pdfmetrics.registerFont(TTFont(name, str(found if found.exists() else folder / "files" / file)))
    pdfmetrics.registerFontFamily(SANS, normal=SANS, bold=BOLD, italic=SANS, boldItalic=BOLD)
    pdfmetrics.registerFont(UnicodeCIDFont(EAST))  # the reader brings its own: nothing is embedded
    return frozenset(pdfmetrics.getFont(SANS).face.charToGlyph)


def marked(words: str) -> str:
    """Text as a paragraph takes it: escaped, line breaks kept, each run in a font that has it."""
    made = []
    for font, run in groupby(words, _font):
        text = "".join(run)
        if font == "break":
            made.append("<br/>" * len(text))
        elif font == "none":
            made.append("\N{WHITE SQUARE}" * len(text) if ord("\N{WHITE SQUARE}") in fonts() else "?" * len(text))
        else:
            said = escape(text)
            made.append(said if font == SANS else f'<font name="{font}">{said}</font>')
    return "".join(made)


def _font(character: str) -> str:
    code = ord(character)
    if character == "\n":
        return "break"
    if code in fonts():
        return SANS
    east = 0x2E80 <= code <= 0x9FFF or 0xFF00 <= code <= 0xFFEF or 0xAC00 <= code <= 0xD7AF
    return EAST if east else "none"


def _style(name: str, size: float, *, after: float, bold: bool = False, colour: Any = INK) -> ParagraphStyle:
    # splitLongWords: a word of two thousand letters is broken rather than run over the edge.
    return ParagraphStyle(
        name, fontName=BOLD if bold else SANS, fontSize=size, leading=size * 1.3, spaceAfter=after, textColor=colour,
        splitLongWords=1,
    )  # fmt: skip


HEAD = _style("head", 14, after=4, bold=True)
TITLE = _style("title", 9.5, after=3)
TEXT = _style("text", 9, after=7)
SMALL = _style("small", 7.5, after=1, colour=QUIET)

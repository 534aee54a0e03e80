"""Fonts by digest: what is bundled, what a font covers, how one is opened. A missing glyph is found before setting."""

from __future__ import annotations

import functools
import hashlib
import io
import struct
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from importlib import metadata
from importlib.resources import files
from pathlib import Path

from fontTools.ttLib import TTFont, TTLibError
from PIL import ImageFont

from generation.engine.finishing.placement import Font
from generation.engine.picture import EngineError

Blob = Callable[[str], bytes]  # sha256 -> bytes

OFL = "SIL Open Font License 1.1"
_SANS, _SERIF = "font_source_sans_pro", "font_source_serif_pro"
_ARABIC, _ARABIC_FILE = "fontpkg_noto_sans_arabic", "files/NotoSansArabic[wdth,wght].ttf"
# package, file in it, family, style, weight. A variable font stands here once for each weight that is offered.
_BUNDLE: tuple[tuple[str, str, str, str, int], ...] = (
    (_SANS, "files/SourceSansPro-Regular.otf", "Source Sans Pro", "normal", 400),
    (_SANS, "files/SourceSansPro-It.otf", "Source Sans Pro", "italic", 400),
    (_SANS, "files/SourceSansPro-Semibold.otf", "Source Sans Pro", "normal", 600),
    (_SANS, "files/SourceSansPro-Bold.otf", "Source Sans Pro", "normal", 700),
    (_SERIF, "files/SourceSerifPro-Regular.otf", "Source Serif Pro", "normal", 400),
    (_SERIF, "files/SourceSerifPro-It.otf", "Source Serif Pro", "italic", 400),
    (_SERIF, "files/SourceSerifPro-Semibold.otf", "Source Serif Pro", "normal", 600),
    (_SERIF, "files/SourceSerifPro-Bold.otf", "Source Serif Pro", "normal", 700),
    ("noto_cjk_sans_jp_regular", "NotoSansCJKjp-Regular.otf", "Noto Sans CJK JP", "normal", 400),
    ("noto_cjk_sans_jp_bold", "NotoSansCJKjp-Bold.otf", "Noto Sans CJK JP", "normal", 700),
    (_ARABIC, _ARABIC_FILE, "Noto Sans Arabic", "normal", 400),
    (_ARABIC, _ARABIC_FILE, "Noto Sans Arabic", "normal", 600),
)


@dataclass(frozen=True, slots=True)
class Bundled:
    """A font that comes with the installation, with the licence that a style pack records."""

    font: Font
    path: Path
    licence: str
    package: str
    version: str

    def read(self) -> bytes:
        return self.path.read_bytes()


@functools.cache
def bundled() -> tuple[Bundled, ...]:
    """Every font that the installed packages carry, in order of preference. A package that is not there is left out."""
    found = []
    for package, name, family, style, weight in _BUNDLE:
        try:
            path = Path(str(files(package).joinpath(name)))
            version = metadata.version(package.replace("_", "-"))
        except (ModuleNotFoundError, metadata.PackageNotFoundError):
            continue
        if path.is_file():
            digest = hashlib.sha256(path.read_bytes()).hexdigest()
            found.append(Bundled(Font(digest, family, style, weight), path, OFL, package, version))
    return tuple(found)


def family(name: str) -> tuple[Font, ...]:
    """The bundled fonts of one family."""
    return tuple(b.font for b in bundled() if b.font.family == name)


def bundled_blob(digest: str) -> bytes:
    """The bytes of a bundled font. Raises KeyError when no bundled font has this digest."""
    return next(iter([b.read() for b in bundled() if b.font.digest == digest] or _unknown(digest)))


def _unknown(digest: str) -> list[bytes]:
    raise KeyError(digest)


@dataclass(frozen=True, slots=True)
class _FontFacts:
    characters: frozenset[int]
    axes: tuple[tuple[str, float, float, float], ...]  # tag, default, least, most
    cap_height: float  # of the em


_read: dict[str, _FontFacts] = {}  # by digest, which has one content only
KEPT = 64


def _facts(digest: str, blob: Blob) -> _FontFacts:
    if digest not in _read:
        if len(_read) >= KEPT:
            _read.clear()
        _read[digest] = _parse(digest, blob(digest))
    return _read[digest]


def _parse(digest: str, data: bytes) -> _FontFacts:
    try:
        with TTFont(io.BytesIO(data), fontNumber=0, lazy=True) as font:
            axes = font["fvar"].axes if "fvar" in font else ()
            cap = getattr(font.get("OS/2"), "sCapHeight", 0) or 0
            return _FontFacts(
                frozenset(font.getBestCmap() or {}),
                tuple((a.axisTag, float(a.defaultValue), float(a.minValue), float(a.maxValue)) for a in axes),
                cap / int(font["head"].unitsPerEm) or 0.7,
            )
    except (TTLibError, OSError, KeyError, AttributeError, ValueError, AssertionError, struct.error) as error:
        raise EngineError(
            f"The font with digest {digest[:12]}… cannot be read ({error}). Upload it again as an OTF or TTF file."
        ) from error


def cap_height(font: Font, blob: Blob) -> float:
    """The height of a capital, as a share of the em."""
    return _facts(font.digest, blob).cap_height


def missing(text: str, font: Font, blob: Blob) -> str:
    """The characters of a text that a font has no glyph for, in order, each once."""
    known = _facts(font.digest, blob).characters
    return "".join(
        dict.fromkeys(c for c in unicodedata.normalize("NFC", text) if not _silent(c) and ord(c) not in known)
    )


def _silent(character: str) -> bool:
    """Characters that need no glyph: line feeds, joiners and direction marks, variation selectors."""
    return unicodedata.category(character) in ("Cc", "Cf") or 0xFE00 <= ord(character) <= 0xFE0F


def choose(text: str, fonts: Iterable[Font], weight: int, blob: Blob) -> Font | None:
    """The first family that covers the whole text, upright and nearest to the weight wanted; None if none does."""
    ordered = tuple(fonts)
    for name in dict.fromkeys(f.family for f in ordered):
        able = [f for f in ordered if f.family == name and not missing(text, f, blob)]
        if able:
            return min(able, key=lambda f: (f.style != "normal", abs(f.weight - weight), f.weight, f.digest))
    return None


def open_font(font: Font, size: float, blob: Blob) -> ImageFont.FreeTypeFont:
    """The font at a size in pixels, shaped by raqm; a variable font is set to the weight asked for."""
    opened = ImageFont.truetype(io.BytesIO(blob(font.digest)), size, layout_engine=ImageFont.Layout.RAQM)
    if axes := _facts(font.digest, blob).axes:
        values = [
            min(most, max(least, float(font.weight))) if tag == "wght" else default
            for tag, default, least, most in axes
        ]
        opened.set_variation_by_axes(values)
    return opened


SCRIPTS = {  # the first word of a character's name -> what a person calls the script
    "HIRAGANA": "Japanese", "KATAKANA": "Japanese", "CJK": "Chinese or Japanese", "HANGUL": "Korean",
    "ARABIC": "Arabic", "HEBREW": "Hebrew", "DEVANAGARI": "Devanagari", "THAI": "Thai", "CYRILLIC": "Cyrillic",
    "GREEK": "Greek", "LATIN": "Latin", "BENGALI": "Bengali", "TAMIL": "Tamil", "GEORGIAN": "Georgian",
    "ARMENIAN": "Armenian",
}  # fmt: skip
LANGUAGES = {
    "ja": "Japanese", "ko": "Korean", "zh": "Chinese", "ar": "Arabic", "he": "Hebrew", "th": "Thai", "hi": "Hindi",
    "fa": "Persian", "ur": "Urdu", "el": "Greek", "ru": "Russian", "uk": "Ukrainian",
}  # fmt: skip


def not_covered(text: str, locale: str, fonts: Iterable[Font], blob: Blob) -> str:
    """The sentence for a text that no single font of the style pack covers: names what is missing and the remedy."""
    ordered = tuple(fonts)
    gaps = sorted((missing(text, f, blob) for f in ordered), key=len) or [text]
    shown = " ".join(gaps[0][:8]) + (" …" if len(gaps[0]) > 8 else "")
    named = LANGUAGES.get(locale.split("-", maxsplit=1)[0].lower())
    if named is None:
        words = [SCRIPTS.get(unicodedata.name(c, "").replace("-", " ").partition(" ")[0]) for c in gaps[0]]
        named = next((w for w in words if w), locale)
    return f"No font in this style pack covers {named} ({locale}): {shown} cannot be set. Upload a font that does."

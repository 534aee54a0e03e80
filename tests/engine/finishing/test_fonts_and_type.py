from __future__ import annotations

import hashlib
from typing import Any

import numpy as np
import pytest

from generation.engine.finishing import fonts
from generation.engine.finishing.colour import rgb
from generation.engine.finishing.placement import Copy, Font
from generation.engine.finishing.type import line_ink, set_type, shaded
from generation.engine.finishing.voices import Measure, direction, voice
from generation.engine.picture import EngineError, Job, Picture
from generation.engine.recipe import Node
from tests.engine.finishing.scenes import ARABIC, ENGLISH, JAPANESE, KIT, LATIN, Store, finish, flat, spec

BLOB = fonts.bundled_blob


def line(text: str, font: Font, **changes: Any) -> dict[str, Any]:
    base = {
        "role": "headline", "text": text, "x": 20.0, "y": 70.0, "size": 48.0, "colour": "#FFFFFF", "font": "f",
        "family": font.family, "style": font.style, "weight": font.weight, "language": "en", "direction": "ltr",
        "tracking": 0.0, "features": [], "ink": [20.0, 20.0, 380.0, 90.0],
    }  # fmt: skip
    return base | changes


def test_the_bundled_fonts_are_there_with_digest_licence_and_version() -> None:
    families = {b.font.family for b in fonts.bundled()}
    assert {"Source Sans Pro", "Source Serif Pro", "Noto Sans CJK JP", "Noto Sans Arabic"} <= families
    for b in fonts.bundled():
        assert hashlib.sha256(BLOB(b.font.digest)).hexdigest() == b.font.digest
        assert b.licence and b.version


@pytest.mark.parametrize(
    ("text", "family"),
    [("Größe, naïve, ŁÓDŹ", "Source Sans Pro"), ("Решения", "Source Sans Pro"), ("決める", "Noto Sans CJK JP"),
     ("نقرر", "Noto Sans Arabic"), ("함께", "Noto Sans CJK JP")],
)  # fmt: skip
def test_the_first_family_that_covers_the_whole_text_is_chosen(text: str, family: str) -> None:
    font = fonts.choose(text, KIT.fonts, 600, BLOB)
    assert font is not None and font.family == family


def test_the_weight_nearest_to_the_one_wanted_is_chosen() -> None:
    assert [fonts.choose("a", LATIN.fonts, w, BLOB).weight for w in (300, 400, 590, 900)] == [400, 400, 600, 700]  # type: ignore[union-attr]


def test_a_script_that_no_font_covers_is_named_in_a_sentence() -> None:
    sentence = fonts.not_covered("決める", "ja-JP", LATIN.fonts, BLOB)
    assert "No font in this style pack covers Japanese (ja-JP)" in sentence and "Upload a font" in sentence


def test_a_missing_glyph_is_refused_and_never_set_as_a_box() -> None:
    font = LATIN.fonts[0]
    node = Node("type.set", "1", {"lines": [line("決める", font)]}, {"f": f"sha256:{font.digest}"})
    with pytest.raises(EngineError, match="no glyph for 決"):
        set_type(Picture(flat((0, 0, 0)).pixels), node, Job(Store()))


def test_a_file_that_is_no_font_is_refused_in_a_sentence() -> None:
    junk = Store(b"not a font")
    digest = next(iter(junk.blobs))
    with pytest.raises(EngineError, match="OTF or TTF"):
        fonts.missing("a", Font(digest, "Junk"), junk.blob)


def test_arabic_is_shaped_and_starts_at_the_right() -> None:
    font = fonts.choose("نقرر", KIT.fonts, 600, BLOB)
    assert font is not None
    v = voice("headline", "نقرر", font, ARABIC)
    assert v.direction == "rtl" and v.tracking == 0
    joined = Measure(BLOB).width("نقرر", v)
    apart = sum(Measure(BLOB).width(c, v) for c in "نقرر")
    assert joined < apart * 0.9  # initial and medial forms are narrower than isolated ones
    planned, _, _ = finish(flat((20, 24, 40)), spec(), ARABIC)
    assert planned.block is not None
    right = spec().safe_box.x + spec().safe_box.w
    rights = [ln.ink[2] / 600 for ln in planned.block.lines if ln.role != "cta"]
    assert max(rights) - min(rights) < 0.002 and rights[0] <= right + 0.001
    assert planned.block.lines[0].ink[0] > 300


def test_a_variable_font_is_set_at_its_weight() -> None:
    regular, bold = fonts.family("Noto Sans Arabic")
    assert regular.digest == bold.digest
    inks = [
        int(
            line_ink(line("نقرر معا", f, direction="rtl", language="ar"), {"f": f"sha256:{f.digest}"}, BLOB, 400, 100)[
                0
            ].sum()
        )
        for f in (regular, bold)
    ]
    assert inks[1] > inks[0] * 1.1


def test_left_edges_of_the_ink_line_up_whatever_the_size() -> None:
    planned, _, picture = finish(flat((20, 24, 40), 960, 640), spec(width=1200, height=800), ENGLISH)
    assert planned.block is not None
    lefts = [ln.ink[0] for ln in planned.block.lines if ln.role != "cta"]
    assert max(lefts) - min(lefts) < 0.6
    for ln in planned.block.lines[:2]:
        rows = picture.pixels[int(ln.ink[1]) : int(ln.ink[3]) + 1].max(axis=2)
        first = int(np.argmax((rows > 140).any(axis=0)))
        assert abs(first - ln.ink[0]) <= 2


def test_tracked_letters_keep_their_kerning() -> None:
    font = fonts.family("Source Sans Pro")[2]
    v = voice("headline", "AVATAR", font, ENGLISH)
    pens = dict(zip(range(6), Measure(BLOB).pens("AVATAR", v), strict=True))
    assert v.tracking < 0 and [p[0] for p in pens.values()] == list("AVATAR")
    plain = sum(Measure(BLOB).advance(c, v) for c in "A")
    assert pens[1][1] < plain + v.tracking  # V tucks under A


@pytest.mark.parametrize(
    ("text", "way"), [("Decide", "ltr"), ("نقرر", "rtl"), ("«נחליט»", "rtl"), ("123 نقرر", "rtl"), ("!?", "ltr")]
)
def test_the_first_letter_with_a_direction_gives_the_direction(text: str, way: str) -> None:
    assert direction(text) == way


def test_japanese_is_not_tracked_and_its_headline_is_set_tight() -> None:
    font = fonts.family("Noto Sans CJK JP")[1]
    v = voice("headline", JAPANESE.headline, font, JAPANESE)
    assert v.tracking == 0 and "palt" in v.features and v.language == "ja"


def test_the_locale_reaches_the_shaper() -> None:
    """One Han character, two national forms: the font's locl feature answers to the language only."""
    font = fonts.family("Noto Sans CJK JP")[0]
    shapes = [
        line_ink(line("直骨", font, language=lang), {"f": f"sha256:{font.digest}"}, BLOB, 400, 100)[0]
        for lang in ("ja", "zh-Hans")
    ]
    assert not np.array_equal(*shapes)


def test_a_scrim_is_strongest_at_its_edge_and_gone_at_the_other() -> None:
    grey = np.full((100, 40, 3), 200, np.uint8)
    out = shaded(grey, edge="top", colour="#000000", strength=0.5, solid=0.3, fade=0.4)
    assert abs(float(out[:25].mean()) - 100) < 1 and (out[75:] == 200).all()
    column = out[:, :, 0].astype(float).mean(axis=1)
    assert (np.diff(column) > -1.0).all()
    assert len(np.unique(out[40])) > 1  # dithered: no row of a gradient is one flat value


def test_type_is_drawn_in_its_own_colour() -> None:
    font = fonts.family("Source Sans Pro")[3]
    node = Node("type.set", "1", {"lines": [line("HHH", font, colour="#FCA311")]}, {"f": f"sha256:{font.digest}"})
    out = set_type(Picture(flat((10, 10, 10)).pixels), node, Job(Store()))
    assert (out.pixels == np.array(rgb("#FCA311"))).all(axis=2).sum() > 200


def test_copy_is_read_in_order_without_what_is_empty() -> None:
    assert Copy("en", "Head", "  ", "Go").roles() == (("headline", "Head"), ("cta", "Go"))

"""A style pack's document: what it takes, what it refuses, what changed between two, and a LUT read line by line."""

from __future__ import annotations

from typing import Any

import pytest

from briefs import style
from briefs.seeds.brands import document_of
from briefs.style import cube
from briefs.style.colour import ciede2000, delta_e
from studio.lib.canonical import canonical
from studio.lib.problems import BadInput, TooMuch

# As version 1 of a pack was written before packs could say more.
OLD: dict[str, Any] = {
    "slug": "tern",
    "name": "Tern",
    "medium": "photograph",
    "lens": "85 mm",
    "light": "low sun",
    "desaturate": 0.05,
    "contrast": 1.05,
    "grain": 0.03,
    "margins": 0.05,
    "tokens": {"clip": ["cold clear air"], "t5": ["in cold clear air"], "previz": ["cold clear air"]},
    "negative": ["plastic shine"],
    "palette": [{"name": "kelp", "hex": "#2F5D50", "tolerance": 3.0}],
    "typography": {"family": "Source Sans Pro", "weight": "Semibold", "scripts": ["Latn"]},
    "logo": {"corner": "top-left", "width": 0.1, "clear": 0.04},
}
DIGEST = "ab" * 32
ALL: dict[str, Any] = OLD | {
    "tokens": OLD["tokens"] | {"tags": ["cold_air"], "json": ["cold air"]},
    "palette": [{"name": "kelp", "hex": "#2F5D50", "tolerance": 3.0, "role": "main"}],
    "lut": {"digest": DIGEST, "name": "cold.cube", "size": 33},
    "layouts": [{"name": "right", "copy_space": "left-half", "subject_position": "right-third", "horizon": "middle"}],
    "references": [{"role": "style", "digest": DIGEST, "note": "Mist"}],
    "loras": [{"model": "sdxl-base", "weights": DIGEST, "scale": 0.8, "trigger": "ternlook"}],
    "characters": ["ferryman"],
    "typography": OLD["typography"] | {"families": {"Jpan": "Noto Sans JP"}, "smallest": 14.0, "case": "sentence"},
    "logo": OLD["logo"] | {"background": "plain", "never_on": ["faces"]},
    "engines": {"diffusers": {"steps": 30, "guidance": 6.5, "scheduler": "euler"}},
    "checks": {"palette": 4.0},
    "goldens": [
        {"name": "lake", "subject": "Bottle on a stone", "environment": "Lake", "shot": "product", "light": "Low sun",
         "people": "no people", "seed": 7},
    ],
    "drift_limit": 4.5,
}  # fmt: skip


def words(document: dict[str, Any]) -> str:
    with pytest.raises(BadInput) as refusal:
        style.clean(document)
    return refusal.value.sentence


def test_a_document_of_the_first_hour_reads_back_to_the_same_bytes() -> None:
    assert canonical(style.clean(OLD)) == canonical(OLD)


def test_everything_a_pack_can_say_is_kept_as_it_was_said() -> None:
    assert style.clean(ALL) == ALL
    assert canonical(style.clean(style.clean(ALL))) == canonical(ALL)


@pytest.mark.parametrize("slug", ["northlight", "tern", "saltmarsh"])
def test_the_demo_packs_are_clean_and_use_the_new_parts(slug: str) -> None:
    document = document_of(slug)
    assert style.clean(document) == document
    assert all(document[part] for part in ("layouts", "goldens", "checks", "engines"))
    assert document["typography"]["smallest"]


@pytest.mark.parametrize(
    ("part", "value", "sentence"),
    [
        ("surprise", 1, "A style pack has no field “surprise”. Remove it."),
        ("palette", [{"name": "x", "hex": "red"}], "Palette: “red” is not a colour. Write it as #14213D."),
        ("palette", [{"name": "x", "hex": "#14213D", "glow": 1}], "an entry has no field “glow”"),
        ("palette", [{"hex": "#14213D", "role": "hero"}], "choose the role of #14213D out of main"),
        ("palette", [{"hex": "#14213D", "tolerance": float("nan")}], "the tolerance is a ΔE 2000 above 0"),
        ("tokens", {"klingon": ["Qapla"]}, "there is no dialect “klingon”. Choose out of clip, t5"),
        ("tokens", ["a"], "give an object with a list of words per dialect"),
        ("lut", {"digest": "../../etc/passwd", "name": "x", "size": 33}, "a file is named by its SHA-256"),
        ("lut", {"digest": DIGEST, "name": "x", "size": 66}, "Give a whole number from 2 to 65"),
        ("layouts", [{"name": "a"}, {"name": "a"}], "two layouts are called “a”. Rename one."),
        ("layouts", [{"copy_space": "top-third"}], "a layout has no name"),
        ("references", [{"digest": DIGEST}, {"digest": DIGEST}], "a picture is in the list twice"),
        ("references", [{"digest": DIGEST, "role": "muse"}], "choose the role out of style"),
        ("loras", [{"model": "a b", "weights": DIGEST}], "name the model by its short name"),
        ("loras", [{"model": "sdxl", "weights": DIGEST, "scale": 9}], "Give a number from -2 to 2"),
        ("characters", ["Not A Slug"], "is no short name"),
        ("typography", {"tracking": "wide"}, "tracking is in ems"),
        ("typography", {"case": "camel"}, "choose the case out of as written"),
        ("logo", {"corner": "middle"}, "choose a corner out of top-left"),
        ("logo", {"corner": "top-left", "width": 2}, "its width is a fraction of the frame's width."),
        ("engines", {"diffusers": {"steps": [1]}}, "set it to a number or to a word"),
        ("engines", {"diffusers": {"steps": 1e300}}, "set it to a number or to a word"),
        ("checks", {"palette": True}, "its limit is a number"),
        ("goldens", [{"name": "x"}], "say what it shows"),
        ("goldens", [{"name": "x", "subject": "y", "seed": -1}], "the seed decides chance"),
        ("goldens", [{"name": str(n), "subject": "y"} for n in range(9)], "at most 8 golden scenes"),
        ("drift_limit", 0, "Drift limit: give a ΔE 2000 above 0"),
        ("negative", {"a": 1}, "give a list of at most 40 entries"),
    ],
)  # fmt: skip
def test_what_cannot_be_used_is_refused_in_a_sentence(part: str, value: Any, sentence: str) -> None:
    assert sentence in words(OLD | {part: value})


@pytest.mark.parametrize("value", [7, "text", [[]], [None], {"A b": {}}, [{"name": {}}], True])
@pytest.mark.parametrize("part", ["palette", "lut", "layouts", "references", "loras", "goldens", "engines", "checks"])
def test_no_json_of_the_wrong_shape_is_more_than_a_sentence(part: str, value: Any) -> None:
    assert len(words(OLD | {part: value})) > 20


def test_a_pack_that_is_silent_in_a_newer_dialect_is_heard_in_the_nearest() -> None:
    assert style.said(OLD, "positive", "tags") == ["cold clear air"]
    assert style.said(OLD, "positive", "json") == ["in cold clear air"]
    assert style.said(ALL, "positive", "tags") == ["cold_air"]
    assert style.said(OLD | {"tokens": {"clip": ["a"], "t5": [], "previz": []}}, "positive", "previz") == []


# --- What changed ----------------------------------------------------------------------------------------------------
def test_what_changed_is_said_in_words_part_by_part() -> None:
    after = OLD | {
        "lens": "50 mm",
        "contrast": 1.2,
        "palette": [
            {"name": "kelp", "hex": "#2F6D50", "tolerance": 3.0},
            {"name": "dune", "hex": "#D9B382", "tolerance": 2.0},
        ],
        "tokens": OLD["tokens"] | {"clip": ["warm air"]},
    }  # fmt: skip
    said = {change.part: [line.sentence() for line in change.lines] for change in style.changes(OLD, after)}
    assert said == {
        "look": ["Lens: 85 mm is now 50 mm."],
        "palette": [
            "kelp: #2F5D50, up to ΔE 3 is now #2F6D50, up to ΔE 3 (moved by ΔE 7.6).",
            "dune: #D9B382, up to ΔE 2 is new.",
        ],
        "tokens": ["SDXL says “cold clear air” is gone.", "SDXL says “warm air” is new."],
        "grade": ["Contrast: 1.05 is now 1.2."],
    }
    assert style.changes(ALL, ALL) == []


def test_from_nothing_everything_is_new_and_every_part_is_told() -> None:
    changes = style.changes({}, ALL)
    assert {line.kind for change in changes for line in change.lines} == {"added"}
    assert len(changes) == 13
    assert all(style.changes(OLD, {**OLD, part: ALL[part]}) for part in ALL if ALL[part] != OLD.get(part))


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [  # from the supplementary data of Sharma, Wu and Dalal
        ((50, 2.6772, -79.7751), (50, 0, -82.7485), 2.0425),
        ((50, -1, 2), (50, 0, 0), 2.3669),
        ((50, 2.49, -0.001), (50, -2.49, 0.0009), 7.1792),
        ((50, 2.5, 0), (61, -5, 29), 22.8977),
        ((60.2574, -34.0099, 36.2677), (60.4626, -34.1751, 39.4387), 1.2644),
        ((22.7233, 20.0904, -46.694), (23.0331, 14.973, -42.5619), 2.0373),
        ((2.0776, 0.0795, -1.135), (0.9033, -0.0636, -0.5514), 0.9082),
    ],
)
def test_colour_difference_is_that_of_the_paper(one: Any, other: Any, apart: float) -> None:
    assert ciede2000(one, other) == pytest.approx(apart, abs=1e-4)
    assert ciede2000(other, one) == pytest.approx(apart, abs=1e-4)


def test_a_colour_is_no_distance_from_itself_and_black_is_far_from_white() -> None:
    assert delta_e("#43786F", "#43786f") == 0
    assert delta_e("#000000", "#FFFFFF") == pytest.approx(100, abs=0.01)


# --- LUTs ------------------------------------------------------------------------------------------------------------
def lut(size: int = 2, *, head: str = "", rows: list[str] | None = None) -> bytes:
    steps = [f"{n / (size - 1):g}" for n in range(size)]
    grid = rows if rows is not None else [f"{r} {g} {b}" for b in steps for g in steps for r in steps]
    return "\n".join([f'TITLE "x"\n# a comment\n{head}LUT_3D_SIZE {size}', *grid]).encode()


def test_a_lut_is_read_and_written_the_same_whatever_file_it_came_in() -> None:
    plain = cube.read(lut(3), name="a.cube")
    assert (plain.size, len(plain.points), plain.points[1]) == (3, 27, (0.5, 0.0, 0.0))
    windows = b"\xef\xbb\xbf" + lut(3, head="DOMAIN_MIN 0 0 0\n\n").replace(b"\n", b"\r\n")
    assert cube.read(windows, name="b.cube").text() == plain.text()
    assert cube.read(plain.text(), name="c.cube") == plain
    assert b"comment" not in plain.text()
    wide = cube.read(lut(head="LUT_3D_INPUT_RANGE -1 2\n"), name="d.cube")
    assert (wide.least, wide.most) == ((-1, -1, -1), (2, 2, 2)) and cube.read(wide.text(), name="d.cube") == wide


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (lut(rows=["0 0 0"] * 7 + ["0 0"]), "lut-04.cube: line 11 has two numbers, expected three."),
        (lut(rows=["0 0 0"] * 7), "it has 7 lines of numbers, and 2 points a side take 8."),
        (lut(rows=["0 0 0"] * 9), "line 12 is one more than the 8 that 2 points a side take."),
        (lut(rows=["0 0 nan"] * 8), "line 4 has a number beyond ±1000."),
        (lut(rows=["0 0 zero"] * 8), "line 4 says “0 0 zero”, expected three numbers."),
        (lut(rows=["0 0 0"] * 4 + ["TITLE x"]), "line 8 says TITLE after the numbers began."),
        (lut(head="DOMAIN_MIN 1 1 1\n"), "its DOMAIN_MIN is not below its DOMAIN_MAX."),
        (lut(head="<script>\n"), "line 3 says"),
        (b"LUT_1D_SIZE 2\n0 0 0\n1 1 1", "line 1 says that it has one dimension. Export a 3D LUT."),
        (b"LUT_3D_SIZE 66\n", "line 1 gives its size as 66, expected 2 to 65."),
        (b"LUT_3D_SIZE 9999999999999\n", "expected 2 to 65"),
        (b"0 0 0", "line 1 has numbers before LUT_3D_SIZE. Export it again."),
        (b"", "it does not say LUT_3D_SIZE. Export a 3D LUT in the .cube format."),
        (b"\x89PNG\r\n\x1a\n\xff", "it is not text. Export a 3D LUT in the .cube format."),
    ],
)
def test_a_lut_that_cannot_be_used_is_refused_by_its_line(data: bytes, sentence: str) -> None:
    with pytest.raises(BadInput) as refusal:
        cube.read(data, name="lut-04.cube")
    assert refusal.value.sentence.startswith("lut-04.cube: ") and sentence in refusal.value.sentence


def test_a_lut_beyond_every_size_is_refused_before_it_is_read() -> None:
    with pytest.raises(TooMuch, match="and a LUT may have 16 MB"):
        cube.read(b" " * 16_000_001, name="huge.cube")

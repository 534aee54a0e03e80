"""Placement documents: what is said and what is not, shapes to keep clear, ratios, and the seeded catalogue."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefs import placement
from briefs.outline import outline
from briefs.seeds.placements import PLACEMENTS
from generation.engine.finishing.placement import BadSpec, Spec
from studio.lib.canonical import digest
from studio.lib.problems import BadInput
from studio.lib.shapes import Shape, largest_free

BY_SLUG = {document["slug"]: document for document in PLACEMENTS}
PLAIN = BY_SLUG["web-hero"]
# Documents that were seeded before there were shapes, ratios and motion: what has pinned them must find them again.
FIRST_VERSIONS: dict[str, str] = {
    "web-hero": "50b3181a467b92d9", "web-banner": "0071587f072609a5",
    "web-full-hd": "c4d33e6d6d05413f", "web-card": "2c2cccac95ae2791",
    "thumb-16x9": "524ebf229f6b1051", "social-4x5": "7aeec38b1b46c3e3",
    "x-post": "a65c6907ddd163d7", "youtube-thumb": "fc1ed16ea4b106b0",
    "email-header": "7a9b0b33378ed34c", "email-tile": "2cf9f4ffae7eb7fd",
    "marketplace-main": "dcd6329961630ec3", "marketplace-lifestyle": "70e958b12aec78cf",
    "ui-empty-state": "7342d1e088479530", "ui-empty-state-2x": "2a13547733d50983",
    "ui-empty-state-3x": "afd965ae9b668227", "ctv-uhd": "7e941b4e2223953a",
    "dooh-portrait": "068c4e827216dc4f", "ooh-super-wide": "2e796c669b8381c2",
    "ooh-6-sheet": "73bbb1baa45bcdbe", "print-a4": "41e46cc23bb2158a",
    "print-a5": "dbaa416b12d06a9e",
}  # fmt: skip


def rect(x: float, y: float, width: float, height: float, words: str = "buttons") -> dict[str, Any]:
    return {"shape": "rect", "x": x, "y": y, "width": width, "height": height, "for": words}


# --- The seeded catalogue --------------------------------------------------------------------------------------------
@pytest.mark.parametrize("document", PLACEMENTS, ids=lambda document: str(document["slug"]))
def test_a_seeded_placement_is_clean_can_be_drawn_and_can_be_produced(document: dict[str, Any]) -> None:
    assert placement.clean(document) == document
    drawn = outline(document)
    assert drawn.width > 0 and drawn.size and len(drawn.keeps) == len(document.get("clear", ()))
    spec = Spec.from_document(document)
    trimmed = tuple(side - 2 * spec.bleed_px for side in spec.pixel_size)
    assert trimmed == placement.pixels(document)
    assert spec.live_box.w > 0 and spec.live_box.h > 0


def test_the_catalogue_is_large_and_says_where_its_numbers_are_from() -> None:
    sourced = [document for document in PLACEMENTS if document["source"] != "house"]
    read = [document for document in sourced if document["read"]]
    assert len(PLACEMENTS) == len(BY_SLUG) >= 60
    assert len(sourced) >= 60 and len(read) >= 60
    # An address is only written down where somebody has seen it; without one, the publisher and document are named.
    assert sum(document.get("url", "").startswith("http") for document in read) >= 60
    assert not [document["slug"] for document in PLACEMENTS if document["read"] and document["source"] == "house"]
    assert {document["channel"] for document in PLACEMENTS} == {
        "web", "social", "email", "display", "marketplace", "product", "CTV", "OOH", "print",
    }  # fmt: skip


@pytest.mark.parametrize("slug", FIRST_VERSIONS)
def test_what_was_not_meant_to_change_has_the_digest_it_had(slug: str) -> None:
    assert digest(BY_SLUG[slug])[:16] == FIRST_VERSIONS[slug]


# --- Documents -------------------------------------------------------------------------------------------------------
def test_a_document_without_the_new_fields_gets_none() -> None:
    assert set(placement.clean(PLAIN)) == set(placement.FIELDS)
    empty: dict[str, Any] = {
        "clear": [],
        "profile": "",
        "motion": {},
        "url": "",
        "ours": [],
        "min_width": None,
        "min_height": None,
    }
    assert digest(placement.clean({**PLAIN, **empty})) == digest(PLAIN)


def test_no_limit_on_a_headline_is_not_the_same_as_no_headline() -> None:
    unlimited, none = ({**PLAIN, "copy": {"max_chars": most}} for most in (None, 0))
    assert placement.takes_headline(placement.clean(unlimited))
    assert not placement.takes_headline(placement.clean(none))
    assert Spec.from_document(unlimited).max_chars == {}


def test_a_ratio_is_produced_at_the_least_size_the_channel_takes() -> None:
    document = placement.clean({**PLAIN, "unit": "ratio", "width": 1.91, "height": 1, "min_width": 600,
                                "min_height": 314})  # fmt: skip
    assert placement.pixels(document) == (600, 314)
    assert placement.pixels({**document, "min_width": 100}) == (600, 314)  # the height asks for more
    assert placement.size_words(document) == "1.91:1, from 600 × 314 px"
    assert Spec.from_document(document).pixel_size == (600, 314)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"clear": "all of it"}, "clear"),
        ({"clear": [rect(0, 0, 1, 1)] * 13}, "clear"),
        ({"clear": [{"shape": "star", "for": "x"}]}, "clear"),
        ({"clear": [{"shape": ["rect"], "for": "x"}]}, "clear"),
        ({"clear": [rect(0.6, 0, 0.5, 0.1)]}, "clear"),
        ({"clear": [rect(0, 0, 0, 0.1)]}, "clear"),
        ({"clear": [rect(-0.1, 0, 0.5, 0.1)]}, "clear"),
        ({"clear": [rect(float("nan"), 0, 0.5, 0.1)]}, "clear"),
        ({"clear": [rect(0, 0, True, 0.1)]}, "clear"),
        ({"clear": [rect(0, 0, 0.5, 0.1, "")]}, "clear"),
        ({"clear": [{**rect(0, 0, 0.5, 0.1), "fill": "red"}]}, "clear"),
        ({"clear": [rect(0, 0, 1, 1)]}, "clear"),  # nothing is left
        ({"clear": [{"shape": "circle", "x": 0.5, "y": 0.5, "r": 0, "for": "x"}]}, "clear"),
        ({"clear": [{"shape": "polygon", "points": [[0, 0], [1, 1]], "for": "x"}]}, "clear"),
        ({"clear": [{"shape": "polygon", "points": [[0, 0], [1, 1], [2, 0]], "for": "x"}]}, "clear"),
        ({"unit": "ratio", "width": 16, "height": 9}, "min_width"),
        ({"unit": "ratio", "width": 16, "height": 9, "min_width": 640, "bleed_mm": 3}, "bleed_mm"),
        ({"unit": {}}, "unit"),
        ({"channel": ["web"]}, "channel"),
        ({"formats": [["jpeg"]]}, "formats"),
        ({"profile": "PSO Coated v3 (FOGRA51)"}, "profile"),  # of sRGB
        ({"motion": {"loop": True}}, "motion"),
        ({"motion": {"min_s": 60, "max_s": 5}}, "motion"),
        ({"motion": {"fps": ["25"]}}, "motion"),
        ({"motion": {"codecs": ["x" * 31]}}, "motion"),
        ({"copy": {"max_chars": 40, "haiku": 17}}, "copy"),
        ({"copy": {"max_chars": 40, "subline_chars": -1}}, "copy"),
        ({"url": "javascript:alert(1)"}, "url"),
        ({"url": "https://ada:secret@example.test/"}, "url"),
        ({"url": "https://example.test/a b"}, "url"),
        ({"url": "https://["}, "url"),
        ({"read": "last week"}, "read"),
        ({"background": "red"}, "background"),
        ({"ours": ["everything"]}, "ours"),
        ({"ours": [{}]}, "ours"),
        ({"min_width": "600"}, "min_width"),
    ],
)
def test_what_cannot_be_is_refused_by_field_with_a_remedy(change: dict[str, Any], field: str) -> None:
    with pytest.raises(BadInput) as caught:
        placement.clean({**PLAIN, **change})
    assert list(caught.value.fields) == [field]
    assert all(line.endswith(".") for lines in caught.value.fields.values() for line in lines)


JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)


@settings(max_examples=300, deadline=None)
@given(st.dictionaries(st.sampled_from([*placement.FIELDS, *placement.OPTIONAL, "x"]), JSON, max_size=6))
def test_any_json_is_cleaned_or_refused_in_a_sentence(change: dict[str, Any]) -> None:
    try:
        document = placement.clean({**PLAIN, **change})
    except BadInput as fault:
        assert fault.sentence
    else:
        assert placement.clean(json.loads(json.dumps(document))) == document
        assert placement.facts(document) and outline(document).view


# --- Shapes ----------------------------------------------------------------------------------------------------------
def test_copy_keeps_out_of_what_is_to_be_kept_clear() -> None:
    buttons = {**PLAIN, "safe": dict.fromkeys(placement.EDGES, 0.0), "clear": [rect(0.8, 0, 0.2, 1)]}
    box = placement.copy_box(buttons, (0.5, 0, 0.5, 1))
    assert (round(box.x, 6), round(box.width, 6), round(box.height, 6)) == (0.5, 0.3, 1)
    assert round(placement.safe_box(buttons).width, 6) == 0.8
    assert placement.edge_box(buttons).width == 1


def test_the_largest_free_rectangle_goes_around_a_corner() -> None:
    assert largest_free((0, 0, 10, 10), []) == (0, 0, 10, 10)
    assert largest_free((0, 0, 10, 10), [(6, 0, 10, 9)]) == (0, 0, 6, 10)
    assert largest_free((0, 0, 10, 10), [(0, 0, 10, 2), (0, 7, 10, 10)]) == (0, 2, 10, 7)
    assert largest_free((0, 0, 10, 10), [(4, 4, 6, 6)]) == (0, 0, 10, 4)
    assert largest_free((0, 0, 10, 10), [(-1, -1, 11, 11)]) == (0, 0, 0, 0)


@pytest.mark.parametrize(
    ("shape", "over", "beside"),
    [
        (rect(0.5, 0.5, 0.5, 0.5), (60, 60, 70, 70), (10, 10, 50, 50)),
        ({"shape": "circle", "x": 0.5, "y": 0.5, "r": 0.2, "for": "x"}, (35, 45, 40, 55), (30, 30, 35, 35)),
        ({"shape": "polygon", "points": [[0, 0], [1, 0], [0, 1]], "for": "x"}, (10, 10, 20, 20), (80, 80, 90, 90)),
        # Concave: the notch of an L is free.
        ({"shape": "polygon", "points": [[0, 0], [1, 0], [1, 0.3], [0.3, 0.3], [0.3, 1], [0, 1]], "for": "x"},
         (10, 80, 20, 90), (50, 50, 90, 90)),
    ],
)  # fmt: skip
def test_a_shape_is_touched_where_it_is_and_nowhere_else(
    shape: dict[str, Any], over: tuple[float, ...], beside: tuple[float, ...]
) -> None:
    drawn = Shape.read(shape).scaled(100, 100)
    assert drawn.touches(over)  # type: ignore[arg-type]
    assert not drawn.touches(beside)  # type: ignore[arg-type]


def test_a_circle_is_round_on_a_frame_that_is_not_square() -> None:
    left, top, right, bottom = Shape("circle", ((0.5, 0.5),), 0.25).scaled(400, 100).bounds
    assert right - left == bottom - top == 50


def test_a_placement_whose_shapes_leave_nothing_cannot_be_produced() -> None:
    with pytest.raises(BadSpec, match="leaves no room"):
        Spec.from_document({**PLAIN, "clear": [rect(0, 0, 1, 1)]})


# --- In words --------------------------------------------------------------------------------------------------------
def test_a_difference_is_told_field_by_field_and_shape_by_shape() -> None:
    old = {**PLAIN, "clear": [rect(0, 0, 1, 0.1, "profile"), rect(0, 0.9, 1, 0.1, "caption")]}
    new = {**old, "max_bytes": 300_000, "clear": [rect(0, 0, 1, 0.2, "profile")]}
    told = [str(change) for change in placement.differences(old, new)]
    assert told == [
        "Keep clear, profile: 100 % × 10 %, 0 % from the left, 0 % from the top → "
        "100 % × 20 %, 0 % from the left, 0 % from the top",
        "Keep clear, caption: 100 % × 10 %, 0 % from the left, 90 % from the top → none",
        "Byte budget: 400 kB → 300 kB",
    ]
    assert placement.differences(old, json.loads(json.dumps(old))) == []

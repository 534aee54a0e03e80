"""The brief's copy over a candidate: planned in its placement, or as the finished file has it."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from generation.models import Candidate, ModelEntry
from review.copy_block import set_copy
from review.models import Rendition
from tests.cast import Cast
from tests.stations import Stations, placement

COPY = {"en": {"headline": "Decisions", "subline": "made together", "cta": "Look"}}


@pytest.fixture
def candidate(cast: Cast, model: ModelEntry, blobs: object) -> Candidate:
    card = placement("card", 480, 240, formats=["jpeg"])
    return Stations(cast, model).picked(copy=COPY, placements=[card.slug], copy_space="left-half")


def test_a_plan_sets_every_word_in_the_live_area_in_a_font_that_is_served(cast: Cast, candidate: Candidate) -> None:
    made = set_copy(candidate, "card")
    assert made is not None and made.planned
    said = " ".join(line.text for line in made.lines)
    assert all(word in said for word in ("Decisions", "Made together", "Look")), "In the case of the style pack."
    wide, high = made.size
    assert all(0 <= line.x <= wide and 0 <= line.y <= high and line.size > 0 for line in made.lines)
    x, y, w, h = made.crop
    assert x >= 0 and y >= 0 and x + w <= candidate.batch.width and y + h <= candidate.batch.height
    assert w / h == pytest.approx(wide / high, rel=0.05), "The crop has the placement's shape."

    client = Client()
    client.force_login(cast.ben)
    drawn = client.get(f"/candidates/{candidate.pk}/copy/card/").content.decode()
    assert ">Decisions</text>" in drawn and "finishing also looks for calm" in drawn
    font = client.get(f"/fonts/{made.lines[0].font}.font")
    assert font.status_code == 200 and font.content[:4] in (b"OTTO", b"\x00\x01\x00\x00")
    assert client.get(f"/candidates/{candidate.pk}/copy/nowhere/").status_code == 404


def test_what_is_finished_shows_the_lines_of_its_file(cast: Cast, candidate: Candidate, model: ModelEntry) -> None:
    finish = Stations(cast, model).finished(candidate)
    row = Rendition.objects.get(finish=finish, placement__placement__slug="card", locale="en")
    assert row.recipe is not None, row.error
    nodes: dict[str, Any] = {node["op"]: node for node in row.recipe.document["nodes"]}
    made = set_copy(candidate, "card")
    assert made is not None and made.size == (row.width, row.height)
    lines = nodes["type.set"]["params"]["lines"]
    assert not made.planned
    assert [(one.text, one.x, one.y, one.colour) for one in made.lines] == [
        (one["text"], one["x"], one["y"], one["colour"]) for one in lines
    ]


def test_a_brief_without_copy_says_so(cast: Cast, model: ModelEntry, blobs: object) -> None:
    bare = Stations(cast, model).picked(copy={}, placements=[placement("card", 480, 240, formats=["jpeg"]).slug])
    made = set_copy(bare, "card")
    assert made is not None and not made.lines and made.words == "The brief has no copy to set."

"""What the checks of a finish are told by the brief and by the operator."""

from __future__ import annotations

import io
from typing import Any

import numpy as np
import pytest
from PIL import Image

from review.evidence import do_not_of, finders
from studio.lib import blobs
from tests.stations import Stations


@pytest.mark.django_db
def test_a_reference_to_keep_away_from_is_looked_for_with_its_transparency() -> None:
    out = io.BytesIO()
    Image.fromarray(np.full((40, 60, 4), (200, 30, 30, 90), np.uint8)).save(out, "PNG")
    digest = blobs.put(out.getvalue())
    row = {"id": 1, "role": "do-not", "note": "a rival's mark", "digest": digest, "outline": None}
    found = do_not_of({"references": [row, row | {"role": "style"}, row | {"id": 2, "note": "", "digest": ""}]})
    assert [(name, pixels.shape) for name, pixels in found] == [("a rival's mark", (40, 60, 4))]
    assert do_not_of({}) == ()


def test_a_finder_is_there_only_where_the_operator_names_its_file(settings: Any) -> None:
    assert finders() == {}
    settings.CHECK_FACES_MODEL = "/models/faces.pt"
    assert set(finders()) == {"faces_found"}


@pytest.mark.django_db
def test_what_was_not_run_stands_on_the_file_with_the_version_of_its_check(line: Stations) -> None:
    made = line.finished()
    rows = made.checks.filter(name="text_found")
    assert {(row.verdict, row.version, row.required) for row in rows} == {("not run", "1", False)}
    assert rows.count() == made.renditions.count()
    assert not made.checks.filter(version="").exists()

"""What the check of who is who is shown: the other pictures of a finish and of its set, by name."""

from __future__ import annotations

from typing import Any

import pytest

from generation.models import PlannedSet
from review.evidence import finders
from review.kin import kin_of
from review.models import Finish
from tests.stations import Stations

pytestmark = pytest.mark.django_db(transaction=True)
BOXES = [{"name": "ana", "kind": "person", "x": 0.1, "y": 0.1, "w": 0.5, "h": 0.8}]


def test_the_other_picks_of_a_set_are_kin_and_nobody_elses_are(line: Stations, settings: Any) -> None:
    one, other, alone = (line.finished(placements=["stamp"]) for _ in range(3))
    Finish.objects.update(boxes=BOXES)
    batch = one.candidate.batch
    axes: dict[str, list[str]] = {"locales": [], "hooks": [], "placements": [], "colourways": []}
    planned = PlannedSet.objects.create(
        brand=batch.brand, revision=batch.revision, model=batch.model, axes=axes, count=2, cap=2, seed=1, by=batch.by
    )
    for made in (one, other):
        type(batch).objects.filter(pk=made.candidate.batch_id).update(planned=planned)
    one = Finish.objects.select_related("candidate__batch").get(pk=one.pk)
    (found,) = kin_of(one, one.renditions.get())
    assert found.name == "ana" and found.picture.startswith("candidate ") and found.pixels.shape[2] == 3
    alone = Finish.objects.select_related("candidate__batch").get(pk=alone.pk)
    assert kin_of(alone, alone.renditions.get()) == (), "its own master is no other picture"
    Finish.objects.filter(pk=other.pk).update(state="superseded")
    assert kin_of(one, one.renditions.get()) == ()
    settings.CHECK_IDENTITY_MODEL = "/models/identity.pt"
    assert set(finders()) == {"identity"}

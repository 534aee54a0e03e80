"""From a pick to files: what is made, what is refused, and what a change does to what was signed."""

from __future__ import annotations

import pytest

from generation.engine.recipe import Recipe as RecipeDocument
from review import carry_out
from review.actions.finish import finish
from review.actions.gates import sign, warnings
from review.actions.select import clear
from review.models import Check, Finish, Gate, Rendition
from review.tasks import sweep
from studio.lib import blobs
from studio.lib.canonical import sha256
from studio.lib.problems import BadInput, NotAllowed, WrongState
from tests.cast import PASSWORD
from tests.stations import Stations, carry, placement, seen


def test_a_pick_becomes_one_file_per_placement(line: Stations) -> None:
    made = line.finished()
    assert made.state == "ready"
    assert [(row.placement.placement.slug, row.width, row.height) for row in made.renditions.all()] == [
        ("stamp", 64, 48),
        ("strip", 96, 32),
    ]


def test_one_file_per_language_of_the_copy(line: Stations) -> None:
    copy = {"en": {"headline": "Decisions"}, "de": {"headline": "Entscheiden"}}
    made = finish(line.picked(copy=copy), by=line.cast.dana)
    assert sorted(made.renditions.values_list("placement__placement__slug", "locale")) == [
        ("stamp", "de"), ("stamp", "en"), ("strip", "de"), ("strip", "en"),
    ]  # fmt: skip


def test_the_stored_bytes_are_what_the_rows_say(line: Stations) -> None:
    for row in line.finished().renditions.select_related("file"):
        assert row.file is not None
        data = blobs.read(row.file.digest)
        assert (sha256(data), len(data)) == (row.file.digest, row.file.size)


def test_every_step_is_a_node_of_the_recipe(line: Stations) -> None:
    for row in line.finished().renditions.select_related("recipe"):
        assert row.recipe is not None
        recipe = RecipeDocument.from_document(row.recipe.document)
        assert recipe.digest == row.recipe_id
        assert [node.op for node in recipe.nodes][:3] == ["stored", "fit.crop", "fit.resize"]
        assert [node.op for node in recipe.nodes][-2:] == ["colour.convert", "encode"]
        assert recipe.context["placement"] == row.placement.digest


def test_every_file_is_checked(line: Stations) -> None:
    made = line.finished()
    for row in made.renditions.all():
        names = set(row.checks.values_list("name", flat=True))
        assert {"spec", "byte_budget", "palette", "licence", "rights_window", "metadata"} <= names


def test_a_file_that_cannot_be_within_its_budget_says_so_and_the_others_are_made(line: Stations) -> None:
    tight = placement("tight", 64, 48, max_bytes=1000)
    made = line.finished(placements=["stamp", tight.slug])
    refused = made.renditions.get(placement__placement=tight)
    assert refused.state == "failed"
    assert "1 kB" in refused.error or "1000" in refused.error or "1,000" in refused.error
    assert made.renditions.get(placement__placement__slug="stamp").state == "done"


def test_only_a_picked_candidate_is_finished(line: Stations) -> None:
    candidate = line.picked()
    clear(candidate, by=line.cast.dana)
    with pytest.raises(WrongState, match="Pick it first"):
        finish(candidate, by=line.cast.dana)
    assert not Finish.objects.exists()


def test_a_marketer_may_not_finish(line: Stations) -> None:
    candidate = line.picked()
    with pytest.raises(NotAllowed, match="designer"):
        finish(candidate, by=line.cast.ben)
    assert not Finish.objects.exists()


@pytest.mark.parametrize(
    "frame", [{"x": 0.5, "y": 0, "w": 0.6, "h": 1}, {"x": 0, "y": 0, "w": 0, "h": 1}, {"x": "a"}, []]
)
def test_a_focal_frame_outside_the_picture_is_refused_and_nothing_is_made(line: Stations, frame: object) -> None:
    candidate = line.picked()
    with pytest.raises(BadInput, match="focal frame"):
        finish(candidate, by=line.cast.dana, focals={"stamp": frame})  # type: ignore[dict-item]
    assert not Finish.objects.exists()


def test_a_focal_frame_moves_the_crop(line: Stations) -> None:
    candidate = line.picked()
    crops = []
    for x in (0.0, 0.5):
        made = finish(candidate, by=line.cast.dana, focal={"x": 0.25, "y": x, "w": 0.5, "h": 0.3})
        carry(made)
        crops.append(made.renditions.get(placement__placement__slug="strip").layout["crop"]["y"])
    assert crops[0] < crops[1]


def test_finishing_again_voids_what_was_signed(line: Stations) -> None:
    first = line.asked()
    brand = first.gates.get(kind=Gate.Kind.BRAND)
    sign(brand, by=line.cast.bea, password=PASSWORD, seen=seen(first), accepted=warnings(first))
    second = finish(first.candidate, by=line.cast.dana)
    first.refresh_from_db()
    assert second.number == first.number + 1
    assert first.state == "superseded"
    assert set(first.gates.values_list("state", flat=True)) == {"void"}


def test_a_finish_that_both_signed_stands(line: Stations) -> None:
    first = line.signed()
    finish(first.candidate, by=line.cast.dana)
    first.refresh_from_db()
    assert first.state == "signed"
    assert set(first.gates.values_list("state", flat=True)) == {"signed"}


def test_a_worker_that_died_in_the_middle_costs_only_the_file_in_hand(
    line: Stations, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = finish(line.picked(), by=line.cast.dana)
    real = carry_out.one
    calls: list[int] = []

    def dies_at_the_second(finish_: Finish, row: Rendition) -> None:
        calls.append(row.pk)
        if len(calls) == 2:
            raise KeyboardInterrupt
        real(finish_, row)

    monkeypatch.setattr(carry_out, "one", dies_at_the_second)
    with pytest.raises(KeyboardInterrupt):
        carry(made)
    kept = made.renditions.get(state="done")
    monkeypatch.setattr(carry_out, "one", real)
    carry(made)
    made.refresh_from_db()
    assert made.state == "ready"
    assert made.renditions.get(pk=kept.pk).file_id == kept.file_id
    assert not made.renditions.exclude(state="done").exists()


def test_the_nudge_may_come_twice(line: Stations) -> None:
    made = line.finished()
    before = list(Check.objects.order_by("pk").values_list("pk", flat=True))
    carry(made)
    assert list(Check.objects.order_by("pk").values_list("pk", flat=True)) == before


def test_the_sweep_nudges_a_finish_whose_message_was_lost(line: Stations, monkeypatch: pytest.MonkeyPatch) -> None:
    made = finish(line.picked(), by=line.cast.dana)
    sent: list[int] = []
    monkeypatch.setattr("review.tasks.send", lambda finish_: sent.append(finish_.pk))
    sweep()
    assert sent == [made.pk]

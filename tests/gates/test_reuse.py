"""What did not change is not made, sealed or checked again; and what stands of it is the very same bytes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from briefs.models import StylePackVersion
from generation.engine.checks import run as checks
from review import carry_out, evidence, pace, recheck, required
from review.actions.finish import finish as order_again
from review.actions.recheck import check_again
from review.models import Check, Finish, Recheck, Rendition
from studio.lib import blobs
from studio.lib.problems import NotAllowed, WrongState
from tests.stations import Stations, carry

pytestmark = pytest.mark.django_db(transaction=True)
SELDOM = {"text_found", "faces_found", "identity", "logo_ground", "disclosure"}  # asked each time
FRAME = {"x": 0.3, "y": 0.6, "w": 0.3, "h": 0.3}


@pytest.fixture
def ran(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The checks as they are run, by name."""
    said: list[str] = []
    real = checks.one
    monkeypatch.setattr(checks, "one", lambda e, name: said.append(name) or real(e, name))
    return said


def by_placement(made: Finish) -> dict[str, Rendition]:
    rows = made.renditions.select_related("placement__placement", "file", "preview")
    return {row.placement.placement.slug: row for row in rows}


def test_a_frame_for_one_placement_makes_and_checks_that_one_again_and_nothing_else(
    line: Stations, ran: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    first = line.finished()
    before = by_placement(first)
    assert not any("reused" in row.facts for row in before.values()) and all(row.made_of for row in before.values())
    said = {slug: [(c.name, c.verdict, c.sentence) for c in row.checks.all()] for slug, row in before.items()}
    ran.clear()
    sealed: list[int] = []
    real = carry_out.anew
    monkeypatch.setattr(carry_out, "anew", lambda *given: sealed.append(given[1].pk) or real(*given))
    second = order_again(first.candidate, by=line.cast.dana, focals={"strip": FRAME})
    carry(second)
    second.refresh_from_db()
    after = by_placement(second)
    assert sealed == [after["strip"].pk], "one file was rendered and sealed"
    same = ("file_id", "encoded", "preview_id", "width", "height", "made_of", "recipe_id", "layout")
    assert [getattr(after["stamp"], name) for name in same] == [getattr(before["stamp"], name) for name in same]
    assert after["stamp"].facts["reused"] == before["stamp"].pk and "reused" not in after["strip"].facts
    assert after["strip"].file_id != before["strip"].file_id and second.master_id == first.master_id
    assert [(c.name, c.verdict, c.sentence) for c in after["stamp"].checks.order_by("pk")] == said["stamp"]
    of_the_file = {name for name, known in checks.KNOWN.items() if "file" in known.reads}
    once = [name for name in ran if name not in SELDOM]
    assert of_the_file <= set(ran) and len(once) == len(set(once)), "each check of the one file that is new, once"
    assert "licence" not in ran, "nothing that it is shown changed"
    assert pace.seconds_a_file() is not None and Rendition.objects.filter(facts__has_key="reused").count() == 1


def test_finishing_again_without_a_change_gives_the_same_bytes_and_runs_no_check_but_those_that_never_ran(
    line: Stations, ran: list[str]
) -> None:
    first = line.finished()
    ran.clear()
    second = line.finished(first.candidate)
    assert [row.file_id for row in second.renditions.order_by("pk")] == [
        row.file_id for row in first.renditions.order_by("pk")
    ]
    assert set(ran) <= SELDOM


def test_a_file_that_the_store_lost_is_made_again(line: Stations, monkeypatch: pytest.MonkeyPatch) -> None:
    first = line.finished(placements=["stamp"])
    lost = first.renditions.get().file_id
    real = blobs.read

    def read(digest: str) -> bytes:
        if digest == lost:
            raise blobs.NoSuchBlob("Gone.")
        return real(digest)

    monkeypatch.setattr(blobs, "read", read)
    second = order_again(first.candidate, by=line.cast.dana)
    carry(second)
    row = second.renditions.get()
    assert row.state == "done" and "reused" not in row.facts


def test_another_signer_seals_again(line: Stations, settings: Any, tmp_path: Any) -> None:
    first = line.finished(placements=["stamp"])
    settings.IDENTITY_DIR = tmp_path / "another"
    second = line.finished(first.candidate)
    one, other = first.renditions.get(), second.renditions.get()
    assert one.recipe_id == other.recipe_id and one.encoded == other.encoded
    assert one.file_id != other.file_id and "reused" not in other.facts


# --- check again ----------------------------------------------------------------------------------------------------


def again(made: Finish, line: Stations) -> Recheck:
    asked = check_again(made, by=line.cast.dana)
    recheck.recheck(asked.pk)
    asked.refresh_from_db()
    return asked


def limited(made: Finish, limits: Mapping[str, float]) -> None:
    """As if the style pack had said so: a published version never changes by the front door."""
    version = made.revision.style_pack
    StylePackVersion.objects.filter(pk=version.pk).update(
        document=version.document | {"checks": {**version.document.get("checks", {}), **limits}}
    )


def test_checking_again_runs_what_changed_and_leaves_every_other_verdict_where_it_is(
    line: Stations, ran: list[str]
) -> None:
    made = line.finished()
    before = {row.pk: row.sentence for row in made.checks.all()}
    limited(made, {"alive": 0.6})
    ran.clear()
    asked = again(made, line)
    assert set(ran) <= {"alive"} | SELDOM and "alive" in ran
    assert asked.changed == ["alive"] and not asked.error
    assert {row["name"] for row in asked.before} == {"alive"} and len(asked.before) == 2
    assert asked.checks_before != asked.checks_after and asked.stood > asked.run
    kept = {row.pk: row.sentence for row in made.checks.exclude(name="alive")}
    assert kept.items() <= before.items(), "nothing else was written"
    assert not {row.pk for row in made.checks.filter(name="alive")} & set(before)
    assert all("(style pack)" in row.limit for row in made.checks.filter(name="alive"))


def test_checking_again_without_a_change_changes_nothing(line: Stations) -> None:
    made = line.asked()
    before = list(made.checks.order_by("pk").values())
    asked = again(made, line)
    assert asked.changed == [] and asked.checks_before == asked.checks_after
    assert list(made.checks.order_by("pk").values()) == before


def test_a_newer_version_of_a_check_is_run(line: Stations, monkeypatch: pytest.MonkeyPatch, ran: list[str]) -> None:
    made = line.finished()
    newer = dict(checks.KNOWN)
    newer["bleed"] = checks.Known(newer["bleed"].check, "2", newer["bleed"].reads)
    for module in (checks, evidence):
        monkeypatch.setattr(module, "KNOWN", newer)
    monkeypatch.setattr("generation.engine.checks.shown.KNOWN", newer)
    monkeypatch.setitem(evidence.VERSIONS, "bleed", "2")
    ran.clear()
    assert again(made, line).changed == ["bleed"]
    assert set(made.checks.filter(name="bleed").values_list("version", flat=True)) == {"2"}


def test_what_was_signed_is_never_checked_anew(line: Stations) -> None:
    signed = line.signed()
    with pytest.raises(WrongState, match="is signed"):
        check_again(signed, by=line.cast.dana)
    with pytest.raises(NotAllowed):
        check_again(signed, by=line.cast.ben)


def test_a_recheck_that_a_signature_overtook_writes_nothing(line: Stations) -> None:
    made = line.asked()
    asked = check_again(made, by=line.cast.bea)
    assert check_again(made, by=line.cast.leo) == asked, "one at a time"
    limited(made, {"alive": 0.6})
    Finish.objects.filter(pk=made.pk).update(state="signed")
    before = list(Check.objects.order_by("pk").values())
    recheck.recheck(asked.pk)
    asked.refresh_from_db()
    assert "by now" in asked.error and list(Check.objects.order_by("pk").values()) == before


def test_rows_from_before_a_plan_was_kept_are_planned_again(line: Stations) -> None:
    made = line.finished()
    for row in made.renditions.all():
        row.layout.pop("boxes")
        Rendition.objects.filter(pk=row.pk).update(layout=row.layout)
    assert again(made, line).changed == []


def test_a_recheck_that_breaks_down_says_so_and_does_not_come_back(
    line: Stations, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = line.finished()
    monkeypatch.setattr(required, "asked_of", lambda *_: 1 / 0)
    assert "ZeroDivisionError" in again(made, line).error

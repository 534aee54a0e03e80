"""Recall: from one component to every asset that rests on it, at the brands one sees; quarantine, lift, drill."""

from __future__ import annotations

import csv
import io

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from briefs.models import Reference
from dam import actions, components, quarantine, recall, tasks
from dam.learning import Lessons
from dam.models import Asset, Component, Held, Holding, Recall
from studio.lib.models import Event
from studio.lib.problems import BadInput, NotAllowed, WrongState
from studio.people.models import Notice
from tests.dam.shelf import BASE, FACE, LORA, LOST, MARK, SHOWN, WHY, Shelf, held_back, key_of, many, signed_in
from tests.dam.shelf import shelf as shelf

pytestmark = pytest.mark.django_db

NAMES = {
    ("model", "still"): "Still life", ("model", "ground"): "Ground",
    ("lora", "glow"): "Glow", ("weights", LORA): "Glow",
    ("weights", BASE): "Ground", ("weights", LOST): f"Weights {LOST[:12]}, not registered",
    ("reference", SHOWN): f"Picture {SHOWN[:12]} shown to the model", ("font", "source-sans-pro"): "Source Sans Pro",
    ("character", "ingrid"): "Ingrid, likeness of I. Vik", ("logo", MARK): "Northlight logo",
    ("font", FACE): f"Source Sans Pro, file {FACE[:12]}",
}  # fmt: skip


@pytest.mark.parametrize(("kind", "key"), NAMES)
def test_an_asset_is_found_by_what_it_rests_on(shelf: Shelf, kind: str, key: str) -> None:
    for asked in {key, key[:9]} if len(key) == 64 else {key}:
        found = recall.find(kind, asked, shelf.cast.ada)
        assert found is not None
        assert (found.name, found.key, found.live, found.held) == (NAMES[kind, key], key, 1, 0)
        assert recall.assets(found) == [shelf.asset]
        assert dict(found.placements) == {"stamp": 1, "strip": 1} and dict(found.channels) == {"web": 1}
        assert {"DE", "US"} <= dict(found.markets).keys()


def test_the_style_pack_and_the_picture_itself_are_components_too(shelf: Shelf) -> None:
    asset = shelf.asset
    mine = {(one.component.kind, one.component.key) for one in asset.holdings.select_related("component")}
    assert ("candidate-picture", asset.finish.candidate.picture_id) in mine
    assert ("style-pack", asset.finish.revision.style_pack.digest) in mine


def test_a_reference_is_found_as_it_was_used_and_as_it_was_sent(shelf: Shelf) -> None:
    brief, blob = shelf.asset.finish.revision.brief, shelf.asset.master
    other = shelf.asset.preview
    assert other is not None
    row = Reference.objects.create(brief=brief, upload=other, picture=blob, name="sea.jpg", by=shelf.cast.ben)
    document = shelf.asset.finish.revision.document
    document["references"] = [
        {"id": row.pk, "role": "style", "digest": blob.pk},
        {"id": 0, "role": "do-not", "digest": "d"},
    ]
    found = {(one.key, one.name) for one in components.references(shelf.asset.finish.revision)}
    assert found == {(blob.pk, "sea.jpg"), (other.pk, "sea.jpg, as uploaded")}


def test_those_who_had_a_hand_in_it_and_those_who_answer_for_the_brand_are_told(shelf: Shelf) -> None:
    found = recall.find("lora", "glow", shelf.cast.ada)
    assert found is not None
    assert {who.person.username: list(who.why) for who in found.brands[0].told} == {
        "ada": ["admin"], "bea": ["signed"], "ben": ["wrote the brief", "made"],
        "dana": ["picked", "finished", "asked for sign-off"],
        "leo": ["signed", "legal reviewer"],
    }  # fmt: skip


def test_another_brand_is_neither_shown_nor_counted(shelf: Shelf) -> None:
    zoe = shelf.cast.zoe
    assert recall.find("lora", "glow", zoe) is None and recall.offered(zoe, "") == []
    page = signed_in(zoe).get("/library/recall/?kind=lora&key=glow").content.decode()
    assert "No asset of your brands rests on" in page and "Glow" not in page and shelf.asset.title not in page
    assert signed_in(zoe).get("/library/recall/lora/glow/assets.csv").status_code == 404
    ours = signed_in(zoe).post(
        f"/library/recall/{shelf.cast.northlight.pk}/quarantine/", {"kind": "lora", "key": "glow"}
    )
    assert ours.status_code == 404


def test_nobody_but_admins_and_legal_reviewers_holds_assets_back(shelf: Shelf) -> None:
    cast = shelf.cast
    for person in (cast.ben, cast.dana, cast.bea):
        with pytest.raises(NotAllowed):
            quarantine.quarantine(cast.northlight, "lora", "glow", by=person, reason=WHY, expected=1)
        with pytest.raises(NotAllowed):
            quarantine.drill(cast.northlight, "lora", "glow", by=person)


def test_what_is_in_quarantine_is_not_given_out_delivered_or_learned_from_until_it_is_lifted(shelf: Shelf) -> None:
    asset, client = shelf.asset, signed_in(shelf.cast.dana)
    file = asset.renditions.all()[0]
    asset.renditions.update(delivered_at=None)
    row = held_back(shelf)
    here = f"/library/{asset.pk}"
    for path in (
        f"{here}/files/{file.pk}/",
        f"{here}/files.zip",
        f"{here}/master.png",
        f"{here}/files/{file.pk}/?inline",
    ):
        answer = client.get(path)
        assert answer.status_code == 409 and "is in quarantine because of Glow" in answer.content.decode()
    assert client.get(f"{here}/preview.webp").status_code == 200
    assert actions.deliver(asset) == []
    assert Lessons().of([asset])[0].objection == "is in quarantine"
    assert "In quarantine" in client.get(f"{here}/").content.decode()
    assert "In quarantine" in client.get("/library/").content.decode()
    found = recall.find("weights", LORA, shelf.cast.ada)
    assert found is not None and (found.live, found.held, dict(found.placements)) == (0, 1, {})

    quarantine.lift(row, by=shelf.cast.ada, reason="A new licence.")
    assert client.get(f"{here}/files/{file.pk}/").status_code == 200
    assert len(actions.deliver(Asset.objects.get(pk=asset.pk))) == 2  # as it was signed, without Ingrid
    assert "In quarantine" not in client.get(f"{here}/").content.decode()


def test_the_sweep_leaves_what_is_held_back(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    shelf.asset.renditions.update(delivered_at=None)
    nudged: list[int] = []
    monkeypatch.setattr(tasks.deliver, "delay", nudged.append)
    tasks.sweep()
    assert nudged == [shelf.asset.pk]
    held_back(shelf)
    tasks.sweep()
    assert nudged == [shelf.asset.pk]


def test_two_quarantines_hold_until_both_are_lifted(shelf: Shelf) -> None:
    cast = shelf.cast
    first = held_back(shelf)
    second = quarantine.quarantine(cast.northlight, "font", "source-sans-pro", by=cast.ada, reason=WHY, expected=1)
    quarantine.lift(first, by=cast.ada, reason="Cleared.")
    assert quarantine.standing(shelf.asset) == [second]
    quarantine.lift(second, by=cast.ada, reason="Cleared.")
    assert quarantine.standing(shelf.asset) == []


def test_a_quarantine_is_in_the_record_of_each_asset_and_cannot_be_rewritten(shelf: Shelf) -> None:
    row = held_back(shelf)
    said = Event.objects.get(kind="asset.quarantine", subject=shelf.asset.pk)
    assert said.by == shelf.cast.leo and said.data == {"recall": row.pk, "reason": WHY}
    whole = Event.objects.get(kind="recall.quarantine", subject=row.pk).data
    assert (whole["assets"], whole["files"], whole["key"]) == (1, 2, LORA)
    for table in (Recall.objects.filter(pk=row.pk), Held.objects.filter(recall=row)):
        with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
            table.update(id=7)
    quarantine.lift(row, by=shelf.cast.ada, reason="Cleared.")
    assert Event.objects.filter(kind="asset.release", subject=shelf.asset.pk).count() == 1


def test_those_concerned_are_told_once_of_it_and_once_of_its_end(shelf: Shelf) -> None:
    row = held_back(shelf)
    told = {one.person.username: one for one in Notice.objects.filter(kind="quarantine")}
    assert told.keys() == {"ada", "bea", "ben", "dana"}  # not Leo, whose act it is
    assert told["ben"].sentence == f"1 asset of Northlight in quarantine because of Glow: {WHY}"
    assert signed_in(shelf.cast.ben).get(told["ben"].path).status_code == 200
    quarantine.lift(row, by=shelf.cast.leo, reason="Cleared.")
    unread = Notice.objects.filter(kind="quarantine", read_at=None, person=shelf.cast.ben)
    assert [one.sentence for one in unread] == ["The quarantine of Glow at Northlight is lifted: Cleared."]


def test_what_arrives_with_it_later_is_held_back_too(shelf: Shelf) -> None:
    component = Component.objects.get(kind="weights", key=LORA)
    Holding.objects.filter(component=component).delete()
    row = Recall.objects.create(
        brand=shelf.cast.northlight, component=component, drill=False, reason=WHY, assets=0, files=0, people=[],
        seconds=0, by=shelf.cast.ada,
    )  # fmt: skip
    assert quarantine.standing(shelf.asset) == []
    components.write(shelf.asset)
    assert quarantine.standing(shelf.asset) == [row]


def test_what_cannot_be_quarantined_says_why_and_writes_nothing(shelf: Shelf) -> None:
    cast, before = shelf.cast, Event.objects.count()
    hold = {"by": cast.ada, "reason": WHY, "expected": 1}
    with pytest.raises(BadInput, match="reason is empty"):
        quarantine.quarantine(cast.northlight, "lora", "glow", **hold | {"reason": " "})
    with pytest.raises(WrongState, match="in 1 assets of Northlight now, not in 7"):
        quarantine.quarantine(cast.northlight, "lora", "glow", **hold | {"expected": 7})
    with pytest.raises(BadInput, match="has no such component"):
        quarantine.quarantine(cast.northlight, "lora", "gl\0ow\0\0s", **hold)
    client = signed_in(cast.ada)
    sent = {"kind": "lora", "key": "glow", "reason": WHY, "expected": "9" * 400, "sure": "on"}
    for body, status in ((sent, 409), (sent | {"sure": ""}, 422), ({}, 422), ({"kind": "\0", "key": "\0"}, 422)):
        assert client.post(f"/library/recall/{cast.northlight.pk}/quarantine/", body).status_code == status
    assert (Event.objects.count(), Recall.objects.count(), Held.objects.count()) == (before, 0, 0)
    row = held_back(shelf)
    with pytest.raises(WrongState, match="in quarantine at Northlight already"):
        held_back(shelf)
    quarantine.lift(row, by=cast.ada, reason="Cleared.")
    with pytest.raises(WrongState, match="lifted already"):
        quarantine.lift(row, by=cast.ada, reason="Again.")


@pytest.mark.parametrize(
    "query", ["kind=moon&key=a", "kind=lora&key=%00", "kind=weights&key=" + "f" * 5000, "before=x&q=%00"]
)
def test_an_address_that_means_nothing_is_no_fault_of_the_server(shelf: Shelf, query: str) -> None:
    assert signed_in(shelf.cast.ada).get(f"/library/recall/?{query}").status_code in (200, 400, 422)


def test_the_beginning_of_two_digests_asks_for_more_of_it(shelf: Shelf) -> None:
    for end in "ab":
        Component.objects.create(brand=shelf.cast.northlight, kind="font", key="f0f0f0" + end * 58, name="Face")
    with pytest.raises(BadInput, match="beginning of several"):
        recall.find("font", "f0f0f0", shelf.cast.ada)


def test_a_search_offers_names_and_digests_but_single_pictures_only_by_digest(shelf: Shelf) -> None:
    ada = shelf.cast.ada
    assert {one.name for one in recall.offered(ada, "glow")} == {"Glow"}
    picture = key_of("candidate-picture")
    assert [one.key for one in recall.offered(ada, picture[:8].upper())] == [picture]
    assert not [one for one in recall.offered(ada, "") if one.kind == "candidate-picture"]


def test_a_drill_keeps_the_report_with_its_time_and_holds_nothing_back(shelf: Shelf) -> None:
    cast, client = shelf.cast, signed_in(shelf.cast.leo)
    answer = client.post(f"/library/recall/{cast.northlight.pk}/drill/", {"kind": "lora", "key": "glow"})
    assert answer.status_code == 302
    row = Recall.objects.get(drill=True)
    said = Event.objects.get(kind="recall.drill", subject=row.pk).data
    assert (said["assets"], said["files"], len(said["people"]), said["seconds"] > 0) == (1, 2, 5, True)
    assert quarantine.standing(shelf.asset) == [] and not Notice.objects.filter(kind="quarantine").exists()
    with pytest.raises(WrongState, match="a drill"):
        quarantine.lift(row, by=cast.ada, reason="No.")


def test_the_list_is_one_that_no_spreadsheet_runs(shelf: Shelf) -> None:
    Asset.objects.filter(pk=shelf.asset.pk).update(title="=HYPERLINK(1)")
    answer = signed_in(shelf.cast.ada).get("/library/recall/lora/glow/assets.csv")
    assert answer["Content-Disposition"] == 'attachment; filename="recall-lora-glow.csv"'
    assert answer.streaming
    [row] = csv.DictReader(io.StringIO(answer.getvalue().decode("utf-8-sig")))  # type: ignore[attr-defined]
    assert (
        row["title"] == "'=HYPERLINK(1)"
        and row["state"] == "live"
        and "Ben Adeyemi (wrote the brief, made)" in row["to_be_told"]
    )
    names = [one.name for one in shelf.asset.renditions.all()]
    assert row["delivered_files"].split() == names and row["taken_down"] == ""
    assert row["channels"] == f"web: {' '.join(names)}"


def test_assets_from_before_are_read_once_by_command(shelf: Shelf) -> None:
    others = shelf.asset.holdings.exclude(component__kind="character")  # which no revision of the database names
    before = set(others.values_list("component", flat=True))
    Holding.objects.all().delete()
    Asset.objects.update(components_at=None)
    assert "1 asset is not read yet" in signed_in(shelf.cast.ada).get("/library/recall/").content.decode()
    out = io.StringIO()
    call_command("components", stdout=out)
    call_command("components", stdout=out)
    assert "1 assets were new" in out.getvalue() and "0 assets were new" in out.getvalue()
    assert set(shelf.asset.holdings.values_list("component", flat=True)) == before


def test_however_many_assets_there_are_it_is_a_few_questions_answered_from_an_index(shelf: Shelf) -> None:
    component = Component.objects.get(kind="lora", key="glow")
    many(shelf.asset, component, 3000)
    with CaptureQueriesContext(connection) as asked:
        found = recall.find("lora", "glow", shelf.cast.ada)
        assert found is not None and found.live == 3001
        assert len(recall.assets(found)) == recall.PAGE
    assert len(asked) <= 10
    [counted] = [one["sql"] for one in asked if "FROM dam_tally" in one["sql"]]
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE dam_tally")
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute(f"EXPLAIN {counted}")
        plan = "\n".join(line for (line,) in cursor.fetchall())
    assert "tally_of" in plan and "Seq Scan" not in plan

"""The library takes only what both signed, delivers exactly those bytes, and finds them again."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit
from zipfile import ZipFile

import pytest
import pyvips
from django.conf import settings
from django.db import IntegrityError, connection, transaction
from django.test import Client

from dam import actions, tasks
from dam.models import Asset, AssetRendition
from dam.search import search
from review.actions.gates import sign, warnings
from review.models import Finish, Gate, Rendition
from studio.lib import blobs
from studio.lib.canonical import sha256
from studio.lib.problems import NotNow, WrongState
from studio.people.models import User
from tests.cast import PASSWORD
from tests.stations import Stations, another_like, seen


def folder() -> Path:
    return Path(unquote(urlsplit(settings.DELIVERY_URL).path))


def test_the_signed_bytes_arrive_under_their_names(line: Stations) -> None:
    asset = line.asset()
    rows = list(asset.renditions.select_related("file"))
    assert len(rows) == 2
    for row in rows:
        assert row.delivered_at is not None
        assert row.name.startswith(f"northlight/decisions-together/gf-{asset.pk:06d}_")
        assert sha256((folder() / row.name).read_bytes()) == row.file.digest


def test_the_name_says_placement_size_and_language() -> None:
    from dam.naming import delivery_name

    name = delivery_name(
        brand="Northlight", campaign="Q1 Launch", asset=42, title="Decisions, together!", placement="web-hero",
        size=(2400, 1000), locale="de-DE", media="image/webp",
    )  # fmt: skip
    assert name == "northlight/q1-launch/gf-000042_decisions-together_web-hero_2400x1000_de-de.webp"


@pytest.mark.parametrize("title", ["../../etc/passwd", "=cmd|' /C calc'!A0", "<b>x</b>", "決める", "a" * 500])
def test_a_hostile_title_is_a_harmless_name(title: str) -> None:
    from dam.naming import delivery_name

    name = delivery_name(
        brand="n", campaign="c", asset=1, title=title, placement="p", size=(1, 1), locale="", media="image/png"
    )
    assert name.count("/") == 2
    assert ".." not in name
    assert set(name) <= set("abcdefghijklmnopqrstuvwxyz0123456789-_./")
    assert len(name) < 120


def test_a_file_says_inside_what_made_it(line: Stations) -> None:
    from generation.engine.finishing import xmp

    for row in line.asset().renditions.select_related("file"):
        found = xmp.read(bytes(pyvips.Image.new_from_buffer(blobs.read(row.file.digest), "").get("xmp-data")))
        assert found["ai_system"] == "Still life"
        assert str(found["digital_source_type"]).endswith("trainedAlgorithmicMedia")


def test_admitting_twice_is_one_asset(line: Stations) -> None:
    made = line.signed()
    assert actions.admit(made) == actions.admit(made)
    assert Asset.objects.count() == 1


def test_one_signature_does_not_open_the_library(line: Stations) -> None:
    made = line.asked()
    sign(made.gates.get(kind="brand"), by=line.cast.bea, password=PASSWORD, seen=seen(made), accepted=warnings(made))
    with pytest.raises(WrongState, match="legal signature is missing"):
        actions.admit(made)
    assert not Asset.objects.exists()


def test_bytes_that_changed_after_signing_do_not_ship(line: Stations) -> None:
    made = line.signed()
    Rendition.objects.filter(finish=made).update(file=made.master)
    with pytest.raises(WrongState, match="the brand and legal signature is missing"):
        actions.admit(made)
    assert not Asset.objects.exists()
    void = made.gates.filter(state="void")
    assert {(gate.slug, gate.note) for gate in void} == {
        (slug, "The files that ship changed after it was signed.") for slug in ("brand", "legal")
    }
    assert {(gate.state, gate.again) for gate in made.gates.exclude(state="void")} == {
        ("waiting", gate) for gate in void
    }


def test_the_database_lets_no_asset_in_whose_gates_are_not_signed(line: Stations) -> None:
    asset = line.asset()
    candidate = asset.finish.candidate
    unsigned = Finish.objects.create(
        brand=asset.brand, candidate=candidate, revision=asset.finish.revision, number=9, by=line.cast.dana
    )
    with pytest.raises(IntegrityError, match="not signed"), transaction.atomic():
        Asset.objects.filter(pk=asset.pk).update(finish=unsigned)
    gate = Gate.objects.create(finish=unsigned, kind="brand", slug="brand", name="Brand", state="signed")
    with pytest.raises(IntegrityError, match="not signed"), transaction.atomic():  # signed, it says, by nobody
        Asset.objects.filter(pk=asset.pk).update(finish=unsigned)
    gate.delete()
    with pytest.raises(IntegrityError, match="not signed"), transaction.atomic():
        another_like(asset, 0, finish=unsigned)


def test_a_store_that_refuses_loses_nothing_and_the_sweep_delivers_later(
    line: Stations, monkeypatch: pytest.MonkeyPatch
) -> None:
    asset = actions.admit(line.signed())

    def away(name: str, digest: str) -> None:
        raise NotNow("The bucket refused the file: 403.")

    with monkeypatch.context() as patch:
        patch.setattr("studio.lib.blobs.deliver", away)
        with pytest.raises(NotNow):
            actions.deliver(asset)
    assert not AssetRendition.objects.filter(delivered_at__isnull=False).exists()
    assert not folder().exists() or not any(folder().rglob("*.png"))
    nudged: list[int] = []
    monkeypatch.setattr(tasks.deliver, "delay", nudged.append)
    tasks.sweep()
    assert nudged == [asset.pk]
    actions.deliver(asset)
    assert not AssetRendition.objects.filter(delivered_at__isnull=True).exists()


def test_the_sweep_admits_what_was_signed_while_the_broker_was_away(
    line: Stations, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = line.signed()
    nudged: list[int] = []
    monkeypatch.setattr(tasks.admit, "delay", nudged.append)
    tasks.sweep()
    assert nudged == [made.pk]


# --- finding --------------------------------------------------------------------------------------------------------
def found(user: User, **asked: Any) -> list[str]:
    return [asset.title for asset in search(user, **asked).assets]


def test_words_find_what_the_brief_asked_to_see(line: Stations) -> None:
    title = line.asset(subject="A copper kettle").title
    for words in ("kettle", "copper kettles", "KETT", "Decisions", "office dusk kettle"):
        assert found(line.cast.ben, words=words) == [title], words
    assert found(line.cast.ben, words="teapot") == []


@pytest.mark.parametrize("words", ["'", "a & | !", ":*", "\\", "'; DROP TABLE dam_asset; --", "<->", "💥", "x" * 5000])
def test_hostile_words_are_words(line: Stations, words: str) -> None:
    line.asset()
    assert isinstance(found(line.cast.ben, words=words), list)


def test_facets_narrow_and_their_values_are_alternatives(line: Stations) -> None:
    title = line.asset().title
    assert found(line.cast.ben, facets={"placement": ["stamp", "nowhere"], "use": ["public"]}) == [title]
    assert found(line.cast.ben, facets={"placement": ["stamp"], "use": ["internal"]}) == []
    assert found(line.cast.ben, facets={"placement": ["it's | stamp"]}) == []


def test_counts_say_how_many_each_facet_would_leave(line: Stations) -> None:
    line.asset()
    counts = search(line.cast.ben).counts
    assert counts["placement"] == [("stamp", 1), ("strip", 1)]
    assert counts["use"] == [("public", 1)]


def test_zoe_finds_nothing_of_another_brand(line: Stations) -> None:
    asset = line.asset()
    assert found(line.cast.zoe) == []
    assert search(line.cast.zoe).counts["placement"] == []
    zoe = Client()
    zoe.force_login(line.cast.zoe)
    file = asset.renditions.all()[0]
    for path in ("", "preview.webp", "master.png", "files.zip", "replays/", f"files/{file.pk}/"):
        assert zoe.get(f"/library/{asset.pk}/{path}").status_code == 404, path
    assert zoe.post(f"/library/{asset.pk}/replay/").status_code == 404


def test_both_sides_of_the_search_use_one_text_configuration_and_its_index(line: Stations) -> None:
    line.asset()
    rows = search(line.cast.ben, words="decisions").assets
    assert rows
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute("EXPLAIN SELECT id FROM dam_asset WHERE search @@ '''decis'':*'::tsquery")
        assert "asset_search" in "\n".join(row[0] for row in cursor.fetchall())


def test_the_library_asks_the_database_as_often_for_fifty_assets_as_for_one(
    line: Stations, django_assert_num_queries: Any
) -> None:
    asset = line.asset()
    client = Client()
    client.force_login(line.cast.ben)

    def queries() -> int:
        from django.test.utils import CaptureQueriesContext

        with CaptureQueriesContext(connection) as caught:
            assert client.get("/library/").status_code == 200
        return len(caught)

    queries()
    one = queries()
    copies(asset, 49)
    assert queries() == one


def copies(asset: Asset, many: int) -> None:
    for number in range(many):
        another_like(asset, number)


# --- pages ----------------------------------------------------------------------------------------------------------
def test_the_asset_page_shows_files_signatures_and_the_line_it_came_down(line: Stations, client: Client) -> None:
    asset = line.asset()
    client.force_login(line.cast.ben)
    page = client.get(f"/library/{asset.pk}/").content.decode()
    for words in ("Bea Lind", "Leo Marsh", "Style pack", "Candidate 001", "Stamp", asset.master_id[:12]):
        assert words in page, words


def test_all_files_come_in_one_archive(line: Stations, client: Client) -> None:
    asset = line.asset()
    client.force_login(line.cast.ben)
    data = client.get(f"/library/{asset.pk}/files.zip").content
    with ZipFile(io.BytesIO(data)) as packed:
        assert {sha256(packed.read(name)) for name in packed.namelist()} == set(
            asset.renditions.values_list("file", flat=True)
        )


def test_a_replay_renders_everything_again_and_it_is_identical(line: Stations, client: Client) -> None:
    from generation.models import Replay
    from generation.replay import perform

    asset = line.asset()
    client.force_login(line.cast.leo)
    assert client.post(f"/library/{asset.pk}/replay/").status_code == 302
    for pk in Replay.objects.values_list("pk", flat=True):
        perform(pk)
    assert set(Replay.objects.values_list("verdict", flat=True)) == {"identical"}
    assert "Identical." in client.get(f"/library/{asset.pk}/replays/").content.decode()

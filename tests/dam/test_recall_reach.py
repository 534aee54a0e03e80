"""What a quarantine reaches: delivered copies, the review room's files, guests; and the sums that a recall reads."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection
from django.test import AsyncRequestFactory, Client
from django.utils import timezone

from dam import actions, quarantine, recall, tally, tasks, withdrawing
from dam.models import Asset, Component, Holding, Recall, Withdrawal
from generation.models import Candidate
from review.going_out import withheld
from review.guests.links import shown
from review.models import GuestLink, GuestProxy, Variant, VariantSet
from studio.lib import blobs
from studio.lib.blobs import StorageRefused
from studio.lib.models import Event
from studio.lib.serving import streamed
from studio.people.models import User
from tests.dam.shelf import BASE, LORA, MARK, WHY, Shelf, held_back, many, signed_in
from tests.dam.shelf import shelf as shelf

pytestmark = pytest.mark.django_db


def names(asset: Asset) -> list[str]:
    return [one.name for one in asset.renditions.all()]


@pytest.fixture
def delivered(shelf: Shelf, settings: Any, tmp_path: object) -> Iterator[Asset]:
    """The asset with its files in a place where they ship."""
    settings.DELIVERY_URL = f"file://{tmp_path}/ships"
    shelf.asset.renditions.update(delivered_at=None)
    asset = Asset.objects.get(pk=shelf.asset.pk)  # as it is stored: the shelf's has a character that was not signed
    assert len(actions.deliver(asset)) == 2
    yield asset


# --- Delivered copies -------------------------------------------------------------------------------------------------
def test_delivered_copies_are_taken_down_and_lifting_delivers_them_again(shelf: Shelf, delivered: Asset) -> None:
    row = held_back(shelf)
    assert withdrawing.unfinished() == [row.pk]
    assert withdrawing.take_down(row) == 2 and withdrawing.take_down(row) == 0
    for file in delivered.renditions.all():
        assert file.delivered_at is None and blobs.exists(file.file_id)
        with pytest.raises(blobs.NoSuchBlob):
            blobs.open_delivery(file.name)
    said = Event.objects.filter(kind="assetrendition.withdraw")
    assert {one.data["name"] for one in said} == set(names(delivered)) and said[0].data["recall"] == row.pk
    assert (withdrawing.unfinished(), actions.deliver(delivered)) == ([], [])
    page = signed_in(shelf.cast.leo).get(quarantine.address(row.component)).content.decode()
    assert "2 delivered files taken down; the list names them by channel." in page
    line = signed_in(shelf.cast.leo).get("/library/recall/weights/" + LORA + "/assets.csv").getvalue().decode()  # type: ignore[attr-defined]
    assert f",,{' '.join(names(delivered))},web: " in line

    quarantine.lift(row, by=shelf.cast.ada, reason="A new licence.")
    assert len(actions.deliver(delivered)) == 2
    assert all(blobs.open_delivery(name).read(2) for name in names(delivered))
    assert tally.amiss() == 0


def test_a_store_that_refuses_is_asked_again_by_the_sweep(
    shelf: Shelf, delivered: Asset, monkeypatch: pytest.MonkeyPatch
) -> None:
    row, gone = held_back(shelf), blobs.withdraw
    asked: list[str] = []

    def refuses(name: str) -> None:
        asked.append(name)
        if len(asked) == 2:
            raise StorageRefused("The folder is read-only.")
        gone(name)

    monkeypatch.setattr(blobs, "withdraw", refuses)
    with pytest.raises(StorageRefused):
        withdrawing.take_down(row)
    assert Withdrawal.objects.filter(recall=row).count() == 1
    nudged: list[int] = []
    monkeypatch.setattr(tasks.take_down, "delay", nudged.append)
    tasks.sweep()
    assert nudged == [row.pk]
    tasks.take_down(row.pk)
    assert Withdrawal.objects.filter(recall=row).count() == 2 and withdrawing.unfinished() == []


def test_a_delivery_that_arrives_after_the_quarantine_is_taken_down_too(shelf: Shelf, delivered: Asset) -> None:
    row = held_back(shelf)
    withdrawing.take_down(row)
    delivered.renditions.update(delivered_at=timezone.now())
    assert withdrawing.unfinished() == [row.pk] and withdrawing.take_down(row) == 2


def test_what_a_worker_that_died_left_where_it_ships_is_taken_down(
    shelf: Shelf, delivered: Asset, monkeypatch: pytest.MonkeyPatch
) -> None:
    name = names(delivered)[0]
    delivered.renditions.filter(name=name).update(delivered_at=None, put_at=None)
    put = blobs.deliver

    def dies(*said: str) -> None:
        put(*said)
        raise KeyboardInterrupt

    with monkeypatch.context() as mended, pytest.raises(KeyboardInterrupt):
        mended.setattr(blobs, "deliver", dies)
        actions.deliver(delivered)
    row = held_back(shelf)
    assert withdrawing.take_down(row) == 2 and withdrawing.unfinished() == []
    with pytest.raises(blobs.NoSuchBlob):
        blobs.open_delivery(name)

    delivered.renditions.filter(name=name).update(put_at=timezone.now())  # it had set out before, and died after
    assert withdrawing.unfinished() == [row.pk] and withdrawing.take_down(row) == 1
    assert tally.amiss() == 0


def test_a_drill_and_a_lifted_quarantine_take_nothing_down(shelf: Shelf, delivered: Asset) -> None:
    rehearsed = quarantine.drill(shelf.cast.northlight, "lora", "glow", by=shelf.cast.leo)
    row = held_back(shelf)
    quarantine.lift(row, by=shelf.cast.leo, reason="Cleared.")
    assert (withdrawing.take_down(rehearsed), withdrawing.take_down(row), withdrawing.unfinished()) == (0, 0, [])


# --- The review room --------------------------------------------------------------------------------------------------
def test_the_review_room_gives_out_no_file_of_it(shelf: Shelf) -> None:
    finish, client = shelf.asset.finish, signed_in(shelf.cast.leo)
    file = shelf.asset.renditions.all()[0].rendition
    ways = [f"/renditions/{file.pk}/file/", f"/finishes/{finish.pk}/master.png"]
    assert [client.get(way).status_code for way in ways] == [200, 200]
    row = held_back(shelf)
    for way in ways:
        answer = client.get(way)
        assert answer.status_code == 409 and f"in quarantine because of Glow: {WHY}" in answer.content.decode()
    assert client.get(f"/renditions/{file.pk}/preview.webp").status_code == 200
    quarantine.lift(row, by=shelf.cast.leo, reason="Cleared.")
    assert [client.get(way).status_code for way in ways] == [200, 200]


def test_a_test_of_variants_is_not_packed_with_it(shelf: Shelf) -> None:
    cast, candidate = shelf.cast, shelf.asset.finish.candidate
    one = VariantSet.objects.create(
        brand=cast.northlight, brief=candidate.batch.revision.brief, number=1, name="Warm", by=cast.ben
    )
    Variant.objects.create(set=one, candidate=candidate, letter="A", code="warm-a")
    path = f"/variants/{one.pk}/files.zip"
    assert signed_in(cast.ben).get(path).status_code == 200
    quarantine.quarantine(cast.northlight, "logo", MARK, by=cast.leo, reason=WHY, expected=1)  # only in its files
    answer = signed_in(cast.ben).get(path)
    assert answer.status_code == 409 and "A (warm-a) stays here." in answer.content.decode()


def test_a_picture_that_is_no_asset_stays_too(shelf: Shelf) -> None:
    candidate = shelf.asset.finish.candidate
    other = Candidate.objects.exclude(pk=candidate.pk).get(batch=candidate.batch)
    brand = shelf.cast.northlight
    assert withheld(brand, [candidate, other]) == {}
    held_back(shelf)
    assert withheld(brand, [candidate, other]).keys() == {candidate.pk}, "the other was made without that LoRA"
    quarantine.quarantine(brand, "weights", BASE, by=shelf.cast.leo, reason=WHY, expected=1)
    assert withheld(brand, [other]) == {}
    pack = candidate.batch.revision.style_pack.digest
    quarantine.quarantine(brand, "style-pack", pack, by=shelf.cast.leo, reason=WHY, expected=1)
    assert withheld(brand, [other]).keys() == {other.pk} and withheld(shelf.cast.tern, [other]) == {}


def guest(shelf: Shelf, *, opened: bool = True) -> GuestLink:
    candidate, cast = shelf.asset.finish.candidate, shelf.cast
    person = User.objects.create(username="nia@agency.example", guest=True)
    link = GuestLink.objects.create(
        batch=candidate.batch, brand=cast.northlight, token="t" * 64, name="Nia Cole", email="nia@agency.example",
        person=person, until=timezone.now() + timezone.timedelta(days=9), every=True, by=cast.dana,
        opened_at=timezone.now() if opened else None, seen_at=timezone.now() if opened else None,
    )  # fmt: skip
    assert shelf.asset.preview is not None
    GuestProxy.objects.create(link=link, candidate=candidate, blob=shelf.asset.preview)
    return link


def test_a_guest_sees_it_no_more_until_it_is_lifted(shelf: Shelf) -> None:
    link, candidate = guest(shelf), shelf.asset.finish.candidate
    client = Client()
    session = client.session
    session["guest"] = link.pk
    session.save()
    path = f"/guest/{candidate.pk}/picture.webp"
    assert client.get(path).status_code == 200 and shown(link).count() == 2
    row = held_back(shelf)
    assert client.get(path).status_code == 404 and client.get(f"/guest/{candidate.pk}/").status_code == 404
    assert client.get("/guest/").status_code == 200 and shown(link).count() == 1
    quarantine.lift(row, by=shelf.cast.leo, reason="Cleared.")
    assert client.get(path).status_code == 200


def test_guests_who_saw_one_are_named_and_who_invited_them_is_told(shelf: Shelf) -> None:
    link = guest(shelf)
    found = recall.find("lora", "glow", shelf.cast.ada)
    assert found is not None
    assert [(one.name, one.email) for one in found.brands[0].guests] == [("Nia Cole", "nia@agency.example")]
    told = {who.person.username: list(who.why) for who in found.brands[0].told}
    assert told["dana"] == ["picked", "finished", "asked for sign-off", "invited Nia Cole"]
    page = signed_in(shelf.cast.ada).get("/library/recall/?kind=lora&key=glow").content.decode()
    assert "Guests who saw one of them" in page and "nia@agency.example" in page
    assert link.person_id in held_back(shelf).people
    GuestLink.objects.filter(pk=link.pk).update(opened_at=None)
    again = recall.find("lora", "glow", shelf.cast.ada)
    assert again is not None and again.brands[0].guests == [], "they never came in"


# --- Sums -------------------------------------------------------------------------------------------------------------
def test_whatever_happens_in_whatever_order_the_sums_are_those_of_counting(shelf: Shelf) -> None:
    dice, cast, asset = random.Random(7), shelf.cast, shelf.asset
    many(asset, Component.objects.get(kind="lora", key="glow"), 12)
    assets = list(Asset.objects.order_by("pk"))
    mine = list(Component.objects.order_by("pk"))
    reach = Holding.objects.filter(asset=asset)[0].reach
    standing: list[Recall] = []
    for turn in range(60):
        one, some = dice.choice(mine), dice.sample(assets, 3)
        match dice.randrange(5):
            case 0:
                Holding.objects.bulk_create(
                    [Holding(component=one, asset=row, reach=reach) for row in some], ignore_conflicts=True
                )
            case 1:
                Holding.objects.filter(component=one, asset__in=some).delete()
            case 2:
                asset.renditions.update(delivered_at=dice.choice([None, timezone.now()]))
            case 3 if not one.recalls.filter(lift=None).exists() and Holding.objects.filter(component=one).exists():
                count = Holding.objects.filter(component=one).count()
                standing.append(
                    quarantine.quarantine(cast.northlight, one.kind, one.key, by=cast.leo, reason=WHY, expected=count)
                )
            case 4 if standing:
                quarantine.lift(standing.pop(dice.randrange(len(standing))), by=cast.leo, reason="Cleared.")
        if turn % 7 == 0:
            tally.fold()
        assert tally.amiss() == 0, f"turn {turn}"
    assert standing and Withdrawal.objects.count() == 0
    before = {one.key: recall.find(one.kind, one.key, cast.ada) for one in mine}
    tally.recount()
    assert before == {one.key: recall.find(one.kind, one.key, cast.ada) for one in mine}


def test_sums_that_are_amiss_are_found_and_mended(shelf: Shelf) -> None:
    with connection.cursor() as cursor:
        cursor.execute("UPDATE dam_tally SET held = held + 1 WHERE component_id = %s", [mine().pk])
    assert tally.amiss() == 1
    tally.recount()
    assert tally.amiss() == 0


def mine() -> Component:
    return Component.objects.get(kind="lora", key="glow")


def test_a_long_list_leaves_part_by_part_under_either_server() -> None:
    read: list[str] = []

    def parts() -> Iterator[str]:
        for part in ("a", "b", "c"):
            read.append(part)
            yield part

    async def first_two() -> list[bytes]:
        response = streamed(AsyncRequestFactory().get("/"), parts(), content_type="text/csv", filename="a.csv")
        body = aiter(response)
        return [await anext(body), await anext(body)]

    assert asyncio.run(first_two()) == [b"a", b"b"] and read == ["a", "b"]

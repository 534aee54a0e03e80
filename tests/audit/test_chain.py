"""The chain of events: written by the database at commit, and any change to it is found."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import connection, transaction
from django.db.utils import DatabaseError
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from studio.lib import audit, events
from studio.lib.models import ChainHead, ChainLink, Event
from studio.people.models import Brand

pytestmark = pytest.mark.django_db(transaction=True)


def tell(count: int, **data: Any) -> list[Event]:
    brand = Brand.objects.get_or_create(slug="northlight", defaults={"name": "Northlight"})[0]
    return [events.record("tell", brand, brand=brand, place=place, **data) for place in range(count)]


@contextmanager
def as_an_intruder() -> Iterator[Any]:
    """The database's owner, with the triggers that keep history put aside."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        yield cursor


def test_each_event_has_its_place_when_its_transaction_is_over_and_none_if_it_was_not() -> None:
    first = tell(1)[0]
    with transaction.atomic():
        several = tell(3)
        assert ChainLink.objects.count() == 1, "the others take their places when the transaction is over"
    with pytest.raises(RuntimeError), transaction.atomic():
        tell(2)
        raise RuntimeError("undone")
    bulk = Brand.objects.get(slug="northlight")
    events.record_all("tell", [bulk, bulk], brand=bulk)
    rows = list(ChainLink.objects.values_list("seq", "event"))
    assert rows[:4] == [(place, event.pk) for place, event in enumerate([first, *several], 1)]
    assert [seq for seq, _ in rows] == [1, 2, 3, 4, 5, 6]
    found = audit.verify()
    assert found.holds and found.links == 6 and found.head == audit.head()


def test_many_at_once_make_one_chain_and_none_waits_for_one_that_waits_for_it() -> None:
    """Each holds the row that the next one's events refer to. That is looked at when a transaction ends: whoever had
    the chain's head by then would wait for somebody who waits for the head."""
    brands = [Brand.objects.create(slug=f"b{n}", name=f"B{n}") for n in range(4)]
    failed: list[BaseException] = []

    def write(mine: int) -> None:
        try:
            for _ in range(15):
                with transaction.atomic():
                    Brand.objects.select_for_update().get(pk=brands[mine + 1].pk)
                    for brand in (None, brands[mine], None):  # the first one of them leads to the head
                        events.record("tell", brands[mine], brand=brand)
        except BaseException as error:
            failed.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=write, args=(n,)) for n in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert failed == []
    assert audit.verify().holds and ChainLink.objects.count() == Event.objects.count() == 135


FLIPS = ("kind", "noun", "at", "by_id", "brand_id", "subject", "data")


@given(
    places=st.integers(1, 8),
    which=st.integers(0, 7),
    how=st.sampled_from([*FLIPS, "gone", "link gone", "swapped", "end"]),
)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_is_changed_is_found_and_named(places: int, which: int, how: str) -> None:
    ChainHead.objects.all().delete()
    with as_an_intruder() as cursor:
        cursor.execute("DELETE FROM lib_chainlink; DELETE FROM lib_event")
    told = tell(places)
    at = told[which % places]
    assert audit.verify().holds
    with as_an_intruder() as cursor:
        if how == "gone":
            cursor.execute("DELETE FROM lib_event WHERE id = %s", [at.pk])
        elif how == "link gone":
            cursor.execute("DELETE FROM lib_chainlink WHERE event_id = %s", [at.pk])
        elif how == "end":  # the newest events, with their links, as if they had never been
            cursor.execute("DELETE FROM lib_event WHERE id >= %s", [at.pk])
            cursor.execute("DELETE FROM lib_chainlink WHERE event_id >= %s", [at.pk])
        elif how == "swapped":
            other = told[(which + 1) % places]
            cursor.execute(
                "UPDATE lib_chainlink SET event_id = -event_id WHERE event_id IN (%s, %s)", [at.pk, other.pk]
            )
            cursor.execute("UPDATE lib_chainlink SET event_id = %s WHERE event_id = %s", [other.pk, -at.pk])
            cursor.execute("UPDATE lib_chainlink SET event_id = %s WHERE event_id = %s", [at.pk, -other.pk])
        else:
            new = {
                "kind": "kind || '.'", "noun": "noun || 'x'", "at": "at + interval '1 microsecond'", "by_id": "7",
                "brand_id": "NULL", "subject": "subject # 1", "data": "data || '{\"place\": -1}'",
            }[how]  # fmt: skip
            cursor.execute(f"UPDATE lib_event SET {how} = {new} WHERE id = %s", [at.pk])
    found = audit.verify()
    if how == "swapped" and places == 1:
        assert found.holds, "one event swapped with itself"
    else:
        assert not found.holds
        assert how == "end" or any(str(at.pk) in sentence or "missing" in sentence for sentence in found.faults)


def test_what_was_put_in_past_the_trigger_is_found() -> None:
    tell(2)
    with as_an_intruder() as cursor:
        cursor.execute(
            "INSERT INTO lib_event (at, kind, noun, subject, data) "
            "VALUES (now(), 'gate.sign', 'gate', 1, '{}') RETURNING id"
        )
        put = cursor.fetchone()[0]
    assert audit.verify().faults == [
        f"Event {put} (gate.sign) has no place in the chain: it was put in past the database's trigger."
    ]


def test_a_chain_made_anew_is_found_by_a_head_that_was_kept() -> None:
    changed = tell(3)[1]
    kept = audit.head()
    tell(1)
    assert audit.verify([kept]).holds
    with as_an_intruder() as cursor:
        cursor.execute("UPDATE lib_event SET data = '{}' WHERE id = %s", [changed.pk])
        cursor.execute("DELETE FROM lib_chainlink; DELETE FROM lib_chainhead; SELECT gatefold_chain(0)")
    assert audit.verify().holds, "by itself it looks whole"
    assert audit.verify([kept]).faults == ["Link 3 is not the one of the head that was kept: the chain was made anew."]


def test_the_database_refuses_to_change_or_remove_a_link() -> None:
    tell(1)
    for statement in ("UPDATE lib_chainlink SET hash = repeat('0', 64)", "DELETE FROM lib_chainlink"):
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)

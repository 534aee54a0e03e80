"""What a start does before it serves: of two on one database, the second waits for the first."""

from __future__ import annotations

from threading import Event, Thread

import psycopg
import pytest
from django.db import connection

from studio.home.upkeep import LOCK, bring_up_to_date

pytestmark = pytest.mark.django_db(transaction=True)


def test_of_two_that_start_at_once_the_second_waits_for_the_first() -> None:
    """Both would make the same tables."""
    said: list[str] = []
    waits = Event()

    def told(sentence: str) -> None:
        said.append(sentence)
        waits.set()

    known = connection.get_connection_params()
    other = psycopg.connect(
        **{name: known[name] for name in ("host", "port", "dbname", "user", "password") if name in known}
    )
    other.execute("SELECT pg_advisory_lock(%s, 0)", [LOCK])
    second = Thread(target=bring_up_to_date, args=[told])
    second.start()
    assert waits.wait(30), "it says that it waits"
    assert second.is_alive()
    other.close()  # as when the first is done, or died
    second.join(60)
    assert not second.is_alive()
    assert said[0].startswith("Waiting for another start")
    assert not any("Bringing" in one for one in said), "nothing was left to do"

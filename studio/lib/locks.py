"""A lock that goes with the worker's connection, so that a dead worker is known by its absence."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection


@contextmanager
def alone_with(space: int, pk: int) -> Iterator[bool]:
    """True while no other connection holds (space, pk): PostgreSQL's advisory locks, session level.

    `space` is a constant of the caller's noun. Where it is False someone else is at work on the row.
    """
    key = [space, pk % 2**31]
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s, %s)", key)
        alone = bool(cursor.fetchone()[0])  # a SELECT without FROM has one row
    try:
        yield alone
    finally:
        if alone:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s, %s)", key)

"""The database empty again after a test that commits. Django's flush truncates every table, which makes new files for
each of them and its indexes, and then makes all content types and permissions anew: 15 times as long as deleting the
few rows that a test leaves."""

from __future__ import annotations

from typing import Any

from django.db import connection
from django.test import TransactionTestCase

ALWAYS_THERE = {"django_content_type", "auth_permission"}  # made with the tables; no test changes them
_flush = TransactionTestCase._fixture_teardown  # type: ignore[attr-defined]


def _is_ours(cursor: Any) -> bool:
    """Whether this server lets us pass over the triggers that keep some tables append-only: truncating does as well."""
    cursor.execute("SHOW is_superuser")
    return bool(cursor.fetchone()[0] == "on")


def empty(case: TransactionTestCase) -> None:
    """In place of TransactionTestCase._fixture_teardown. Waits for whoever still writes, as truncating does."""
    with connection.cursor() as cursor:
        if case.reset_sequences or case.serialized_rollback or not _is_ours(cursor):
            _flush(case)
            return
        named = connection.introspection.django_table_names(only_existing=True, include_views=False)
        tables = [connection.ops.quote_name(name) for name in sorted({*named} - ALWAYS_THERE)]
        rows = "; ".join(f"DELETE FROM {table}" for table in tables)
        cursor.execute(
            f"BEGIN; LOCK TABLE {', '.join(tables)} IN EXCLUSIVE MODE; SET LOCAL session_replication_role = replica; "
            f"{rows}; COMMIT"
        )

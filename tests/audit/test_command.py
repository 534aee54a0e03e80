"""`manage.py audit`, as an operator uses it, and the role that a production database gives the application."""

from __future__ import annotations

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.db.utils import ProgrammingError

from studio.lib import append_only
from tests.audit.test_chain import as_an_intruder, tell

pytestmark = pytest.mark.django_db(transaction=True)


def audit(*args: str) -> str:
    out = StringIO()
    call_command("audit", *args, stdout=out)
    return out.getvalue()


def refused(statement: str) -> None:
    with (
        pytest.raises(ProgrammingError, match="permission denied"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)


def test_it_says_that_the_chain_holds_and_where_it_ends() -> None:
    tell(2)
    head = audit("head").strip()
    tell(1)
    said = audit("verify", "--against", head)
    assert said.startswith("3 events, each as it was recorded and in its place, and the head kept elsewhere agrees.")
    assert audit("head").strip() in said and head.startswith("2:")


def test_it_names_what_was_changed_and_ends_with_an_error() -> None:
    changed = tell(3)[1]
    with as_an_intruder() as cursor:
        cursor.execute("UPDATE lib_event SET kind = 'gate.sign' WHERE id = %s", [changed.pk])
    out = StringIO()
    with pytest.raises(CommandError, match="does not hold: 1 of 3"):
        call_command("audit", "verify", stdout=out)
    assert f"Event {changed.pk}, link 2, is not what was recorded" in out.getvalue()


@pytest.mark.parametrize("head", ["", "12", "12:abc", "x:" + "0" * 64, "1:" + "G" * 64])
def test_a_head_that_is_none_is_refused_by_name(head: str) -> None:
    with pytest.raises(CommandError, match="is not a head"):
        audit("verify", "--against", head)


def test_the_role_of_production_adds_to_the_record_and_cannot_change_it() -> None:
    with connection.cursor() as cursor:
        cursor.execute("CREATE ROLE gatefold_app_test")
    try:
        with connection.cursor() as cursor:
            cursor.execute(audit("role", "gatefold_app_test"))
            cursor.execute("SET ROLE gatefold_app_test")
        tell(2)  # a brand and two events, chained at commit, all with the role's own rights
        kept = [*append_only.tables(), "lib_chainhead"]
        assert {"lib_event", "lib_chainlink", "review_signoff"} <= set(kept)
        for table in kept:
            column = "hash" if "chain" in table else "id"
            for attempt in (
                f"UPDATE {table} SET {column} = {column}",
                f"DELETE FROM {table}",
                f"TRUNCATE {table} CASCADE",
            ):
                refused(attempt)
        refused("INSERT INTO lib_chainlink (seq, event_id, hash) VALUES (99, 99, 'x')")
        assert audit("verify").startswith("2 events")
    finally:
        with connection.cursor() as cursor:
            cursor.execute("RESET ROLE; DROP OWNED BY gatefold_app_test; DROP ROLE gatefold_app_test")

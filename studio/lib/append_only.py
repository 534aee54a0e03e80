"""What the database itself refuses to rewrite, and a role that has not even the right to try."""

from __future__ import annotations

from django.db import connection

TABLES = """
SELECT c.relname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
WHERE t.tgname = 'append_only' AND c.relnamespace = current_schema()::regnamespace ORDER BY 1
"""
BY_THE_DATABASE = ("lib_chainhead", "lib_chainlink", "lib_chainturn")  # written by its own functions alone


def tables() -> list[str]:
    """The tables whose rows are never changed or removed."""
    with connection.cursor() as cursor:
        cursor.execute(TABLES)
        return [name for (name,) in cursor.fetchall()]


def grants(role: str) -> list[str]:
    """SQL, to be run by the owner after each migration: the application's role may do all it needs and no more."""
    quote = connection.ops.quote_name
    who, schema, kept = quote(role), quote(_schema()), ", ".join(quote(name) for name in tables())
    chain = ", ".join(quote(name) for name in BY_THE_DATABASE)
    return [
        f"GRANT USAGE ON SCHEMA {schema} TO {who};",
        f"GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA {schema} TO {who};",
        f"GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA {schema} TO {who};",
        f"REVOKE UPDATE, DELETE, TRUNCATE ON {kept} FROM {who};",
        f"REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON {chain} FROM {who};",
    ]


def _schema() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_schema()")
        return str(cursor.fetchone()[0])

"""Finding assets: words and facets in one index, pages by keyset. No OFFSET, no second index."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.search import SearchQuery
from django.db import connection
from django.db.models import QuerySet

from dam.actions import TEXT, lexeme
from dam.models import Asset
from dam.models.asset import AssetQuerySet

PAGE = 60
FACETS = ("use", "placement", "locale", "hook", "colourway", "market", "model", "campaign")


@dataclass(frozen=True)
class Found:
    assets: list[Asset]
    more: int | None  # pass as `before` for the next page; None at the end
    total: int
    counts: dict[str, list[tuple[str, int]]]  # facet -> [(value, how many)], most first


def search(user: Any, *, words: str = "", facets: Mapping[str, Sequence[str]] | None = None, before: int | None = None,
           brand: int | None = None) -> Found:  # fmt: skip
    """Assets `user` may see, newest first. Words all have to match, the last one from its beginning; values of one
    facet are alternatives, facets add up."""
    rows = matching(user, words=words, facets=facets or {}, brand=brand)
    page = rows.filter(pk__lt=before) if before else rows
    assets = list(page.with_quarantine().select_related("brand", "campaign", "preview").order_by("-pk")[: PAGE + 1])
    return Found(
        assets=assets[:PAGE],
        more=assets[PAGE - 1].pk if len(assets) > PAGE else None,
        total=rows.count(),
        counts=counts(rows),
    )


def matching(user: Any, *, words: str, facets: Mapping[str, Sequence[str]], brand: int | None = None) -> AssetQuerySet:
    rows = Asset.objects.visible_to(user)
    if brand:
        rows = rows.filter(brand=brand)
    parts = [text_query(words)] if text_query(words) else []
    for facet in FACETS:
        values = [value for value in facets.get(facet, []) if value]
        if values:
            parts.append("(" + " | ".join(quoted(lexeme(facet, value)) for value in values) + ")")
    if parts:
        # The words are stemmed apart, because to_tsquery would stem the facet lexemes as well.
        rows = rows.filter(search=RawQuery(" & ".join(parts)))
    return rows


def text_query(words: str) -> str:
    """What to_tsquery makes of the words, as text: stemmed, and-ed, the last word open at the end."""
    found = re.findall(r"[^\W_]+", words[:200])
    if not found:
        return ""
    asked = " & ".join([*found[:-1], f"{found[-1]}:*"])
    with connection.cursor() as cursor:
        cursor.execute("SELECT to_tsquery(%s::regconfig, %s)::text", [TEXT, asked])
        row = cursor.fetchone()
    return row[0] if row else ""


def quoted(value: str) -> str:
    """A lexeme as tsquery text: anything may be in it, nothing in it is an operator."""
    escaped = value.replace("\\", "\\\\").replace("'", "''")
    return f"'{escaped}'"


class RawQuery(SearchQuery):
    """A tsquery whose text is already made of lexemes: cast, not parsed."""

    function = ""
    template = "%(expressions)s::tsquery"

    def __init__(self, text: str) -> None:
        super().__init__(text, search_type="raw")

    def as_sql(self, compiler: Any, connection: Any, *args: Any, **kwargs: Any) -> Any:
        sql, params = compiler.compile(self.source_expressions[-1])
        return f"{sql}::tsquery", params


def counts(rows: QuerySet[Asset]) -> dict[str, list[tuple[str, int]]]:
    """How many assets each facet value would leave, in one query."""
    sql, params = rows.order_by().values("id").query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(
            f"""  -- the inner query is Django's own, with its parameters apart
            SELECT facet.key, term, count(*) FROM dam_asset
            CROSS JOIN LATERAL jsonb_each(facets) AS facet
            CROSS JOIN LATERAL jsonb_array_elements_text(facet.value) AS term
            WHERE dam_asset.id IN ({sql}) GROUP BY 1, 2 ORDER BY 1, 3 DESC, 2
            """,  # noqa: S608 - no word of a person is in it
            params,
        )
        found: dict[str, list[tuple[str, int]]] = {facet: [] for facet in FACETS}
        for facet, value, many in cursor.fetchall():
            if facet in found and value:
                found[facet].append((value, many))
    return found

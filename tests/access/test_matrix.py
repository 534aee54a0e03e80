"""Who may do what, at every address: each person at their own brand's object, another brand's, and one that is not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.access.site import Objects, Site, written
from tests.access.table import ACCESS, EVERYBODY, PUBLIC, Row, sent

pytestmark = pytest.mark.django_db  # every test in a savepoint of the module's transaction
WHO = ("anonymous", *sorted(EVERYBODY))
ROWS = [(name, place) for name, rows in ACCESS.items() for place in range(len(rows))]
SHARED = {"shared_placement"}  # belongs to every brand: nobody's own, nobody else's
A_SENTENCE = re.compile(r"[A-Z][^<>{}]{15,}\.")
cells: list[str] = []


def routes(patterns: list[Any], prefix: str = "") -> Iterator[str]:
    for entry in patterns:
        if isinstance(entry, URLResolver):
            yield from routes(entry.url_patterns, f"{prefix}{entry.namespace}:" if entry.namespace else prefix)
        elif isinstance(entry, URLPattern):
            yield f"{prefix}{entry.name}"


def test_every_address_is_declared_and_every_declaration_is_an_address() -> None:
    assert set(routes(get_resolver().url_patterns)) == set(ACCESS)


def address(name: str, row: Row, o: Objects, *, last: Any = None) -> str:
    """The row's address about these objects; `last` stands in for the last of them."""
    args = [key[1:] if key.startswith("=") else o[key] for key in row.objects]
    if last is not None:
        places = [place for place, key in enumerate(row.objects) if not key.startswith("=")]
        args[places[-1]] = last
    return reverse(name, args=args)


def missing(value: Any) -> Any:
    if isinstance(value, int):
        return 2**40
    return "0" * 64 if len(value) == 64 else "no-such-thing"


def ask(site: Site, who: str, row: Row, url: str, o: Objects) -> Any:
    """One request whose doings are undone; `.wrote` says what they were."""
    before = written()
    with transaction.atomic():
        answer: Any = getattr(site.browser(who), row.method.lower())(url, **sent(row, o))
        after = written()
        transaction.set_rollback(True)
    answer.wrote = {table: count - before.get(table, 0) for table, count in after.items() if count != before.get(table)}
    cells.append(url)
    return answer


def refused(answer: Any, status: int, note: str) -> None:
    assert answer.status_code == status, f"{note}: {answer.status_code}"
    assert not answer.wrote, f"{note}: {answer.wrote}"
    if status >= 400:
        assert A_SENTENCE.search(answer.content.decode()), note


@pytest.mark.parametrize("who", WHO)
@pytest.mark.parametrize(("name", "place"), ROWS, ids=[f"{name}-{place}" for name, place in ROWS])
def test_who_may(site: Site, name: str, place: int, who: str) -> None:
    row = ACCESS[name][place]
    own, other = site.own(who), site.other(who)
    spread: dict[str, tuple[str, Objects]] = {"own": (address(name, row, own), own)}
    if own_key := next((key for key in reversed(row.objects) if not key.startswith("=")), None):
        if own_key not in SHARED and row.who != PUBLIC:
            spread["another brand's"] = (address(name, row, other), other)
            if sum(not key.startswith("=") for key in row.objects) > 1:
                spread["another brand's, under ours"] = (address(name, row, own, last=other[own_key]), own)
        spread["missing"] = (address(name, row, own, last=missing(own[own_key])), own)
    for whose, (url, o) in spread.items():
        answer = ask(site, who, row, url, o)
        note = f"{who}, {whose}: {row.method} {url}"
        if who == "anonymous" and who not in row.who:
            turned_away(answer, url, note)
        elif whose != "own":
            refused(answer, 404, note)
        elif who in row.who:
            assert answer.status_code == row.ok, f"{note}: {answer.status_code} {answer.content[:3000]!r}"
            if row.method == "GET":
                assert not answer.wrote, f"{note}: reading wrote {answer.wrote}"
        else:
            refused(answer, row.refused, note)


def turned_away(answer: Any, url: str, note: str) -> None:
    """Pages lead to sign-in and back; a program and an event stream get a plain answer."""
    if url.startswith("/api/"):
        refused(answer, 403, note)
        assert answer["Content-Type"] == "application/problem+json", note
    elif url == "/events/":
        refused(answer, 403, note)
    else:
        refused(answer, 302, note)
        assert answer.url.startswith("/sign-in/?next=/"), note


@pytest.mark.parametrize("name", ACCESS)
def test_no_other_method_does_anything(site: Site, name: str) -> None:
    """Where a page takes posts alone, reading it is a 405; nothing that is not in the table writes a row."""
    rows = ACCESS[name]
    declared = {row.method for row in rows}
    for method in {"GET", "POST", "PUT", "PATCH", "DELETE"} - declared:
        row = Row(method, rows[0].who, 0, rows[0].objects)
        answer = ask(site, "ada", row, address(name, row, site.own("ada")), site.own("ada"))
        assert answer.status_code < 500 and not answer.wrote, f"{method}: {answer.status_code} {answer.wrote}"
        if "GET" not in declared:
            assert answer.status_code == 405, f"{method}: {answer.status_code}"


@pytest.mark.parametrize("number", [10**30, 2**63, 0])
def test_numbers_that_no_row_can_have_are_not_found(site: Site, number: int) -> None:
    for name, rows in ACCESS.items():
        for row in rows:
            keys = [key for key in row.objects if not key.startswith("=")]
            own = site.own("ada")
            if keys and isinstance(own[keys[-1]], int):
                answer = ask(site, "ada", row, address(name, row, own, last=number), own)
                assert answer.status_code == 404 and not answer.wrote, f"{name}: {answer.status_code}"

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

pytestmark = pytest.mark.django_db  # every test in a savepoint of the site's transaction
WHO = ("anonymous", *sorted(EVERYBODY))
ROWS = [(name, place) for name, rows in ACCESS.items() for place in range(len(rows))]
SHARED = {
    "shared_placement",
    "shared_policy",
    "shared_rules",
    "shared_template",
    "a_worker",
    "font",
}  # belongs to every brand: nobody's own, nobody else's
PAGE, PROGRAM = "text/html,*/*;q=0.8", "application/json"
A_SENTENCE = re.compile(r"[A-Z][^<>{}]{15,}\.")


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


def ask(site: Site, who: str, row: Row, url: str, o: Objects, *, accept: str = PAGE) -> Any:
    """One request whose doings are undone; `.wrote` says what they were."""
    send = getattr(site.browser(who), row.method.lower())
    before = written()
    with transaction.atomic():
        answer: Any = send(url, headers={"Accept": accept}, **sent(row, o))
        after = written()
        transaction.set_rollback(True)
    answer.wrote = {table: count - before.get(table, 0) for table, count in after.items() if count != before.get(table)}
    return answer


def faults_of(answer: Any, row: Row, who: str, status: int) -> Iterator[str]:
    """What is wrong with this answer, where `status` was due."""
    if answer.status_code != status:
        yield f"{answer.status_code} instead of {status}"
    if answer.wrote and (status >= 400 or row.method == "GET" or who not in row.who):
        yield f"wrote {answer.wrote}"
    if status == 302 and who == "anonymous" and who not in row.who:
        if not answer.headers.get("Location", "").startswith("/sign-in/?next=/"):
            yield "does not lead to sign-in"
    elif status >= 400 and not A_SENTENCE.search(answer.content.decode(errors="replace")):
        yield "says nothing"


def due(name: str, row: Row, who: str, whose: str) -> int:
    """The status that this person is owed at this object."""
    if who == "anonymous" and who not in row.who:
        return 403 if name == "events" or ":api-" in name else 302
    if whose != "own":
        return 404  # before any word on roles: nobody learns that it exists
    return row.ok if who in row.who else row.refused


def addresses(name: str, row: Row, own: Objects, other: Objects) -> Iterator[tuple[str, str, Objects]]:
    """(whose, address, the objects of its form)"""
    yield "own", address(name, row, own), own
    keys = [key for key in row.objects if not key.startswith("=")]
    if not keys:
        return
    yield "missing", address(name, row, own, last=missing(own[keys[-1]])), own
    if keys[-1] not in SHARED and row.who != PUBLIC:
        yield "another brand's", address(name, row, other), other
        if len(keys) > 1:
            yield "another brand's, under ours", address(name, row, own, last=other[keys[-1]]), own


@pytest.mark.parametrize(("name", "place"), ROWS, ids=[f"{name}-{place}" for name, place in ROWS])
def test_who_may(site: Site, name: str, place: int) -> None:
    row = ACCESS[name][place]
    faults = []
    for who in WHO:
        for whose, url, o in addresses(name, row, site.own(who), site.other(who)):
            status = due(name, row, who, whose)
            answer = ask(site, who, row, url, o, accept=PROGRAM if status >= 400 else PAGE)
            faults += [f"{who}, {whose}, {row.method} {url}: {f}" for f in faults_of(answer, row, who, status)]
    assert not faults, "\n".join(faults)


def test_a_guest_gets_nowhere_else_what_a_stranger_does_not(site: Site) -> None:
    """Every address, as somebody whose session holds a link to one batch of Northlight, beside somebody with none."""
    faults = []
    for name, rows in ACCESS.items():
        if name.startswith("review:guest_"):
            continue
        for row in rows:
            o = site.own("ada")
            url = address(name, row, o)
            guest, stranger = (ask(site, who, row, url, o) for who in ("guest", "anonymous"))
            same = (guest.status_code, guest.headers.get("Location")) == (
                stranger.status_code, stranger.headers.get("Location"),
            )  # fmt: skip
            if not same or guest.wrote != stranger.wrote:
                faults.append(f"{row.method} {url}: {guest.status_code} for a guest, {stranger.status_code} for others")
    assert not faults, "\n".join(faults)
    assert site.browser("guest").get("/guest/").status_code == 200, "and is inside all the while"


@pytest.mark.parametrize("name", ACCESS)
def test_no_other_method_does_anything(site: Site, name: str) -> None:
    """Where a page takes posts alone, reading it is a 405; nothing that is not in the table writes a row."""
    rows = ACCESS[name]
    declared = {row.method for row in rows}
    for method in {"GET", "POST", "PUT", "PATCH", "DELETE"} - declared:
        row = Row(method, rows[0].who, 0, rows[0].objects)
        own = site.own("ada")
        answer = ask(site, "ada", row, address(name, row, own), own, accept=PROGRAM)
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
                answer = ask(site, "ada", row, address(name, row, own, last=number), own, accept=PROGRAM)
                assert answer.status_code == 404 and not answer.wrote, f"{name}: {answer.status_code}"

"""Who may do what is said in rows: a method, who may, and with what."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tests.access.site import Objects

EVERYBODY = frozenset({"ben", "dana", "bea", "leo", "ada", "zoe"})
MAKERS = frozenset({"ben", "dana", "ada", "zoe"})
DESIGN = frozenset({"dana", "ada", "zoe"})
STYLE = frozenset({"ada", "bea", "zoe"})
ADMIN = frozenset({"ada", "zoe"})
BRAND = frozenset({"bea", "zoe"})
LEGAL = frozenset({"leo", "zoe"})
INVITERS = frozenset({"dana", "bea", "ada", "zoe"})
PINNERS = frozenset({"ben", "dana", "bea", "ada", "zoe"})
FILES = frozenset({"dana", "ada", "bea", "leo", "zoe"})
STRANGER = frozenset({"anonymous"})
PUBLIC = frozenset({"anonymous", *EVERYBODY})

Body = Callable[[Objects], dict[str, Any]]


def nothing(_: Objects) -> dict[str, Any]:
    return {}


@dataclass(frozen=True)
class Row:
    method: str
    who: frozenset[str]
    ok: int
    objects: tuple[str, ...] = ()
    body: Body = nothing
    json: bool = False
    refused: int = 403  # for those who may not


def get(who: frozenset[str], *objects: str, ok: int = 200) -> Row:
    return Row("GET", who, ok, objects)


def post(who: frozenset[str], *objects: str, ok: int = 302, body: Body = nothing) -> Row:
    return Row("POST", who, ok, objects, body)


def api(method: str, who: frozenset[str], *objects: str, ok: int, body: Body = nothing) -> Row:
    return Row(method, who, ok, objects, body, json=True)

"""The form of a template: a block of fields for each gate. What it cannot read the action refuses."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any, Final

from django.http import QueryDict

from review.gates.terms import MOST_GATES, Template, Terms

NUMBERS: Final = ("stage", "needed", "due", "escalate")
_SPLIT = re.compile(r"[,\s]+")


def rows_of(template: Template) -> list[dict[str, Any]]:
    return [_shown(gate) for gate in template.gates]


def _shown(gate: Terms) -> dict[str, Any]:
    return gate.document() | {"placements": ", ".join(gate.placements), "locales": ", ".join(gate.locales)}


def typed(post: QueryDict) -> list[dict[str, Any]]:
    """The blocks as they were typed, for the page to show again; at most one more than there may be."""
    count = _whole(post.get("gates", ""))
    return [_block(post, place) for place in range(min(count if isinstance(count, int) else 0, MOST_GATES + 1))]


def _block(post: QueryDict, place: int) -> dict[str, Any]:
    def said(name: str) -> str:
        return post.get(f"g{place}-{name}", "")

    people = [_whole(one) for one in post.getlist(f"g{place}-people")]
    return {
        "name": said("name"), "kind": said("kind"), **{name: _whole(said(name)) for name in NUMBERS},
        "veto": said("veto") == "on", "people": people, "placements": said("placements"),
        "locales": said("locales"), "escalate_to": said("escalate_to"),
    }  # fmt: skip


def document(post: QueryDict, blocks: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """What `clean` reads."""
    gates = [
        {**block, "placements": _list(block["placements"]), "locales": _list(block["locales"])} for block in blocks
    ]
    return {"gates": gates, "apart": post.get("apart") == "on", "reviewers": post.getlist("reviewers")}


def _list(text: str) -> list[str]:
    return [one for one in _SPLIT.split(text) if one]


def _whole(text: str) -> int | str:
    """The number, or the text that is none: the action says what is wrong with it."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 19 else text

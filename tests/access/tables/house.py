"""The house."""

from __future__ import annotations

from tests.access.rows import (
    EVERYBODY,
    LEGAL,
    MAKERS,
    PUBLIC,
    STYLE,
    Row,
    get,
    post,
)

ROWS: dict[str, list[Row]] = {
    "live": [get(PUBLIC)],
    "ready": [get(PUBLIC)],
    "events": [get(EVERYBODY)],
    "home:home": [get(EVERYBODY)],
    "home:brand": [post(EVERYBODY, body=lambda o: {"brand": o["brand"]})],
    "home:search": [get(EVERYBODY)],
    "home:prompts": [get(EVERYBODY)],
    "home:campaigns": [get(EVERYBODY)],
    "home:campaign": [get(EVERYBODY, "campaign")],
    "home:plan_campaign": [post(MAKERS, "campaign", body=lambda o: {"due": "2027-01-11", "budget": "100"})],
    "home:board": [get(EVERYBODY, "campaign")],
    "home:insight": [get(EVERYBODY)],
    "home:insight_campaign": [get(EVERYBODY, "campaign")],
    "home:insight_csv": [get(EVERYBODY, "=ratio"), get(EVERYBODY, "=campaigns")],
    "home:checks": [get(EVERYBODY)],
    "home:admin": [get(STYLE | LEGAL, ok=302)],
    "home:machines": [get(EVERYBODY)],
}  # fmt: skip

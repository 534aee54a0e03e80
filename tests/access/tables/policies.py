"""The rules of law, licences and contracts: everybody reads what the line is held to."""

from __future__ import annotations

from typing import Any

from tests.access.rows import ADMIN, BRAND, EVERYBODY, LEGAL, MAKERS, Row, api, get, post
from tests.access.site import Objects

KEEPERS = ADMIN | LEGAL
RECORDERS = MAKERS | LEGAL
READERS = ADMIN | LEGAL | BRAND


def rule_form(_: Objects) -> dict[str, Any]:
    said = {"condition": "use is public", "effect": "warn", "sentence": "Look at it twice.", "source": "Contract 18"}
    return said | {"name": "Look twice", "read_on": "2026-11-01"}


ROWS: dict[str, list[Row]] = {
    "policy:policies": [get(EVERYBODY)],
    "policy:policy": [get(EVERYBODY, "policy"), post(KEEPERS, "policy", body=rule_form)],
    "policy:new": [get(KEEPERS, "brand"), post(KEEPERS, "brand", body=rule_form)],
    "policy:own": [post(KEEPERS, "shared_policy", body=lambda o: {"brand": o["brand"]})],
    "policy:publish": [post(KEEPERS, "policy_draft")],
    "policy:retire": [post(KEEPERS, "policy")],
    "policy:read": [get(EVERYBODY)],
    "policy:api-policy-list": [api("GET", EVERYBODY, ok=200)],
    "policy:api-policy-detail": [api("GET", EVERYBODY, "policy", ok=200)],
    "policy:rights": [
        get(EVERYBODY, "brand_slug", "=font", "=source-sans-pro"),
        post(RECORDERS, "brand_slug", "=font", "=source-sans-pro", body=lambda _: {"name": "S", "until": "2099-01-31"}),
    ],
    "policy:proof": [get(READERS, "right")],
    "home:try_policies": [get(EVERYBODY)],
    "home:policy_in_work": [get(EVERYBODY, "policy_draft")],
}  # fmt: skip

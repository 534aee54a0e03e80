"""The rules an installation starts with: law, platforms, licences and rights, each with its source and the day it was
read. What is marked second-hand was read about, and is a lawyer's to confirm: an edit is a new version, not code."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any, Final

from django.utils import timezone

from studio.policy.actions import digest_of
from studio.policy.models import Rule, RuleVersion

FILE: Final = Path(__file__).parent / "standard_rules.json"


def standard() -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = json.loads(FILE.read_text())
    return rows


def seed_rules() -> list[RuleVersion]:
    """Make each rule's first version; run it as often as you like. A rule that is there is left as it is."""
    return [version for row in standard() if (version := _seed(row))]


def _seed(row: dict[str, Any]) -> RuleVersion | None:
    rule, made = Rule.objects.get_or_create(slug=row["slug"], brand=None, defaults={"name": row["name"]})
    if not made:
        return None
    days = {name: dt.date.fromisoformat(row[name]) if row.get(name) else None for name in ("valid_from", "valid_to")}
    version = RuleVersion(
        rule=rule, number=1, condition=row["condition"], effect=row["effect"], asks=row.get("asks", {}),
        moments=row.get("moments", []), sentence=row["sentence"], remedy=row.get("remedy", ""), source=row["source"],
        source_url=row.get("source_url", ""), read_on=dt.date.fromisoformat(row["read_on"]),
        second_hand=row.get("second_hand", False), **days, published_at=timezone.now(),
    )  # fmt: skip
    version.digest = digest_of(version)
    version.save()
    return version

"""How finished files are put together for pages: by placement, on the wall, with their verdicts. No database."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from review.models import Check, Rendition

WORST = {"fail": 0, "warn": 1, "pass": 2}
NODES = {
    "stored": "Picture",
    "previz.still": "Render",
    "diffusers.text_to_image": "Render",
    "fit.crop": "Crop",
    "fit.resize": "Resize",
    "type.scrim": "Scrim",
    "type.set": "Type",
    "logo.place": "Logo",
    "colour.convert": "Colour",
    "encode": "Encode",
}
CONTEXTS = {"web": "web", "display": "web", "social": "feed", "email": "mail", "ooh": "poster", "dooh": "poster"}


class Step(NamedTuple):
    name: str
    words: str


@dataclass
class Placed:
    """One placement and its files, one per locale."""

    slug: str
    name: str
    channel: str
    spec: Mapping[str, Any]
    renditions: list[Rendition] = field(default_factory=list)

    @property
    def verdict(self) -> str:
        return worst(check for row in self.renditions for check in row.checks.all())


def worst(checks: Iterable[Check]) -> str:
    """ "fail" before "warn" before "pass"; "wait" when nothing was checked yet."""
    found = sorted({check.verdict for check in checks}, key=lambda verdict: WORST[verdict])
    return found[0] if found else "wait"


def by_placement(rows: Iterable[Rendition]) -> list[Placed]:
    placed: dict[str, Placed] = {}
    for row in rows:
        placement = row.placement.placement
        spec = row.placement.document
        one = placed.setdefault(placement.slug, Placed(placement.slug, placement.name, placement.channel, spec))
        one.renditions.append(row)
    return list(placed.values())


def tally(rows: Iterable[Rendition]) -> dict[str, int]:
    """How many verdicts of each kind, and how many files may ship."""
    counts = {"fail": 0, "warn": 0, "pass": 0, "ships": 0, "held": 0}
    for row in rows:
        verdicts = [check.verdict for check in row.checks.all()]
        for verdict in verdicts:
            counts[verdict] += 1
        counts["ships" if row.state == "done" and "fail" not in verdicts else "held"] += 1
    return counts


@dataclass(frozen=True)
class OnWall:
    """One rendition on the wall of the sign-off page: `context` is the surface drawn round it, `shape` its share."""

    row: Rendition
    context: str
    shape: str
    verdict: str


def wall(rows: Iterable[Rendition]) -> list[OnWall]:
    hung = []
    for row in rows:
        context = CONTEXTS.get(row.placement.placement.channel.lower(), "plain")
        ratio = (row.width or 3) / (row.height or 2)
        shape = "banner" if ratio > 2.2 else "wide" if ratio > 1.2 else "tall" if ratio < 0.85 else "square"
        hung.append(OnWall(row, context, shape, worst(row.checks.all())))
    return sorted(hung, key=lambda one: ("banner", "tall", "wide", "square").index(one.shape))


@dataclass(frozen=True)
class Finding:
    """What did not pass on one rendition, ready for "Show me"."""

    verdict: str
    what: str
    sentence: str
    remedy: str
    rendition: int
    marks: str  # JSON list of boxes, 0-1; empty when there is nothing to mark


def findings(rows: Iterable[Rendition]) -> list[Finding]:
    found = [
        Finding(
            verdict=check.verdict,
            what=f"{label(check.name)}, {row.placement.placement.name} {row.locale}".strip(),
            sentence=check.sentence,
            remedy=check.remedy,
            rendition=row.pk,
            marks=json.dumps(check.marks) if check.marks else "",
        )
        for row in rows
        for check in row.checks.all()
        if check.verdict != "pass"
    ]
    return sorted(found, key=lambda one: WORST[one.verdict])


class Passed(NamedTuple):
    name: str
    many: int
    value: str


def passed(rows: Iterable[Rendition]) -> list[Passed]:
    """What passed everywhere, one tight line a kind of check."""
    names: dict[str, list[Check]] = {}
    for row in rows:
        for check in row.checks.all():
            names.setdefault(check.name, []).append(check)
    return [Passed(label(name), len(all_), all_[0].measured) for name, all_ in names.items() if worst(all_) == "pass"]


def label(name: str) -> str:
    """ "byte_budget" as people read it."""
    return name.replace("_", " ").capitalize()


def steps(row: Rendition) -> list[Step]:
    """The nodes of a rendition's recipe, each in a few words."""
    if row.recipe is None:
        return []
    nodes = row.recipe.document["nodes"]
    return [Step(NODES.get(node["op"], node["op"]), words(node["op"], node["params"])) for node in nodes]


def words(op: str, params: Mapping[str, Any]) -> str:
    if op == "fit.crop":
        return f"{params.get('w')} × {params.get('h')} from {params.get('x')}, {params.get('y')}"
    if op == "fit.resize":
        return f"{params.get('width')} × {params.get('height')}"
    if op == "type.set":
        return str(params.get("text", ""))[:80]
    if op == "encode":
        return str(params.get("format", ""))
    return ""

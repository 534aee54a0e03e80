"""Tests for what cannot be produced: files, grounds, motion, dates and rights. Copy and colour have their own files."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from briefs.markets import MARKETS
from briefs.placement import pixels
from briefs.readiness.contradictory import without
from briefs.readiness.finding import IMPOSSIBLE, Finding, Fix
from briefs.readiness.registry import SCENE, Given, Reading, named, rule
from briefs.readiness.words import says


def less(reading: Reading, slugs: list[str], names: str) -> tuple[Fix, ...]:
    """Leave these placements out, where others are left."""
    left = [slug for slug in reading.spec.placements if slug not in slugs]
    return (Fix(f"Leave {names} out", {"placements": left}),) if left else ()


@rule("bleed", IMPOSSIBLE, "Bleed without a CMYK profile")
def bleed(reading: Reading, given: Given) -> Iterator[Finding]:
    for document in reading.documents.values():
        profile = document.get("profile", "named elsewhere")  # only some documents name one
        if document.get("bleed_mm") and (document["colour_space"] != "cmyk" or not profile):
            what = "is not CMYK" if document["colour_space"] != "cmyk" else "names no CMYK profile"
            yield given.found(
                "placements", f"{document['name']} has bleed and {what}",
                "Ask an admin which profile the printer takes.",
            )  # fmt: skip


@rule("print-resolution", IMPOSSIBLE, "Print at too few dots per inch")
def print_resolution(reading: Reading, given: Given) -> Iterator[Finding]:
    for document in reading.documents.values():
        near = max(document["width"], document["height"]) <= given["longest_mm"]  # a roll-up is read from afar
        if document["channel"] == "print" and document["unit"] == "mm" and near and document["dpi"] < given["dpi"]:
            yield given.found(
                "placements", f"{document['name']} is printed at {document['dpi']:g} dots per inch",
                f"Seen from reading distance it takes at least {given['dpi']:g}. Ask an admin to mend the placement.",
            )  # fmt: skip


@rule("byte-budget", IMPOSSIBLE, "A byte budget that cannot hold the pixels")
def byte_budget(reading: Reading, given: Given) -> Iterator[Finding]:
    for document in reading.documents.values():
        floors = [given["bits"][form] for form in document.get("formats") or () if form in given["bits"]]
        if not document.get("max_bytes") or not floors or document.get("motion"):
            continue
        width, height = pixels(document)
        bits = document["max_bytes"] * 8 / max(width * height, 1)
        if bits < min(floors):
            least = width * height * min(floors) / 8 / 1000
            yield given.found(
                "placements",
                f"{document['name']}: {width} × {height} px do not fit into {document['max_bytes'] / 1000:,.0f} kB",
                f"That is {bits:.2f} bits a pixel; a picture falls apart below about {least:,.0f} kB. "
                "Ask for a smaller size or a larger budget.",
            )  # fmt: skip


@rule("spread", IMPOSSIBLE, "Placements too different for one picture")
def spread(reading: Reading, given: Given) -> Iterator[Finding]:
    ratios = {slug: d["width"] / d["height"] for slug, d in reading.documents.items() if d.get("width") and d["height"]}
    if not ratios or max(ratios.values()) / min(ratios.values()) <= given["ratio"]:
        return
    widest, tallest = max(ratios, key=ratios.__getitem__), min(ratios, key=ratios.__getitem__)
    names = [reading.documents[slug]["name"] for slug in (widest, tallest)]
    yield given.found(
        "placements", f"{names[0]} and {names[1]} are too different for one picture",
        "Brief the widest and the tallest apart.",
        *less(reading, [widest], names[0]), *less(reading, [tallest], names[1]),
    )  # fmt: skip


@rule("motion", IMPOSSIBLE, "Motion asked of stills")
def motion(reading: Reading, given: Given) -> Iterator[Finding]:
    documents = list(reading.documents.values())
    if not documents or any(d.get("motion") or d.get("duration") or d.get("duration_s") for d in documents):
        return
    for name in ("title", *SCENE, "style"):
        text = without(reading.text(name), given["but"])
        if text and (word := says(text, given["words"])):
            yield given.found(
                name, f"“{word}” is asked for, and every placement is a still",
                "Describe the one frame, or add a placement that takes motion.",
            )  # fmt: skip
            return


@rule("flight-order", IMPOSSIBLE, "A flight that ends before it begins")
def flight_order(reading: Reading, given: Given) -> Iterator[Finding]:
    begins, ends = reading.spec.flight_from, reading.spec.flight_to
    if begins and ends and ends < begins:
        yield given.found(
            "flight_to", "The flight ends before it begins", f"Put the end after {begins}.",
            Fix("Swap the dates", {"flight_from": ends, "flight_to": begins}),
        )  # fmt: skip


@rule("flight-over", IMPOSSIBLE, "A flight in the past")
def flight_over(reading: Reading, given: Given) -> Iterator[Finding]:
    begins, ends = reading.spec.flight_from, reading.spec.flight_to
    if ends and ends < reading.context.today.isoformat() and not (begins and ends < begins):
        yield given.found("flight_to", f"The flight was over on {ends}", "Give dates that are still to come.")


def _outside(reading: Reading, rights: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """(field, what is not covered) of one set of rights {from, until, territories, not_in, channels}."""
    spec = reading.spec
    begins, ends = spec.flight_from, spec.flight_to or spec.flight_from
    if (until := str(rights.get("until") or "")) and ends and until < ends:
        yield "flight_to", f"end on {until}, and the flight runs until {ends}"
    if (since := str(rights.get("from") or "")) and begins and begins < since:
        yield "flight_from", f"begin on {since}, and the flight on {begins}"
    allowed, denied = rights.get("territories") or [], rights.get("not_in") or []
    outside = [market for market in spec.markets if (allowed and market not in allowed) or market in denied]
    if outside:
        yield "markets", f"do not cover {named([MARKETS.get(market, market) for market in outside])}"
    channels = rights.get("channels") or []
    used = {document["channel"] for document in reading.documents.values()}
    if channels and (more := sorted(used - set(channels))):
        yield "placements", f"do not cover {named(more)}"


def _patch(reading: Reading, field: str, rights: Mapping[str, Any]) -> tuple[Fix, ...]:
    """What would bring the brief inside the rights, where that leaves something of it."""
    spec = reading.spec
    if field == "flight_to" and (not spec.flight_from or spec.flight_from <= rights["until"]):
        return (Fix(f"End the flight on {rights['until']}", {"flight_to": rights["until"]}),)
    if field == "flight_from" and (not spec.flight_to or rights["from"] <= spec.flight_to):
        return (Fix(f"Begin the flight on {rights['from']}", {"flight_from": rights["from"]}),)
    if field == "markets":
        allowed, denied = rights.get("territories") or [], rights.get("not_in") or []
        left = [code for code in spec.markets if (not allowed or code in allowed) and code not in denied]
        return (Fix("Take those markets out", {"markets": left}),) if left else ()
    return ()


@rule("reference-rights", IMPOSSIBLE, "A flight outside the rights of a reference")
def reference_rights(reading: Reading, given: Given) -> Iterator[Finding]:
    for reference in reading.context.references:
        rights = reference.get("rights") or {}
        if reference["role"] == "do-not":
            continue  # nothing of it is used
        for field, why in _outside(reading, rights):
            yield given.found(
                field, f"Rights of “{reference['name']}” {why}",
                "Renew the licence, change the flight or the markets, or take the reference off.",
                *_patch(reading, field, rights),
            )  # fmt: skip


@rule("likeness-rights", IMPOSSIBLE, "A flight outside the rights of a character's likeness")
def likeness_rights(reading: Reading, given: Given) -> Iterator[Finding]:
    for slug, sheet in reading.characters.items():
        rights = sheet.get("likeness") or {}
        for field, why in _outside(reading, rights):
            yield given.found(
                field, f"Rights of {sheet.get('name') or slug}’s likeness {why}",
                "Renew the release, change the flight, the markets or the placements, or choose another character.",
                *_patch(reading, field, rights),
            )  # fmt: skip

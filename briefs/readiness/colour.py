"""Tests for colour: is there a pair a headline can be read in, and can colourways be told apart?

Contrast is WCAG 2.2's: (L1 + 0.05) / (L2 + 0.05) of relative luminances, 4.5:1 for text, 3:1 for large text.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from math import sqrt
from typing import Any

from briefs.copyfit import headline_fit
from briefs.placement import takes_headline
from briefs.readiness.finding import CONTRADICTORY, IMPOSSIBLE, Finding, Fix
from briefs.readiness.registry import Given, Reading, rule


def linear(code: str) -> tuple[float, float, float]:
    """“#14213D” as linear light, 0 to 1 each."""
    values = [int(code[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4 for v in values)
    return red, green, blue


def luminance(code: str) -> float:
    red, green, blue = linear(code)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """WCAG 2.2 contrast ratio, 1 to 21."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def difference(one: str, other: str) -> float:
    """ΔE 1976 in CIELAB under D65: enough to say that two colours are the same."""
    return sqrt(sum((a - b) ** 2 for a, b in zip(lab(one), lab(other), strict=True)))


def lab(code: str) -> tuple[float, float, float]:
    red, green, blue = linear(code)
    x = (0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.9505
    y = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    z = (0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.089
    fx, fy, fz = (t ** (1 / 3) if t > 0.008856 else 7.787 * t + 16 / 116 for t in (x, y, z))
    return 116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)


@rule("contrast", IMPOSSIBLE, "A palette in which no headline can be read")
def headline_contrast(reading: Reading, given: Given) -> Iterator[Finding]:
    palette: list[dict[str, Any]] = list((reading.context.pack or {}).get("palette", ()))
    headlines = [words.get("headline", "") for words in reading.spec.copy.values() if words.get("headline")]
    if len(palette) < 2 or not headlines:
        return
    one, other = max(combinations(palette, 2), key=lambda pair: contrast(pair[0]["hex"], pair[1]["hex"]))
    best = contrast(one["hex"], other["hex"])
    if best >= given["small"]:
        return
    small = []
    for document in (document for document in reading.documents.values() if takes_headline(document)):
        fit = headline_fit(headlines[0], document, reading.spec, reading.context.margins)
        if fit and fit.size < given["large_px"]:
            small.append(document["name"])
    wanted = given["small"] if small else given["large"]
    if best < wanted:
        where = f", as it is small in {small[0]}" if small else ""
        yield given.found(
            "style_pack", "No two colours of the palette make a headline readable",
            f"The best pair is {one['name']} on {other['name']} with {best:.1f}:1, and a headline takes "
            f"{wanted:g}:1{where} (WCAG 2.2). Ask a brand reviewer to add a lighter or a darker colour.",
        )  # fmt: skip


@rule("colourway-twice", CONTRADICTORY, "Two colourways of one colour")
def colourway_twice(reading: Reading, given: Given) -> Iterator[Finding]:
    ways = reading.spec.colourways
    for one, other in combinations(ways, 2):
        if difference(one["hex"], other["hex"]) < given["difference"]:
            left = [dict(way) for way in ways if way["name"] != other["name"]]
            yield given.found(
                "colourways", f"Nobody can tell {one['name']} from {other['name']}",
                f"{one['hex']} and {other['hex']} look the same. Mend one of them, or remove it.",
                Fix(f"Remove {other['name']}", {"colourways": left}),
            )  # fmt: skip
            return


@rule("colourway-faint", IMPOSSIBLE, "A colourway that cannot be seen on its ground")
def colourway_faint(reading: Reading, given: Given) -> Iterator[Finding]:
    grounds = [d for d in reading.documents.values() if str(d.get("background", "")).startswith("#")]
    for way in reading.spec.colourways:
        for document in grounds:
            ratio = contrast(way["hex"], document["background"])
            if ratio < given["contrast"]:
                yield given.found(
                    "colourways", f"{way['name']} vanishes on the {document['background']} of {document['name']}",
                    f"{way['hex']} has a contrast of {ratio:.2f}:1 with it. Brief it on another ground.",
                )  # fmt: skip
                break

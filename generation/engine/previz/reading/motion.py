"""Moves of the camera and how long they take."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from generation.engine.previz.reading import known
from generation.engine.previz.reading.reading import Move
from generation.engine.previz.reading.text import Text, Token

MOST_MOVES = 4
_ALONE = frozenset(("arc", "pan", "tilt", "tilts", "truck", "static", "slide", "slides", "rises", "descends", "tripod",
                    "dolly", "pans", "arcs", "tracks", "trucks", "slider"))  # fmt: skip
_CAMERA = frozenset(
    "camera slow slowly gentle quick fast push pull shot degrees degree left right up down lens".split()
)
_SPAN = re.compile(r"\(?\b(\d{1,3}(?:\.\d+)?)\s*(?:-|–|to)\s*(\d{1,3}(?:\.\d+)?)\s*(?:s|sec|secs|seconds?)\b")
_LENGTH = re.compile(r"\b(\d{1,3}(?:\.\d+)?)[\s-]*(?:s|sec|secs|seconds?)\b")
_AMOUNT = re.compile(r"(\d{1,3}(?:\.\d+)?)\s*(degrees?|deg|°|m|metres?|meters?|cm)(?![a-z])")


def moves(texts: Sequence[Text]) -> tuple[Move, ...]:
    """In the order in which they are said; nothing for a still."""
    out: list[Move] = []
    for text in texts:
        tokens = text.tokens
        for hit in known.MOVES.find(tokens):
            around = _clause(tokens, hit.start, hit.end)
            words = {t.word for t in around}
            one = hit.end - hit.start == 1
            word = tokens[hit.start].word
            bare = one and word in _ALONE and not words & (_CAMERA - {word})
            if bare and word != "static" and len(around) > 2:
                continue  # "a frying pan", "a truck", "stone slides"
            if one and hit.start and tokens[hit.start - 1].lemma in ("salt", "frying"):
                continue
            said = text.raw[around[0].start : around[-1].end]
            out.append(_move(hit.value, said, words, one and tokens[hit.start].word == "dolly"))
    out = list(dict.fromkeys(out))[:MOST_MOVES]
    whole = seconds(texts)
    return (replace(out[0], seconds=whole),) if len(out) == 1 and whole and not out[0].seconds else tuple(out)


def seconds(texts: Sequence[Text]) -> float:
    """How long the shot is: the end of its last beat, or the longest time said. 0 for a still; at most 60."""
    found = [float(n) for t in texts for n in _LENGTH.findall(t.lower)]
    found += [float(n) for t in texts for pair in _SPAN.findall(t.lower) for n in pair]
    return min(max(found, default=0.0), 60.0)


def _clause(tokens: Sequence[Token], start: int, end: int) -> Sequence[Token]:
    a, b = start, end
    while a > 0 and not (tokens[a - 1].stop and tokens[a - 1].word not in "()") and start - a < 6:
        a -= 1
    while b < len(tokens) and not (tokens[b].stop and tokens[b].word not in "()") and b - end < 8:
        b += 1
    return tokens[a:b]


def _move(kind: str, said: str, words: set[str], bare_dolly: bool) -> Move:
    lower = said.lower()
    span = _SPAN.search(lower)
    length = _LENGTH.search(lower)
    amount = _AMOUNT.search(lower)
    size = float(amount.group(1)) if amount else 0.0
    if amount and amount.group(2) == "cm":
        size /= 100
    direction = next((d for d in ("left", "right", "up", "down") if d in words), "")
    if bare_dolly and direction:
        kind = "truck"
    time = round(float(span.group(2)) - float(span.group(1)), 3) if span else float(length.group(1)) if length else 0.0
    speed = (
        "slow"
        if words & {"slow", "slowly", "gentle", "gently"}
        else "fast"
        if words & {"fast", "quick", "whip"}
        else ""
    )
    return Move("push in" if kind == "dolly" and not direction else "truck" if kind == "dolly" else kind,
                min(size, 360.0), direction, min(max(time, 0.0), 60.0), speed, said[:120])  # fmt: skip

"""Is the product's colour said twice: in the subject, and by colourways of which each says another?

A name counts as a colour where it stands before the product (“Kelp bottle”, not “bottle in a kelp forest”), before the
name of a colour (“kelp green”), as “kelp-coloured”, or as “in Kelp”. Names from the style pack that are one plain word
may be materials (“paper cup”): they count only in the last three ways.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from briefs.readiness.finding import CONTRADICTORY, Finding, Fix
from briefs.readiness.registry import Given, Reading, rule
from briefs.readiness.words import folded, pattern

# Where the product has been named and something else begins.
_ENDS: Final = (
    r"[,.;:!?()–—]|\b(?:on|in|at|by|with|without|before|under|beneath|beside|against|near|from|over|above|behind|between"
    r"|among|next|inside|through|upon|of|for|to|standing|lying|floating|resting|auf|im|mit|vor|bei|sur|dans|avec)\b"
)
_HEAD_ENDS: Final = re.compile(_ENDS, re.IGNORECASE)
_ALONE: Final = re.compile(rf"\s*(?:$|[&/]|\b(?:and|or)\b|{_ENDS})", re.IGNORECASE)
_LISTED: Final = re.compile(r"(?:\b(?:and|or|to|und|et)|[&/+,-])\s*$", re.IGNORECASE)  # one of several, before the name
_LISTED_ON: Final = re.compile(r"\s*(?:[&/+-]|\b(?:and|or|to|und|et)\b|,(?=.*\b(?:and|or)\b))", re.IGNORECASE)
_ARTICLE: Final = re.compile(r"\b(an?)\s+$", re.IGNORECASE)


def coloured(subject: str, names: Sequence[str], materials: Sequence[str], colours: Sequence[str]) -> Iterator[slice]:
    """Where the subject says a colour. `names` are colours wherever they stand before the product, `materials` only
    where a word beside them says so, `colours` are the plain ones: green, black."""
    either, plain = _either([*names, *materials]), _either(colours)
    # “Kelp, Dune and Fog bottles”: the product comes after the list.
    listed = re.match(
        rf"(?:(?:the|an?|our)\s+)?(?:(?:{either})\s*(?:,|&|/|\band\b|\bor\b)\s*)*", subject, re.IGNORECASE
    )
    head = _HEAD_ENDS.search(subject, listed.end() if listed else 0)
    end = head.start() if head else len(subject)
    surely = {folded(name) for name in names}
    one = rf"(?<![\w-])(?P<at>in )?(?P<name>{either})(?P<hue>[ -](?:{plain})|[ -]colou?red)*(?![\w-])"
    for match in re.finditer(one, subject, re.IGNORECASE):
        name, alone, within = match["name"], _ALONE.match(subject, match.end()), match.start() < end
        if match["at"]:
            said = alone and (match["hue"] or name[0].isupper())  # “in Kelp” is the colour, “in fog” the weather
        elif match["hue"]:
            # “Bottle under a fog grey sky” says nothing of the bottle, “bottle, kelp green” does.
            said = within or (alone and subject[: match.start()].rstrip()[-1:] in (*",(–—",))
        else:
            said = folded(name) in surely and within and subject[match.end() : end].strip(" ,")
        if said:
            yield slice(match.start(), match.end())


def bare(subject: str, spots: Sequence[slice]) -> str:
    """The subject without them; empty where what is left is not determined: “Kelp and Dune bottles”, “an … hour”."""
    for spot in reversed(spots):
        before, after = subject[: spot.start], subject[spot.stop :].lstrip()
        if _LISTED.search(before) or _LISTED_ON.match(subject[spot.stop :]):
            return ""
        if article := _ARTICLE.search(before):
            kind = "a" if after[:1].lower() in "bcdfgjklmnpqrstvwxyz" else "an" if after[:1].lower() in "ai" else ""
            if not kind or not after:
                return ""
            kind = kind.capitalize() if article[1][0].isupper() else kind
            before = f"{before[: article.start(1)]}{kind} "
        glue = before.rstrip() if after[:1] in ",.;:!?)" else before
        subject = f"{glue}{after}".strip()
    return subject[:1].upper() + subject[1:] if subject[:1].isalpha() else subject


@rule("colour-in-subject", CONTRADICTORY, "A colour in the subject, and colourways")
def colour_in_subject(reading: Reading, given: Given) -> Iterator[Finding]:
    ways, subject = [way["name"] for way in reading.spec.colourways if way["name"]], reading.spec.subject
    if not reading.spec.colourways or not subject:
        return
    palette = [str(colour["name"]) for colour in (reading.context.pack or {}).get("palette", ())]
    plain = {folded(colour) for colour in given["colours"]}
    names = [*ways, *(name for name in palette if " " in name or folded(name) in plain)]
    fine = [slice(match.start(), match.end()) for match in pattern(given["but"]).finditer(subject.lower())]

    def said(text: str) -> list[slice]:
        return list(coloured(text, names, [name for name in palette if name not in names], given["colours"]))

    spots = [spot for spot in said(subject) if not any(b.start <= spot.start < b.stop for b in fine)]
    if not spots:
        return
    word = subject[spots[0]]
    if len(reading.spec.colourways) == 1 and ways and folded(ways[0]) in folded(word):
        return  # the one colour that there is
    left = bare(subject, spots) if len({folded(subject[spot]) for spot in spots}) == 1 else ""
    fixes = (Fix(f"Take out “{word}”", {"subject": left}),) if left and not said(left) else ()
    number = len(reading.spec.colourways)
    yield given.found(
        "subject", f"Subject: “{word}”, and {'a colourway' if number == 1 else f'{number} colourways'}",
        "Take the colour out of the subject: each colourway says its own.", *fixes,
    )  # fmt: skip


def _either(words: Sequence[str]) -> str:
    """One expression for any of the words, the longest first; nothing where there are none."""
    parts = sorted({" ".join(word.split()) for word in words if word.strip()}, key=lambda word: (-len(word), word))
    return "|".join(re.escape(part).replace(r"\ ", r"[ -]").replace(r"\-", "[ -]") for part in parts) or r"(?!)"

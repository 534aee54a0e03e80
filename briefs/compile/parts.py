"""From the parts of a template to phrases, for the dialects that are read as words."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from briefs.compile import english, escape
from briefs.compile.phrases import EVEN, TEMPLATE, Phrase
from briefs.compile.saying import Sayings, unique

_WORDS: Final = re.compile(r"[^\W\d_]+", re.UNICODE)


def side(parts: Sequence[Mapping[str, Any]], join: str, says: Sayings) -> tuple[Phrase, ...]:
    """The phrases of a positive or a negative prompt. What was said once is not said again."""
    phrases: list[Phrase] = []
    heard: set[str] = set()
    for part in parts:
        for group in groups(part, says, heard):
            before = part.get("join", join)
            if phrases and before:
                phrases.append(Phrase(before, TEMPLATE))
            phrases.extend(group)
            heard.update(english.counted(phrase.text.lower()) for phrase in group if phrase.source != TEMPLATE)
    return tuple(phrases)


def groups(part: Mapping[str, Any], says: Sayings, heard: set[str]) -> list[list[Phrase]]:
    """A part as phrases: lead, what is said, tail. Several where it speaks of several characters; none when mute."""
    if not applies(part, says):
        return []
    if "text" in part:
        return [[Phrase(part["text"], TEMPLATE, weight=float(part.get("weight", EVEN)))]]
    found = []
    for said in sayings(part, says):
        fresh = [phrase for phrase in unique(said) if english.counted(phrase.text.lower()) not in heard]
        if fresh:
            found.append(_dressed(part, fresh, opens=not heard))
    return found


def applies(part: Mapping[str, Any], says: Sayings) -> bool:
    """`when`: only if one of these fields is filled in; `unless`: only if none is."""
    wanted, unwanted = part.get("when"), part.get("unless", ())
    if wanted and not any(getattr(says.spec, name) for name in wanted):
        return False
    return not any(getattr(says.spec, name) for name in unwanted)


def sayings(part: Mapping[str, Any], says: Sayings) -> list[list[Phrase]]:
    """What the part's source says, before lead and tail; one list for each character it speaks of."""
    if "field" in part:
        said = says.brief(part["field"], part)
        found = [said + (says.coloured() if part["field"] == "subject" and said else [])]
    elif "pack" in part:
        found = [says.style(part["pack"])]
    elif "count" in part:
        found = [says.count()]
    else:
        found = list(says.people(part["character"]))
    if part.get("article"):
        found = [_with_article(said, says) if "field" not in part else said for said in found]
    weight = float(part.get("weight", EVEN))
    if weight != EVEN:
        found = [[replace(p, weight=weight) if p.weight == EVEN else p for p in said] for said in found]
    return found


def _with_article(said: list[Phrase], says: Sayings) -> list[Phrase]:
    return [replace(phrase, text=english.with_article(phrase.text, says.names())) for phrase in said]


def _dressed(part: Mapping[str, Any], said: list[Phrase], *, opens: bool) -> list[Phrase]:
    tail = part.get("tail", "")
    if set(part.get("tail_unless", ())) & set(_WORDS.findall(" ".join(phrase.text for phrase in said).lower())):
        tail = ""
    lead = part.get("lead", "")
    if part.get("capital") and not lead and opens:
        said = [replace(said[0], text=escape.plain(said[0].text[:1].upper() + said[0].text[1:])), *said[1:]]
    group = [Phrase(lead, TEMPLATE)] if lead else []
    for before, phrase in zip(english.listed([p.text for p in said], part.get("last", ", ")), said, strict=True):
        if before:
            group.append(Phrase(before, TEMPLATE))
        group.append(phrase)
    if tail:
        group.append(Phrase(tail, TEMPLATE))
    return group

"""What a prompt says about a character, dialect by dialect: who they are, how they look, what they wear."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from briefs.character.document import PARTS

_NO = re.compile(r"^(?:no|not|never|without|don.t show|do not show)\s+", re.IGNORECASE)
_YEARS = re.compile(r"\d{1,3}")
_HERS = re.compile(r"\b(?:woman|girl|lady|mother|grandmother|spokeswoman|businesswoman|actress)\b", re.IGNORECASE)
_HIS = re.compile(
    r"\b(?:man|boy|gentleman|father|grandfather|spokesman|businessman|ferryman|fisherman|actor)\b", re.IGNORECASE
)


def said(document: Mapping[str, Any], dialect: str) -> list[str]:
    """Phrases in the order of their weight: the trigger words, then identity, fixed looks, wardrobe.

    "clip" and "tags" get short noun phrases, "t5" and "json" get clauses of a sentence, "previz" the words by which
    its lexicon builds people. The sheet's own tokens come first, and stand alone for nobody: they are added to.
    """
    phrases = list(document["tokens"].get(dialect, []))
    if dialect in ("t5", "json"):
        phrases += _clauses(document, colours=dialect == "json")
    else:
        phrases += _nouns(document)
        if dialect == "tags":
            phrases = [part.strip().lower() for phrase in phrases for part in phrase.split(",")]
        elif dialect == "previz":
            phrases = [document["name"], *phrases]
    heard: dict[str, str] = {}
    for phrase in filter(None, phrases):
        heard.setdefault(phrase.casefold(), phrase)
    return list(heard.values())


def never(document: Mapping[str, Any]) -> list[str]:
    """What must not be seen with this character, as bare words: “no jewellery” is “jewellery”."""
    return list(dict.fromkeys(word for entry in document["never"] if (word := _NO.sub("", entry).strip())))


def _nouns(document: Mapping[str, Any]) -> list[str]:
    """“woman, fifties, slim build, silver bob, charcoal two-button suit”."""
    age = document["age"]
    found = [document["role"], f"{age} years old" if _YEARS.fullmatch(age) else age]
    found += [_build(document), _hair(document), _skin(document), *document["face"], _worn(document)]
    found += [_glasses(document), _beard(document), document["mask"], *document["accessories"]]
    return [phrase for phrase in found if phrase]


def _clauses(document: Mapping[str, Any], *, colours: bool) -> list[str]:
    """“Ingrid, a woman in her fifties”, “with a silver bob”, “wearing a charcoal two-button suit”."""
    what, _, more = (part.strip() for part in document["role"].partition(","))
    name = document["name"]
    who = f"{name}, {_article(what)}" if what and what.casefold() != name.casefold() else name
    if age := document["age"]:
        whose = "her" if _HERS.search(what) else "his" if _HIS.search(what) else "their"
        if _YEARS.fullmatch(age):
            who += f" of {age} years"
        else:
            who += f" in {whose} {age}" if age.endswith(("ies", "teens")) else f", {age}"
    who += f", {more}" if more else ""
    found = [who]
    if height := document["height"]:
        found.append(f"{height:g} m tall")
    if build := _build(document):
        found.append(f"of {build}")
    if hair := _hair(document):
        found.append(f"with {hair if hair.endswith('hair') else _article(hair)}")
    if skin := _skin(document):
        found.append(f"with {skin}")
    marks = (*document["face"], _glasses(document), _beard(document), document["mask"])
    found += [f"with {_article(phrase)}" for phrase in marks if phrase]
    worn = _worn(document)
    if worn:
        found.append(f"wearing {_article(worn)}")
    if document["accessories"]:
        found.append("always with " + " and ".join(_article(word) for word in document["accessories"]))
    if colours:
        parts = coloured(document["wardrobe"])
        found += [f"{part} in {value.upper()}" for part, value in parts if value.startswith("#")]
    return found


def _hair(document: Mapping[str, Any]) -> str:
    shape, colour = document["hair"]["shape"], document["hair"]["colour"]
    if shape.lower() in ("bald", "shaved head", "shaven"):
        return str(shape)
    words = " ".join(word for word in (colour if not colour.startswith("#") else "", shape) if word)
    alone = shape.split(" ")[-1].lower() in ("bob", "bun", "ponytail", "hair", "afro", "curls", "fade", "topknot")
    return f"{words}{'' if alone else ' hair'}" if words else ""


def _worn(document: Mapping[str, Any]) -> str:
    """The garment, and the colours of its parts that are said in words and not in the garment's name already."""
    wardrobe = document["wardrobe"]
    parts = [
        f"{value} {part}"
        for part, value in coloured(wardrobe)
        if not value.startswith("#") and value.lower() not in wardrobe["garment"].lower()
    ]
    return " with ".join(filter(None, [wardrobe["garment"], " and ".join(parts)]))


def coloured(wardrobe: Mapping[str, Any]) -> list[tuple[str, str]]:
    """(part, colour), in an order that the database does not change."""
    return [(part, wardrobe["colours"][part]) for part in PARTS if part in wardrobe["colours"]]


def _build(document: Mapping[str, Any]) -> str:
    build = document["build"]
    return build if not build or build.endswith("build") else f"{build} build"


def _skin(document: Mapping[str, Any]) -> str:
    skin = document["skin"]
    return "" if skin.startswith("#") else skin if not skin or "skin" in skin.lower() else f"{skin} skin"


def _beard(document: Mapping[str, Any]) -> str:
    beard = document["beard"]
    known = not beard or re.search(r"beard|moustache|stubble|goatee", beard, re.IGNORECASE)
    return beard if known else f"{beard} beard"


def _glasses(document: Mapping[str, Any]) -> str:
    return "glasses" if document["glasses"] else ""


def _article(phrase: str) -> str:
    """“a grey suit”, “an overcoat”; plurals and names that bring their own stay as they are."""
    first = phrase.split(" ", 1)[0].lower()
    last = phrase.split(",", 1)[0].split(" with ", 1)[0].rsplit(" ", maxsplit=1)[-1].lower()
    if first in ("a", "an", "the", "one", "two", "his", "her", "their") or (last.endswith("s") and last[-2:] != "ss"):
        return phrase
    return f"{'an' if first[:1] in tuple('aeiou') else 'a'} {phrase}"

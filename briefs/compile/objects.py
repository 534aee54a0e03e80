"""The JSON dialect: canonical JSON text (RFC 8785) whose every leaf is a phrase with its source.

A template says it as a list of {"key": "camera.lens", "as": "text", "parts": [part]}. `as` is "text" (one string),
"list" (strings) or "colours" ([{hex, name}], of the style pack's palette). Keys that nothing is said for are left out.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from briefs.compile.parts import applies, sayings
from briefs.compile.phrases import PACK, TEMPLATE, Phrase
from briefs.compile.saying import Sayings, unique
from studio.lib.canonical import canonical

Leaf = tuple[Phrase, ...]  # said together, as one string
Tree = dict[str, Any]  # key -> Tree, Leaf, or a list of Leaf or Tree


def phrases_of(keys: Sequence[Mapping[str, Any]], says: Sayings) -> tuple[Phrase, ...]:
    """The object as phrases. Put together they are its canonical JSON, to the byte."""
    tree: Tree = {}
    for key in keys:
        value = _value(key, says)
        if value:
            *above, last = key["key"].split(".")
            place = tree
            for name in above:
                place = place.setdefault(name, {})
            place[last] = value
    return tuple(_text(tree))


def _value(key: Mapping[str, Any], says: Sayings) -> Leaf | list[Any]:
    shape = key.get("as", "text")
    if shape == "colours":
        colours = (says.pack or {}).get("palette", [])
        return [{name: (Phrase(str(colour[name]), PACK, "palette"),) for name in ("hex", "name")} for colour in colours]
    said: list[list[Phrase]] = []
    for part in key["parts"]:
        if not applies(part, says):
            continue
        if "text" in part:
            said.append([Phrase(part["text"], TEMPLATE)])
        else:
            said += [unique(found) for found in sayings(part, says) if found]
    if shape == "list":
        whole = any("character" in part and part["character"] == "said" for part in key["parts"])
        if whole:  # one entry for each character
            return [_joined(found) for found in said]
        return [(phrase,) for phrase in unique(phrase for found in said for phrase in found)]
    return _joined(unique(phrase for found in said for phrase in found))


def _joined(said: Sequence[Phrase]) -> Leaf:
    found: list[Phrase] = []
    for phrase in said:
        found += [Phrase(", ", TEMPLATE), phrase] if found else [phrase]
    return tuple(found)


def _text(value: Any) -> Iterator[Phrase]:
    """Canonical JSON as phrases: structure by the template, leaves by whoever said them."""
    if isinstance(value, tuple):
        yield Phrase('"', TEMPLATE)
        for phrase in value:
            quoted = canonical(phrase.text).decode()
            yield Phrase(quoted[1:-1], phrase.source, phrase.field, phrase.section, phrase.weight)
        yield Phrase('"', TEMPLATE)
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield Phrase("," if index else "[", TEMPLATE)
            yield from _text(item)
        yield Phrase("]", TEMPLATE)
    else:
        for index, name in enumerate(sorted(value)):
            yield Phrase(("," if index else "{") + canonical(name).decode() + ":", TEMPLATE)
            yield from _text(value[name])
        yield Phrase("}" if value else "{}", TEMPLATE)

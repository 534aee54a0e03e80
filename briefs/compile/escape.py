"""Other people's words in a prompt: plain text, whatever they contain. No rule here depends on a locale.

Where a dialect has weights, tools read “(words:1.2)”, “[words]”, “<lora:name:1>”, BREAK and AND as commands. A brief
may contain all of them and means none: the data an engine gets has no syntax at all, and the readable prompt is
escaped so that it means the same where somebody pastes it.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

LIGHTEST, HEAVIEST = 0.5, 1.5

# Marks that turn the direction of text, and spaces of no width. The joiners U+200C and U+200D are letters' business.
_UNSEEN: Final = re.compile("[\u200b\u200e\u200f\u061c\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb]")
_ANGLES: Final = str.maketrans({"<": " ", ">": " ", "\\": " "})
_MARKS: Final = re.compile(r"<([^<>]{1,40})>")  # "</s>", "<|endoftext|>": an encoder's own marks
_COMMANDS: Final = re.compile(r"\b(?:BREAK|AND|ADDCOMM|ADDBASE|ADDCOL|ADDROW|ADDBOTH)\b", re.ASCII)
_BRACKETS: Final = re.compile(r"[()\[\]]")
_WEIGHED: Final = re.compile(r"\((.+):([01](?:\.\d{1,3})?)\)", re.DOTALL)


def plain(text: str) -> str:
    """One line of NFC text, without marks that nobody sees."""
    return " ".join(unicodedata.normalize("NFC", _UNSEEN.sub("", text)).split())


def without_commands(text: str) -> str:
    """For dialects with weights: no angle brackets or backslashes, and no capitals that a tool takes for a command."""
    return " ".join(_COMMANDS.sub(lambda found: found[0].lower(), text.translate(_ANGLES)).split())


def without_marks(text: str) -> str:
    """For encoders of sentences: nothing that reads as one of their marks."""
    return " ".join(_MARKS.sub(r" \1 ", text).split())


def written(text: str, weight: float) -> str:
    """As a person reads it: brackets escaped, and “(words:1.2)” where it weighs."""
    escaped = _BRACKETS.sub(lambda found: "\\" + found[0], text)
    return escaped if weight == 1 else f"({escaped}:{weight:g})"


def weighed(entry: str) -> tuple[str, float]:
    """ "(signal orange accent:1.2)", as a keeper writes a token, is ("signal orange accent", 1.2). Kept in bounds."""
    found = _WEIGHED.fullmatch(entry.strip())
    if not found:
        return entry, 1.0
    return found[1].strip(), min(max(float(found[2]), LIGHTEST), HEAVIEST)

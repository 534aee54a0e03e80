"""Short digests of what the page shows, so that a save answers only with what looks different now.

The page keeps the stamp of every part it has, and sends them with a save; a part with another stamp comes back.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import astuple
from typing import Any, Final

from briefs.page.controls import Note

# What differs from one drawing to the next and is not seen: the sign of an answer, the token, the count of a fix.
VOLATILE: Final = re.compile(
    r' hx-swap-oob="true"|<input type="hidden" name="csrfmiddlewaretoken"[^>]*>|<input type="hidden" name="saves"[^>]*>'
)
SEEN: Final = re.compile(r"([\w-]{1,80}):([0-9a-f]{8})")


def stamp(shown: Any) -> str:
    """Eight hexadecimal digits of text, or of anything made of plain values."""
    text = shown if isinstance(shown, str) else json.dumps(shown, sort_keys=True, default=str)
    return hashlib.sha256(VOLATILE.sub("", text).encode("utf-8", "replace")).hexdigest()[:8]


def of_notes(notes: Sequence[Note]) -> str:
    return stamp([astuple(note) for note in notes])


def seen(text: str) -> Mapping[str, str]:
    """id -> stamp, as the page sends them: “go:1a2b3c4d ready:…”. What cannot be read is left out, and comes again."""
    return {match[1]: match[2] for entry in text.split() if (match := SEEN.fullmatch(entry))}

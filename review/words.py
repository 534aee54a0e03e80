"""Words that people wrote about pictures: kept as text, whatever they contain, and bounded."""

from __future__ import annotations

from briefs.spec import tidy
from studio.lib.problems import BadInput


def plain_words(text: object, field: str, *, most: int) -> str:
    """The text without control characters and outer space. Raises BadInput when it is empty, too long or no text."""
    if not isinstance(text, str):
        raise BadInput(f"The {field} is text. Write it as words.", field=field)
    if len(text) > most * 4:  # before any work is spent on it
        raise BadInput(f"Keep the {field} under {most:,} characters; this one has {len(text):,}.", field=field)
    words = tidy(text)
    if not words:
        raise BadInput(f"The {field} is empty. Say what you mean in a few words.", field=field)
    if len(words) > most:
        raise BadInput(f"Keep the {field} under {most:,} characters; this one has {len(words):,}.", field=field)
    return words

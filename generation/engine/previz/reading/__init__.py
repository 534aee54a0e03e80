"""From the fields of a brief to what to show."""

from __future__ import annotations

from generation.engine.previz.reading.brief import read
from generation.engine.previz.reading.lemmas import lemma
from generation.engine.previz.reading.reading import Mention, Move, Reading, Relation
from generation.engine.previz.reading.text import plain

__all__ = ["Mention", "Move", "Reading", "Relation", "lemma", "plain", "read"]

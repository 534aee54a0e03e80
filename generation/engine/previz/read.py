"""The short name of reading: `read(brief, style)` and what it gives."""

from __future__ import annotations

from generation.engine.previz.reading import Mention, Move, Reading, Relation, lemma, plain, read

__all__ = ["Mention", "Move", "Reading", "Relation", "lemma", "plain", "read"]

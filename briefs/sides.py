"""The two sides of a comparison: revisions of a brief, or its draft as it would be submitted now."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from briefs import compare
from briefs.actions.brief import revision_document
from briefs.catalogue import drawn
from briefs.compile import DIALECT_NAMES, Compiled, compile_revision, spoken
from briefs.models import Brief, BriefRevision
from briefs.spec import BriefSpec
from studio.lib.problems import BadInput

DRAFT: Final = "draft"


@dataclass(frozen=True)
class Side:
    """`key` is how the address says it: a number, or “draft”."""

    key: str
    name: str
    document: Mapping[str, Any]
    revision: BriefRevision | None = None

    @property
    def prompts(self) -> dict[str, Compiled]:
        """By dialect. Without a style pack no prompt is compiled."""
        if not self.document.get("style_pack"):
            return {}
        return {
            dialect: compile_revision(self.document, dialect)
            for dialect in spoken(self.document["template"]["document"])
        }


@dataclass(frozen=True)
class PromptChange:
    """The prompt of one dialect on both sides; `before` and `after` are its positive and its negative in pieces."""

    dialect: str
    name: str
    same: bool
    positive: tuple[tuple[compare.Piece, ...], tuple[compare.Piece, ...]]
    negative: tuple[tuple[compare.Piece, ...], tuple[compare.Piece, ...]]


def side(brief: Brief, key: str, field: str) -> Side:
    """The side that the address names. Raises BadInput where there is none of that number."""
    if key == DRAFT:
        spec = BriefSpec.clean(brief.draft)
        return Side(DRAFT, "Draft", revision_document(spec, drawn(brief, spec)))
    number = int(key) if key.isascii() and key.isdigit() and len(key) < 9 else 0
    revision = brief.revisions.filter(number=number).first()
    if revision is None:
        raise BadInput(
            f"This brief has no revision “{key[:20]}”. Choose one of its revisions from the list, or the draft.",
            field=field,
        )
    return Side(str(number), f"Revision {number}", revision.document, revision)


def prompt_changes(before: Side, after: Side) -> list[PromptChange]:
    """Each dialect that either side speaks, in the usual order."""
    old, new = before.prompts, after.prompts
    found = []
    for dialect in dict.fromkeys((*new, *old)):
        (positive, negative), (now, now_not) = was, is_now = _texts(old.get(dialect)), _texts(new.get(dialect))
        found.append(
            PromptChange(
                dialect,
                DIALECT_NAMES.get(dialect, dialect),
                was == is_now,
                compare.marked(positive, now),
                compare.marked(negative, now_not),
            )
        )
    return found


def _texts(prompt: Compiled | None) -> tuple[str, str]:
    return (prompt.positive_text, prompt.negative_text) if prompt else ("", "")

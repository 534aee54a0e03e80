"""What stands on a review sheet: pictures with their marks, what was said, the brief, who and when. A frozen document.

{"title", "brief": [[label, words], …], "pictures": [{"name", "caption", "picture", "sha256", "width", "height",
  "marks": [{"number", "kind", "points", "by", "state", "said": [{"who", "when", "text"}]}]}]}
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format

from generation.models import Batch, Candidate
from generation.states import DONE
from review.marks import Drawn, Said, marks
from review.models import Selection
from review.standing import PICKED
from studio.lib.problems import WrongState

MOST = 60  # pictures on one sheet
BRIEF = (
    ("goal", "Goal"), ("message", "Message"), ("audience", "Audience"), ("subject", "Subject"), ("action", "Action"),
    ("environment", "Environment"), ("mood", "Mood"), ("light", "Light"),
)  # fmt: skip
WORDS = 400  # characters of one field of the brief


def of_candidate(candidate: Candidate) -> dict[str, Any]:
    """Raises WrongState where there is no picture yet."""
    if candidate.state != DONE or candidate.picture_id is None:
        raise WrongState(f"{candidate} has no picture yet: it is {candidate.state}. Print it once its picture is here.")
    return _document(candidate.batch, [candidate])


def of_picks(batch: Batch) -> dict[str, Any]:
    """Raises WrongState where nothing is picked."""
    picked = Selection.objects.filter(candidate__batch=batch, verdict=PICKED).values("candidate")
    rows = batch.candidates.filter(pk__in=picked, state=DONE).select_related(
        "batch__brand", "batch__model", "batch__revision__brief", "picture"
    )
    found = list(rows.order_by("position")[:MOST])
    if not found:
        raise WrongState(
            f"Nothing of {batch} is picked, so there is nothing to print. Pick some, or print one picture."
        )
    return _document(batch, found)


def _document(batch: Batch, candidates: Sequence[Candidate]) -> dict[str, Any]:
    revision = batch.revision
    said = [(label, _plain(revision.document.get(name))) for name, label in BRIEF]
    return {
        "title": revision.brief.title,
        "brief": [[label, words[:WORDS]] for label, words in said if words],
        "pictures": [_picture(candidate) for candidate in candidates],
    }


def _picture(candidate: Candidate) -> dict[str, Any]:
    batch = candidate.batch
    return {
        "name": f"Candidate {candidate}",
        "caption": f"Batch {batch.number}, {batch.tier}, {batch.width} × {batch.height}, {batch.model.name}, "
        f"revision {batch.revision.number}, made {_moment(candidate.done_at)}",
        "sha256": candidate.picture_id,
        "width": batch.width,
        "height": batch.height,
        "marks": [_mark(drawn) for drawn in marks(candidate)],
    }


def _mark(drawn: Drawn) -> dict[str, Any]:
    mark = drawn.mark
    state = f"done, {mark.resolved_by.name}, {_moment(mark.resolved_at)}" if mark.resolved_by else "open"
    due = f", due {date_format(mark.due, 'j F Y')}" if mark.due and not drawn.done else ""
    return {
        "number": mark.number,
        "kind": mark.kind,
        "points": mark.points,
        "role": drawn.author.key,
        "done": drawn.done,
        "state": f"{state}{due}",
        "said": [_said(one) for one in drawn.said],
    }


def _said(one: Said) -> dict[str, str]:
    comment = one.comment
    who = f"{comment.by.name}, {one.author.label.lower()}"
    return {"who": who, "when": _moment(comment.at), "text": comment.text}


def _moment(at: datetime | None) -> str:
    return date_format(timezone.localtime(at), "j F Y, H:i") if at else ""


def _plain(value: object) -> str:
    """A field of the brief as words: lists joined, anything else left out."""
    if isinstance(value, str):
        return value
    return ", ".join(one for one in value if isinstance(one, str)) if isinstance(value, list) else ""

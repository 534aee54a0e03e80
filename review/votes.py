"""Who gave which verdict on a candidate, from its events: one verdict stands, the last, and none is lost."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from generation.models import Candidate
from review.standing import Standing
from studio.lib.models import Event

GIVEN = ("candidate.pick", "candidate.reject")
UNDO = "candidate.undo"
KINDS = (*GIVEN, "candidate.clear", UNDO)


@dataclass(frozen=True, slots=True)
class Vote:
    """One person's latest verdict, and whether it is the one that stands."""

    name: str
    verdict: str
    at: datetime
    stands: bool = False


def votes(candidate: Candidate, standing: Standing) -> list[Vote]:
    """Oldest first; none where fewer than two gave one, or a blind round keeps them from the viewer. One query."""
    if standing.hidden:
        return []
    rows = Event.objects.filter(noun="candidate", subject=candidate.pk, kind__in=KINDS).select_related("by")
    kinds: dict[int, str] = {}
    last: dict[int | None, Event] = {}
    for event in rows.order_by("pk"):
        kinds[event.pk] = event.kind
        verdict = event.data["after"].get("verdict")
        if verdict is None:
            continue  # stars that were taken back
        last.pop(event.by_id, None)  # who says it again comes last
        redone = event.kind == UNDO and kinds.get(event.data.get("undoes", 0)) == UNDO
        if verdict and (event.kind in GIVEN or redone):
            last[event.by_id] = event
    if len(last) < 2:
        return []
    said = [(event.by.name if event.by else "", event.data["after"]["verdict"], event.at) for event in last.values()]
    standing_at = max((place for place, row in enumerate(said) if row[1] == standing.verdict), default=-1)
    return [Vote(*row, stands=place == standing_at) for place, row in enumerate(said)]

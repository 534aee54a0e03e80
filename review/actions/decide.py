"""A short, ordered list of judgements as a page sends it: kept while the line was down, each counted exactly once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import transaction

from briefs.spec import tidy
from generation.models import Candidate
from review.actions.select import VERBS, clear, hold, pick, rate, reject, undo, was_told
from review.standing import NOTHING, standings
from studio.lib.problems import BadInput, Problem
from studio.people.models import User

MOST = 100  # decisions in one request


@dataclass(frozen=True, slots=True)
class Decision:
    """One key press. `id` is made by the page and never used twice."""

    id: str
    candidate: int
    verb: str
    reasons: tuple[str, ...] = ()
    note: str = ""
    stars: int = 0
    of: str | None = None  # undo: the id of the decision that is taken back

    @classmethod
    def from_document(cls, item: object, place: int) -> Decision:
        """Read one item of the list; `place` counts from 0 and names it in the sentence."""
        if not isinstance(item, Mapping):
            raise BadInput(f"Decision {place + 1} is not an object with id, candidate and verb.", field=f"{place}")
        made = cls(
            _id(item.get("id"), f"{place}.id"),
            _number(item.get("candidate"), f"{place}.candidate"),
            str(item.get("verb")),
            tuple(_slugs(item.get("reasons"), f"{place}.reasons")),
            item["note"] if isinstance(item.get("note"), str) else "",
            _number(item.get("stars", 0), f"{place}.stars"),
            _id(item["of"], f"{place}.of") if item.get("of") else None,
        )
        if made.verb not in VERBS:
            raise BadInput(f"“{tidy(made.verb[:40])}” is not a verdict. Use {', '.join(VERBS)}.", field=f"{place}.verb")
        return made


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one decision, and how the candidate stands after it."""

    id: str
    candidate: int
    status: int  # 200 done, 208 counted before, else the problem's own
    detail: str = ""
    standing: Mapping[str, Any] | None = None

    def document(self) -> dict[str, Any]:
        return {
            "id": self.id,
            "candidate": self.candidate,
            "status": self.status,
            "detail": self.detail,
            "standing": self.standing,
        }


def read(items: object) -> list[Decision]:
    """The whole list, or BadInput naming the first item that cannot be used: nothing of it is written then."""
    if not isinstance(items, list):
        raise BadInput("Send a list of decisions, each with id, candidate and verb.", field="decisions")
    if len(items) > MOST:
        raise BadInput(f"Send at most {MOST} decisions at a time; these are {len(items):,}.", field="decisions")
    return [Decision.from_document(item, place) for place, item in enumerate(items)]


def decide(decisions: Sequence[Decision], *, by: User) -> list[Outcome]:
    """Carry out decisions in their order, each in its own transaction: one that is refused does not stop the next."""
    rows = Candidate.objects.visible_to(by).select_related("batch__brand")
    seen = {row.pk: row for row in rows.filter(pk__in={decision.candidate for decision in decisions})}
    results = [_carry_out(decision, seen.get(decision.candidate), by) for decision in decisions]
    after = standings(seen, viewer=by)
    return [
        Outcome(
            decision.id,
            decision.candidate,
            status,
            detail,
            after.get(decision.candidate, NOTHING).document() if decision.candidate in seen else None,
        )
        for decision, (status, detail) in zip(decisions, results, strict=True)
    ]


def _carry_out(decision: Decision, candidate: Candidate | None, by: User) -> tuple[int, str]:
    if candidate is None:
        return 404, "There is no such candidate, or it is not yours to see."
    try:
        with transaction.atomic():
            hold(candidate, by=by)  # from here on nobody else can record the same id
            if was_told(candidate, decision.id):
                return 208, "Counted before."
            _act(decision, candidate, by)
    except Problem as problem:
        return problem.status, problem.sentence
    return 200, ""


def _act(decision: Decision, candidate: Candidate, by: User) -> None:
    if decision.verb == "rate":
        rate(candidate, decision.stars, by=by, once=decision.id)
    elif decision.verb == "clear":
        clear(candidate, by=by, once=decision.id)
    elif decision.verb == "undo":
        undo(candidate, by=by, of=decision.of, once=decision.id)
    else:
        verb = {"pick": pick, "reject": reject}[decision.verb]
        verb(candidate, by=by, reasons=decision.reasons, note=decision.note, once=decision.id)


def _id(value: object, field: str) -> str:
    try:
        return str(UUID(value if isinstance(value, str) else ""))
    except ValueError:
        raise BadInput("Each decision has an id of its own, a UUID.", field=field) from None


def _number(value: object, field: str) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value < 2**63:
        raise BadInput(f"{field.partition('.')[2]} is a whole number.", field=field)
    return value


def _slugs(value: object, field: str) -> list[str]:
    if value is None:
        return []
    if not isinstance(value, list) or len(value) > 20 or not all(isinstance(slug, str) for slug in value):
        raise BadInput("Reasons are a list of words from the vocabulary.", field=field)
    return value

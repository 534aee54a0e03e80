"""How a batch stands this second: steps, previews, counts, its place. Worked out once a second, for all who watch it.

Nothing here depends on who asks, so one answer of this process serves them all. Who may have it is asked elsewhere, of
each request.
"""

from __future__ import annotations

import math
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from threading import Lock
from typing import Any

from django.db.models import Count, Q

from generation import budgets
from generation.models import Batch, Candidate, LivePreview
from generation.queue import OPEN
from generation.states import CANCELLED, DONE, FAILED, RUNNING
from generation.waits import waits

FRESH = 1.0  # seconds an answer is good for
KEPT = 500  # batches answered for, before the old answers are thrown away
ASKED = 15.0  # questions a second about one batch that this process takes, each with a look and a tile after it
SELDOM = 15.0  # seconds between two questions of one page, at most; events tell what matters meanwhile

Document = dict[str, Any]


@dataclass(slots=True)
class _Answer:
    """What was said last, when (monotonic seconds), how often it was asked for since, how long pages were told to
    wait before they ask again."""

    at: float = -math.inf
    asked: int = 0
    again: float = FRESH
    document: Document | None = None
    lock: Lock = field(default_factory=Lock)


_answers: dict[int, _Answer] = {}


def live(pk: int) -> Document | None:
    """The batch of this key, None where there is none. Two hundred that ask at once ask the database once."""
    if len(_answers) > KEPT:
        _drop_old()
    answer = _answers.setdefault(pk, _Answer())
    with answer.lock:
        answer.asked += 1
        age = time.monotonic() - answer.at
        if age > FRESH:
            found = next(iter(documents([pk])), None)
            answer.again = again(answer.asked, age, answer.again)
            answer.document = found and found | {"again": round(answer.again, 1)}
            answer.at, answer.asked = time.monotonic(), 0
        return answer.document


def again(asked: int, seconds: float, before: float) -> float:
    """Seconds a page should wait before it asks again: pages that were told to wait `before` asked so often in so many
    seconds, so there are about asked / seconds * before of them."""
    return min(max(asked / seconds * before / ASKED, FRESH), SELDOM)


def forget() -> None:
    _answers.clear()


def _drop_old() -> None:
    for pk, answer in list(_answers.items()):
        if time.monotonic() - answer.at > FRESH:
            _answers.pop(pk, None)


def documents(pks: Sequence[int]) -> list[Document]:
    """{batch, state, open, paused, count, here, failed, passed, why, line, running}; `running` is [candidate, steps
    done, steps in all, step of its preview or null] of each that is being made."""
    rows = Batch.objects.filter(pk__in=pks).select_related("brand", "model", "revision__brief")
    batches = list(
        rows.annotate(
            here=Count("candidates", filter=Q(candidates__state=DONE)),
            failed=Count("candidates", filter=Q(candidates__state__in=(FAILED, CANCELLED))),
            passed=Count("candidates", filter=Q(candidates__accepted=True)),
            all=Count("candidates"),
        )
    )
    running = _running(pks)
    known = waits(batches)
    spent = budgets.spent_out() if known else None
    found = []
    for batch in batches:
        wait = known.get(batch.pk)
        over = spent.why(batch.brand_id, batch.revision.brief.campaign_id) if spent and wait else ""
        found.append(
            {
                "batch": batch.pk, "state": batch.state, "open": batch.state in OPEN, "paused": bool(batch.paused_at),
                "count": batch.all, "here": batch.here, "failed": batch.failed, "passed": batch.passed,
                "why": wait.why if wait else "", "line": wait.line if wait and not over else "",
                "running": running.get(batch.pk, []),
            }
        )  # fmt: skip
    return found


def _running(pks: Sequence[int]) -> dict[int, list[list[int | None]]]:
    rows = Candidate.objects.filter(batch__in=pks, state=RUNNING).order_by("batch", "position")
    at_work = list(rows.values_list("batch", "pk", "steps_done", "steps_total"))
    looks = LivePreview.objects.filter(candidate__in=[pk for _, pk, _, _ in at_work])
    step_of = dict(looks.values_list("candidate", "step")) if at_work else {}
    found: dict[int, list[list[int | None]]] = {}
    for batch, pk, done, steps in at_work:
        found.setdefault(batch, []).append([pk, done, steps, step_of.get(pk)])
    return found

"""Which of two is preferred: a short, ordered list as a page sends it, each counted exactly once, none ever changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from generation.models import Batch, Candidate
from generation.states import DONE
from review.actions.select import pick
from review.duels.order import contest
from review.models import Duel
from studio.lib import events
from studio.lib.problems import BadInput, WrongState
from studio.people.models import User
from studio.people.roles import require

JUDGE = "judge candidates"
MOST = 100  # answers in one request


@dataclass(frozen=True, slots=True)
class Answer:
    """One key press: a preference, or with `of` the taking back of an earlier one. `id` is never used twice."""

    id: str
    left: int = 0
    right: int = 0
    winner: int | None = None
    of: str | None = None


def read(items: object) -> list[Answer]:
    """The whole list, or BadInput naming the first that cannot be used: nothing of it is written then."""
    if not isinstance(items, list):
        raise BadInput("Send a list of duels, each with id, left, right and winner.", field="duels")
    if len(items) > MOST:
        raise BadInput(f"Send at most {MOST} duels at a time; these are {len(items):,}.", field="duels")
    return [_answer(item, place) for place, item in enumerate(items)]


def _answer(item: object, place: int) -> Answer:
    if not isinstance(item, Mapping):
        raise BadInput(f"Duel {place + 1} is not an object with id, left, right and winner.", field=f"{place}")
    once = _id(item.get("id"), f"{place}.id")
    if item.get("of") is not None:
        return Answer(once, of=_id(item["of"], f"{place}.of"))
    left, right = number(item.get("left"), f"{place}.left"), number(item.get("right"), f"{place}.right")
    winner = None if item.get("winner") is None else number(item["winner"], f"{place}.winner")
    if left == right:
        raise BadInput("A duel is between two different candidates.", field=f"{place}.right")
    if winner not in (None, left, right):
        raise BadInput("Who wins is the left or the right one, or nobody.", field=f"{place}.winner")
    return Answer(once, left, right, winner)


def answer(batch: Batch, answers: Sequence[Answer], *, by: User) -> list[dict[str, object]]:
    """Keep each in its order; one that is refused does not stop the next. Returns {id, status, detail} of each."""
    require(by, JUDGE, batch.brand)
    named = {pk for one in answers for pk in (one.left, one.right)}
    rows = Candidate.objects.filter(batch=batch, pk__in=named, state=DONE, picture__isnull=False)
    known = set(rows.values_list("pk", flat=True))
    told = [(one.id, *_keep(batch, one, known, by)) for one in answers]
    return [{"id": once, "status": status, "detail": detail} for once, status, detail in told]


def _keep(batch: Batch, one: Answer, known: set[int], by: User) -> tuple[int, str]:
    if one.of is not None:
        rows = Duel.objects.filter(batch=batch, by=by, once=one.of)
        if not rows.filter(taken_back_at=None).update(taken_back_at=timezone.now()):
            return (
                (208, "Taken back before.") if rows.exists() else (404, "There is no such duel of yours to take back.")
            )
        return 200, ""
    if not {one.left, one.right} <= known:
        return 404, "One of the two is not of this batch, or has no picture."
    try:
        with transaction.atomic():
            Duel.objects.create(
                batch=batch, left_id=one.left, right_id=one.right, winner_id=one.winner, by=by, once=one.id
            )
    except IntegrityError:
        mine = Duel.objects.filter(batch=batch, by=by, once=one.id).exists()
        return (208, "Counted before.") if mine else (422, "This id was used for another duel. Reload the page.")
    return 200, ""


@transaction.atomic
def pick_leaders(batch: Batch, wanted: Sequence[int], *, by: User, picks_only: bool = False) -> int:
    """Pick those who lead, as the page showed them. Raises WrongState when others lead meanwhile. How many are new."""
    require(by, JUDGE, batch.brand)
    found = contest(batch, viewer=by, picks_only=picks_only)
    if not found.counted:
        raise WrongState("Nobody leads before the first duel. Choose between two, then pick.")
    if set(wanted) != set(found.leaders):
        raise WrongState("Others lead by now. Look at the order again, then pick.")
    rows = Candidate.objects.filter(pk__in=wanted).select_related("batch__brand")
    for row in sorted(rows, key=lambda row: found.leaders.index(row.pk)):
        pick(row, by=by, note="Led the duels.")
    events.record("settle_duels", batch, by=by, brand=batch.brand, heard_as="judge", leaders=found.leaders)
    return len(rows)


def _id(value: object, field: str) -> str:
    try:
        return str(UUID(value if isinstance(value, str) else ""))
    except ValueError:
        raise BadInput("Each duel has an id of its own, a UUID.", field=field) from None


def number(value: object, field: str) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 0 < value < 2**63:
        raise BadInput(f"{field.rpartition('.')[2]} is the number of a candidate.", field=field)
    return value

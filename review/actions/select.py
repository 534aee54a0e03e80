"""Pick, reject, clear, rate, undo. One current verdict per candidate, the last word wins, and no word is lost: each
change is an event that carries what was before and after, for undo now and for ranking later."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction

from briefs.spec import tidy
from generation.models import Candidate
from generation.states import DONE
from review.blind import hidden
from review.models import Rating, Reason, Selection
from review.reasons import sayable
from review.standing import PICKED, REJECTED
from review.words import plain_words
from studio.lib import events
from studio.lib.models import Event
from studio.lib.problems import BadInput, WrongState
from studio.people.models import Brand, User
from studio.people.roles import require

MOST_REASONS = 9  # one key each
NOTE = 300  # characters
VERBS = ("pick", "reject", "clear", "rate", "undo")


def pick(
    candidate: Candidate, *, by: User, reasons: Iterable[str] = (), note: str = "", once: str | None = None
) -> Selection:
    """Put a candidate on the shortlist. `reasons` are slugs of the vocabulary; `once` is the caller's id for this.

    Raises NotAllowed, WrongState when the candidate has no picture, BadInput for an unknown reason or a long note.
    """
    after = verdict(candidate.batch.brand, PICKED, reasons, note)
    _decide(candidate, "pick", after, by=by, once=once)
    return Selection.objects.get(candidate=candidate)


def reject(
    candidate: Candidate, *, by: User, reasons: Iterable[str] = (), note: str = "", once: str | None = None
) -> Selection:
    """Decide against a candidate. It stays, with its record; only the verdict says no. Raises as `pick` does."""
    after = verdict(candidate.batch.brand, REJECTED, reasons, note)
    _decide(candidate, "reject", after, by=by, once=once)
    return Selection.objects.get(candidate=candidate)


def clear(candidate: Candidate, *, by: User, once: str | None = None) -> None:
    """Make a candidate undecided again. Stars stay: they are an opinion, not a verdict."""
    _decide(candidate, "clear", verdict(candidate.batch.brand, "", (), ""), by=by, once=once)


@transaction.atomic
def rate(candidate: Candidate, stars: int, *, by: User, once: str | None = None) -> Rating | None:
    """Give this person's 1 to 5 stars, or take them back with 0. Each person has their own rating."""
    if type(stars) is not int or not 0 <= stars <= 5:  # True is an int, and no rating
        raise BadInput("A rating is 1 to 5 stars, or 0 to take it back.", field="stars")
    row = hold(candidate, by=by)
    before = {"stars": _stars(row, by)}
    _give(row, stars, by)
    _tell("rate", row, before, {"stars": stars}, by=by, once=once)
    return Rating.objects.filter(candidate=row, by=by).first()


@transaction.atomic
def undo(candidate: Candidate, *, by: User, of: str | None = None, once: str | None = None) -> Event:
    """Take back this person's judgement `of` (its `once` id), or their latest that still stands.

    The candidate goes back to what that event says was before; undoing an undo is redo. Raises WrongState when there
    is nothing to take back, or when someone has judged the candidate since: nobody's word is undone by another.
    """
    row = hold(candidate, by=by)
    told = _judgements(row, by, of)
    if told is None:
        raise WrongState(f"There is no judgement of yours on {row} left to take back.")
    now: dict[str, Any] = {"stars": _stars(row, by)} if "stars" in told.data["after"] else _current(row)
    if now != told.data["after"]:
        raise WrongState(f"{row} has been judged again since, so your earlier judgement is not taken back.")
    before = told.data["before"]
    if "stars" in before:
        _give(row, before["stars"], by)
    else:
        _write(row, before, by)
    return _tell("undo", row, now, before, by=by, once=once, undoes=told.pk)


def verdict(brand: Brand, kind: str, reasons: Iterable[str], note: str) -> dict[str, Any]:
    """A verdict as events carry it, checked: reasons of this brand and of the right kind, in the list's order."""
    wanted = set(reasons)
    # Compared here and not in the query: words from outside may hold what the database refuses to be asked.
    known = [slug for slug in sayable(brand, kind) if slug in wanted]
    if strange := sorted(wanted - set(known)):
        word = {PICKED: "picking", REJECTED: "rejecting"}.get(kind, "clearing")
        raise BadInput(
            f"“{tidy(strange[0])[:60]}” is not a reason for {word} at {brand.name}. Choose one from the list.",
            field="reasons",
        )
    if len(known) > MOST_REASONS:
        raise BadInput(f"Give at most {MOST_REASONS} reasons.", field="reasons")
    return {"verdict": kind, "reasons": known, "note": plain_words(note, "note", most=NOTE) if note else ""}


def hold(candidate: Candidate, *, by: User) -> Candidate:
    """Lock the candidate's row for this transaction; it must have a picture to be judged."""
    require(by, "judge candidates", candidate.batch.brand)
    row = (
        Candidate.objects.select_for_update(of=("self",), no_key=True)
        .select_related("batch__brand")
        .get(pk=candidate.pk)
    )
    if row.state != DONE or row.picture_id is None:
        raise WrongState(f"{row} has no picture to judge: it is {row.state}. Judge it once its picture is here.")
    return row


def was_told(candidate: Candidate, once: str) -> bool:
    """Has a judgement with this id been recorded on the candidate? Ask while holding it."""
    return Event.objects.filter(noun="candidate", subject=candidate.pk, data__once=once).exists()


@transaction.atomic
def _decide(candidate: Candidate, verb: str, after: dict[str, Any], *, by: User, once: str | None) -> None:
    row = hold(candidate, by=by)
    before = _current(row)
    unseen = (verb == "clear" or before == after) and bool(hidden([row.pk], viewer=by))
    if verb == "clear" and unseen:
        after = before  # in a blind round nobody clears what they do not see
    if before != after:
        _write(row, after, by)
    # Who says unseen what another has said already has judged all the same, and sees the others' word from now on.
    _tell(verb, row, before, after, by=by, once=once, unseen=True if unseen and verb != "clear" else None)


def _current(row: Candidate) -> dict[str, Any]:
    choice = Selection.objects.filter(candidate=row).first()
    if choice is None:
        return {"verdict": "", "reasons": [], "note": ""}
    reasons = list(choice.reasons.values_list("slug", flat=True))
    return {"verdict": choice.verdict, "reasons": reasons, "note": choice.note}


def _write(row: Candidate, after: Mapping[str, Any], by: User) -> None:
    if not after["verdict"]:
        Selection.objects.filter(candidate=row).delete()
        return
    choice, _ = Selection.objects.update_or_create(
        candidate=row, defaults={"verdict": after["verdict"], "note": after["note"], "by": by}
    )
    choice.reasons.set(Reason.objects.filter(slug__in=after["reasons"]))


def _stars(row: Candidate, by: User) -> int:
    rating = Rating.objects.filter(candidate=row, by=by).first()
    return rating.stars if rating else 0


def _give(row: Candidate, stars: int, by: User) -> None:
    if stars:
        Rating.objects.update_or_create(candidate=row, by=by, defaults={"stars": stars})
    else:
        Rating.objects.filter(candidate=row, by=by).delete()


def _tell(
    verb: str, row: Candidate, before: Mapping[str, Any], after: Mapping[str, Any], *, by: User, **more: Any
) -> Event:
    """Record the judgement. A repeat that changes nothing is told only for its id, so that it counts once."""
    said = {key: value for key, value in more.items() if value is not None}
    if before == after and not said:
        return Event(
            kind=f"candidate.{verb}", noun="candidate", subject=row.pk, data={"before": before, "after": after}
        )
    return events.record(verb, row, by=by, brand=row.batch.brand, heard_as="judge", before=before, after=after, **said)


def _judgements(row: Candidate, by: User, of: str | None) -> Event | None:
    """The judgement to take back: the one named, or the latest of this person's that was not taken back already."""
    kinds = [f"candidate.{verb}" for verb in VERBS]
    told = Event.objects.filter(noun="candidate", subject=row.pk, by=by, kind__in=kinds).order_by("-pk")
    gone: set[int] = set()
    for pk, target in told.filter(kind="candidate.undo").values_list("pk", "data__undoes"):
        if pk not in gone:  # an undo that was itself taken back hides nothing: that is redo
            gone.add(target)
    if of is not None:
        return told.filter(data__once=of).exclude(pk__in=gone).first()
    standing = told.exclude(pk__in=gone).exclude(kind="candidate.undo")
    return next((event for event in standing if event.data["before"] != event.data["after"]), None)

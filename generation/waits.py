"""What keeps batches waiting, and how long they will: in sentences, for pages. A few queries, however many batches."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Count, Q
from django.utils import timezone

from generation.cost.before import ALIVE, said
from generation.engine.engines import engine
from generation.models import Batch, Candidate, Hold, Worker
from generation.queue import OPEN, turns
from generation.queue.able import needs
from generation.queue.place import Place, places
from generation.states import RUNNING, WAITING

SETTLED = timedelta(seconds=30)  # a worker that has not taken a picture by then has passed it over
SOON = 3.0  # seconds: what begins within them begins now


@dataclass(frozen=True, slots=True)
class Wait:
    """`why` nothing of it is begun, a sentence or nothing; `line` its place and its end in words; `made_by` False where
    no machine that is on can make it."""

    place: Place | None
    why: str = ""
    line: str = ""
    made_by: bool = True


def waits(batches: Sequence[Batch]) -> dict[int, Wait]:
    """batch -> Wait, of those that are open. They come with their model."""
    there = [batch for batch in batches if batch.state in OPEN]
    if not there:
        return {}
    reasons = why(there)
    counted = _counted(there)
    workers = list(Worker.objects.filter(seen_at__gte=timezone.now() - ALIVE))
    known = {name: places(name) for name in {batch.model.engine for batch in there}}
    found = {}
    for batch in there:
        place = known[batch.model.engine].get(batch.pk)
        running, waiting = counted.get(batch.pk, (0, 0))
        reason, made_by = reasons.get(batch.pk, ""), True
        if waiting and not reason and not running:
            reason = _no_worker(batch, place, workers)
            made_by = not reason
        line = "" if reason else in_words(place, running=bool(running))
        found[batch.pk] = Wait(place, reason, line, made_by)
    return found


def why(batches: Sequence[Batch]) -> dict[int, str]:
    """Why nothing of these is begun, in a sentence: paused, held, or told to wait. Those that wait their turn are left
    out."""
    holds = list(Hold.objects.filter(lifted_at=None).select_related("brand", "model"))
    later = _set_back(batches)
    found = {}
    for batch in batches:
        if batch.paused_at:
            found[batch.pk] = "Paused."
        elif held := next((hold for hold in holds if holds_up(hold, batch)), None):
            found[batch.pk] = f"{named(held)} is held{': ' + held.why.rstrip('.') if held.why else ''}."
        elif batch.pk in later:
            found[batch.pk] = f"{later[batch.pk] or 'It was set back.'} It is tried again soon."
    return found


def holds_up(hold: Hold, batch: Batch) -> bool:
    wanted = (hold.brand_id, hold.model_id, hold.engine)
    own = (batch.brand_id, batch.model_id, batch.model.engine)
    return all(not named or named == mine for named, mine in zip(wanted, own, strict=True))


def named(hold: Hold) -> str:
    """ "Northlight", "Previz at Northlight", "The engine previz", "Everything"."""
    what = str(hold.model) if hold.model else f"The engine {hold.engine}" if hold.engine else ""
    if not hold.brand:
        return what or "Everything"
    return f"{what} at {hold.brand}" if what else str(hold.brand)


def in_words(place: Place | None, *, running: bool = False) -> str:
    """ "12 pictures before yours, begins in about 2 min. Done in about 5 min, 7 min at the most in nine of ten cases."

    Nothing where nobody can say."""
    if place is None or place.place is None or place.done is None or place.done_90 is None:
        return ""
    first = []
    if place.place:
        pictures = "1 picture" if place.place == 1 else f"{place.place} pictures"
        first.append(f"{pictures} before {'its next' if running else 'yours'}")
    if not running and place.begins is not None and place.begins > SOON:
        first.append(f"begins in about {said(place.begins)}")
    sentence = ", ".join(first)
    sentence = f"{sentence[0].upper()}{sentence[1:]}. " if sentence else ""
    most = said(max(place.done, place.done_90))
    if not place.measured:
        return f"{sentence}Done in perhaps {most}: a guess, until this model has made a few."
    if most == said(place.done):
        return f"{sentence}Done in about {most}."
    return f"{sentence}Done in about {said(place.done)}, {most} at the most in nine of ten cases."


def _set_back(batches: Sequence[Batch]) -> dict[int, str]:
    """What was said of the first, where all that waits of a batch was told to wait."""
    rows = Candidate.objects.filter(batch__in=batches, state=WAITING)
    told = rows.filter(ready_at__gt=timezone.now()).order_by("batch", "ready_at").distinct("batch")
    later = dict(told.values_list("batch", "error"))
    if later:
        for batch in rows.filter(turns.ready(), batch__in=list(later)).order_by().values_list("batch").distinct():
            later.pop(batch[0], None)
    return later


def _counted(batches: Sequence[Batch]) -> Mapping[int, tuple[int, int]]:
    """batch -> pictures in the making, pictures that wait."""
    rows = Candidate.objects.filter(batch__in=batches, state__in=(WAITING, RUNNING)).order_by().values("batch")
    counted = rows.annotate(runs_now=Count("pk", filter=Q(state=RUNNING)), waits=Count("pk", filter=Q(state=WAITING)))
    return {row["batch"]: (row["runs_now"], row["waits"]) for row in counted}


def _no_worker(batch: Batch, place: Place | None, workers: Sequence[Worker]) -> str:
    """Why none of the machines that are on makes it; empty where one may."""
    capability = engine(batch.model.engine).CAPABILITY
    able = [worker for worker in workers if f"gpu.{capability}" in worker.queues]
    if not able:
        return f"No worker can make this: none that is on runs {batch.model.engine}. It waits until one does."
    takes = needs(batch)
    most = max((worker.memory for worker in able if worker.memory is not None), default=None)
    if most is not None and takes > most and all(worker.memory is not None for worker in able):
        return (
            f"No worker can make this: a picture takes {_gigabytes(takes)} of device memory, and the largest that is "
            f"on has {_gigabytes(most)}."
        )
    if all(worker.wanted != "work" for worker in able):
        return "Every worker that could make this is resting. It begins when one goes on."
    if batch.model.source and place is not None and place.place is not None and _passed_over(batch, able):
        return (
            f"No worker can make this: those that are on have nothing to do and do not take it. The files of "
            f"{batch.model.name} are not where they can read them."
        )
    return ""


def _passed_over(batch: Batch, able: Sequence[Worker]) -> bool:
    """Workers look whether a model's files are there; a page cannot. Idle ones that leave it have not found them."""
    working = [worker for worker in able if worker.wanted == "work"]
    since = max(batch.made_at, *(worker.started_at for worker in working))
    return not any(worker.hand for worker in working) and timezone.now() - since > SETTLED


def _gigabytes(size: int) -> str:
    return f"{size / 1e9:.1f} GB"

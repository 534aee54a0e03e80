"""What was lost is found again: leases that ran out go back in the line, and idle workers are nudged once more.

Every worker sweeps now and then (pulse.py), so there is no scheduler to keep alive; a lock lets one at a time.
"""

from __future__ import annotations

import logging
from datetime import timedelta

from django.db import connection, transaction
from django.db.models import Count, Q
from django.db.models.functions import Now
from django.utils import timezone

from briefs import tasks as references
from generation import cost, goldens, nudges, queue, replay, training, tryouts
from generation.models import Candidate, ModelEntry, Replay, Worker
from generation.states import RUNNING, WAITING
from studio.lib.signals import sweeping

log = logging.getLogger(__name__)

LOCK = 0x67617465  # "gate": the advisory lock of the sweep
FORGET_WORKERS = timedelta(hours=12)
STALE = timedelta(minutes=10)  # a scan or replay that nobody took up for so long lost its message


def sweep() -> int:
    """One pass. Returns how many candidates went back in the line; 0 too when another worker is sweeping."""
    with transaction.atomic():
        if not _alone():
            return 0
        found = 0
        expired = Candidate.objects.filter(state=RUNNING, lease_until__lt=Now()).order_by("batch_id", "position")
        for candidate in expired:  # in the order of locks: all of one batch, then the next
            log.warning("Candidate %s lost its worker and goes back in the line", candidate.pk)
            found += queue.release(candidate, outcome="lost")
        _nudge_idle()
        _nudge_forgotten()
        references.nudge_forgotten()
        goldens.nudge_forgotten()
        tryouts.nudge_forgotten()
        training.nudge_forgotten()
        Worker.objects.filter(seen_at__lt=timezone.now() - FORGET_WORKERS).delete()
    return found


def take_over(node: str) -> None:
    """A worker called `node` has started, so an earlier process of that name is gone: do not wait for its leases."""
    gone = Candidate.objects.filter(state=RUNNING, runs__outcome=RUNNING, runs__worker__startswith=f"{node}:")
    Candidate.objects.filter(pk__in=gone.values("pk"), state=RUNNING).update(lease_until=Now())
    Worker.objects.filter(name__startswith=f"{node}:").delete()


def is_eldest(worker: str) -> bool:
    """Is this the one of the live workers that sweeps for the other stations? The next takes over when it goes."""
    alive = Worker.objects.filter(seen_at__gte=timezone.now() - cost.ALIVE)
    return alive.order_by("pk").values_list("name", flat=True).first() == worker


def everywhere() -> None:
    """Let the later stations look after what they have under way."""
    for receiver, answer in sweeping.send_robust(sender=Worker):
        if isinstance(answer, Exception):
            log.error("The sweep of %s failed", receiver, exc_info=answer)


def _alone() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [LOCK])
        return bool(cursor.fetchone()[0])


def _nudge_idle() -> None:
    """Where candidates wait while workers idle, a message was lost: send it again."""
    rows = (
        Candidate.objects.filter(batch__state__in=queue.OPEN, state__in=(WAITING, RUNNING))
        .values_list("batch__model__engine")
        .annotate(waiting=Count("pk", filter=Q(state=WAITING)), running=Count("pk", filter=Q(state=RUNNING)))
    )
    for engine_name, waiting, running in rows:
        idle = cost.live_workers(engine_name) - running
        if waiting and idle > 0:
            nudges.for_candidates(engine_name, min(waiting, idle))


def _nudge_forgotten() -> None:
    """Replays and scans whose message, or whose worker, was lost."""
    from generation.tasks import scan_model

    before = timezone.now() - STALE
    for asked in Replay.objects.filter(state="running")[:20]:
        if replay.abandoned(asked):
            Replay.objects.filter(pk=asked.pk, state="running").update(state="waiting")
            replay.nudge(asked)
    for asked in Replay.objects.filter(state="waiting", asked_at__lt=before)[:20]:
        replay.nudge(asked)
    for entry in ModelEntry.objects.filter(state="waiting", made_at__lt=before)[:20]:
        nudges.later(scan_model, entry.pk, "io")

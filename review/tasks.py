"""What workers are woken for. Load, call, record; ids only; coming twice changes nothing."""

from __future__ import annotations

from celery import shared_task

from generation.nudges import queue_of
from review.models import Finish
from review.states import QUEUED, RUNNING


@shared_task(name="review.master")
def master(finish: int) -> None:
    """The master, where its engine is; then the renditions, wherever pixels are made."""
    from review.masters import make_master  # the engine's libraries stay out of the web

    if make_master(finish):
        renditions.apply_async((finish,), queue="pixels")


@shared_task(name="review.renditions")
def renditions(finish: int) -> None:
    from review.carry_out import make_renditions

    make_renditions(finish)


def send(finish: Finish) -> None:
    """Wake the worker for the next step of this finish."""
    if finish.framed:
        renditions.apply_async((finish.pk,), queue="pixels")
    else:
        master.apply_async((finish.pk,), queue=queue_of(finish.candidate.batch.model.engine))


def sweep(**_: object) -> None:
    """Finishes whose message or worker was lost. One that is worked on is locked, and the nudge finds that out."""
    rows = Finish.objects.filter(state__in=(QUEUED, RUNNING)).select_related("candidate__batch__model")
    for finish in rows.order_by("pk")[:50]:
        send(finish)

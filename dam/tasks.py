"""Load, call, record, on the default queue (io).

The row is the outbox: a signed finish without an asset, an asset with undelivered files.
"""

from __future__ import annotations

from contextlib import suppress

from celery import shared_task

from dam import actions, components, tally, withdrawing
from dam.models import Asset, Recall
from dam.policy import MayNotLeave
from review.models import Finish
from review.states import SIGNED


@shared_task(name="dam.admit")
def admit(finish: int) -> None:
    actions.admit(Finish.objects.get(pk=finish))


@shared_task(name="dam.deliver")
def deliver(asset: int) -> None:
    with suppress(MayNotLeave):  # its files wait; the night's pass tells who keeps the rules
        actions.deliver(Asset.objects.get(pk=asset))


@shared_task(name="dam.take_down")
def take_down(recall: int) -> None:
    withdrawing.take_down(Recall.objects.select_related("by").get(pk=recall))


def sweep(**_: object) -> None:
    """Nudge again what a lost message or a refusing store left undone."""
    signed = Finish.objects.filter(state=SIGNED).exclude(pk__in=Asset.objects.values("finish"))
    for finish in signed.values_list("pk", flat=True)[:100]:
        admit.delay(finish)
    undelivered = Asset.objects.live().filter(renditions__delivered_at__isnull=True).distinct()
    for asset in undelivered.values_list("pk", flat=True)[:100]:
        deliver.delay(asset)
    for recall in withdrawing.unfinished():
        take_down.delay(recall)
    components.write_missing()
    tally.fold()

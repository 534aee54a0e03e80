"""What a quarantine takes down: delivered copies go from where they ship. The sealed bytes stay, and once no quarantine
holds the asset any more the sweep delivers them again."""

from __future__ import annotations

from typing import Final

from django.db import transaction
from django.db.models import Q

from dam.models import AssetRendition, Held, Recall, Tally, Withdrawal
from studio.lib import blobs, events

THERE: Final = Q(delivered_at__isnull=False) | Q(put_at__isnull=False)  # where it ships, or may be
AT_ONCE: Final = 200  # files between two looks at whether the quarantine stands


def take_down(recall: Recall) -> int:
    """Take down every delivered file that it holds back; how many. Asked again it goes on where it was: a file that is
    gone already is no error. Raises StorageRefused; what is down by then is written down."""
    done = 0
    after = 0
    while not recall.drill and not Recall.objects.filter(pk=recall.pk, lift__isnull=False).exists():
        there = AssetRendition.objects.filter(THERE, asset__held__recall=recall, pk__gt=after)
        rows = list(there.select_related("asset__brand").order_by("pk")[:AT_ONCE])
        if not rows:
            break
        for row in rows:
            blobs.withdraw(row.name)  # outside any transaction: the store may stall
            done += _written(row, recall)
        after = rows[-1].pk
    return done


@transaction.atomic
def _written(row: AssetRendition, recall: Recall) -> int:
    won = AssetRendition.objects.filter(THERE, pk=row.pk).update(delivered_at=None, put_at=None)
    if won:
        Withdrawal.objects.create(recall=recall, file=row)
        events.record(
            "withdraw", row, by=recall.by, brand=row.asset.brand, name=row.name, sha256=row.file_id, recall=recall.pk
        )
    return won


def unfinished() -> list[int]:
    """Standing quarantines whose component still has a file where it ships: the store refused, or a delivery that was
    under way arrived after it or died on the way. All that has the component is held back, so the sums tell."""
    standing = Recall.objects.filter(drill=False, lift=None)
    there: dict[int, int] = {}
    rows = Tally.objects.filter(component__in=standing.values("component")).exclude(files=0)
    for component, files in rows.values_list("component", "files"):
        there[component] = there.get(component, 0) + files
    set_out = AssetRendition.objects.filter(delivered_at=None, put_at__isnull=False).values("asset")
    died = Held.objects.filter(recall__in=standing, asset__in=set_out).values_list("recall", flat=True)
    named = standing.filter(component__in=[pk for pk, files in there.items() if files])
    return sorted({*named.values_list("pk", flat=True), *died})

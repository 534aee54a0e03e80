"""A brand's next version of its ranking: gathered, learned, held against unseen batches, and kept. In workers only.

Debounced: a brand is learned anew once its people have been quiet for a while, or have gone on for long.
"""

from __future__ import annotations

from typing import Final

from django.db import transaction

from review.models import Ranking
from review.ranking.due import unmeasured
from review.ranking.evidence import Evidence
from review.ranking.fit import fit
from review.ranking.judged import counts, evidence_of, judged_batches, judgements
from review.ranking.looks import as_one
from review.ranking.project import project_brand
from review.ranking.report import held_out
from studio.lib import events
from studio.people.models import Brand

LOOKED_BACK: Final = 100  # versions: a batch is judged in fewer


def learn(brand_pk: int) -> Ranking | None:
    """The next version; None where nothing was said since the last, or nothing can be learned from it yet."""
    brand = Brand.objects.get(pk=brand_pk)
    seen = judgements(brand).values_list("pk", flat=True).first() or 0
    evidence = evidence_of(brand)
    learned = {**counts(evidence), "event": seen}
    if not evidence.pairs() and not evidence.market:
        return None
    last = Ranking.objects.filter(brand=brand).first()
    if last is not None and last.learned_from == learned:
        return None
    return _keep(brand, evidence, learned)


def _keep(brand: Brand, evidence: Evidence, learned: dict[str, int]) -> Ranking:
    report = held_out(evidence)
    model = as_one(fit(evidence), evidence)
    with transaction.atomic():
        Brand.objects.select_for_update(no_key=True).get(pk=brand.pk)  # two workers do not take one number
        last = Ranking.objects.filter(brand=brand).first()
        made = Ranking.objects.create(
            brand=brand,
            number=last.number + 1 if last else 1,
            weights=model.document(),
            learned_from=learned,
            report=report.document(),
            better=report.passes and bears_out(brand, len(report.rows)),
        )
        events.record("learned", made, brand=brand, number=made.number, better=made.better)
    if made.better:
        project_brand(made)
    return made


def bears_out(brand: Brand, batches: int) -> bool:
    """Did the last version that was tested on fewer batches pass too? A claim takes two that agree, the later with a
    batch more: a taste that changes from batch to batch passes once in a while, and seldom twice in a row."""
    for report in Ranking.objects.filter(brand=brand).values_list("report", flat=True)[:LOOKED_BACK]:
        if len(report.get("batches", ())) < batches:
            return bool(report.get("passes"))
    return False


def missing(brand_pk: int) -> list[int]:
    """Judged batches with pictures that were not measured yet."""
    brand = Brand.objects.get(pk=brand_pk)
    rows = unmeasured().filter(batch__in=judged_batches(brand)).order_by()
    return list(rows.values_list("batch", flat=True).distinct())

"""Pictures of the review room that rest on a component in quarantine, assets or not: none of them goes out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dam import components
from dam.components import Part
from dam.models import Recall
from generation.models import Candidate
from generation.promotion import climbed
from review.models import Rendition
from studio.people.models import Brand


def withheld(brand: Brand, candidates: Iterable[Candidate], files: Iterable[Rendition], **_: object) -> dict[int, str]:
    """Candidate -> why it stays. Asked of a brand without a quarantine it is one question."""
    rows = Recall.objects.filter(brand=brand, drill=False, lift=None).select_related("component").order_by("pk")
    standing = {(row.component.kind, row.component.key): row for row in rows}
    if not standing:
        return {}
    made: dict[int, list[Rendition]] = {}
    for row in files:
        made.setdefault(row.finish.candidate_id, []).append(row)
    batches: dict[int, list[Part]] = {}
    found: dict[int, str] = {}
    for one in candidates:
        if one.batch_id not in batches:
            batches[one.batch_id] = list(_of_batch(one))
        for part in (*batches[one.batch_id], *_own(one, made.get(one.pk, []))):
            if recall := standing.get((part.kind, part.key)):
                found[one.pk] = f"It is in quarantine because of {recall.component}: {recall.reason.rstrip('.')}."
                break
    return found


def _of_batch(one: Candidate) -> Iterator[Part]:
    """What all pictures of a batch rest on: its brief, and the versions that it was begun from."""
    yield from components.of_revision(one.batch.revision)
    for pick in climbed(one)[:-1]:
        yield from components.of_picture(pick, {})


def _own(one: Candidate, files: list[Rendition]) -> Iterator[Part]:
    yield from components.of_picture(one, {})
    if files:
        yield from components.of_files("", one.batch.revision, files)
        for recipe in components.framed(files[0].finish.master_recipe, files):
            yield from components.models(one.batch.model, recipe)

"""What was painted anew for a mark, as its thread shows it: before, after, and whether somebody accepted it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from generation import revision
from generation.models import Batch, Candidate, ModelEntry
from generation.states import CANCELLED, DONE, FAILED
from review.models import Annotation
from review.tiles import preview_url


@dataclass(frozen=True, slots=True)
class After:
    """One of the versions."""

    candidate: Candidate
    here: bool  # it is the one that is looked at

    @property
    def done(self) -> bool:
        return self.candidate.state == DONE

    @property
    def preview(self) -> str:
        return preview_url(self.candidate)

    @property
    def state(self) -> str:
        return {FAILED: "did not come out", CANCELLED: "cancelled"}.get(self.candidate.state, "is being painted")


@dataclass(frozen=True, slots=True)
class Anew:
    """`before` is the picture with the mark, `after` the versions that were painted for it."""

    batch: Batch
    before: Candidate
    after: tuple[After, ...]

    @property
    def instruction(self) -> str:
        return str(self.batch.prompt.get("instruction", ""))

    @property
    def preview(self) -> str:
        return preview_url(self.before)


def painted(candidate: Candidate, rows: Iterable[Annotation]) -> Mapping[int, Anew]:
    """Mark pk -> what was painted for it, or for the one that it was carried from where this picture came of that.

    Two queries, none where nothing was painted.
    """
    asked = {row.pk: batch for row in rows if (batch := _batch(candidate, row))}
    if not asked:
        return {}
    batches = Batch.objects.filter(pk__in=set(asked.values())).select_related("model", "revised_from__preview")
    known = {batch.pk: batch for batch in batches}
    versions: dict[int, list[Candidate]] = {}
    for one in Candidate.objects.filter(batch__in=known).order_by("position"):
        versions.setdefault(one.batch_id, []).append(one)
    found = {}
    for mark, pk in asked.items():
        made = known[pk]
        if made.revised_from is not None:
            after = tuple(After(one, one.pk == candidate.pk) for one in versions.get(pk, []))
            found[mark] = Anew(made, made.revised_from, after)
    return found


def _batch(candidate: Candidate, row: Annotation) -> int | None:
    if row.revision_id is not None:
        return row.revision_id
    before = row.carried_from
    return before.revision_id if before is not None and before.revision_id == candidate.batch_id else None


def choices(candidate: Candidate) -> dict[str, Any]:
    """Which models could paint a part of this candidate's picture anew, the one that made it first where it can."""
    own: ModelEntry = candidate.batch.model
    models = revision.models_of(candidate.batch.brand)
    models.sort(key=lambda one: (one.pk != own.pk, one.name))
    return {"models": models, "cannot": "" if revision.able(own) else revision.cannot(own, candidate.batch.brand)}

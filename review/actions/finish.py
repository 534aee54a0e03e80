"""From a pick to what ships. A change never edits a finish: it makes the next one, and voids what was signed before."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.db import transaction
from django.db.models import Max

from briefs.models import PlacementVersion
from generation.models import Candidate
from generation.sets.axes import Axes
from generation.sets.order import narrowed
from generation.sets.words import versions
from review.gates import stages
from review.models import Finish, Gate, Rendition, Selection
from review.states import FINISH, GATE, LATER, SENT_BACK, SIGNED, SUPERSEDED, WAITING
from studio.lib import events
from studio.lib.messages import after_commit
from studio.lib.problems import BadInput, WrongState
from studio.lib.states import move
from studio.people.models import User
from studio.people.roles import require


def finish(
    candidate: Candidate,
    *,
    by: User,
    focal: Mapping[str, Any] | None = None,
    focals: Mapping[str, Mapping[str, Any]] | None = None,
) -> Finish:
    """Order every rendition of a picked candidate: each placement of its brief in each locale of its copy and hooks.

    A pick of a planned set is finished for what was chosen of its axes.

    `focal` is a focal frame {x, y, w, h}, 0-1, for all placements; `focals` names placements (slug -> frame) that have
    their own. Raises WrongState when the candidate is not picked, BadInput when a frame lies outside the picture.
    """
    batch = candidate.batch
    require(by, "finish a candidate", batch.brand)
    frames = {slug: frame(value, slug) for slug, value in (focals or {}).items()}
    whole = frame(focal, "focal") if focal else None
    with transaction.atomic():
        Candidate.objects.select_for_update(of=("self",)).get(pk=candidate.pk)
        if not Selection.objects.told(by).filter(candidate=candidate, verdict="picked").exists():
            raise WrongState("Only a picked candidate is finished. Pick it first.")
        supersede(candidate, by=by)
        last = Finish.objects.filter(candidate=candidate).aggregate(Max("number"))["number__max"] or 0
        made = Finish.objects.create(
            brand=batch.brand,
            candidate=candidate,
            revision=batch.revision,
            number=last + 1,
            focal=whole,
            by=by,
        )
        document = batch.revision.document
        Rendition.objects.bulk_create(
            Rendition(
                finish=made, placement=version, locale=locale, hook=hook, focal=frames.get(version.placement.slug)
            )
            for version, locale, hook in wanted(document, narrowed(batch))
        )
        events.record("order", made, by=by, brand=batch.brand, candidate=candidate.pk)
        nudge(made.pk)
    return made


def nudge(pk: int) -> None:
    """Tell the workers once the order is committed. The row is the outbox; the sweep repeats a nudge that got lost."""
    from review.tasks import send  # tasks import models and the engine's queue names

    made = Finish.objects.select_related("candidate__batch__model").get(pk=pk)
    after_commit(send, made)


def supersede(candidate: Candidate, *, by: User) -> None:
    """The finishes before this one end here, and open or given signatures on them with it. A shipped one stands."""
    for old in Finish.objects.select_for_update(of=("self",)).filter(candidate=candidate):
        if old.signed_at or old.state in (SIGNED, SUPERSEDED):
            continue
        stages.over(list(old.gates.values_list("pk", flat=True)))
        for gate in old.gates.filter(state__in=[LATER, WAITING, SIGNED]):
            move(gate, "void", GATE, note="A newer finish took its place.")
            events.record("void", gate, by=by, brand=old.brand, why=gate.note)
        move(old, "supersede", FINISH)
        events.record("supersede", old, by=by, brand=old.brand)


def pinned(document: Mapping[str, Any]) -> list[PlacementVersion]:
    """The placement versions this revision pinned, in the brief's order."""
    pins = [(pin["slug"], pin["digest"]) for pin in document.get("placements", [])]
    found = {
        (version.placement.slug, version.digest): version
        for version in PlacementVersion.objects.published()
        .filter(digest__in=[digest for _, digest in pins])
        .select_related("placement")
    }
    return [found[pin] for pin in pins]


def wanted(document: Mapping[str, Any], axes: Axes | None) -> Iterator[tuple[PlacementVersion, str, str]]:
    """(placement version, locale, hook) of every file to make: all that the revision has, or what `axes` name."""
    words = versions(document)
    if axes is not None:
        words = [(locale, hook) for locale, hook in words if locale in axes.locales and hook in axes.hooks]
    for version in pinned(document):
        if axes is None or version.placement.slug in axes.placements:
            for locale, hook in words:
                yield version, locale, hook


def frame(value: Mapping[str, Any], field: str) -> dict[str, float]:
    """A focal frame from outside: four numbers, 0-1, inside the picture, at least 2 % of it each way."""
    try:
        x, y, w, h = (round(float(value[key]), 5) for key in "xywh")
    except (KeyError, TypeError, ValueError):
        raise BadInput("A focal frame is x, y, w and h, each a number from 0 to 1.", field=field) from None
    inside = 0 <= x <= 1 and 0 <= y <= 1 and w >= 0.02 and h >= 0.02 and x + w <= 1.00001 and y + h <= 1.00001
    if not inside:
        raise BadInput("The focal frame must lie inside the picture and be at least 2 % of it each way.", field=field)
    return {"x": x, "y": y, "w": w, "h": h}


def sent_back(finish_: Finish) -> Gate | None:
    """The gate that refused this finish, with its note."""
    return finish_.gates.filter(state=SENT_BACK).select_related("decided_by").first()

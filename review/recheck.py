"""The checks of a finish run again, as far as they are shown something else than before. In workers only."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.utils import timezone

from generation.engine.finishing.placement import BadSpec
from generation.engine.picture import EngineError
from generation.engine.recipe import Recipe as RecipeDocument
from review import carry_out, evidence, reuse
from review.actions.recheck import OPEN
from review.masters import LOCK, load
from review.models import Check, Finish, Recheck, Rendition
from review.states import DONE
from studio.lib import blobs, events
from studio.lib.canonical import digest
from studio.lib.locks import alone_with
from studio.lib.problems import NotNow

log = logging.getLogger(__name__)

Said = dict[str, list[Check]]  # check -> its rows


@dataclass
class Written:
    """What came of it. `before`: the rows that were replaced."""

    changed: set[str] = field(default_factory=set)
    before: list[dict[str, Any]] = field(default_factory=list)
    run: int = 0
    stood: int = 0


def recheck(pk: int) -> None:
    """Once; a second worker leaves. A store that is away leaves it to the sweep."""
    asked = Recheck.objects.get(pk=pk)
    with alone_with(LOCK, asked.finish_id) as alone:
        if not alone or Recheck.objects.filter(pk=pk, done_at__isnull=False).exists():
            return
        try:
            finish = load(asked.finish_id)
            rows = finish.renditions.filter(state=DONE).select_related("placement__placement", "recipe")
            said = [(row, again(finish, row)) for row in rows.order_by("pk")]
        except NotNow:
            raise
        except (EngineError, BadSpec) as error:
            end(asked, error=str(error))
            return
        except Exception as error:  # what breaks its worker must not come back for ever
            log.exception("The checks of finish %s broke down", asked.finish_id)
            end(asked, error=f"Checking broke down ({type(error).__name__}). The worker's log tells more.")
            return
        settle(asked, said)


def again(finish: Finish, row: Rendition) -> list[Check]:
    """Every check of one file as it says now. The file, its recipe and its plan are those that were made."""
    assert row.recipe is not None and row.file_id is not None  # a done rendition has both
    laid = row.layout if "boxes" in row.layout else carry_out.layout(carry_out.plan_one(finish, row)[0])
    recipe = RecipeDocument.from_document(row.recipe.document)
    return evidence.judge(finish, row, recipe, laid, blobs.read(row.file_id))


@transaction.atomic
def settle(asked: Recheck, said: Iterable[tuple[Rendition, list[Check]]]) -> None:
    """Replace what is said otherwise now, if nothing was settled in the meantime."""
    finish = Finish.objects.select_for_update(of=("self",)).get(pk=asked.finish_id)
    if finish.state not in OPEN:
        end(asked, error=f"Nothing was checked: the finish is {finish.state} by now, and what was shown stands.")
        return
    before, written = digest_of(finish), Written()
    for row, now in said:
        replace(row, now, written)
    after = digest_of(finish)
    end(
        asked, changed=sorted(written.changed), before=written.before, checks_before=before, checks_after=after,
        run=written.run, stood=written.stood,
    )  # fmt: skip
    events.record(
        "checked_again", finish, by=asked.by, brand=finish.brand, recheck=asked.pk, changed=sorted(written.changed),
        before=before, after=after,
    )  # fmt: skip


def replace(row: Rendition, now: Iterable[Check], written: Written) -> None:
    """One file's rows: those that say the same stay, as they are and where they are."""
    old, new = by_name(row.checks.order_by("pk")), by_name(now)
    for name in dict.fromkeys([*old, *new]):
        was, says = old.get(name, []), new.get(name, [])
        shown = {check.shown for check in says}
        if was and shown == {check.shown for check in was} and shown != {""}:
            written.stood += 1
        else:
            written.run += 1
        if reuse.same(was, says):
            Check.objects.filter(pk__in=[check.pk for check in was]).update(shown=next(iter(shown), ""))
            continue
        written.changed.add(name)
        written.before += [kept(check) for check in was]
        Check.objects.filter(pk__in=[check.pk for check in was]).delete()
        evidence.write(says)


def by_name(rows: Iterable[Check]) -> Said:
    found: Said = {}
    for row in rows:
        found.setdefault(row.name, []).append(row)
    return found


def kept(check: Check) -> dict[str, Any]:
    return {"rendition": check.rendition_id} | {name: getattr(check, name) for name in reuse.SAID}


def digest_of(finish: Finish) -> str:
    """SHA-256 over every verdict of a finish as it stands, wherever its row is."""
    rows = finish.checks.values_list("rendition_id", *reuse.WORDS)
    return digest(sorted((list(row) for row in rows), key=repr))


def end(asked: Recheck, **changes: Any) -> None:
    Recheck.objects.filter(pk=asked.pk).update(done_at=timezone.now(), **changes)

"""Which checks somebody has waived, for which files, today. A waived check is never counted as passed: its file ships
in spite of it, and every page says who let it go, until when and why.

A failure that is waived covers the same check's warnings; a warning covers no failure; and what was not run is let go
only as that. Nobody's waiver counts for their own work, whichever scope it has.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from django.db.models import Q, QuerySet
from django.utils import timezone

from review.gates.able import hands
from review.models import Check, Finish, Rendition, Waiver

COVERS: Final = {"fail": {"fail", "warn"}, "warn": {"warn"}, "not run": {"not run"}}
HOLDING: Final = Q(verdict="fail") | Q(verdict="not run", blocks=True)


def standing(finish: Finish) -> list[Waiver]:
    """The waivers that may count for this finish today, those that hold longest first."""
    rows = Waiver.objects.standing(timezone.localdate()).filter(brand=finish.brand_id)
    found = list(rows.select_related("by").order_by("-until", "pk"))
    own = hands(finish) if found else set()
    return [row for row in found if row.by_id not in own]


def covering(check: Check, waivers: Iterable[Waiver]) -> Waiver | None:
    """The one that lets this verdict go; its rendition's placement and its finish's revision are read."""
    return next((one for one in waivers if covers(one, check)), None)


def covers(waiver: Waiver, check: Check) -> bool:
    if waiver.name != check.name or check.verdict not in COVERS.get(waiver.verdict, set()):
        return False
    if waiver.scope == Waiver.Scope.BRAND:
        return True
    row = check.rendition
    if row is None or row.placement.placement_id != waiver.placement_id:
        return False
    if waiver.scope == Waiver.Scope.PLACEMENT:
        return True
    file = (check.finish.revision.brief_id, row.locale, row.hook)
    return file == (waiver.brief_id, waiver.locale, waiver.hook)


def held_back(finish: Finish) -> set[int]:
    """The renditions that a check keeps from shipping. One query where no check does."""
    rows = Check.objects.filter(HOLDING, finish=finish, rendition__isnull=False)
    held = set(rows.values_list("rendition", flat=True))
    waivers = standing(finish) if held else []
    if waivers:
        held = {row.rendition_id for row in placed(rows) if row.rendition_id and not covering(row, waivers)}
    return held


def placed(rows: QuerySet[Check]) -> QuerySet[Check]:
    """With what a waiver may be tied to, and without the evidence."""
    return rows.select_related("rendition__placement", "finish__revision").only(
        "name", "verdict", "finish__revision__brief", "rendition__placement__placement", "rendition__locale",
        "rendition__hook",
    )  # fmt: skip


def mark(finish: Finish, rows: Sequence[Rendition]) -> list[Waiver]:
    """Put the waiver on each check that has one, for pages; and those that are in use. `rows` have their checks and
    placements read along."""
    waivers = standing(finish)
    used: dict[int, Waiver] = {}
    for row in rows if waivers else ():
        for check in row.checks.all():
            check.rendition, check.finish = row, finish
            check.waiver = covering(check, waivers)
            if check.waiver:
                used[check.waiver.pk] = check.waiver
    return list(used.values())


def mark_checks(finish: Finish, checks: Iterable[Check]) -> None:
    """The same for verdicts that were read without their renditions' other checks."""
    waivers = standing(finish)
    for check in checks if waivers else ():
        check.waiver = covering(check, waivers)


def brands_with_waivers(brands: Iterable[int]) -> set[int]:
    """Which of these brands have any that holds today. One query."""
    rows = Waiver.objects.standing(timezone.localdate()).filter(brand__in=list(brands))
    return set(rows.values_list("brand", flat=True))


def to_accept(finish: Finish, ships: Iterable[int]) -> set[str]:
    """The checks that a signer has to accept by name on these files: what warns, what was asked for and not run, and
    what fails and ships because it is waived. A warning that is waived has been accepted already."""
    open_ = Q(verdict__in=("fail", "warn")) | Q(verdict="not run", required=True)
    rows = Check.objects.filter(open_, rendition__in=list(ships))
    names = set(rows.values_list("name", flat=True))
    waivers = standing(finish) if names else []
    if waivers:
        names = {row.name for row in placed(rows) if row.verdict == "fail" or not covering(row, waivers)}
    return names

"""Saving a page that somebody else has saved meanwhile: what does not overlap is put together."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Final

from django.db import transaction

from briefs.actions.brief import due_date, save_draft
from briefs.models import Brief
from briefs.others import Conflict, clashes, since
from briefs.spec import BriefSpec
from studio.people.models import User
from studio.people.roles import require

NOTHING_KNOWN: Final[Mapping[str, int]] = MappingProxyType({})


@transaction.atomic
def merge_draft(
    brief: Brief,
    patch: Mapping[str, Any],
    *,
    by: User,
    saves: int,
    due: str | None = None,
    known: Mapping[str, int] = NOTHING_KNOWN,
    bases: Mapping[str, int] = NOTHING_KNOWN,
) -> dict[str, str]:
    """Save the fields of `patch`, written on a page of count `saves`, over what others have saved since.

    Returns field -> who changed it, for what came in from them. `bases`: field -> the count it was written on, where
    the page has taken in other fields since. `known`: field -> the count the writer has read theirs at and still wants
    their own. Raises Conflict where both changed a field, BadInput as save_draft does; then nothing
    is written.
    """
    require(by, "write a brief", brief.brand)
    # Locked, so that the count we compare with is the count we save on.
    locked = Brief.objects.select_for_update(of=("self",))
    brief.refresh_from_db(fields=["draft", "title", "saves", "saved_at", "state", "due"], from_queryset=locked)
    came_in: dict[str, str] = {}
    read = {name: max(bases.get(name, saves), known.get(name, 0)) for name in (*patch, "due")}
    oldest = min(saves, *read.values(), *bases.values())
    if oldest != brief.saves:
        spec = BriefSpec.clean({**brief.draft, **patch}).document()  # as it would be stored
        mine = {name: spec[name] for name in patch}
        if due is not None:
            when = due_date(due)
            mine["due"] = when.isoformat() if when else ""
        seen = since(brief, oldest, by=by)
        if found := clashes(brief, mine, seen, read):
            raise Conflict(found, brief.saves)
        came_in = {
            name: who for name, who in seen.who.items() if name not in mine and seen.at[name] > bases.get(name, saves)
        }
    save_draft(brief, patch, by=by, saves=brief.saves, due=due)
    return came_in

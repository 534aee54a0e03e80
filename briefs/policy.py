"""What the rules may know of a brief; and the question they are asked when it is submitted."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils import timezone

from briefs import components
from briefs.models import BriefRevision
from briefs.readiness import shows_people
from studio.people.models import User
from studio.policy import judging, ledger
from studio.policy.language import Facts
from studio.policy.rights import Right, rights_facts

SHOWN = ("subject", "people", "environment")  # the fields that say who is in it


def facts_of(document: Mapping[str, Any], rights: list[Right]) -> Facts:
    """Of a revision's document, and the rights of what it draws on."""
    placements = document.get("placements", [])
    channels = tuple(dict.fromkeys(str(one["document"]["channel"]) for one in placements))
    regions = tuple(document.get("markets", []))
    dates = {
        f"flight.{end}": components.day(document.get(f"flight_{end}"))
        for end in ("from", "to")
        if document.get(f"flight_{end}")
    }
    begins = dates.get("flight.from")
    first = max(filter(None, (begins, timezone.localdate())))
    return {
        "use": document.get("use_class") or "experiment",
        "regions": regions,
        "placements": tuple(one["slug"] for one in placements),
        "channels": channels,
        "topics": (),  # no field of a brief says them yet
        "voices": (),  # nothing here is heard
        "people": any(shows_people(str(document.get(name) or "")) for name in SHOWN),
        "generated": True,
        **dates,
        **rights_facts(rights, regions, channels, first),
    }


def rights_of(revision: BriefRevision) -> list[Right]:
    """The rights of all that a revision draws on, as they are recorded now: a right may be extended, or end, after it
    was submitted. A component that the ledger has an entry for has that one. Four questions."""
    document, brand = revision.document, revision.brief.brand
    uploads = {row.pk: row for row in revision.brief.references.all()}
    found = components.font(revision.style_pack.document)
    for one in document.get("references", []):
        row = uploads.get(one["id"])
        name, rights = (row.name, row.rights) if row else ("that is gone", {})
        found += components.reference(name, one["role"], rights, str(one.get("digest") or ""))
    for one in document.get("characters", []):
        found += components.character(one["slug"], one["document"])
    logo = [("logo", brand.logo_id)] if brand.logo_id else []  # our own unless somebody recorded otherwise
    return [*ledger.applied(brand, found), *ledger.recorded(brand, logo)]


def submitted(revision: BriefRevision, *, by: User) -> judging.Judged:
    """Ask the rules about a brief whose revision this will be. Raises Denied, which undoes it."""
    known = facts_of(revision.document, rights_of(revision))
    return judging.demand("submit", revision.brief, known, brand=revision.brief.brand, by=by)

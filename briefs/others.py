"""Two people on one brief: what others have saved since a page was made, and where it meets what is written there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from briefs.compare import words
from briefs.models import Brief
from briefs.vocabulary import LABELS
from studio.lib.models import Event
from studio.lib.problems import WrongState
from studio.people.models import User

SOMEBODY: Final = "Somebody else"
YOURSELF: Final = "You, in another window,"


@dataclass(frozen=True)
class Since:
    """Who saved which field last, and at which count. Not `complete`: other fields may have changed too."""

    who: Mapping[str, str]
    at: Mapping[str, int]
    complete: bool


def since(brief: Brief, saves: int, *, by: User, before: int | None = None) -> Since:
    """What was saved after count `saves`, and before count `before` where one is given."""
    rows = Event.objects.filter(noun="brief", subject=brief.pk, kind="brief.save", data__saves__gt=saves)
    who: dict[str, str] = {}
    at: dict[str, int] = {}
    counts = set()
    for event in rows.select_related("by").order_by("id"):
        count = int(event.data["saves"])
        if before is not None and count >= before:
            continue
        counts.add(count)
        name = YOURSELF if event.by_id == by.pk else event.by.name if event.by else SOMEBODY
        for field in event.data.get("fields", ()):
            who[field], at[field] = name, count
    last = brief.saves if before is None else before - 1
    return Since(who, at, complete=saves <= last and len(counts) == last - saves)


@dataclass(frozen=True)
class Clash:
    """A field that two people changed. `mine` and `theirs` are lines of words."""

    field: str
    label: str
    who: str
    mine: tuple[str, ...]
    theirs: tuple[str, ...]

    @property
    def yours(self) -> bool:
        """Was it the writer's own other window?"""
        return self.who == YOURSELF


class Conflict(WrongState):
    """Others changed the same fields meanwhile. Nothing was written; each clash is for the writer to decide."""

    def __init__(self, clashes: tuple[Clash, ...], saves: int) -> None:
        self.clashes = clashes
        self.saves = saves  # the count the writer now knows of
        people = " and ".join(dict.fromkeys(clash.who for clash in clashes))
        fields = ", ".join(clash.label for clash in clashes)
        super().__init__(
            f"{people} saved {fields} while you were writing there. What you wrote is still in the form, and not "
            "saved yet: choose whose words stay."
        )


def clashes(brief: Brief, patch: Mapping[str, Any], seen: Since, known: Mapping[str, int]) -> tuple[Clash, ...]:
    """Where `patch` would undo what others saved. `known`: field -> the count up to which the writer has read it."""
    now = {**brief.draft, "due": brief.due.isoformat() if brief.due else ""}
    found = []
    for name, mine in patch.items():
        changed_at = seen.at.get(name, 0 if seen.complete else max(brief.saves, 1))
        if changed_at <= known.get(name, 0) or mine == now.get(name):
            continue
        label = LABELS.get(name, "Due date")
        who = seen.who.get(name, SOMEBODY)
        found.append(Clash(name, label, who, words(name, mine), words(name, now.get(name))))
    return tuple(found)


def told(came_in: Mapping[str, str]) -> list[tuple[str, str]]:
    """(who, “Subject, Light”): what came in, for a sentence."""
    people: dict[str, list[str]] = {}
    for name, who in came_in.items():
        people.setdefault(who, []).append(LABELS.get(name, "Due date"))
    return [(who, ", ".join(labels)) for who, labels in people.items()]

"""State moves in one place per noun: a table of moves as data, one conditional UPDATE. The loser gets WrongState."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db.models import Model

from studio.lib.problems import WrongState

Moves = Mapping[tuple[str, str], str]  # (state seen, verb) -> state after


def target(moves: Moves, state: str, verb: str, *, noun: str) -> str:
    try:
        return moves[(state, verb)]
    except KeyError:
        able = sorted(s for s, v in moves if v == verb)
        raise WrongState(f"This {noun} is {state}; to {verb} it, it must be {' or '.join(able)}.") from None


def move(row: Model, verb: str, moves: Moves, *, field: str = "state", **changes: Any) -> None:
    """Move `row` by `verb`, or raise WrongState. The UPDATE names the state that was seen, so a race has one winner.

    Call inside a transaction, with the event recorded beside it. `changes` are columns set in the same UPDATE.
    """
    noun = str(row._meta.verbose_name)
    seen = getattr(row, field)
    after = target(moves, seen, verb, noun=noun)
    manager = type(row)._default_manager
    won = manager.filter(pk=row.pk, **{field: seen}).update(**{field: after}, **changes)
    if not won:
        raise WrongState(f"This {noun} has just been changed by someone else. Reload to see how it stands.")
    setattr(row, field, after)
    for name, value in changes.items():
        setattr(row, name, value)


def mermaid(moves: Moves, *, start: str) -> str:
    """The table as a Mermaid state diagram; a test compares it with ARCHITECTURE.md."""

    def name(state: str) -> str:
        return state.replace(" ", "_")  # Mermaid's names have no spaces

    lines = ["stateDiagram-v2", f"    [*] --> {name(start)}"]
    lines += [f"    {name(before)} --> {name(after)}: {verb}" for (before, verb), after in moves.items()]
    return "\n".join(lines)

"""What a signature binds, and whether that is still so.

Not the files alone: the master they are cut from, the verdicts that were shown, what the rules asked, and every right
and licence as it was recorded. When one of these changes, the signatures of who answers for it are void.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from review import policy
from review.gates.terms import CHECKS, CONCERNS, FILES, MASTER, RIGHTS, RULES, Terms
from review.manifest import Line, checks_digest, manifest
from review.models import Finish, Gate, SignOff
from studio.lib.canonical import digest
from studio.policy.weighing import Outcome

WORDS = {
    FILES: "the files that ship",
    MASTER: "the master they are cut from",
    CHECKS: "what the checks found",
    RIGHTS: "a right or a licence",
    RULES: "what the rules ask",
}


@dataclass(frozen=True, slots=True)
class Now:
    """How a finish stands at this moment, whoever signs."""

    finish: Finish
    lines: Sequence[Line]
    outcome: Outcome
    rights: Mapping[str, Any]

    @property
    def rules(self) -> list[list[str]]:
        return sorted([one.ruling.name, one.effect] for one in self.outcome.found)


def now(finish: Finish, known: policy.Known | None = None) -> Now:
    """Read once, and held against every signature."""
    known = known or policy.known(finish)
    return Now(finish, manifest(finish), policy.look(finish, known), known.rights)


@dataclass(frozen=True, slots=True)
class Bound:
    """What one gate's signature binds, the person apart."""

    lines: tuple[Line, ...]
    master: str
    checks: str
    rules: tuple[tuple[str, str], ...]
    rights: Mapping[str, Any]

    def document(self) -> dict[str, Any]:
        """JSON, whose SHA-256 stands in the signature and in the event that the hash chain keeps."""
        return asdict(self) | {"rules": [list(rule) for rule in self.rules], "lines": list(self.lines)}

    @property
    def files(self) -> list[list[str]]:
        """The files without the numbers of their rows, which another finish of the same bytes has of its own."""
        return [[one["placement"], str(one["version"]), one["locale"], one.get("hook", ""), one["sha256"]]
                for one in self.lines]  # fmt: skip


def bound(now: Now, terms: Terms) -> Bound:
    lines = terms.of(now.lines)
    rules = tuple((name, effect) for name, effect in now.rules)
    return Bound(tuple(lines), now.finish.master_id or "", checks_digest(now.finish, lines), rules, now.rights)


def signed(sign_off: SignOff) -> Bound:
    """What was bound, as its row says it."""
    rules = tuple((str(name), str(effect)) for name, effect in sign_off.rules)
    return Bound(tuple(sign_off.manifest), sign_off.master, sign_off.checks, rules, sign_off.rights)


def seal(made: Bound, *, gate: Gate, person: int, for_person: int | None, policy: str, accepted: Sequence[str],
         at: dt.datetime) -> str:  # fmt: skip
    """SHA-256 over all that a signature says: whoever changes its row breaks it and the chained event that names it."""
    said = {"gate": gate.pk, "slug": gate.slug, "kind": gate.kind, "terms": gate.terms, "person": person}
    said |= {"for": for_person, "policy": policy, "accepted": list(accepted), "at": at.isoformat()}
    return digest({**said, **made.document()})


def sealed(sign_off: SignOff) -> bool:
    """Whether a signature's row still says what was sealed. One from before there were seals cannot be told."""
    if not sign_off.bound:
        return True
    return sign_off.bound == seal(
        signed(sign_off), gate=sign_off.gate, person=sign_off.person_id, for_person=sign_off.for_person_id,
        policy=sign_off.policy, accepted=sign_off.accepted, at=sign_off.at,
    )  # fmt: skip


def differences(before: Bound, after: Bound) -> set[str]:
    """Which of the five changed."""
    same = {
        FILES: before.files == after.files,
        MASTER: before.master == after.master,
        CHECKS: before.checks == after.checks,
        RIGHTS: before.rights == after.rights,
        RULES: before.rules == after.rules,
    }
    return {name for name, equal in same.items() if not equal}


def drift(gate: Gate, now: Now) -> str:
    """Why what was signed at this gate holds no longer, in words; empty: it holds, or nobody signed yet.

    A signature from before all five were bound holds its files alone.
    """
    after = bound(now, gate.asks)
    changed: set[str] = set()
    for sign_off in gate.sign_offs.all():
        answers = CONCERNS[gate.kind] if sign_off.bound else frozenset({FILES})
        changed |= differences(signed(sign_off), after) & answers
    return " and ".join(words for name, words in WORDS.items() if name in changed)

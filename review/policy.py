"""The rules that checks and gates run under: what is asked of a finish before it is signed. A signature names them."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import Any, Final

from briefs.policy import facts_of, rights_of
from generation import registry
from generation.models import Candidate
from generation.policy import licence_facts, looks, model_rights
from generation.registry import weights_in
from generation.registry.lineage import Rests
from review import disclosure
from review.disclosure import On
from review.models import Finish
from studio.people.models import User
from studio.policy import judging
from studio.policy.language import Facts
from studio.policy.weighing import DISCLOSE, METADATA, WARN, Found, Outcome

POLICY: Final = "2026.11.3"
"""Goes up whenever a check, a limit or a gate changes what it asks for. What the rules ask is their own digest."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A rule that a signer has to know of. `must`: has to be accepted by name."""

    name: str
    words: str
    source: str
    effect: str
    must: bool


@dataclass(frozen=True, slots=True)
class Known:
    """Of a finish: `facts` for the rules, and `rights`, JSON, each right and licence as it is recorded."""

    facts: Facts
    rights: dict[str, Any]


def known(finish: Finish) -> Known:
    """Of the brief as it was submitted, the rights as they are recorded now, and every model behind the picture."""
    document = finish.revision.document
    rests, real = lineage(finish.candidate)
    rights = [*rights_of(finish.revision), *model_rights(finish.brand, rests)]
    licences = licence_facts(rests, document.get("markets", []))
    facts = {**facts_of(document, rights), **licences, **({} if real else looks("previz"))}
    said = {"rights": [asdict(one) for one in rights], "licences": licences}
    return Known(facts, json.loads(json.dumps(said, default=_plain, sort_keys=True)))


def _plain(value: object) -> object:
    """Days and sets, which JSON has not."""
    return sorted(value) if isinstance(value, set | frozenset) else str(value)


def facts(finish: Finish) -> Facts:
    return known(finish).facts


def lineage(candidate: Candidate) -> tuple[list[Rests], bool]:
    """What the model of each version rests on, back to the first; and whether any could pass for a photograph."""
    found, real = [], False
    pick: Candidate | None = candidate
    while pick is not None:
        found.append(registry.rests_on(pick.batch.model, weights_in(pick.recipe.document if pick.recipe else {})))
        real = real or not looks(pick.batch.model.engine)
        pick = pick.batch.version_of
    return found, real


def demand(finish: Finish, moment: str, *, by: User | None) -> judging.Judged:
    """Ask the rules. Raises Denied, which undoes what was going on."""
    return judging.demand(moment, finish, facts(finish), brand=finish.brand, by=by)


def look(finish: Finish, known_: Known | None = None) -> Outcome:
    """The same for a page: nothing is kept, and nothing refused."""
    return judging.look("sign-off", (known_ or known(finish)).facts, brand=finish.brand)


def asked(finish: Finish, outcome: Outcome) -> list[Asked]:
    """What a signer is shown of it: what is denied, what is required, what nobody knows; and whether the files that
    would ship have the label or the fields that are required."""
    needed = any(one.effect in (DISCLOSE, METADATA) for one in outcome.found)
    files = disclosure.on_files(finish) if needed else []
    return [
        Asked(one.ruling.name, words(one, files), one.ruling.source, one.effect, must(one, files))
        for one in outcome.found
    ]


def words(one: Found, files: list[On]) -> str:
    """What the rule says, and what to do about it where that is not done already."""
    said = [one.sentence]
    if one.effect in (DISCLOSE, METADATA):
        said.append(disclosure.told(one, files))
    if one.effect != DISCLOSE or must(one, files):
        said.append(one.ruling.remedy)
    return " ".join(filter(None, said))


def must(one: Found, files: list[On]) -> bool:
    """Whether a signer has to take it upon themselves: a warning, a label or metadata that a file does not have that
    would ship. A gate that a rule asks for stands anyway, and what is denied cannot be taken on."""
    if one.effect in (METADATA, DISCLOSE):
        return not files or bool(disclosure.lacking(one, files))
    return one.effect == WARN

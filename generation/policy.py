"""What the rules may know when a batch is ordered: the brief's facts, and the licences of all that a model rests on."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from briefs.models import BriefRevision
from briefs.policy import facts_of, rights_of
from generation import registry
from generation.kinds import LORA
from generation.models import ModelEntry
from generation.registry.facts import model_facts
from generation.registry.licence import Licence
from generation.registry.lineage import Rests
from studio.people.models import Brand, User
from studio.policy import judging, ledger
from studio.policy.language import Facts
from studio.policy.rights import Right

NEVER_REAL: Final = ("previz",)  # engines whose pictures nobody takes for photographs


def licence_facts(all_of: Iterable[Rests], regions: Iterable[str]) -> Facts:
    """Of everything that these rest on. Weights that no row has have no record, and so allow nothing."""
    records: dict[str, Licence] = {}
    lost: list[str] = []
    for one in all_of:
        records |= {row.slug: Licence.from_document(row.licence) for row in one.rows}
        lost += [*one.lost, *(f"weights {digest[:12]}" for digest in one.unknown)]
    return model_facts(records, regions, dict.fromkeys(lost))


def model_rights(brand: Brand, all_of: Iterable[Rests]) -> list[Right]:
    """What contracts say of these models beside their licences."""
    rows = [row for one in all_of for row in one.rows]
    return ledger.recorded(brand, [("lora" if row.kind == LORA else "model", row.slug) for row in rows])


def looks(engine: str) -> Facts:
    """Whether it could be taken for a photograph, where the engine alone decides that."""
    return {"realistic": False} if engine in NEVER_REAL else {}


def ordered(
    moment: str, revision: BriefRevision, model: ModelEntry, weights: Iterable[str], *, by: User
) -> judging.Judged:
    """Ask the rules about a batch of this revision by this model and the weights that go along. Raises Denied."""
    rests, brand = [registry.rests_on(model, weights)], revision.brief.brand
    known = facts_of(revision.document, [*rights_of(revision), *model_rights(brand, rests)])
    licences = licence_facts(rests, revision.document.get("markets", []))
    facts = {**known, **licences, **looks(model.engine)}
    return judging.demand(moment, revision, facts, brand=brand, by=by)

"""What may be done with what is learned from pictures: the base model's licence and every picture's rights at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from generation import registry
from generation.models import ModelEntry
from generation.registry.licence import Licence, strictest


def objection(rights: Mapping[str, Any], today: date) -> str:
    """Why nothing may be learned from a picture with this record, to go after its title; "" where nothing speaks
    against it."""
    record = Licence.from_document(rights)
    if not record.id:
        return "has no record of its rights"
    if "no_training" in record.duties:
        return f"is under {record.id}, which forbids to train other models on its pictures"
    if record.until and record.until < today.isoformat():
        return f"may be used until {record.until} only"
    if not record.covers:
        return f"is under {record.id}, which allows no use"
    return ""


def rolled(base: ModelEntry, records: Sequence[Mapping[str, Any]]) -> Licence:
    """Of the base, of what that was trained from, and of each picture: the most restrictive wins."""
    return strictest([registry.rests_on(base).licence, *(Licence.from_document(one) for one in records)])

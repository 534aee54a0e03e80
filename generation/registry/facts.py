"""What the rules may know of models: the licences of all that a picture rests on, in studio.policy's words. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping

from generation.registry.licence import Licence, strictest
from studio.policy.language import Facts


def model_facts(licences: Mapping[str, Licence], regions: Iterable[str], lost: Iterable[str] = ()) -> Facts:
    """Of these licences, by the short name of what each belongs to, the least that any allows. `lost`: what has no
    record at all, and so allows nothing. An empty id is no record."""
    bare = sorted([*lost, *(name for name, licence in licences.items() if not licence.id)])
    regions = tuple(regions)
    barred = dict.fromkeys(place for licence in licences.values() for place in licence.outside(regions))
    all_of = strictest([*licences.values(), *(Licence("") for _ in lost)])
    known = {
        "models": tuple(sorted([*licences, *lost])),
        "model.licences": tuple(dict.fromkeys(one.id for one in licences.values() if one.id)),
        "model.uses": () if bare else all_of.covers,
        "model.barred": tuple(barred),
        "model.duties": all_of.duties,
        "model.training_data": all_of.training_data or "undisclosed",
        "model.unrecorded": tuple(bare),
    }
    limits = {f"model.{name}": getattr(all_of, name) for name in ("revenue_below", "users_below", "visits_below")}
    until = {"model.until": dt.date.fromisoformat(all_of.until)} if all_of.until else {}
    return {**known, **{name: number for name, number in limits.items() if number}, **until}

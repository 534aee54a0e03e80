"""Templates published, gates signed and read, in as few words as the tests need."""

from __future__ import annotations

from typing import Any

from review.actions.gate_templates import publish
from review.actions.gates import sign, warnings
from review.manifest import manifest
from review.models import Finish, Gate, GateTemplate, SignOff
from studio.lib.canonical import digest
from studio.people.models import User
from tests.cast import PASSWORD
from tests.stations import Stations

BRAND, LEGAL = {"name": "Brand", "kind": "brand"}, {"name": "Legal", "kind": "legal"}


def template(line: Stations, *gates: Any, **more: Any) -> GateTemplate:
    return publish(line.cast.northlight, "", {"gates": list(gates), **more}, by=line.cast.ada)


def gate(made: Finish, slug: str) -> Gate:
    return Gate.objects.standing().get(finish=made, slug=slug)


def put(made: Finish, slug: str, by: User, **changes: Any) -> SignOff:
    one = gate(made, slug)
    said = {"password": PASSWORD, "seen": digest(one.asks.of(manifest(made))), "accepted": warnings(made)} | changes
    return sign(one, by=by, **said)


def states(made: Finish) -> dict[str, str]:
    return {one.slug: one.state for one in Gate.objects.standing().filter(finish=made)}


def state(made: Finish) -> str:
    return Finish.objects.get(pk=made.pk).state

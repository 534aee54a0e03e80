"""Which gates a brand's finishes pass: published as versions, the newest in force. What was asked stays as it is."""

from __future__ import annotations

from typing import Any, Final

from django.db import transaction

from briefs.spec import tidy
from briefs.vocabulary import USE_CLASSES
from review.gates.terms import VERBS, Template, clean
from review.models import GateTemplate
from studio.lib import events
from studio.lib.canonical import digest
from studio.lib.problems import BadInput, WrongState
from studio.people.models import Brand, Membership, User
from studio.people.roles import MAY, Role, require

VERB: Final = "keep gates"


@transaction.atomic
def publish(brand: Brand, use_class: str, document: object, *, by: User, note: str = "") -> GateTemplate:
    """The next version of the brand's gates for a use class, "" for whatever has none of its own. Raises BadInput."""
    require(by, VERB, brand)
    _known(use_class)
    template = clean(document, use_class=use_class, roles=[role.value for role in Role])
    _who_can(template, brand)
    return _next(brand, use_class, template.document(), by, note)


@transaction.atomic
def withdraw(brand: Brand, use_class: str, *, by: User, note: str = "") -> GateTemplate:
    """From now on the next wider template is in force, or the standard."""
    require(by, VERB, brand)
    _known(use_class)
    newest = GateTemplate.objects.filter(brand=brand, use_class=use_class).first()
    if newest is None or not newest.document:
        raise WrongState("There is no template of this brand's own to withdraw.")
    return _next(brand, use_class, {}, by, note)


def _known(use_class: str) -> None:
    if use_class and use_class not in USE_CLASSES:
        raise BadInput(f"A use class is one of {', '.join(USE_CLASSES)}, or none.", field="use_class")


def _who_can(template: Template, brand: Brand) -> None:
    """People named must be there, and have the role: else nobody could ever sign. Raises BadInput."""
    for gate in template.gates:
        able = set(
            Membership.objects.filter(brand=brand, role__in=MAY[VERBS[gate.kind]], user__is_active=True)
            .values_list("user", flat=True)
        )  # fmt: skip
        if lost := set(gate.people) - able:
            names = ", ".join(one.name for one in User.objects.filter(pk__in=lost).order_by("pk")) or "Somebody"
            raise BadInput(f"{gate.name}: {names} may not {VERBS[gate.kind]} at {brand.name}.", field="people")
        if len(set(gate.people) or able) < gate.needed:
            raise BadInput(
                f"{gate.name} needs {gate.needed} signatures, and {len(able)} at {brand.name} may give one.",
                field="needed",
            )


def _next(brand: Brand, use_class: str, document: dict[str, Any], by: User, note: str) -> GateTemplate:
    Brand.objects.select_for_update(no_key=True).get(pk=brand.pk)  # one publishes at a time
    newest = GateTemplate.objects.filter(brand=brand, use_class=use_class).first()
    if newest and newest.document == document:
        raise WrongState("This is what is in force already. Nothing was published.")
    row = GateTemplate.objects.create(
        brand=brand, use_class=use_class, number=newest.number + 1 if newest else 1, document=document,
        digest=digest(document), note=tidy(note)[:200], by=by,
    )  # fmt: skip
    events.record("publish", row, by=by, brand=brand, use=use_class, digest=row.digest)
    return row

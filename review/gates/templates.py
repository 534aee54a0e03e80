"""Which gates a finish has to pass: the newest template of its brand and use class, or the next wider one."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q

from review.gates.terms import STANDARD, Template
from review.models import Finish, GateTemplate
from studio.people.models import Brand


@dataclass(frozen=True, slots=True)
class InForce:
    """`row` is None where nothing is published: the standard."""

    template: Template
    row: GateTemplate | None

    @property
    def said(self) -> str:
        return str(self.row) if self.row else "the standard gates"


def in_force(brand: Brand, use_class: str) -> InForce:
    """The brand's for this use, the brand's for every use, the house's for this use, the house's. One query."""
    rows = GateTemplate.objects.filter(Q(brand=brand) | Q(brand=None), use_class__in=["", use_class])
    newest: dict[tuple[int | None, str], GateTemplate] = {}
    for row in rows.order_by("number"):
        newest[row.brand_id, row.use_class] = row
    for key in ((brand.pk, use_class), (brand.pk, ""), (None, use_class), (None, "")):
        if (found := newest.get(key)) and found.document:
            return InForce(Template.from_document(found.document), found)
    return InForce(STANDARD, None)


def for_finish(finish: Finish) -> InForce:
    return in_force(finish.brand, use_of(finish))


def use_of(finish: Finish) -> str:
    return str(finish.revision.document.get("use_class") or "experiment")

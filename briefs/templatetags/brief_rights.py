"""The rights of a reference on a page: `{% rights_badge %}`, `{% rights_form %}`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import template
from django.utils import timezone

from briefs.models import Reference
from briefs.rights import FIELDS, Badge, badge

register = template.Library()


@register.simple_tag
def rights_badge(reference: Reference, values: Mapping[str, Any]) -> Badge | None:
    """What stands against using it for a brief that says `values`."""
    if reference.role == "do-not":
        return None  # nothing of it is used
    return badge(reference.rights, values, timezone.localdate())


@register.simple_tag
def rights_form(reference: Reference, unsaid: Any) -> dict[str, Any]:
    """The values and faults of one reference's form; `unsaid` is {pk: (what was sent, faults)} or nothing."""
    sent, faults = unsaid.get(reference.pk, (None, {})) if isinstance(unsaid, dict) else (None, {})
    said = reference.rights if sent is None else sent
    values = {name: ", ".join(value) if isinstance(value := said.get(name, ""), list) else value for name in FIELDS}
    lines = [line for name in (*FIELDS, "rights") for line in faults.get(name, [])]
    return {"values": values, "lines": lines, "open": bool(lines), "recorded": bool(reference.rights)}

"""What the admin rooms of the catalogue share."""

from __future__ import annotations

from django import forms

from studio.lib.problems import BadInput
from studio.people.models import Brand
from studio.people.requests import Request
from studio.people.roles import MAY


def keeping(request: Request, verb: str) -> list[Brand]:
    """The brands at which the person may do this."""
    roles = MAY[verb]
    return list(Brand.objects.filter(memberships__user=request.user, memberships__role__in=roles).distinct())


def told(form: forms.Form, fault: BadInput) -> None:
    """An action's refusal, beside the control it is about, or above the form."""
    for name, lines in fault.fields.items():
        control = (
            name if name in form.fields else {"safe": "safe_top", "max_bytes": "max_kb", "copy": "max_chars"}.get(name)
        )
        control = control or {"tokens": "clip", "typography": "family", "logo": "corner"}.get(name)
        for line in lines:
            form.add_error(control if control in form.fields else None, line)

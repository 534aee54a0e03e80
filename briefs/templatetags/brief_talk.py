"""What the talk about a brief needs on a page: `{% talk_fields as sections %}`, `{% writes brief user as able %}`."""

from __future__ import annotations

from django import template

from briefs.models import Brief
from briefs.vocabulary import LABELS, SECTIONS
from studio.people.models import User
from studio.people.roles import may

register = template.Library()


@register.simple_tag
def talk_fields() -> list[tuple[str, list[tuple[str, str]]]]:
    """(section, [(field, label)]), in the order of the form."""
    return [(one.title, [(name, LABELS[name]) for name in one.fields]) for one in SECTIONS]


@register.simple_tag
def writes(brief: Brief, user: User) -> bool:
    """May this person write briefs at its brand? A closed brief can still be copied."""
    return may(user, "write a brief", brief.brand)

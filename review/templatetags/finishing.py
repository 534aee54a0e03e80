from __future__ import annotations

from django import template

from review.finishing import Step, label, steps
from review.models import Rendition

register = template.Library()


@register.filter(name="steps")
def steps_of(row: Rendition) -> list[Step]:
    """The nodes of a rendition's recipe, each in a few words."""
    return steps(row)


@register.filter
def check_label(name: str) -> str:
    return label(name)

"""{% stamped %}…{% endstamped %}: an element with its stamp, or nothing where the page has just this one already."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from django import template
from django.template.base import NodeList, Parser, Token
from django.template.context import Context

from briefs.page.controls import Note
from briefs.page.stamps import of_notes
from briefs.page.stamps import stamp as digest

register = template.Library()
ELEMENT: Final = re.compile(r"""<\w+[^<>]*? id="([^"]+)\"""")


class Stamped(template.Node):
    def __init__(self, nodelist: NodeList) -> None:
        self.nodelist = nodelist

    def render(self, context: Context) -> str:
        """The first element with an id gets the stamp of everything from there on."""
        html = self.nodelist.render(context)
        found = ELEMENT.search(html)
        if found is None:
            return html
        now = digest(html[found.start() :].strip())
        if context.get("oob") and (context.get("seen") or {}).get(found[1]) == now:
            return ""
        return f'{html[: found.end()]} data-stamp="{now}"{html[found.end() :]}'


@register.tag
def stamped(parser: Parser, token: Token) -> Stamped:
    nodelist = parser.parse(("endstamped",))
    parser.delete_first_token()
    return Stamped(nodelist)


@register.filter
def stamp(notes: Sequence[Note]) -> str:
    return of_notes(notes)

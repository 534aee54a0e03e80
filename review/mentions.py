"""@names in what is said about a picture, as in what is said about a brief: whom they mean, and how they look."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe

from briefs.actions.comment import MENTION, mentioned, people_of
from studio.people.models import Brand, User

MOST = 20  # people whom one comment tells


def named(text: str, brand: Brand) -> list[User]:
    """The people of the brand whom the text names as @user-name, each once, in order. One query, none without an @."""
    return mentioned(text, people_of(brand))[:MOST] if "@" in text else []


def shown(text: str, people: Sequence[User]) -> SafeString:
    """The text, escaped, with those of `people` set off; their whole name on hover. Line breaks are kept."""
    made: list[str] = []
    at = 0
    for found in MENTION.finditer(text):
        who = mentioned(found.group(0), people)
        if who:
            end = found.start() + 1 + len(who[0].username)
            made.append(conditional_escape(text[at : found.start()]))
            made.append(format_html('<b class="mention" title="{}">{}</b>', who[0].name, text[found.start() : end]))
            at = end
    made.append(conditional_escape(text[at:]))
    return mark_safe("".join(made).replace("\n", "<br>"))  # noqa: S308 - each part is escaped above

"""The layouts of a brief's style pack, each one press away: `{% layouts page as found %}`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from django import template

from briefs.readiness.posting import posted
from briefs.vocabulary import COPY_SPACES, HORIZONS, POSITIONS

register = template.Library()

TERMS: Final[dict[str, Mapping[str, Any]]] = {
    "copy_space": COPY_SPACES, "subject_position": POSITIONS, "horizon": HORIZONS,
}  # fmt: skip
NAMES: Final = {"copy_space": "copy", "subject_position": "subject", "horizon": "horizon"}


@dataclass(frozen=True)
class Layout:
    """`fields` are posted to briefs:save as a fix; `words` say what they set; `on`: the brief says just that."""

    name: str
    words: str
    fields: list[tuple[str, str]]
    on: bool


@register.simple_tag
def layouts(page: Any) -> list[Layout]:
    """What the style pack of a brief offers; nothing where it has none. `page` has values and pack (briefs/page).

    A layout that says nothing of the subject or the horizon leaves them as they are.
    """
    document = page.pack.document if page.pack else {}
    found = []
    for layout in document.get("layouts") or []:
        said = {name: layout[name] for name in TERMS if layout.get(name) in TERMS[name] and layout[name]}
        words = ", ".join(f"{NAMES[name]} {TERMS[name][value].label.lower()}" for name, value in said.items())
        on = all(page.values.get(name) == value for name, value in said.items())
        found.append(Layout(str(layout["name"]), words, posted(said), on))
    return found

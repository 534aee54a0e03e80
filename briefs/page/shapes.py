"""What the element of each list is drawn from, beside what stands in its boxes: its stamp is made of it."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from briefs.page.controls import LISTS

if TYPE_CHECKING:
    from briefs.page.page import Page


def shape(page: Page, name: str) -> Any:
    """Plain values; None for a plain box, and for the references, which have a view of their own that sends them."""
    match name:
        case "copy":
            return [row.locale for row in page.copy]
        case "hooks":
            return [[row.locale for row in hook.rows] for hook in page.hooks]
        case "placements":
            return [asdict(row) for row in page.places]
        case "channels":
            return asdict(page.channels)
        case "style_pack":
            return [page.pack.pk if page.pack else 0, list(page.packs)]
        case "colourways":
            return [page.values.get(name), page.palette_left]
        case "characters":
            return [page.characters, page.characters_left]
        case "template":
            return [page.values.get(name), [version.pk for version in page.templates]]
        case "references":
            return None
        case _:
            return page.values.get(name) if name in LISTS else None

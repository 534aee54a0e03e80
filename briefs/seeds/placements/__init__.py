"""The seeded placements, by family of channels. A change of a document here becomes its next version (catalogue.py)."""

from __future__ import annotations

from typing import Any, Final

from briefs.seeds.placements.display import DISPLAY
from briefs.seeds.placements.feeds import FEEDS
from briefs.seeds.placements.outdoor import OUTDOOR
from briefs.seeds.placements.paper import PAPER
from briefs.seeds.placements.screens import SCREENS
from briefs.seeds.placements.social import SOCIAL_MEDIA
from briefs.seeds.placements.stores import STORES
from briefs.seeds.placements.web import WEB_AND_EMAIL

PLACEMENTS: Final[list[dict[str, Any]]] = [
    *WEB_AND_EMAIL, *SOCIAL_MEDIA, *FEEDS, *DISPLAY, *STORES, *SCREENS, *OUTDOOR, *PAPER,
]  # fmt: skip

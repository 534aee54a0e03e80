"""The line as the rail draws it: eight stops, where each leads, and which one a page belongs to."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True)
class Station:
    key: str
    name: str
    view: str
    address: str  # where it leads while its room has no address of that name
    icon: str
    wide: bool = False  # left out of the tab bar of a phone


LINE: Final = (
    Station("brief", "Brief", "briefs:list", "/briefs/", "file-text"),
    Station("prompt", "Prompt", "home:prompts", "/prompts/", "text-quote", wide=True),
    Station("batch", "Batch", "generation:batches", "/batches/", "layers", wide=True),
    Station("selection", "Selection", "review:selection", "/selection/", "images"),
    Station("finishing", "Finishing", "review:finishing", "/finishing/", "crop", wide=True),
    Station("checks", "Checks", "home:checks", "/checks/", "shield-check", wide=True),
    Station("sign-off", "Sign-off", "review:sign_off_list", "/sign-off/", "signature"),
    Station("library", "Library", "dam:library", "/library/", "library"),
)

# First match wins: the address of a page says which station it belongs to.
BELONGS: Final = tuple(
    (re.compile(pattern), key)
    for pattern, key in (
        (r"^/$", "home"),
        (r"^/(campaigns|imports)/", "campaigns"),
        (r"^/(briefs|revisions)/", "brief"),
        (r"^/prompts/", "prompt"),
        (r"^/batches/\d+/(sheet|guests|duel)/", "selection"),
        (r"^/(batches|sets)/", "batch"),
        (r"^/(selection|candidates)/", "selection"),
        (r"^/checks/", "checks"),
        (r"^/(sign-off/|finishes/\d+/sign-off/)", "sign-off"),
        (r"^/(finishing|finishes)/", "finishing"),
        (r"^/(library|explain)/", "library"),
        (r"^/(insight|ranking)/", "insight"),
        (r"^/(admin|style-pack-versions)/", "admin"),
    )
)


def station_of(path: str) -> str:
    return next((key for pattern, key in BELONGS if pattern.match(path)), "")

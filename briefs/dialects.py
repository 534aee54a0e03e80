"""The languages that image models read. Pure: no Django.

A dialect says how a prompt is written, how much of it a model reads, and what it cannot say. Which model reads which is
in generation/registry.py.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True)
class Dialect:
    slug: str
    name: str  # by a model people know
    about: str  # one line for people
    negative: bool  # does it have a negative prompt?
    limit: int  # tokens of a text encoder that it reads; 0: no limit
    chunk: int = 0  # tokens that are encoded at once, both specials included; 0: all together
    weights: bool = False  # can a phrase weigh more than another?


CLIP: Final = Dialect("clip", "SDXL", "Phrases in windows of 77 tokens, with weights", True, 0, 77, True)
T5: Final = Dialect("t5", "FLUX", "Whole sentences", False, 512)
TAGS: Final = Dialect("tags", "Tags", "A list of tags, from medium to quality", True, 0, 77, True)
JSON: Final = Dialect("json", "JSON", "An object for a service that takes one", False, 0)
PREVIZ: Final = Dialect("previz", "Previz", "What the previz engine reads its scene from", True, 0)

BY_SLUG: Final[dict[str, Dialect]] = {one.slug: one for one in (CLIP, T5, TAGS, JSON, PREVIZ)}
DIALECTS: Final[tuple[str, ...]] = tuple(BY_SLUG)  # ("clip", "t5", "tags", "json", "previz")
DIALECT_NAMES: Final[dict[str, str]] = {one.slug: one.name for one in BY_SLUG.values()}

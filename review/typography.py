"""Whose letters and which words: the fonts of a style pack, and the copy of a brief. Light: the web may ask too."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from generation.engine.finishing.fonts import Bundled, bundled
from generation.engine.finishing.placement import Copy
from generation.sets.words import FIRST, copy_for


def fonts_for(typography: Mapping[str, Any], script: str = "") -> list[Bundled]:
    """The pack's family for this script first, then its own family; behind them every other bundled font, for what
    they do not cover."""
    own = typography.get("family")
    wanted = (typography.get("families") or {}).get(script) or own
    return sorted(bundled(), key=lambda font: (font.font.family != wanted, font.font.family != own))


def copy_of(document: Mapping[str, Any], locale: str, hook: str = FIRST) -> Copy | None:
    """The words of one file: the brief's own copy, or one of its hooks'."""
    words = copy_for(document, locale, hook)
    if not locale or not words:
        return None
    return Copy(locale, words.get("headline", ""), words.get("subline", ""), words.get("cta", ""))

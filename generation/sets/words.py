"""Which words a brief has for a picture: its first copy and its hooks, each per locale. Pure: no database.

A hook is other copy for the same picture. Its copy stands by itself: what a hook leaves empty is not set.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.text import slugify

FIRST = ""  # the hook that every brief has: its own copy
LONGEST_SLUG = 30


def hooks(document: Mapping[str, Any]) -> tuple[str, ...]:
    """Names of the hooks, the first copy before them."""
    return (FIRST, *(hook["name"] for hook in document.get("hooks") or ()))


def copy_for(document: Mapping[str, Any], locale: str, hook: str = FIRST) -> Mapping[str, str]:
    """Headline, subline and cta of one hook in one locale; empty where there is none."""
    copy = document.get("copy") if hook == FIRST else _copy_of_hook(document, hook)
    words: Mapping[str, str] = (copy or {}).get(locale) or {}
    return words


def versions(document: Mapping[str, Any]) -> list[tuple[str, str]]:
    """(locale, hook) of every file that one placement gets, in a fixed order. No copy at all: one file without words.

    A hook without a word in a locale makes no file there.
    """
    made = [(locale, FIRST) for locale in sorted(document.get("copy") or {}) or [""]]
    for hook in document.get("hooks") or ():
        said = (locale for locale, words in (hook.get("copy") or {}).items() if any(words.values()))
        made += [(locale, hook["name"]) for locale in sorted(said)]
    return made


def slugs(document: Mapping[str, Any]) -> dict[str, str]:
    """Hook name -> what it is called in a file's name: lower case ASCII, no underscore, each its own."""
    found: dict[str, str] = {}
    for name in hooks(document)[1:]:
        word = slugify(name).replace("_", "-")[:LONGEST_SLUG].strip("-") or "hook"  # 寒い has no letters for a name
        slug, again = word, 2
        while slug in found.values():  # “Cold!” and “cold” would meet
            slug, again = f"{word}-{again}", again + 1
        found[name] = slug
    return found


def _copy_of_hook(document: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    return next((hook.get("copy") or {} for hook in document.get("hooks") or () if hook["name"] == name), {})

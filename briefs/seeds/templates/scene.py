"""The template "scene": whatever has no template of its own."""

from __future__ import annotations

from typing import Any, Final

from briefs.seeds.templates.words import (
    BRAND,
    COMPOSED,
    FRAMED,
    LENS,
    LIGHT,
    LIT,
    MOOD,
    NO_FLAWS,
    PEOPLE,
    PREVIZ,
    SETTING,
    STYLE,
    WITHOUT,
    document,
    of_subject,
    phrases,
    sentences,
    tags,
)

SCENE: Final[dict[str, Any]] = {
    "slug": "scene",
    "name": "Scene",
    "dialects": {
        "clip": phrases(
            {"pack": "medium"},
            {"field": "shot"},
            {"field": "subject"},
            {"field": "people", "negated": "skip"},
            {"character": "said"},
            {"field": "environment"},
            {"field": "light", "flat": True, "tail": " light", "tail_unless": LIT},
            {"pack": "positive"},
            {"field": "copy_space"},
            {"field": "subject_position"},
            {"field": "horizon"},
            {"field": "style"},
            {"pack": "lens"},
            {"field": "composition"},
            {"field": "mood", "tail": " mood"},
        ),
        "t5": sentences(
            *of_subject(),
            *PEOPLE,
            SETTING,
            LIGHT,
            FRAMED,
            *COMPOSED,
            MOOD,
            STYLE,
            BRAND,
            LENS,
            *WITHOUT,
            NO_FLAWS,
        ),
        "tags": tags(
            [{"pack": "medium"}],
            quality="high quality, sharp focus",
            flaws="low quality, extra limbs, extra fingers, watermark, signature",
        ),
        "json": document(),
        "previz": PREVIZ,
    },
}

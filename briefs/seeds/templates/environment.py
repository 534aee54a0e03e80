"""The template "environment": a place first, seen from far; what stands in it comes after."""

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
    STYLE,
    WITHOUT,
    document,
    phrases,
    sentences,
    tags,
)

ENVIRONMENT: Final[dict[str, Any]] = {
    "slug": "environment",
    "name": "Environment",
    "dialects": {
        "clip": phrases(
            {"pack": "medium"},
            {"field": "shot"},
            {"field": "environment", "weight": 1.1},
            {"field": "light", "flat": True, "tail": " light", "tail_unless": LIT},
            {"field": "mood", "tail": " mood"},
            {"field": "subject"},
            {"field": "people", "negated": "skip"},
            {"character": "said"},
            {"pack": "positive"},
            {"field": "horizon"},
            {"field": "copy_space"},
            {"field": "subject_position"},
            {"field": "style"},
            {"pack": "lens"},
            {"field": "composition"},
        ),
        "t5": sentences(
            {"pack": "medium", "article": True, "capital": True, "tail": " of a place."},
            {"field": "environment", "article": True, "lead": "The place is ", "tail": "."},
            LIGHT,
            MOOD,
            {"field": "subject", "article": True, "lead": "In it stands ", "tail": "."},
            *PEOPLE,
            FRAMED,
            *COMPOSED,
            STYLE,
            BRAND,
            LENS,
            *WITHOUT,
            NO_FLAWS,
        ),
        "tags": tags(
            [{"pack": "medium"}, {"text": "scenery"}],
            quality="detailed background, high quality",
            flaws="low quality, crowd, extra limbs, watermark, signature",
        ),
        "json": document(),
        "previz": PREVIZ,
    },
}

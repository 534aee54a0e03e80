"""The template "product": one thing, its material and its light; nothing competes with it."""

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

PRODUCT: Final[dict[str, Any]] = {
    "slug": "product",
    "name": "Product",
    "dialects": {
        "clip": phrases(
            {"field": "shot"},
            {"field": "subject", "weight": 1.15},
            {"field": "light", "flat": True, "tail": " light", "tail_unless": LIT},
            {"field": "environment"},
            {"field": "people", "negated": "skip"},
            {"character": "said"},
            {"pack": "medium"},
            {"pack": "positive"},
            {"field": "copy_space"},
            {"field": "subject_position"},
            {"field": "horizon"},
            {"field": "style"},
            {"pack": "lens"},
            {"field": "composition"},
            {"field": "mood", "tail": " mood"},
            flaws="deformed product, second product, extra limbs, watermark",
        ),
        "t5": sentences(
            *of_subject(", sharp and true to shape."),
            *PEOPLE,
            LIGHT,
            SETTING,
            FRAMED,
            *COMPOSED,
            MOOD,
            STYLE,
            BRAND,
            LENS,
            *WITHOUT,
            NO_FLAWS,
            {"text": "The product stands alone, and is not deformed."},
        ),
        "tags": tags(
            [{"pack": "medium"}],
            quality="commercial photography, high quality, sharp focus",
            flaws="low quality, deformed product, second product, watermark, signature",
        ),
        "json": document(),
        "previz": PREVIZ,
    },
}

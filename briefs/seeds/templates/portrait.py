"""The template "portrait": somebody first, and the same somebody in every picture."""

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

PORTRAIT: Final[dict[str, Any]] = {
    "slug": "portrait",
    "name": "Portrait",
    "dialects": {
        "clip": phrases(
            {"pack": "medium"},
            {"field": "shot"},
            {"character": "said", "weight": 1.1},
            {"field": "people", "negated": "skip"},
            {"field": "subject"},
            {"field": "mood", "tail": " mood"},
            {"field": "light", "flat": True, "tail": " light", "tail_unless": LIT},
            {"field": "environment"},
            {"pack": "positive"},
            {"field": "copy_space"},
            {"field": "subject_position"},
            {"field": "horizon"},
            {"field": "style"},
            {"pack": "lens"},
            {"field": "composition"},
            flaws="deformed hands, extra fingers, extra limbs, watermark",
        ),
        "t5": sentences(
            *of_subject(),
            *PEOPLE,
            MOOD,
            LIGHT,
            SETTING,
            FRAMED,
            *COMPOSED,
            STYLE,
            BRAND,
            LENS,
            *WITHOUT,
            NO_FLAWS,
            {"text": "Hands and fingers are natural: none is deformed, none extra."},
        ),
        "tags": tags(
            [{"pack": "medium"}, {"text": "portrait"}],
            quality="detailed face, natural skin, high quality",
            flaws="low quality, deformed hands, extra fingers, extra limbs, watermark, signature",
        ),
        "json": document(),
        "previz": PREVIZ,
    },
}

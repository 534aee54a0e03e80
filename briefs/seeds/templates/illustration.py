"""The template "illustration": drawn, not photographed. Neither the brand's medium nor its lens is said."""

from __future__ import annotations

from typing import Any, Final

from briefs.seeds.templates.words import (
    BRAND,
    COMPOSED,
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
    phrases,
    sentences,
    tags,
)

ILLUSTRATION: Final[dict[str, Any]] = {
    "slug": "illustration",
    "name": "Illustration",
    "dialects": {
        "clip": phrases(
            {"text": "flat illustration, simple shapes"},
            {"field": "subject"},
            {"field": "people", "negated": "skip"},
            {"character": "said"},
            {"field": "environment"},
            {"field": "style"},
            {"pack": "positive"},
            {"field": "copy_space"},
            {"field": "subject_position"},
            {"field": "horizon"},
            {"field": "composition"},
            {"field": "light", "flat": True, "tail": " light", "tail_unless": LIT},
            {"field": "mood", "tail": " mood"},
            flaws="photograph, 3d render, gradient banding, extra limbs, watermark",
        ),
        "t5": sentences(
            {"text": "A flat illustration in simple shapes."},
            {"field": "subject", "article": True, "lead": "It shows ", "tail": "."},
            *PEOPLE,
            SETTING,
            STYLE,
            BRAND,
            {"pack": "palette", "last": " and ", "lead": "Its colours are ", "tail": "."},
            LIGHT,
            *COMPOSED,
            MOOD,
            *WITHOUT,
            NO_FLAWS,
            {"text": "It is neither a photograph nor a 3D render, and has no gradient banding."},
        ),
        "tags": tags(
            [{"text": "flat illustration, simple shapes"}],
            quality="clean lines, high quality",
            flaws="low quality, photograph, 3d render, watermark, signature",
        ),
        "json": document(medium=[{"text": "flat illustration"}], lens=False),
        "previz": PREVIZ,
    },
}

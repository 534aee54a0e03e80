"""The prompt template "scene", version 1, as data: no code runs in a template, so none has to be sandboxed.

Each dialect is {limit, join, positive: [part], negative: [part]}. A part is one of
{"text": words}                  the template's own words; with "when": [fields], only if one of them is filled in
{"field": name, "lead", "tail"}  what the brief says there; lists are joined with ", "; vocabularies say their token.
                                 "negated": "skip" leaves “no people” out, "only" takes nothing else: in a positive
                                 prompt a model without negation reads “no people” as “people”.
                                 "tail_unless": words that make the tail superfluous. "flat": commas become spaces.
{"pack": name, "lead", "tail"}   what the style pack says there (see briefs/style.py)
Parts that come out empty vanish with their lead and tail; `join` stands between parts.
"""

from __future__ import annotations

from typing import Any, Final

_LIT: Final = [
    "light",
    "lit",
    "sun",
    "key",
    "fill",
    "lamp",
    "lights",
    "dusk",
    "dawn",
    "overcast",
    "candle",
]

SCENE: Final[dict[str, Any]] = {
    "slug": "scene",
    "name": "Scene",
    "dialects": {
        "clip": {
            "limit": 77,
            "join": ", ",
            "positive": [
                {"pack": "medium"},
                {"field": "shot"},
                {"field": "subject"},
                {"field": "people", "negated": "skip"},
                {"field": "environment"},
                {"field": "light", "flat": True, "tail": " light", "tail_unless": _LIT},
                {"pack": "positive"},
                {"field": "copy_space"},
                {"field": "subject_position"},
                {"field": "horizon"},
                {"field": "style"},
                {"pack": "lens"},
                {"field": "composition"},
                {"field": "mood", "tail": " mood"},
            ],
            "negative": [
                {"field": "must_not_show"},
                {"field": "people", "negated": "only"},
                {"pack": "negative"},
                {"text": "extra limbs, watermark"},
            ],
        },
        "t5": {
            "limit": 512,
            "join": " ",
            "positive": [
                {"pack": "medium", "lead": "Medium: ", "tail": "."},
                {"field": "subject", "lead": "It shows ", "tail": "."},
                {
                    "field": "people",
                    "negated": "skip",
                    "lead": "The people: ",
                    "tail": ".",
                },
                {
                    "field": "people",
                    "negated": "only",
                    "lead": "There are no ",
                    "tail": ".",
                },
                {"field": "environment", "lead": "The setting: ", "tail": "."},
                {"field": "shot", "lead": "It is framed as a ", "tail": "."},
                {"field": "light", "lead": "The light: ", "tail": "."},
                {"field": "composition", "lead": "The composition: ", "tail": "."},
                {"field": "subject_position", "lead": "The framing: ", "tail": "."},
                {"field": "horizon", "lead": "The frame has a ", "tail": "."},
                {
                    "field": "copy_space",
                    "lead": "Room for words: ",
                    "tail": ", with nothing there but calm background.",
                },
                {"field": "mood", "lead": "The mood: ", "tail": "."},
                {"field": "style", "lead": "The style: ", "tail": "."},
                {"pack": "positive", "lead": "The brand: ", "tail": "."},
                {"pack": "lens", "lead": "The lens: ", "tail": "."},
            ],
            "negative": [],
        },
        "previz": {
            "limit": 0,
            "join": "; ",
            "positive": [
                {"field": "subject", "lead": "subject: "},
                {"field": "people", "negated": "skip", "lead": "people: "},
                {"field": "environment", "lead": "environment: "},
                {"field": "shot", "lead": "shot: "},
                {"field": "light", "lead": "light: "},
                {"field": "mood", "lead": "mood: "},
                {"field": "composition", "lead": "composition: "},
                {"field": "copy_space", "lead": "keep clear: "},
                {"field": "subject_position", "lead": "framing: "},
                {"field": "horizon"},
                {"field": "style", "lead": "look: "},
                {"pack": "positive", "lead": "brand: "},
                {"pack": "palette", "lead": "palette: "},
            ],
            "negative": [
                {"field": "must_not_show"},
                {"field": "people", "negated": "only"},
                {"pack": "negative"},
            ],
        },
    },
}

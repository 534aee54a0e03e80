"""What the seeded templates share: how choices are said in sentences, and the parts that hardly differ between them."""

from __future__ import annotations

from typing import Any, Final

Part = dict[str, Any]

# Words after which “light” need not be said again.
LIT: Final = [
    "light", "lit", "lights", "lighting", "sunlight", "daylight", "moonlight", "candlelight", "backlight", "sun", "key",
    "fill", "lamp", "lamps", "dusk", "dawn", "noon", "overcast", "candle", "glow", "neon", "shadows",
]  # fmt: skip

_SHOTS: Final = {
    "extreme-close-up": "an extreme close-up",
    "close-up": "a close-up",
    "mid": "a mid shot",
    "full": "a full shot",
    "wide": "a wide shot",
    "establishing": "an establishing shot",
    "top-down": "a view from straight above",
    "product": "a product shot",
    "flat": "a flat illustration",
}
_POSITIONS: Final = {
    "centre": "the subject stands in the centre",
    "left-third": "the subject stands in the left third",
    "right-third": "the subject stands in the right third",
    "fills": "the subject fills the frame",
}
_HORIZONS: Final = {"low": "low", "middle": "at mid height", "high": "high", "none": "out of sight"}
_SPACES: Final = {
    "top-third": "The top third",
    "bottom-third": "The bottom third",
    "left-third": "The left third",
    "right-third": "The right third",
    "left-half": "The left half",
    "right-half": "The right half",
    "top-half": "The upper half",
}

# Sentences, for models that read them whole.
PEOPLE: Final[list[Part]] = [
    {"field": "people", "negated": "skip", "lead": "It shows ", "tail": "."},
    {"field": "people", "negated": "only", "lead": "There are no ", "tail": "."},
    {"character": "said", "lead": "It shows ", "tail": "."},
]
SETTING: Final[Part] = {"field": "environment", "article": True, "lead": "The setting is ", "tail": "."}
LIGHT: Final[Part] = {"field": "light", "lead": "The light is ", "tail": "."}
MOOD: Final[Part] = {"field": "mood", "lead": "The mood is ", "tail": "."}
FRAMED: Final[Part] = {"field": "shot", "words": _SHOTS, "lead": "It is framed as ", "tail": "."}
COMPOSED: Final[list[Part]] = [
    {"field": "composition", "lead": "The composition: ", "tail": "."},
    {"field": "subject_position", "words": _POSITIONS, "lead": "In the frame, ", "tail": "."},
    {"field": "horizon", "words": _HORIZONS, "lead": "The horizon is ", "tail": "."},
    {"field": "copy_space", "words": _SPACES, "tail": " is kept empty, with nothing there but calm background."},
]
STYLE: Final[Part] = {"field": "style", "last": " and ", "lead": "The style is ", "tail": "."}
BRAND: Final[Part] = {"pack": "positive", "lead": "Throughout, it has ", "tail": "."}
LENS: Final[Part] = {"pack": "lens", "article": True, "lead": "It is seen through ", "tail": " lens."}
WITHOUT: Final[list[Part]] = [
    {"field": "must_not_show", "last": " or ", "lead": "It is without ", "tail": "."},
    {"character": "never", "last": " or ", "lead": "Nobody is shown with ", "tail": "."},
    {"pack": "negative", "last": " and ", "lead": "It avoids ", "tail": "."},
]
FLAWS: Final = "extra limbs, watermark"
NO_FLAWS: Final[Part] = {"text": "There are no extra limbs, watermark or signature."}

# What must not be seen, where there is a prompt for it.
NEVER: Final[list[Part]] = [
    {"field": "must_not_show"},
    {"field": "people", "negated": "only"},
    {"character": "never"},
    {"pack": "negative"},
]

PREVIZ: Final[dict[str, Any]] = {
    "limit": 0,
    "join": "; ",
    "positive": [
        {"field": "subject", "lead": "subject: "},
        {"field": "people", "negated": "skip", "lead": "people: "},
        {"character": "said", "lead": "character: "},
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
    "negative": NEVER,
}


def of_subject(tail: str = ".") -> list[Part]:
    """ "A photograph of three people around a display." """
    return [
        {"pack": "medium", "article": True, "capital": True, "when": ["subject"]},
        {"pack": "medium", "article": True, "capital": True, "tail": ".", "unless": ["subject"]},
        {"field": "subject", "article": True, "capital": True, "join": " of ", "tail": tail},
    ]


def sentences(*parts: Part) -> dict[str, Any]:
    return {"limit": 512, "join": " ", "positive": list(parts), "negative": []}


def phrases(*parts: Part, flaws: str = FLAWS) -> dict[str, Any]:
    return {"limit": 77, "windows": 4, "join": ", ", "positive": list(parts), "negative": [*NEVER, {"text": flaws}]}


def tags(medium: list[Part], *, quality: str, flaws: str) -> dict[str, Any]:
    """Medium, how many, who and what, where, how seen, light, style, quality."""
    parts: list[Part] = [
        *medium,
        {"count": "people"},
        {"field": "subject", "split": True},
        {"field": "people", "negated": "skip", "split": True},
        {"character": "said"},
        {"field": "environment", "split": True},
        {"field": "shot"},
        {"field": "subject_position"},
        {"field": "horizon"},
        {"field": "copy_space"},
        {"field": "composition", "split": "commas"},
        {"field": "light", "split": "commas"},
        {"field": "mood"},
        {"field": "style"},
        {"pack": "positive"},
        {"text": quality},
    ]
    return phrases(*parts, flaws=flaws)


def document(*, medium: list[Part] | None = None, lens: bool = True) -> dict[str, Any]:
    """The object for a service that takes one; the same keys whatever the template."""
    keys: list[dict[str, Any]] = [
        {"key": "medium", "parts": [{"pack": "medium"}] if medium is None else medium},
        {"key": "subject", "parts": [{"field": "subject"}]},
        {"key": "people", "parts": [{"field": "people", "negated": "skip"}]},
        {"key": "characters", "as": "list", "parts": [{"character": "said"}]},
        {"key": "environment", "parts": [{"field": "environment"}]},
        {"key": "composition.layout", "parts": [{"field": "composition"}]},
        {"key": "composition.subject", "parts": [{"field": "subject_position"}]},
        {"key": "composition.horizon", "parts": [{"field": "horizon"}]},
        {"key": "camera.shot", "parts": [{"field": "shot"}]},
        *([{"key": "camera.lens", "parts": [{"pack": "lens"}]}] if lens else []),
        {"key": "light", "parts": [{"field": "light"}]},
        {"key": "mood", "parts": [{"field": "mood"}]},
        {"key": "style", "as": "list", "parts": [{"field": "style"}, {"pack": "positive"}]},
        {"key": "palette", "as": "colours", "parts": [{"pack": "palette"}]},
        {"key": "copy_space", "parts": [{"field": "copy_space"}]},
        {"key": "avoid", "as": "list", "parts": [
            *NEVER, {"text": "extra limbs"}, {"text": "watermark"},
        ]},
    ]  # fmt: skip
    return {"limit": 0, "join": "", "positive": keys, "negative": []}

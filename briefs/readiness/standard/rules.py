"""Every other rule: {id: {verdict, …}}, with the numbers and words its test takes. What a test does with them stands
beside it, in briefs/readiness/."""

from __future__ import annotations

from typing import Any, Final

from briefs.readiness.standard.languages import LANGUAGES
from briefs.readiness.standard.scenes import ADJECTIVES, EXCLUDED, LANDSCAPE, LIGHTS, MOODS, STYLES
from briefs.readiness.words import PEOPLE, ROLES

RULES: Final[dict[str, dict[str, Any]]] = {
    # --- Missing ---
    "placement-unknown": {"verdict": "fail"},
    "pack-unpublished": {"verdict": "fail"},
    "character-unpublished": {"verdict": "fail"},
    "reference-refused": {"verdict": "fail"},
    "reference-waiting": {"verdict": "warn"},
    "reference-note": {"verdict": "warn", "roles": ["style", "subject", "layout", "do-not"]},
    "cut-out": {
        "verdict": "fail",
        "words": [
            "our cut-out", "our own cut-out", "own cut-out photograph", "our cutout", "our own cutout", "our packshot",
            "our own packshot", "our own photograph of the", "the cut-out we send", "cut-out we supply",
            "supplied cut-out", "client cut-out", "real cut-out", "never a generated", "we send pngs",
            "we send the png",
        ],
    },
    "copy-missing": {"verdict": "warn"},
    "copy-empty": {"verdict": "warn"},
    "copy-for-market": {"verdict": "warn", "languages": LANGUAGES},
    # --- Vague ---
    "short": {"verdict": "warn", "fields": ["subject", "environment"], "characters": 8},
    "adjectives": {
        "verdict": "warn",
        "fields": ["subject", "environment", "composition"],
        "most": 2,
        "words": ADJECTIVES,
    },
    "many-moods": {"verdict": "warn", "most": 4},
    "who-they-are": {"verdict": "warn"},
    # --- Contradictory ---
    "ruled-out-and-shown": {
        "verdict": "fail",
        "families": EXCLUDED,
        "but": [
            "sign of", "signs of", "no sign", "hand side", "left hand", "right hand", "by hand", "second hand",
            "at hand",
            "hand of the clock", "hands of the clock", "clock hands", "hand luggage", "hand tool", "hand tools",
            "hot dog", "bird's eye", "birds-eye", "horse chestnut", "cat's eye", "label printer", "fish eye",
            "hand-made",
            "hour hand", "minute hand", "holding still", "holding tank", "rock face", "clock face", "cliff face",
            "newspaper stand", "fishbone", "horsepower", "dog-eared", "text book", "holding pattern",
        ],
    },
    "no-people-shown": {"verdict": "fail", "words": [*PEOPLE, *ROLES]},
    "people-count": {"verdict": "fail"},
    "one-and-crowd": {
        "verdict": "warn",
        "one": ["a single", "one single", "lone", "solitary", "all alone", "only one person", "one person only"],
        "crowd": ["crowd", "crowds", "hundreds of", "dozens of", "thousands of", "masses of people", "large group"],
        "but": ["in a crowd", "among", "amid", "amidst", "in the crowd", "against a crowd", "against the crowd",
            "facing",
                "in front of", "before a crowd", "from the crowd", "ignored by", "surrounded by", "out of a crowd",
                "above the crowd", "through the crowd", "through a crowd", "behind"],
    },
    "shot-differs": {
        "verdict": "fail",
        "near": ["close-up", "extreme close-up", "macro", "macro shot", "tight crop", "tight close-up"],
        "far": ["establishing shot", "wide shot", "panorama", "panoramic view", "aerial view", "drone shot",
                "bird's-eye view", "long shot", "extreme wide shot", "seen from far away", "full-length",
                "head to toe"],
    },
    "text-in-scene": {
        "verdict": "fail",
        "words": ["that says", "which says", "saying", "that reads", "which reads", "reading", "with the words",
                  "with the word", "with the text", "with the slogan", "with the headline", "labelled", "labeled",
                  "spelling", "spelling out", "in letters", "written", "lettered", "titled", "inscribed"],
    },
    "logo-in-scene": {
        "verdict": "warn",
        "words": ["logo", "logos", "logotype", "wordmark", "brand mark", "our emblem"],
    },
    "subject-in-copy": {
        "verdict": "fail",
        "places": {"left-third": ["left-third", "left-half"], "right-third": ["right-third", "right-half"]},
    },
    "subject-fills": {"verdict": "fail"},
    "copy-without-room": {"verdict": "fail"},
    "horizon-none": {"verdict": "warn", "words": LANDSCAPE},
    "plain-ground": {
        "verdict": "warn",
        "plain": ["white", "transparent", "plain", "none", "isolated", "nothing", "empty", "blank", "no environment",
                  "no background", "seamless"],
    },
    "black-and-white": {
        "verdict": "warn",
        "words": ["black and white", "black-and-white", "b/w", "b&w", "monochrome", "greyscale", "grayscale"],
        "colours": ["red", "orange", "yellow", "green", "blue", "purple", "violet", "pink", "teal", "turquoise", "gold",
                    "golden", "rust", "crimson", "emerald", "magenta", "cyan", "lilac", "ochre", "terracotta"],
        "but": ["accent", "except", "apart from", "only colour", "only color", "spot colour", "selective colour",
                "nothing but", "golden hour", "golden ratio", "gold medal", "monochrome blue", "monochrome red",
                "monochrome green", "monochrome orange"],
    },
    "two-lights": {"verdict": "fail", "pairs": LIGHTS},
    "two-moods": {"verdict": "warn", "pairs": MOODS},
    "two-styles": {"verdict": "warn", "pairs": STYLES, "but": ["flat light", "flat lay", "flat landscape", "flat sea",
                   "flat water", "flat roof", "flat stone", "flat stones", "flat white", "flat horizon",
                   "flat country"]},
    "medium-differs": {
        "verdict": "warn",
        "one": ["photograph", "photo", "photography"],
        "other": ["watercolour", "gouache", "oil painting", "line drawing", "flat illustration", "vector illustration",
                  "vector art", "pencil drawing", "pencil sketch", "cartoon", "comic", "engraving", "woodcut",
                  "linocut",
                  "collage", "clay render", "3d render", "pixel art", "ink drawing", "charcoal drawing"],
    },
    "character-never": {"verdict": "fail"},
    "character-and-no-people": {"verdict": "fail"},
    "colour-in-subject": {
        "verdict": "warn",
        "colours": ["red", "orange", "yellow", "green", "blue", "purple", "violet", "pink", "teal", "turquoise", "gold",
                    "silver", "black", "white", "grey", "gray", "brown", "beige", "cream", "lilac", "ochre"],
        "but": ["green tea", "black tea", "white tea", "red wine", "white wine", "orange juice", "blue cheese",
                "black pepper", "red pepper", "white chocolate", "brown bread", "black coffee", "silver ring",
                "gold ring", "pink gin"],
    },
    "colourway-twice": {"verdict": "warn", "difference": 2.3},
    # --- Impossible ---
    "headline-room": {"verdict": "fail"},
    "headline-small": {"verdict": "warn", "share": 1.0},
    "copy-limit": {"verdict": "warn"},
    "script": {"verdict": "warn", "house": ["Latn", "Grek", "Cyrl", "Jpan", "Arab"]},
    "contrast": {"verdict": "fail", "large": 3.0, "small": 4.5, "large_px": 24},
    "bleed": {"verdict": "warn"},
    "print-resolution": {"verdict": "warn", "dpi": 150, "longest_mm": 600},
    "byte-budget": {"verdict": "warn", "bits": {"jpeg": 0.2, "webp": 0.12, "avif": 0.08, "png": 0.5, "tiff": 8.0}},
    "spread": {"verdict": "warn", "ratio": 12},
    "motion": {
        "verdict": "warn",
        "words": ["video", "animation", "animated gif", "animated logo", "animated banner", "gif", "looping",
            "seamless loop",
                  "camera move", "camera moves", "camera arcs", "push in", "slow push", "pull back", "tracking shot",
                  "dolly", "second spot", "second film", "second clip", "second video", "seconds long", "fps",
                  "timelapse",
                  "time-lapse", "hyperlapse", "motion graphics", "slow motion", "slow-mo"],
        "but": ["video call", "video calls", "video conference", "video wall", "video game", "video games",
            "video chat",
                "video camera", "video doorbell", "video meeting", "video screen", "video editor", "dolly zoom prop",
                "animation studio", "video producer"],
    },
    "colourway-faint": {"verdict": "warn", "contrast": 1.15},
    "flight-order": {"verdict": "fail"},
    "flight-over": {"verdict": "fail"},
    "reference-rights": {"verdict": "fail"},
    "likeness-rights": {"verdict": "fail"},
}  # fmt: skip

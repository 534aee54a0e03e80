"""Fields that nothing can be made without. {field: {verdict, what, remedy, unless, suggest}}

`unless` is a condition (briefs/readiness/condition.py) under which the field may be empty. `suggest` offers entries
for a list where the brief's own words name them.
"""

from __future__ import annotations

from typing import Any, Final

_ILLUSTRATION: Final = {"is": ["shot", "flat"]}
_PLAIN: Final = {"background": "plain"}
_NOT_PUBLIC: Final = {"not": {"use": "public"}}

MISSING: Final[dict[str, dict[str, Any]]] = {
    "placements": {
        "verdict": "fail",
        "what": "No placement",
        "remedy": "Say where it lives: add at least one placement, as web hero.",
        "suggest": {
            "web-banner": ["banner", "web banner", "header"],
            "social-4x5": ["socials", "social media", "social", "instagram", "facebook", "feed", "post"],
            "story-9x16": ["story", "stories", "reel", "reels"],
            "linkedin-link": ["linkedin"],
            "youtube-thumb": ["youtube"],
            "email-header": ["email", "newsletter", "mailing"],
            "web-hero": ["hero", "website", "landing page", "home page", "homepage"],
            "print-a4": ["poster", "print", "a4"],
            "print-a5": ["flyer", "leaflet"],
        },
    },
    "job": {
        "verdict": "warn",
        "what": "Job: not said what it must do",
        "remedy": "Choose the one thing it is for.",
    },
    "message": {
        "verdict": "warn",
        "what": "Message: not said what people understand",
        "remedy": "Write the one thought they take away in two seconds.",
    },
    "subject": {
        "verdict": "fail",
        "what": "Subject is missing",
        "remedy": "Say who or what is in the picture.",
    },
    "environment": {
        "verdict": "fail",
        "what": "Environment is missing",
        "remedy": "Say where it is: a place, indoors or out, time of day.",
        "unless": {"any": [_ILLUSTRATION, _PLAIN]},
    },
    "shot": {
        "verdict": "warn",
        "what": "Shot: not said how close",
        "remedy": "Choose a shot, as mid shot; without it, options differ in scale.",
    },
    "light": {
        "verdict": "warn",
        "what": "Light: not said",
        "remedy": "Say where it comes from and how hard it is, as low morning sun from the left.",
        "unless": _ILLUSTRATION,
    },
    "copy_space": {
        "verdict": "warn",
        "what": "Room for copy: not said",
        "remedy": "Choose where the headline goes, or none.",
    },
    "must_not_show": {
        "verdict": "warn",
        "what": "Nothing is ruled out",
        "remedy": "Name what must not be seen, as logos or text in the scene.",
    },
    "style_pack": {
        "verdict": "fail",
        "what": "No style pack",
        "remedy": "Choose the brand's style pack; it pins colour, type and prompt tokens.",
    },
    "use_class": {
        "verdict": "fail",
        "what": "Use: not said who will see it",
        "remedy": "Choose experiment, internal or public; licences depend on it.",
    },
    "markets": {
        "verdict": "fail",
        "what": "Public use without markets",
        "remedy": "Add the countries it runs in; disclosure rules depend on them.",
        "unless": _NOT_PUBLIC,
    },
    "flight_from": {
        "verdict": "fail",
        "what": "Public use without flight dates",
        "remedy": "Say from when to when it runs; rights are checked against it.",
        "unless": _NOT_PUBLIC,
    },
    "flight_to": {
        "verdict": "fail",
        "what": "Public use without an end of the flight",
        "remedy": "Say until when it runs; rights are checked against it.",
        "unless": {"any": [_NOT_PUBLIC, {"missing": "flight_from"}]},
    },
}

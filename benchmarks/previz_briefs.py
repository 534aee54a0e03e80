"""Thirty briefs as people fill them in: the seven sample jobs, whole, and others that a brand's year is made of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

NORTHLIGHT = ("#14213d", "#fca311", "#f5f3ee", "#5c677d")
HARROW = ("#0b3d2e", "#efe9dd", "#b08d57")
TERN = ("#2f5d50", "#d9b382", "#c8452d", "#c9ced1")
FATHOM = ("#0f172a", "#334155", "#94a3b8", "#e2e8f0", "#38bdf8", "#f472b6")
MARSH = ("#5f8f7e", "#3d3226", "#e6dcc6", "#a4502e")
TERN_STYLE = {
    "palette": [
        {"name": "Kelp", "hex": "#2f5d50"},
        {"name": "Dune", "hex": "#d9b382"},
        {"name": "Ember", "hex": "#c8452d"},
        {"name": "Fog", "hex": "#c9ced1"},
    ]
}
INGRID = "Ingrid: fifties, silver bob, charcoal two-button suit, no jewellery, calm"


@dataclass(frozen=True, slots=True)
class Sample:
    """`shape` is width over height; `style` a style pack's document."""

    name: str
    brief: Mapping[str, Any]
    palette: tuple[str, ...] = NORTHLIGHT
    style: Mapping[str, Any] = field(default_factory=dict)
    shape: float = 1.5


def _ingrid(name: str, scenario: str) -> Sample:
    brief = {
        "title": f"Quiet capital, {name}",
        "subject": f"{INGRID}, {scenario}",
        "shot": "mid",
        "people": "one woman, fifties",
        "light": "key to fill 4:1 from camera left",
        "mood": "calm",
        "must_not_show": ["jewellery"],
    }
    return Sample(f"02 {name}", brief, HARROW, shape=0.8)


def _tern(name: str, shape: float, **more: Any) -> Sample:
    brief = {
        "title": f"Tern, {name}",
        "subject": "Tern water bottle in Kelp on a wet basalt pedestal",
        "environment": "lake shore, mist",
        "light": "low morning sun from the left",
        "composition": "shallow depth of field, same horizon in all placements",
        "copy_space": "left half",
        "subject_position": "right third",
        "must_not_show": ["people", "hands"],
        **more,
    }
    return Sample(f"03 {name}", brief, TERN, TERN_STYLE, shape)


def _screen(screen: str) -> Sample:
    brief = {
        "title": f"Empty state: {screen}",
        "subject": screen,
        "style": ["flat", "rounded", "no gradients", "at most five shapes"],
        "composition": "transparent background",
        "must_not_show": ["faces"],
    }
    return Sample(f"04 {screen}", brief, FATHOM, shape=4 / 3)


SAMPLES: tuple[Sample, ...] = (
    Sample(
        "01 office",
        {
            "title": "Decisions together",
            "message": "People decide together, on one shared picture",
            "subject": "three people around a large transparent display",
            "shot": "mid",
            "environment": "modern office, city skyline at dusk outside",
            "light": "soft practical lighting",
            "style": ["realistic", "slightly desaturated", "cinematic contrast"],
            "copy_space": "top third",
            "safe_margins": 0.06,
            "must_not_show": ["handshakes", "glowing brains", "holograms with text", "logos", "text"],
        },
        shape=2.0,
    ),
    _ingrid("long table", "at a long table"),
    _ingrid("window", "by a window with rain"),
    _ingrid("stone wall", "walking past a stone wall"),
    _ingrid("archive", "seated in an archive"),
    _tern("lifestyle", 0.8),
    _tern("story", 9 / 16, composition="top 14 % and bottom 20 % kept clear", copy_space=""),
    _tern("snow", 0.8, subject="Tern water bottle in Ember in snow", environment="snow field, mountains"),
    Sample(
        "03 marketplace",
        {
            "title": "Tern, main image",
            "subject": "Tern water bottle in Kelp",
            "composition": "pure white background #FFFFFF, product fills 85 % of the frame",
            "must_not_show": ["props", "people", "hands"],
        },
        TERN,
        TERN_STYLE,
        1.0,
    ),
    _screen("no results"),
    _screen("offline"),
    _screen("permission needed"),
    _screen("all done"),
    Sample(
        "05 drowned chapel",
        {
            "title": "Saltmarsh, act two",
            "subject": "drowned chapel, reed boats, a heron-masked ferryman with mask, cloak and pole",
            "environment": "salt marsh, salt pans",
            "light": "overcast key, cold fill",
            "style": ["broad gouache", "visible stroke", "low to mid detail"],
        },
        MARSH,
        {"lens": "35 mm"},
        16 / 9,
    ),
    Sample(
        "06 first light",
        {
            "title": "First light, beat 1",
            "subject": "black water, first light on the horizon",
            "environment": "lake",
            "composition": "wide, slow push in",
            "light": "dawn",
        },
        TERN,
        TERN_STYLE,
        16 / 9,
    ),
    Sample(
        "06 basalt",
        {
            "title": "First light, beat 2",
            "subject": "Tern water bottle in Kelp on basalt, mist passes",
            "environment": "lake shore",
            "composition": "camera arcs 20 degrees left",
        },
        TERN,
        TERN_STYLE,
        16 / 9,
    ),
    Sample(
        "06 pour",
        {
            "title": "First light, beat 3",
            "subject": "Tern water bottle in Kelp beside a tin cup",
            "environment": "lake shore",
            "shot": "close",
            "must_not_show": ["hands", "people"],
        },
        TERN,
        TERN_STYLE,
        16 / 9,
    ),
    Sample(
        "07 fuzzy",
        {
            "title": "Something for spring",
            "message": "We need some really eye-catching, premium but playful visuals for spring, you know our vibe",
            "subject": "Diverse people having fun with the app, futuristic but warm. Logo big.",
        },
        shape=1.0,
    ),
    Sample(
        "coffee",
        {
            "subject": "a cup of coffee and a croissant on a wooden table",
            "environment": "cafe, morning light from the left",
            "copy_space": "right third",
            "mood": "warm",
        },
        ("#5a3a22", "#e8d9c0", "#c46a3d"),
        shape=1.5,
    ),
    Sample(
        "perfume",
        {
            "subject": "a glass perfume bottle on a marble plinth",
            "environment": "studio, curtain backdrop",
            "light": "soft key from camera left, 3:1",
            "composition": "centred, symmetric",
        },
        ("#d8b4a0", "#f4ece6", "#6d4c41"),
        shape=0.8,
    ),
    Sample(
        "sneakers",
        {
            "subject": "a pair of sneakers on concrete steps",
            "environment": "city square",
            "light": "golden hour",
            "shot": "close",
            "subject_position": "left third",
        },
        ("#e63946", "#1d3557", "#f1faee"),
        shape=1.0,
    ),
    Sample(
        "car",
        {
            "subject": "an electric car on a mountain road",
            "environment": "mountains, road",
            "light": "sunset",
            "copy_space": "top third",
        },
        ("#2a9d8f", "#264653", "#e9c46a"),
        shape=2.0,
    ),
    Sample(
        "desk",
        {
            "subject": "a laptop, a cup and a plant on a desk",
            "environment": "home office by a window",
            "light": "daylight from the right",
            "copy_space": "left third",
        },
        shape=16 / 9,
    ),
    Sample(
        "family",
        {
            "subject": "a family of four on a sofa with a tablet",
            "environment": "living room in the evening",
            "shot": "wide",
            "mood": "warm, friendly",
        },
        ("#355070", "#e56b6f", "#eaac8b"),
        shape=1.5,
    ),
    Sample(
        "clinic",
        {
            "subject": "an elderly patient and a doctor with a tablet",
            "environment": "bright clinic",
            "shot": "mid",
            "copy_space": "right third",
        },
        ("#0077b6", "#caf0f8", "#ffffff"),
        shape=1.5,
    ),
    Sample(
        "warehouse",
        {
            "subject": "a worker carrying a box between shelves",
            "environment": "warehouse",
            "shot": "wide",
            "composition": "subject right third",
        },
        ("#f4a261", "#264653", "#e9ecef"),
        shape=16 / 9,
    ),
    Sample(
        "bicycle",
        {
            "subject": "a red bicycle leaning by a brick wall",
            "environment": "street, spring morning",
            "composition": "rule of thirds, room for copy on the left",
        },
        ("#c1121f", "#fdf0d5", "#003049"),
        shape=1.0,
    ),
    Sample(
        "podiums",
        {
            "subject": "three cream jars on podiums",
            "environment": "abstract studio",
            "light": "high key",
            "composition": "top heavy copy, product bottom half",
            "copy_space": "top half",
        },
        ("#f2c6b4", "#fff1e6", "#9d6b53"),
        shape=0.8,
    ),
    Sample(
        "neon",
        {
            "subject": "a runner in an alley",
            "environment": "alley at night, rain",
            "light": "neon, strong rim from camera right",
            "shot": "wide",
            "style": ["cinematic contrast"],
        },
        ("#ff006e", "#3a86ff", "#0b090a"),
        shape=0.8,
    ),
    Sample(
        "dune tent",
        {
            "subject": "a tent and a camp fire under the stars",
            "environment": "desert dunes at night",
            "copy_space": "top half",
        },
        ("#e76f51", "#264653", "#f4a261"),
        shape=1.5,
    ),
)

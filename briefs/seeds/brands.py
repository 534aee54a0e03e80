"""Brand kits of the demo brands: palettes, and style packs with a published first version."""

from __future__ import annotations

from typing import Any, Final

from django.db import transaction
from django.utils import timezone

from briefs import style
from briefs.models import StylePack, StylePackVersion
from studio.people.models import Brand, User

PALETTES: Final[dict[str, list[dict[str, Any]]]] = {
    "northlight": [
        {"name": "ink", "hex": "#14213D", "tolerance": 4.0},
        {"name": "signal orange", "hex": "#FCA311", "tolerance": 4.0},
        {"name": "paper", "hex": "#F5F3EE", "tolerance": 6.0},
        {"name": "slate", "hex": "#5C677D", "tolerance": 6.0},
    ],
    "tern": [
        {"name": "kelp", "hex": "#2F5D50", "tolerance": 3.0},
        {"name": "dune", "hex": "#D9B382", "tolerance": 3.0},
        {"name": "ember", "hex": "#C8452D", "tolerance": 3.0},
        {"name": "fog", "hex": "#C9CED1", "tolerance": 3.0},
    ],
    "saltmarsh": [
        {"name": "verdigris", "hex": "#43786F", "tolerance": 8.0},
        {"name": "peat", "hex": "#3B2F27", "tolerance": 8.0},
        {"name": "bone", "hex": "#E5DCC8", "tolerance": 8.0},
        {"name": "rust", "hex": "#A2492B", "tolerance": 8.0},
    ],
}

_KITS: Final[dict[str, dict[str, Any]]] = {
    "northlight": {
        "medium": "photograph",
        "tokens": {
            "clip": ["signal orange accent on the display only"],
            "t5": ["one signal orange accent, on the display only"],
            "tags": ["signal orange accent"],
            "previz": ["accent signal orange on devices"],
        },
        "negative": ["lens flare", "teal and orange grade"],
        "desaturate": 0.15,
        "contrast": 1.12,
        "grain": 0.008,
        "lens": "35 mm",
        "light": "soft practical light, no hard key",
        "margins": 0.06,
        "logo": {
            "corner": "bottom-right", "width": 0.12, "clear": 0.03, "background": "plain", "never_on": ["faces"],
        },
        "typography": {"case": "sentence", "alignment": "start", "smallest": 14, "tracking": -0.01},
        "layouts": [
            {"name": "headline above", "copy_space": "top-third", "subject_position": "centre", "horizon": "middle"},
            {"name": "headline left", "copy_space": "left-half", "subject_position": "right-third"},
        ],
        "engines": {"diffusers": {"guidance": 5.5, "steps": 32}},
        "checks": {"palette": 4, "contrast": 4.5},
        "goldens": [
            {"name": "three at a display", "subject": "Three people around a large transparent display",
             "people": "any, mixed", "environment": "Modern office, city skyline at dusk", "shot": "mid",
             "light": "Soft, practical", "seed": 11},
            {"name": "one at a window", "subject": "Woman reading at a long table", "people": "one woman, forties",
             "environment": "Quiet office with tall windows", "shot": "mid", "light": "Window light from the left",
             "seed": 23},
            {"name": "empty room", "subject": "Long table with six chairs", "people": "no people",
             "environment": "Meeting room at dawn", "shot": "wide", "light": "Cold dawn light", "seed": 37},
        ],
    },
    "tern": {
        "medium": "photograph",
        "tokens": {
            "clip": ["natural materials, cold clear air"],
            "t5": ["natural materials in cold clear air"],
            "tags": ["natural materials", "cold clear air"],
            "previz": ["cold clear air"],
        },
        "negative": ["plastic shine", "studio sweep"],
        "desaturate": 0.05,
        "contrast": 1.05,
        "grain": 0.008,
        "lens": "85 mm",
        "light": "low sun, long shadows",
        "margins": 0.05,
        "logo": {"corner": "top-left", "width": 0.10, "clear": 0.04, "never_on": ["the product"]},
        "typography": {"case": "sentence", "alignment": "start", "smallest": 16},
        "layouts": [
            {"name": "bottle right", "copy_space": "left-half", "subject_position": "right-third", "horizon": "middle"},
            {"name": "bottle alone", "copy_space": "none", "subject_position": "centre", "horizon": "low"},
        ],
        "engines": {"diffusers": {"guidance": 4.5, "steps": 36}},
        "checks": {"palette": 3},
        "goldens": [
            {"name": "bottle on basalt", "subject": "Kelp green water bottle on a wet basalt pedestal",
             "people": "no people", "environment": "Misty lake shore at sunrise", "shot": "product",
             "light": "Low morning sun from the left", "seed": 5},
            {"name": "bottle on sand", "subject": "Water bottle in wet sand", "people": "no people",
             "environment": "Dune beach", "shot": "product", "light": "Low evening sun", "seed": 19},
            {"name": "on a path", "subject": "Person walking with a rucksack", "people": "one person, thirties",
             "environment": "Mountain path", "shot": "full", "light": "Overcast, even", "seed": 31},
        ],
    },
    "saltmarsh": {
        "medium": "gouache painting",
        "tokens": {
            "clip": ["broad gouache", "visible brush strokes", "one rust accent"],
            "t5": ["broad gouache with visible strokes, detail low to middle, and one rust accent"],
            "tags": ["gouache", "brush strokes", "rust accent"],
            "previz": ["painterly", "one rust accent"],
        },
        "negative": ["photograph", "glossy render"],
        "desaturate": 0.2,
        "contrast": 0.95,
        "grain": 0.012,
        "lens": "35 mm",
        "light": "overcast key, cold fill",
        "margins": 0.04,
        "logo": {},
        "typography": {"case": "title", "alignment": "centre", "smallest": 18, "tracking": 0.04},
        "layouts": [
            {"name": "far tower", "copy_space": "none", "subject_position": "fills", "horizon": "low"},
            {"name": "title sky", "copy_space": "top-third", "subject_position": "centre", "horizon": "low"},
        ],
        "engines": {"diffusers": {"guidance": 7, "steps": 28}},
        "checks": {"palette": 8},
        "drift_limit": 5,
        "goldens": [
            {"name": "drowned chapel", "subject": "Drowned chapel and a reed boat", "people": "no people",
             "environment": "Salt pans and reed beds under low cloud", "shot": "wide", "light": "Overcast key",
             "seed": 3},
            {"name": "ferryman", "subject": "Ferryman with pole and cloak in a boat", "people": "one ferryman, masked",
             "environment": "Reed beds in mist", "shot": "full", "light": "Overcast key, cold fill", "seed": 17},
            {"name": "hut at dusk", "subject": "Small hut on stilts with one lit window", "people": "no people",
             "environment": "Marsh at dusk", "shot": "wide", "light": "Dusk", "seed": 29},
        ],
    },
}  # fmt: skip


def document_of(slug: str, name: str = "", palette: list[dict[str, Any]] | None = None) -> dict[str, Any]:
    """The document of a demo brand's first version; a brand we have no kit for gets a neutral one over `palette`."""
    kit, own = _KITS.get(slug, {}), PALETTES.get(slug)
    colours = own or [{"tolerance": 5.0, **colour} for colour in palette or []]
    return style.clean({**kit, "slug": slug, "name": name or slug.capitalize(), "palette": colours})


@transaction.atomic
def seed_brand_kit(brand: Brand, by: User) -> StylePack:
    """The brand's style pack, named after it, with version 1 published by `by`. A pack that is there is left alone.

    A brand we have no kit for gets a neutral one over its own palette.
    """
    pack, made = StylePack.objects.get_or_create(brand=brand, slug=brand.slug, defaults={"name": brand.name})
    if made:
        document = document_of(pack.slug, pack.name, brand.palette)
        StylePackVersion.objects.create(
            pack=pack,
            number=1,
            document=document,
            note="As seeded",
            published_at=timezone.now(),
            published_by=by,
        )
    return pack

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
            "previz": ["accent signal orange on devices"],
        },
        "negative": ["lens flare", "teal and orange grade"],
        "desaturate": 0.15,
        "contrast": 1.12,
        "grain": 0.02,
        "lens": "35 mm",
        "light": "soft practical light, no hard key",
        "margins": 0.06,
        "logo": {"corner": "bottom-right", "width": 0.12, "clear": 0.03},
    },
    "tern": {
        "medium": "photograph",
        "tokens": {
            "clip": ["natural materials, cold clear air"],
            "t5": ["natural materials in cold clear air"],
            "previz": ["cold clear air"],
        },
        "negative": ["plastic shine", "studio sweep"],
        "desaturate": 0.05,
        "contrast": 1.05,
        "grain": 0.03,
        "lens": "85 mm",
        "light": "low sun, long shadows",
        "margins": 0.05,
        "logo": {"corner": "top-left", "width": 0.10, "clear": 0.04},
    },
    "saltmarsh": {
        "medium": "gouache painting",
        "tokens": {
            "clip": ["broad gouache", "visible brush strokes", "one rust accent"],
            "t5": ["broad gouache with visible strokes, detail low to middle, and one rust accent"],
            "previz": ["painterly", "one rust accent"],
        },
        "negative": ["photograph", "glossy render"],
        "desaturate": 0.2,
        "contrast": 0.95,
        "grain": 0.06,
        "lens": "35 mm",
        "light": "overcast key, cold fill",
        "margins": 0.04,
        "logo": {},
    },
}


@transaction.atomic
def seed_brand_kit(brand: Brand, by: User) -> StylePack:
    """The brand's style pack, named after it, with version 1 published by `by`. A pack that is there is left alone.

    A brand we have no kit for gets a neutral one over its own palette.
    """
    pack, made = StylePack.objects.get_or_create(brand=brand, slug=brand.slug, defaults={"name": brand.name})
    if made:
        kit = _KITS.get(brand.slug, {})
        palette = PALETTES.get(brand.slug) or [{"tolerance": 5.0, **colour} for colour in brand.palette]
        document = style.clean({**kit, "slug": pack.slug, "name": pack.name, "palette": palette})
        StylePackVersion.objects.create(
            pack=pack,
            number=1,
            document=document,
            note="As seeded",
            published_at=timezone.now(),
            published_by=by,
        )
    return pack

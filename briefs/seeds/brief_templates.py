"""Documents to start a brief from, shared by every brand: each a kind of work that comes back, filled in as far as the
kind of work decides it. What only the job at hand can say (subject, copy, dates) is left for its writer."""

from __future__ import annotations

from typing import Any, Final

from django.db import transaction

from briefs.models import BriefTemplate
from briefs.spec import BriefSpec

# slug -> name, when to take it, the draft (see briefs/spec.py)
BRIEF_TEMPLATES: Final[dict[str, tuple[str, str, dict[str, Any]]]] = {
    "hero-image": (
        "Hero image",
        "One picture with room for a headline, for the site, social, email and a poster.",
        {
            "placements": ["web-hero", "linkedin-link", "email-header", "ooh-6-sheet"],
            "channels": ["web", "social", "email", "OOH"],
            "job": "clarify",
            "shot": "mid",
            "composition": "The subject below the middle, calm background above it",
            "light": "Soft, practical",
            "mood": "Confident",
            "copy_space": "top-third",
            "safe_margins": 0.06,
            "style": ["realistic", "slightly desaturated"],
            "must_not_show": ["text in scene", "visible logos", "identifiable brands", "handshakes"],
            "copy": {"en": {}},
            "use_class": "public",
        },
    ),
    "packshot-on-white": (
        "Product packshot on white",
        "The product alone on plain white, from the cut-out, as marketplaces ask for it.",
        {
            "placements": ["marketplace-main", "web-card"],
            "channels": ["marketplace", "web"],
            "job": "sell",
            "shot": "product",
            "people": "no people",
            "environment": "Plain white, nothing else",
            "composition": "The whole product, upright, with a soft contact shadow",
            "light": "Even studio light",
            "mood": "Sober",
            "copy_space": "none",
            "safe_margins": 0.0,
            "subject_position": "fills",
            "horizon": "none",
            "style": ["realistic", "true colour"],
            "must_not_show": ["people", "hands", "props", "text in scene", "other products"],
            "use_class": "public",
        },
    ),
    "colourway-hero-set": (
        "Product hero set in colourways",
        "The same scene once for each colour of a product. List the colours under Brand and style.",
        {
            "placements": ["marketplace-lifestyle", "story-9x16", "web-card"],
            "channels": ["marketplace", "social", "web"],
            "job": "desire",
            "shot": "product",
            "people": "no people",
            "composition": "Product in the right third, left of centre empty, the same horizon in every picture",
            "light": "Low morning sun from the left",
            "mood": "Fresh",
            "copy_space": "left-half",
            "safe_margins": 0.05,
            "subject_position": "right-third",
            "horizon": "middle",
            "style": ["realistic", "shallow depth of field"],
            "must_not_show": ["people", "hands", "other products", "text in scene"],
            "copy": {"en": {}},
            "use_class": "public",
        },
    ),
    "social-set": (
        "Social set",
        "One idea in every shape of a feed: portrait, square, story and link preview.",
        {
            "placements": ["social-4x5", "social-1x1", "story-9x16", "open-graph", "x-post"],
            "channels": ["social"],
            "job": "announce",
            "shot": "close-up",
            "composition": "One subject in the middle, nothing that matters near the edges",
            "light": "Window light from the left",
            "mood": "Playful",
            "copy_space": "bottom-third",
            "safe_margins": 0.05,
            "subject_position": "centre",
            "style": ["realistic"],
            "must_not_show": ["text in scene", "visible logos", "screens with readable text"],
            "copy": {"en": {}},
            "use_class": "public",
        },
    ),
    "spokesperson": (
        "Spokesperson campaign",
        "One person who has to look the same in every picture, from a character sheet.",
        {
            "placements": ["web-hero", "social-4x5", "linkedin-square", "dooh-portrait"],
            "channels": ["web", "social", "OOH"],
            "job": "trust",
            "shot": "mid",
            "composition": "Head and shoulders in the right third, eyes in the upper third, gaze into the empty side",
            "light": "Key to fill 4:1 from camera left",
            "mood": "Warm",
            "copy_space": "left-third",
            "safe_margins": 0.05,
            "subject_position": "right-third",
            "style": ["realistic", "natural skin"],
            "must_not_show": ["other faces", "text in scene", "visible logos"],
            "copy": {"en": {}},
            "use_class": "public",
        },
    ),
    "empty-state": (
        "Empty-state illustration",
        "A small, friendly drawing for a screen with nothing on it yet, in three densities.",
        {
            "placements": ["ui-empty-state", "ui-empty-state-2x", "ui-empty-state-3x"],
            "channels": ["product"],
            "job": "guide",
            "shot": "flat",
            "people": "no people",
            "environment": "None: the background is transparent",
            "composition": "One object with a simple outline, centred, readable at 120 pixels",
            "light": "Even studio light",
            "mood": "Calm",
            "copy_space": "none",
            "subject_position": "centre",
            "horizon": "none",
            "style": ["flat shapes", "few colours", "no gradients"],
            "must_not_show": ["text in scene", "fine detail", "shadows on the ground"],
            "use_class": "public",
        },
    ),
    "environment": (
        "Environment exploration",
        "A place before it is decided on: wide frames to look at together. Nothing ships from it.",
        {
            "placements": ["web-full-hd", "thumb-16x9"],
            "channels": ["web"],
            "job": "explore",
            "shot": "establishing",
            "composition": "Foreground, middle and distance each with something to find",
            "light": "Overcast key, cold fill",
            "mood": "Wistful",
            "copy_space": "none",
            "safe_margins": 0.0,
            "horizon": "low",
            "style": ["painterly", "broad shapes"],
            "must_not_show": ["text in scene", "modern objects"],
            "use_class": "experiment",
        },
    ),
    "ooh-poster": (
        "Out-of-home poster",
        "Read in two seconds from across the street: one subject, one line.",
        {
            "placements": ["ooh-6-sheet", "dooh-portrait", "ooh-super-wide"],
            "channels": ["OOH"],
            "job": "recall",
            "shot": "close-up",
            "composition": "One large shape against a plain ground, strong contrast",
            "light": "Hard noon sun",
            "mood": "Confident",
            "copy_space": "top-third",
            "safe_margins": 0.06,
            "subject_position": "centre",
            "style": ["bold", "simple shapes"],
            "must_not_show": ["text in scene", "small detail", "visible logos", "crowds"],
            "copy": {"en": {}},
            "use_class": "public",
        },
    ),
}


@transaction.atomic
def seed_brief_templates() -> None:
    """Add what is missing. What is there is left alone."""
    have = set(BriefTemplate.objects.filter(brand=None).values_list("slug", flat=True))
    BriefTemplate.objects.bulk_create(
        BriefTemplate(slug=slug, name=name, hint=hint, document=BriefSpec.clean(document).document())
        for slug, (name, hint, document) in BRIEF_TEMPLATES.items()
        if slug not in have
    )

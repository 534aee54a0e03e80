"""Characters of the demo brands: a synthetic spokesperson, and a ferryman who is never unmasked. Without pictures:
those are uploaded, or made and approved first."""

from __future__ import annotations

from typing import Any, Final

from django.db import transaction
from django.utils import timezone

from briefs import character as sheets
from briefs.models import Character, CharacterVersion
from studio.people.models import Brand, User

_INGRID: Final[dict[str, Any]] = {
    "slug": "ingrid",
    "name": "Ingrid",
    "role": "woman, spokesperson of the firm",
    "age": "fifties",
    "height": 1.72,
    "build": "slim",
    "hair": {"shape": "bob", "colour": "silver"},
    "skin": "fair skin",
    "face": ["fine lines at the eyes", "grey eyes"],
    "glasses": False,
    "wardrobe": {
        "garment": "charcoal two-button suit",
        "colours": {"jacket": "#33363c", "trousers": "#33363c", "shirt": "#e4e2dd", "shoes": "#231f1e"},
    },
    "tokens": {
        "clip": ["ingrid"],
        "t5": [],
        "tags": ["ingrid", "1woman", "solo"],
        "json": [],
        "previz": [],
    },
    "expressions": {
        "neutral": "relaxed, mouth closed, looking at us",
        "listening": "head tilted a little, eyes on whoever speaks",
        "slight smile": "corners of the mouth raised, eyes calm",
    },
    "outfits": {"suit": "charcoal two-button suit, white shirt, the jacket closed"},
    "may_vary": ["pose", "expression out of the three", "jacket open when seated"],
    "never": ["jewellery", "glasses", "hat", "other clothes", "laughter"],
    "likeness": {
        "kind": "synthetic",
        "not_in": ["CN"],
        "disclosure": "The person shown is synthetic. She does not exist.",
    },
    "notes": "Key to fill 4:1 from camera left wherever she is shown.",
}

_FERRYMAN: Final[dict[str, Any]] = {
    "slug": "ferryman",
    "name": "Ferryman",
    "role": "ferryman",
    "height": 1.84,
    "build": "slim",
    "mask": "heron mask",
    "face": ["long grey beak"],
    "wardrobe": {
        "garment": "hooded cloak",
        "colours": {"jacket": "#3b2f27", "mask": "#e5dcc8", "trousers": "#2a241f", "shoes": "#231f1e"},
    },
    "accessories": ["pole"],
    "tokens": {
        "clip": ["heron-masked ferryman"],
        "t5": ["a ferryman who wears the mask of a heron"],
        "tags": ["heron mask", "hooded", "1man", "solo"],
        "json": [],
        "previz": [],
    },
    "expressions": {"neutral": "the mask has one expression"},
    "outfits": {"cloak": "long hooded cloak, wet at the hem"},
    "may_vary": ["hood up or down", "pole in either hand"],
    "never": ["unmasked", "face", "hands without gloves"],
    "likeness": {"kind": "synthetic", "disclosure": "A painted figure; nobody's likeness."},
}

CHARACTERS: Final[dict[str, list[dict[str, Any]]]] = {
    "northlight": [sheets.clean(_INGRID)],
    "saltmarsh": [sheets.clean(_FERRYMAN)],
}


@transaction.atomic
def seed_characters(brand: Brand, by: User) -> None:
    """The brand's demo characters with version 1 published by `by`. One that is there is left alone."""
    for document in CHARACTERS.get(brand.slug, []):
        row, made = Character.objects.get_or_create(
            brand=brand, slug=document["slug"], defaults={"name": document["name"]}
        )
        if made:
            CharacterVersion.objects.create(
                character=row,
                number=1,
                document=document,
                note="As seeded",
                published_at=timezone.now(),
                published_by=by,
            )

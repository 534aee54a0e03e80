"""Terms and characters that addresses name, brought about by the real actions."""

from __future__ import annotations

from typing import Any

from django.core.files.uploadedfile import UploadedFile

from briefs.actions import add_example, create_character, deprecate, retire_character, save_term
from briefs.models import Term
from briefs.seeds import seed_terms
from review.actions.reasons import add_reason
from tests.cast import Cast

SYNTHETIC = {"kind": "synthetic", "disclosure": "Nobody."}


def words_of(cast: Cast, photo: UploadedFile[Any]) -> dict[str, Any]:
    brand, ada = cast.northlight, cast.ada
    seed_terms()
    word, old, spare, free = (
        save_term(brand, {"vocabulary": "mood", "label": label}, by=ada) for label in ("Salty", "Briny", "Dry", "Free")
    )
    deprecate(old, by=ada, successor=word)
    sheet = create_character(brand, {"slug": "ingrid", "name": "Ingrid", "likeness": SYNTHETIC}, by=ada)
    gone = create_character(brand, {"slug": "olaf", "name": "Olaf", "likeness": SYNTHETIC}, by=ada)
    retire_character(gone.character, by=ada)
    return {
        "term": spare.pk,
        "term_used": word.pk,
        "term_old": old.pk,
        "reason": add_reason(brand, "picked", "Salt on the lips", by=ada).pk,
        "term_free": free.pk,
        "example": add_example(word, photo, by=ada).pk,
        "shared_term": Term.objects.filter(brand=None).order_by("pk")[0].pk,
        "character": sheet.character_id,
        "character_draft": sheet.pk,
        "character_retired": gone.character_id,
    }

"""The shared vocabulary: words a marketer knows, what they mean, and how each kind of model is told."""

from __future__ import annotations

from typing import Any, Final

from django.db import transaction
from django.utils import timezone

from briefs.actions.term import slug_for
from briefs.models import Term
from briefs.seeds.terms import light, look, scene
from briefs.terms import clean_term, fold

_ROWS: Final = {
    "light": light.LIGHTS,
    "mood": light.MOODS,
    "style": look.STYLES,
    "composition": look.COMPOSITIONS,
    "people": scene.PEOPLE,
    "environment": scene.ENVIRONMENTS,
    "subject": scene.SUBJECTS,
    "must_not_show": scene.NOT_SHOWN,
}


def _document(vocabulary: str, row: light.Row) -> dict[str, Any]:
    """Tag lists say what CLIP is told, structured requests what a sentence says."""
    label, definition, synonyms, clip, t5, previz = row
    return clean_term(
        {
            "vocabulary": vocabulary,
            "label": label,
            "definition": definition,
            "synonyms": synonyms.split("|"),
            "tokens": {"clip": clip, "t5": t5, "tags": clip, "json": t5, "previz": previz},
        }
    )


TERMS: Final = [_document(vocabulary, row) for vocabulary, rows in _ROWS.items() for row in rows]


@transaction.atomic
def seed_terms() -> None:
    """Add the shared terms that are missing. What is there is left alone."""
    there = list(Term.objects.filter(brand=None))
    have = {(term.vocabulary, fold(term.label)) for term in there}
    slugs: dict[str, set[str]] = {}
    for term in there:
        slugs.setdefault(term.vocabulary, set()).add(term.slug)
    made = []
    for document in TERMS:
        if (document["vocabulary"], fold(document["label"])) in have:
            continue
        taken = slugs.setdefault(document["vocabulary"], set())
        content = {name: value for name, value in document.items() if name != "deprecated"}
        made.append(Term(slug=slug_for(document["label"], taken), changed_at=timezone.now(), **content))
        taken.add(made[-1].slug)
    Term.objects.bulk_create(made)

"""How often drafts say a term, and which of them show a character."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

from django.db.models import Count, QuerySet

from briefs.models import Brief, Character, Term
from briefs.terms import fold, known_words


def counted(briefs: QuerySet[Brief], vocabulary: str, terms: Iterable[Term]) -> Counter[int]:
    """Term's id -> drafts that say it, or a synonym of it. One query, whatever the number of terms."""
    rows = [term for term in terms if term.vocabulary == vocabulary]
    said = briefs.order_by().values_list("brand", f"draft__{vocabulary}").annotate(count=Count("pk"))
    known: dict[int, dict[tuple[str, str], Term]] = {}
    found: Counter[int] = Counter()
    for brand, value, count in said:
        if brand not in known:
            known[brand] = known_words(term for term in rows if term.brand_id in (brand, None))
        for words in {fold(item) for item in (value if isinstance(value, list) else [value]) if isinstance(item, str)}:
            if term := known[brand].get((vocabulary, words)):
                found[term.pk] += count
    return found


def showing(briefs: Any, character: Character) -> Any:
    """The briefs whose draft names the character, newest first."""
    named = briefs.filter(brand=character.brand, draft__characters__contains=[character.slug])
    return named.select_related("campaign").order_by("-saved_at")

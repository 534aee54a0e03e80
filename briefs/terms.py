"""A brand's words: which term a phrase of a brief means, and how each dialect says it. Asks the database nothing.

A revision carries what its words mean as {field: {words in small letters: {"label", "tokens"}}}, so that it compiles
the same for ever, whatever the vocabulary says later.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from briefs.models import Term
from briefs.spec import BriefSpec
from briefs.vocabulary import VOCABULARIES

Said = Mapping[str, Mapping[str, Mapping[str, Any]]]


def terms_said(spec: BriefSpec, terms: Iterable[Term]) -> dict[str, dict[str, Any]]:
    """What the words of `spec` mean, by field. A synonym means its term; a deprecated term means its successor."""
    known: dict[tuple[str, str], Term] = {}
    for row in terms:
        for words in (row.label, *row.synonyms):
            known.setdefault((row.vocabulary, words.lower()), row)  # the brand's own come first
    found: dict[str, dict[str, Any]] = {}
    for field in VOCABULARIES:
        value = getattr(spec, field)
        for words in value if isinstance(value, tuple) else (value,):
            if term := known.get((field, words.lower())):
                meant = term.successor if term.deprecated and term.successor else term
                found.setdefault(field, {})[words.lower()] = {"label": meant.label, "tokens": dict(meant.tokens)}
    return found

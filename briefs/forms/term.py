"""A term as its admin form sends it."""

from __future__ import annotations

from typing import Any

from django import forms

from briefs.dialects import BY_SLUG
from briefs.models import Term
from briefs.spec import TERM_LIMIT, WORD_LIMIT
from briefs.terms import DEFINITION_LIMIT, MOST_SYNONYMS


class TermForm(forms.Form):
    """A term's words; synonyms stand one on a line."""

    label = forms.CharField(label="Term", max_length=TERM_LIMIT)
    definition = forms.CharField(
        label="What it means", max_length=DEFINITION_LIMIT, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    synonyms = forms.CharField(
        label="Also said as", required=False, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=f"One on a line, at most {MOST_SYNONYMS}. They mean the same.",
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for dialect in BY_SLUG.values():
            self.fields[dialect.slug] = forms.CharField(label=dialect.name, max_length=WORD_LIMIT, required=False)

    @property
    def said(self) -> list[forms.BoundField]:
        """The fields of what each dialect is told."""
        return [self[slug] for slug in BY_SLUG]

    @staticmethod
    def initial_from(term: Term) -> dict[str, Any]:
        return {
            "label": term.label,
            "definition": term.definition,
            "synonyms": "\n".join(term.synonyms),
            **{slug: term.tokens.get(slug, "") for slug in BY_SLUG},
        }

    def document(self) -> dict[str, Any]:
        data = self.cleaned_data
        return {
            "label": data["label"],
            "definition": data["definition"],
            "synonyms": data["synonyms"].splitlines(),
            "tokens": {slug: data[slug] for slug in BY_SLUG if data[slug]},
        }

"""A prompt template as a form: its name, and the rules of each dialect as JSON."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Final

from django import forms

from briefs.compile.template import SIZE_LIMIT
from briefs.dialects import BY_SLUG
from studio.lib.problems import BadInput
from studio.people.models import Brand

_ORDER: Final = (
    "limit", "windows", "join", "positive", "negative", "key", "as", "parts", "text", "field", "pack", "character",
    "count",
)  # fmt: skip


class PromptTemplateForm(forms.Form):
    name = forms.CharField(label="Name", max_length=80)
    note = forms.CharField(label="What changes", required=False, max_length=200)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for slug, dialect in BY_SLUG.items():
            self.fields[slug] = forms.CharField(
                label=f"{dialect.name}, as JSON",
                required=False,
                max_length=SIZE_LIMIT,
                help_text=f"{dialect.about}. Empty: the template does not speak it.",
                widget=forms.Textarea(attrs={"rows": 16, "spellcheck": "false", "class": "mono"}),
            )

    @classmethod
    def initial_from(cls, document: Mapping[str, Any]) -> dict[str, str]:
        rules = {slug: written(document["dialects"][slug]) for slug in BY_SLUG if slug in document["dialects"]}
        return {"name": document["name"], **rules}

    def document(self, slug: str) -> dict[str, Any]:
        """The document as it was typed, not judged yet. Raises BadInput where a dialect is no JSON."""
        faults: dict[str, list[str]] = {}
        dialects: dict[str, Any] = {}
        for name in BY_SLUG:
            text = str(self.cleaned_data.get(name) or "").strip()
            if not text:
                continue
            try:
                dialects[name] = json.loads(text)
            except json.JSONDecodeError as fault:
                faults[name] = [f"Line {fault.lineno}, column {fault.colno}: this is no JSON ({fault.msg})."]
            except (RecursionError, ValueError):
                faults[name] = ["This is nested too deeply, or holds a number that is too long. Write it flatter."]
        if faults:
            raise BadInput(fields=faults)
        return {"slug": slug, "name": self.cleaned_data["name"], "dialects": dialects}

    def told(self, fault: BadInput) -> None:
        """Each sentence under the dialect it is about: “clip, positive, part 3” stands under clip."""
        for place, lines in fault.fields.items():
            control: str | None = place.split(",")[0]
            if control not in self.fields:
                control = None
            for line in lines:
                self.add_error(control, line)


class NewPromptTemplateForm(forms.Form):
    brand = forms.ModelChoiceField(Brand.objects.none(), label="Brand", empty_label=None)
    name = forms.CharField(label="Name", max_length=80)
    slug = forms.SlugField(
        label="Short name",
        help_text="Small letters, digits and hyphens; it never changes. With that of a shared template it replaces it.",
    )

    def __init__(self, *args: Any, brands: list[Brand], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        mine = Brand.objects.filter(pk__in=[brand.pk for brand in brands])
        self.fields["brand"].queryset = mine  # type: ignore[attr-defined]


def written(rules: Mapping[str, Any]) -> str:
    """Rules as a person edits them: one part a line."""
    lines = [f"  {json.dumps(name)}: {_value(rules[name])}" for name in _in_order(rules)]
    return "{\n" + ",\n".join(lines) + "\n}"


def _value(value: Any) -> str:
    if isinstance(value, list) and value:
        return "[\n" + ",\n".join(f"    {_value(item)}" for item in value) + "\n  ]"
    if isinstance(value, Mapping):
        inner = {name: value[name] for name in _in_order(value)}
        if "parts" in inner:
            inner["parts"] = [{name: part[name] for name in _in_order(part)} for part in inner["parts"]]
        return json.dumps(inner, ensure_ascii=False)
    return json.dumps(value, ensure_ascii=False)


def _in_order(names: Mapping[str, Any]) -> list[str]:
    """The database keeps no order; people read what a part is about first."""
    return sorted(names, key=lambda name: (_ORDER.index(name) if name in _ORDER else len(_ORDER), name))

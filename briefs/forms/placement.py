"""A placement as its admin form sends it."""

from __future__ import annotations

from typing import Any

from django import forms

from briefs.placement import COLOUR_SPACES, EDGES, FORMATS
from briefs.vocabulary import CHANNELS


class PlacementForm(forms.Form):
    """A placement's document as fields; per cent for fractions, kB for bytes."""

    name = forms.CharField(label="Name", max_length=80)
    channel = forms.ChoiceField(label="Channel", choices=[(key, term.label) for key, term in CHANNELS.items()])
    width = forms.FloatField(label="Width")
    height = forms.FloatField(label="Height")
    unit = forms.ChoiceField(label="Unit", choices=[("px", "pixels"), ("mm", "millimetres")])
    dpi = forms.FloatField(label="Dots per inch", required=False, help_text="For millimetres. Empty: 72.")
    safe_top = forms.FloatField(label="Safe area, top, %", initial=0)
    safe_right = forms.FloatField(label="Right, %", initial=0)
    safe_bottom = forms.FloatField(label="Bottom, %", initial=0)
    safe_left = forms.FloatField(label="Left, %", initial=0)
    bleed_mm = forms.FloatField(label="Bleed, mm", initial=0, required=False)
    colour_space = forms.ChoiceField(label="Colour space", choices=list(COLOUR_SPACES.items()))
    preferred = forms.ChoiceField(label="Format", choices=list(FORMATS.items()))
    formats = forms.MultipleChoiceField(
        label="Also taken", required=False, choices=list(FORMATS.items()), widget=forms.CheckboxSelectMultiple
    )
    max_kb = forms.FloatField(label="Byte budget, kB", required=False, help_text="Empty: none.")
    background = forms.CharField(label="Background", required=False, help_text="#FFFFFF, transparent, or empty.")
    max_chars = forms.IntegerField(label="Longest headline, characters", initial=40, help_text="0: no headline here.")
    source = forms.CharField(label="Source", required=False, help_text="Who publishes this spec.")
    read = forms.CharField(label="Read on", required=False, help_text="As 2026-10-20.")
    note = forms.CharField(label="What changes", required=False, max_length=200)

    @classmethod
    def initial_from(cls, document: dict[str, Any]) -> dict[str, Any]:
        limit = document["max_bytes"]
        plain = {name: document[name] for name in cls.base_fields if name in document}
        safe = {f"safe_{edge}": round(document["safe"][edge] * 100, 2) for edge in EDGES}
        first, *others = document["formats"]
        plain |= {"preferred": first, "formats": others}
        return plain | safe | {"max_kb": limit / 1000 if limit else None, "max_chars": document["copy"]["max_chars"]}

    def document(self, slug: str) -> dict[str, Any]:
        data = self.cleaned_data
        names = ("name", "channel", "unit", "colour_space", "background", "source", "read")
        return {name: data[name] for name in names} | {
            "slug": slug,
            "formats": list(dict.fromkeys([data["preferred"], *data["formats"]])),
            "width": _whole(data["width"]),
            "height": _whole(data["height"]),
            "dpi": _whole(data["dpi"] or 72),
            "safe": {edge: round(data[f"safe_{edge}"] / 100, 4) for edge in EDGES},
            "bleed_mm": data["bleed_mm"] or 0.0,
            "max_bytes": round(data["max_kb"] * 1000) if data["max_kb"] else None,
            "copy": {"max_chars": data["max_chars"]},
        }


def _whole(value: float) -> float | int:
    return int(value) if value == int(value) else value


class NewPlacementForm(PlacementForm):
    slug = forms.SlugField(
        label="Short name", help_text="Small letters, digits and hyphens, as story-9x16. It never changes."
    )
    field_order = ("slug",)

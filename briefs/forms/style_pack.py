"""A style pack as its admin form sends it."""

from __future__ import annotations

from typing import Any

from django import forms

from briefs.style import CORNERS, DIALECTS, SCRIPTS
from briefs.vocabulary import SCRIPT_NAMES
from studio.people.models import Brand
from studio.people.roles import MAY


class StylePackForm(forms.Form):
    """A style pack's document as fields; one entry per line where it is a list."""

    name = forms.CharField(label="Name", max_length=80)
    medium = forms.CharField(label="Medium", required=False, help_text="As photograph, or gouache painting.")
    clip = forms.CharField(label="Prompt tokens, CLIP", required=False, widget=forms.Textarea, help_text="One a line.")
    t5 = forms.CharField(
        label="Prompt tokens, sentences", required=False, widget=forms.Textarea, help_text="One a line."
    )
    previz = forms.CharField(
        label="Prompt tokens, previz", required=False, widget=forms.Textarea, help_text="One a line."
    )
    negative = forms.CharField(
        label="Never", required=False, widget=forms.Textarea, help_text="Negative tokens, one a line."
    )
    palette = forms.CharField(
        label="Palette", required=False, widget=forms.Textarea,
        help_text="One colour a line: name, #hex, tolerance in ΔE 2000. As signal orange, #FCA311, 4",
    )  # fmt: skip
    desaturate = forms.FloatField(label="Desaturate, 0 to 1", initial=0)
    contrast = forms.FloatField(label="Contrast, 0.5 to 2", initial=1)
    grain = forms.FloatField(label="Grain, 0 to 0.2", initial=0)
    margins = forms.FloatField(label="Safe margins, % of the width", initial=6)
    lens = forms.CharField(label="Lens", required=False)
    light = forms.CharField(label="Light", required=False)
    family = forms.CharField(label="Font family", initial="Source Sans Pro")
    weight = forms.CharField(label="Weight", initial="Semibold")
    scripts = forms.MultipleChoiceField(
        label="Scripts the font covers", required=False, widget=forms.CheckboxSelectMultiple,
        choices=[(key, SCRIPT_NAMES[key] if key != "Hant" else "Chinese, traditional") for key in SCRIPTS],
    )  # fmt: skip
    corner = forms.ChoiceField(
        label="Logo",
        required=False,
        choices=[("", "No logo"), *((c, c.replace("-", " ").capitalize()) for c in CORNERS)],
    )
    logo_width = forms.FloatField(label="Logo's width, % of the frame", initial=12)
    logo_clear = forms.FloatField(label="Kept clear around it, %", initial=3)
    note = forms.CharField(label="What changes", required=False, max_length=200)

    @classmethod
    def initial_from(cls, document: dict[str, Any]) -> dict[str, Any]:
        plain = {
            name: document[name] for name in ("name", "medium", "desaturate", "contrast", "grain", "lens", "light")
        }
        plain |= {dialect: "\n".join(document["tokens"].get(dialect, [])) for dialect in DIALECTS}
        plain["negative"] = "\n".join(document["negative"])
        plain["palette"] = "\n".join(f"{c['name']}, {c['hex']}, {c['tolerance']:g}" for c in document["palette"])
        plain["margins"] = round(document["margins"] * 100, 2)
        plain |= document["typography"]
        logo = document["logo"]
        plain["corner"] = logo.get("corner", "")
        return plain | {f"logo_{key}": round(logo[key] * 100, 2) for key in ("width", "clear") if key in logo}

    def clean_palette(self) -> list[dict[str, Any]]:
        found = []
        for number, line in enumerate(self.cleaned_data["palette"].splitlines(), 1):
            if not line.strip():
                continue
            parts = [part.strip() for part in line.split(",")]
            try:
                name, code, tolerance = parts[0], parts[1], float(parts[2]) if len(parts) > 2 else 5.0
            except (IndexError, ValueError):
                raise forms.ValidationError(
                    f"Line {number}: write name, #hex, tolerance, as signal orange, #FCA311, 4."
                ) from None
            found.append({"name": name, "hex": code, "tolerance": tolerance})
        return found

    def document(self, slug: str) -> dict[str, Any]:
        data = self.cleaned_data
        names = ("name", "medium", "palette", "desaturate", "contrast", "grain", "lens", "light")
        logo = {"corner": data["corner"], "width": data["logo_width"] / 100, "clear": data["logo_clear"] / 100}
        return {name: data[name] for name in names} | {
            "slug": slug,
            "tokens": {dialect: _entries(data.get(dialect, "")) for dialect in DIALECTS},
            "negative": _entries(data["negative"]),
            "margins": data["margins"] / 100,
            "typography": {name: data[name] for name in ("family", "weight", "scripts")},
            "logo": logo if data["corner"] else {},
        }


def _entries(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


class NewStylePackForm(forms.Form):
    brand = forms.ModelChoiceField(Brand.objects.none(), label="Brand", empty_label=None)
    name = forms.CharField(label="Name", max_length=80)
    slug = forms.SlugField(label="Short name", help_text="Small letters, digits and hyphens. It never changes.")

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        mine = Brand.objects.filter(memberships__user=user, memberships__role__in=MAY["keep style packs"]).distinct()
        self.fields["brand"].queryset = mine  # type: ignore[attr-defined]

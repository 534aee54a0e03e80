"""What the pages send, read into documents. The rules themselves are in spec, placement and style."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.http import QueryDict

from briefs.models import Campaign
from briefs.placement import COLOUR_SPACES, EDGES, FORMATS
from briefs.spec import COPY_LIMITS, TITLE_LIMIT
from briefs.style import CORNERS, DIALECTS, SCRIPTS
from briefs.vocabulary import CHANNELS, SCRIPT_NAMES
from studio.people.models import Brand
from studio.people.roles import MAY

TEXTS = (
    "title", "job", "message", "subject", "shot", "people", "environment", "composition", "light", "mood",
    "copy_space", "subject_position", "horizon", "style_pack", "flight_from", "flight_to", "use_class",
)  # fmt: skip
LISTS = ("placements", "channels", "must_not_show", "style", "markets")
_COPY = re.compile(r"copy\.([A-Za-z-]{2,12})\.([a-z]{2,10})")


def patch_from(post: QueryDict) -> dict[str, Any]:
    """The fields that the form sent, as a draft document. Fields that are not in the form are not in the patch.

    Lists come as repeated names, where an empty entry says only that the field is in the form; `remove` is
    “field:entry”, `add_locale` a language.
    """
    patch: dict[str, Any] = {name: post[name] for name in TEXTS if name in post}
    for name in LISTS:
        if name in post:
            patch[name] = [item for item in post.getlist(name) if item.strip()]
    if "safe_margins" in post:
        patch["safe_margins"] = _percent(str(post["safe_margins"]))
    if "copy" in post:
        patch["copy"] = _copy(post)
    field, _, entry = post.get("remove", "").partition(":")
    if field in LISTS and field in patch:
        patch[field] = [item for item in patch[field] if item != entry]
    elif field == "copy" and "copy" in patch:
        patch["copy"].pop(entry, None)
    return patch


def _percent(text: str) -> float | str | None:
    """“6”, “6 %” or “6,5”: per cent of the width; empty: None. What is no number is left for the spec to refuse."""
    plain = text.replace("%", "").replace(",", ".").strip()
    if not plain:
        return None
    try:
        return round(float(plain) / 100, 6)
    except ValueError:
        return text


def _copy(post: QueryDict) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for name, value in post.items():
        match = _COPY.fullmatch(name)
        if match and match.group(2) in COPY_LIMITS:
            found.setdefault(match.group(1), {})[match.group(2)] = str(value)
    locale = post.get("add_locale", "")
    if locale:
        found.setdefault(locale, {})
    return found


class NewBriefForm(forms.Form):
    """A title, and a campaign: one that is there, or the name of a new one at a brand."""

    title = forms.CharField(label="What is it called?", max_length=TITLE_LIMIT)
    campaign = forms.ModelChoiceField(
        Campaign.objects.none(), label="Campaign", required=False, empty_label="A new campaign"
    )
    name = forms.CharField(label="Name of the new campaign", max_length=TITLE_LIMIT, required=False)
    brand = forms.ModelChoiceField(
        Brand.objects.none(), label="Brand of the new campaign", required=False, empty_label=None
    )

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        mine = Brand.objects.filter(memberships__user=user, memberships__role__in=MAY["write a brief"]).distinct()
        campaigns = Campaign.objects.visible_to(user).filter(brand__in=mine).select_related("brand")
        self.fields["brand"].queryset = mine  # type: ignore[attr-defined]
        self.fields["campaign"].queryset = campaigns  # type: ignore[attr-defined]
        self.fields["campaign"].label_from_instance = lambda row: f"{row.brand} / {row.name}"  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not data.get("campaign") and not (data.get("name") and data.get("brand")):
            self.add_error("campaign", "Choose a campaign, or name a new one and its brand.")
        return data


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
        plain |= {dialect: "\n".join(document["tokens"][dialect]) for dialect in DIALECTS}
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
            "tokens": {dialect: _entries(data[dialect]) for dialect in DIALECTS},
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

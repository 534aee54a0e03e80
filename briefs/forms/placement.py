"""A placement as its admin form sends it."""

from __future__ import annotations

import json
from typing import Any, Final

from django import forms

from briefs.forms.keep_rows import KeepRows, others_of, rows_of
from briefs.placement import COLOUR_SPACES, EDGES, FORMATS, LABELS, UNITS
from briefs.vocabulary import CHANNELS

OURS: Final = (
    "width", "height", "dpi", "safe", "clear", "bleed_mm", "colour_space", "formats", "max_bytes", "copy", "motion",
)  # fmt: skip
CONTROLS: Final = {"safe": "safe_top", "max_bytes": "max_kb", "copy": "max_chars", "motion": "motion_max_s"}
LIMITS: Final = ("subline_chars", "cta_chars", "primary_chars")


class PlacementForm(forms.Form):
    """A placement's document as fields; per cent for fractions, kB and MB for bytes. What is left empty is absent."""

    name = forms.CharField(label="Name", max_length=80)
    channel = forms.ChoiceField(label="Channel", choices=[(key, term.label) for key, term in CHANNELS.items()])
    width = forms.FloatField(label="Width")
    height = forms.FloatField(label="Height")
    unit = forms.ChoiceField(label="Unit", choices=list(UNITS.items()))
    dpi = forms.FloatField(label="Dots per inch", required=False, help_text="For millimetres. Empty: 72.")
    min_width = forms.FloatField(label="Least width, px", required=False)
    min_height = forms.FloatField(label="Least height, px", required=False)
    safe_top = forms.FloatField(label="Top, %", initial=0)
    safe_right = forms.FloatField(label="Right, %", initial=0)
    safe_bottom = forms.FloatField(label="Bottom, %", initial=0)
    safe_left = forms.FloatField(label="Left, %", initial=0)
    clear = KeepRows(label="Keep clear", required=False)
    bleed_mm = forms.FloatField(label="Bleed, mm", initial=0, required=False)
    colour_space = forms.ChoiceField(label="Colour space", choices=list(COLOUR_SPACES.items()))
    profile = forms.CharField(label="Profile", required=False, help_text="Of CMYK, as PSO Coated v3 (FOGRA51).")
    preferred = forms.ChoiceField(label="Format", choices=list(FORMATS.items()))
    formats = forms.MultipleChoiceField(
        label="Also taken", required=False, choices=list(FORMATS.items()), widget=forms.CheckboxSelectMultiple
    )
    max_kb = forms.FloatField(label="Byte budget, kB", required=False, help_text="Empty: none.")
    background = forms.CharField(label="Background", required=False, help_text="#FFFFFF, transparent, or empty.")
    max_chars = forms.IntegerField(label="Headline", required=False, help_text="0: none here. Empty: no limit.")
    subline_chars = forms.IntegerField(label="Subline", required=False)
    cta_chars = forms.IntegerField(label="Call to action", required=False)
    primary_chars = forms.IntegerField(label="Beside the picture", required=False)
    motion_min_s = forms.FloatField(label="Shortest, s", required=False)
    motion_max_s = forms.FloatField(label="Longest, s", required=False)
    motion_fps = forms.CharField(label="Frames a second", required=False, help_text="As 25, 30.")
    motion_max_mb = forms.FloatField(label="Byte budget, MB", required=False)
    motion_codecs = forms.CharField(label="Codecs", required=False, help_text="As H.264, H.265.")
    source = forms.CharField(label="Source", required=False, help_text="Who publishes this spec, and in what.")
    url = forms.CharField(label="Its page", required=False, help_text="https://…")
    read = forms.CharField(label="Read on", required=False, help_text="As 2026-10-20. Empty until somebody has.")
    ours = forms.MultipleChoiceField(
        label="Our own choice, which the source does not say",
        required=False,
        choices=[(name, LABELS[name]) for name in OURS],
        widget=forms.CheckboxSelectMultiple,
    )
    note = forms.CharField(label="What changes", required=False, max_length=200)

    @classmethod
    def initial_from(cls, document: dict[str, Any]) -> dict[str, Any]:
        limit, motion = document["max_bytes"], document.get("motion", {})
        plain = {name: document[name] for name in cls.base_fields if name in document}
        plain["bleed_mm"] = _whole(float(document["bleed_mm"]))
        first, *others = document["formats"]
        return (
            plain
            | {f"safe_{edge}": _whole(round(document["safe"][edge] * 100.0, 2)) for edge in EDGES}
            | {name: document["copy"].get(name) for name in ("max_chars", *LIMITS)}
            | {"preferred": first, "formats": others, "max_kb": _whole(limit / 1000) if limit else None}
            | {f"motion_{name}": motion.get(name) for name in ("min_s", "max_s")}
            | {"motion_max_mb": _whole(motion["max_bytes"] / 1e6) if "max_bytes" in motion else None}
            | {f"motion_{name}": ", ".join(f"{one:g}" if name == "fps" else one for one in motion.get(name, []))
               for name in ("fps", "codecs")}
        )  # fmt: skip

    def document(self, slug: str) -> dict[str, Any]:
        data = self.cleaned_data
        names = ("name", "channel", "unit", "colour_space", "background", "source", "read", "url", "profile", "clear")
        limits = {name: data[name] for name in LIMITS if data[name] is not None}
        return {name: data[name] for name in names} | {
            "slug": slug,
            "formats": list(dict.fromkeys([data["preferred"], *data["formats"]])),
            "width": _whole(data["width"]),
            "height": _whole(data["height"]),
            "min_width": _whole(data["min_width"]),
            "min_height": _whole(data["min_height"]),
            "dpi": _whole(data["dpi"] or 72),
            "safe": {edge: round(data[f"safe_{edge}"] / 100, 4) for edge in EDGES},
            "bleed_mm": data["bleed_mm"] or 0.0,
            "max_bytes": _times(data["max_kb"], 1000),
            "motion": self._motion(),
            "ours": data["ours"],
            "copy": {"max_chars": data["max_chars"], **limits},
        }

    def clean_motion_fps(self) -> list[float]:
        try:
            return [float(part) for part in self.cleaned_data["motion_fps"].split(",") if part.strip()]
        except ValueError:
            raise forms.ValidationError("Frames a second: write numbers with commas between, as 25, 30.") from None

    def _motion(self) -> dict[str, Any]:
        data = self.cleaned_data
        codecs = [part.strip() for part in data["motion_codecs"].split(",") if part.strip()]
        most = _times(data["motion_max_mb"], 1_000_000)
        found: dict[str, Any] = {name: _whole(data[f"motion_{name}"]) for name in ("min_s", "max_s")}
        found |= {"max_bytes": most, "fps": [_whole(rate) for rate in data["motion_fps"]], "codecs": codecs}
        return {name: value for name, value in found.items() if value not in (None, [])}

    @property
    def keep_rows(self) -> list[dict[str, str]]:
        """The rows that are filled in, and one more."""
        return [*rows_of(self["clear"].value()), {}]

    @property
    def keep_others(self) -> str:
        """Circles and polygons as JSON; a row of the page cannot say them."""
        return json.dumps(others_of(self["clear"].value())) if others_of(self["clear"].value()) else ""


def _whole(value: float | None) -> float | int | None:
    return int(value) if value is not None and value.is_integer() else value


def _times(value: float | None, factor: int) -> int | None:
    """Whole bytes; a number beyond all reason stays finite, and the document's own limit refuses it."""
    return round(min(value, 1e9) * factor) if value else None


class NewPlacementForm(PlacementForm):
    slug = forms.SlugField(
        label="Short name", help_text="Small letters, digits and hyphens, as story-9x16. It never changes."
    )
    field_order = ("slug",)

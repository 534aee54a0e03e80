"""A style pack as its admin form sends it: plain fields here, its lists in style_rows.py."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from django import forms

from briefs.dialects import BY_SLUG, DIALECTS
from briefs.forms.style_rows import LISTS, SCRIPT_CHOICES, Row, count_of, gathered, spread
from briefs.style.parts import ALIGNMENTS, CASES, CORNERS, LOGO_BACKGROUNDS
from studio.people.models import Brand
from studio.people.roles import MAY

PLAIN: Final = ("name", "medium", "desaturate", "contrast", "grain", "lens", "light")
TYPE: Final = ("family", "weight", "case", "alignment", "smallest", "tracking", "until")


def _choices(values: Sequence[str], nothing: str) -> list[tuple[str, str]]:
    return [(value, value.replace("-", " ").capitalize() or nothing) for value in values]


def _lines(label: str, hint: str) -> forms.CharField:
    return forms.CharField(label=label, required=False, help_text=hint, widget=forms.Textarea(attrs={"rows": 2}))


class StylePackForm(forms.Form):
    """A style pack's document as fields; one entry per line where it is a list of words, per cent for fractions.

    `initial` is as flat as what a browser sends (see `initial_from`), so what was typed can be shown again unjudged.
    """

    use_required_attribute = False  # a press on a list's button sends the form as it stands

    name = forms.CharField(label="Name", max_length=80)
    medium = forms.CharField(label="Medium", required=False, help_text="As photograph, or gouache painting.")
    lens = forms.CharField(label="Lens", required=False, help_text="As 35 mm, or 85 mm wide open.")
    light = forms.CharField(label="Light", required=False, help_text="As low sun, long shadows.")
    clip = _lines(BY_SLUG["clip"].name, "Phrases, one a line.")
    t5 = _lines(BY_SLUG["t5"].name, "Parts of sentences, one a line.")
    tags = _lines(BY_SLUG["tags"].name, "Single tags, one a line. Empty: as SDXL.")
    json = _lines(BY_SLUG["json"].name, "One a line. Empty: as FLUX.")
    previz = _lines(BY_SLUG["previz"].name, "What the built-in engine reads, one a line.")
    negative = _lines("Never", "What no picture may show, one a line. For dialects that have a negative prompt.")
    desaturate = forms.FloatField(label="Desaturate", initial=0, help_text="0 leaves colour, 1 takes it all.")
    contrast = forms.FloatField(label="Contrast", initial=1, help_text="Around mid grey, 0.5 to 2.")
    grain = forms.FloatField(label="Grain", initial=0, help_text="0 to 0.2 of full scale.")
    lut = forms.FileField(
        label="LUT, a .cube file", required=False, help_text="Three-dimensional, up to 65 points a side.",
        widget=forms.FileInput(attrs={"accept": ".cube"}),
    )  # fmt: skip
    without_lut = forms.BooleanField(label="Take the LUT off", required=False)
    margins = forms.FloatField(label="Safe margins, % of the width", initial=6)
    characters = _lines("Characters", "Short names of character sheets, one a line.")
    family = forms.CharField(label="Font family", initial="Source Sans Pro")
    weight = forms.CharField(label="Weight", initial="Semibold")
    scripts = forms.MultipleChoiceField(
        label="Scripts the font covers", required=False, widget=forms.CheckboxSelectMultiple, choices=SCRIPT_CHOICES
    )
    case = forms.ChoiceField(label="Case", required=False, choices=_choices(CASES, "No rule"))
    alignment = forms.ChoiceField(label="Alignment", required=False, choices=_choices(ALIGNMENTS, "No rule"))
    smallest = forms.FloatField(label="Smallest size, px", required=False, help_text="Points on print.")
    tracking = forms.FloatField(label="Tracking, em", required=False)
    until = forms.CharField(label="Font licence until", required=False, help_text="As 2027-12-31. Empty: for ever.")
    corner = forms.ChoiceField(label="Corner", required=False, choices=_choices(("", *CORNERS), "No logo"))
    logo_width = forms.FloatField(label="Width, % of the frame", initial=12)
    logo_clear = forms.FloatField(label="Kept clear around it, %", initial=3)
    logo_background = forms.ChoiceField(
        label="Background", required=False, choices=_choices(LOGO_BACKGROUNDS, "No rule")
    )
    never_on = _lines("Never on", "What it may not stand on, one a line: a colour’s name or code, faces, the product.")
    drift_limit = forms.FloatField(
        label="Drift limit, ΔE", required=False, help_text="Publishing stops above it. Empty: 3."
    )
    note = forms.CharField(label="What changes", required=False, max_length=200)

    def __init__(self, data: Any = None, files: Any = None, *, initial: Mapping[str, Any] | None = None) -> None:
        super().__init__(data, files, initial=dict(initial or {}))
        sent = data if data is not None else self.initial
        self.lists: dict[str, list[Row]] = {}
        for name, (kind, _) in LISTS.items():
            rows = enumerate(gathered(sent, name))
            self.lists[name] = [kind(data, prefix=f"{name}-{place}", initial=row) for place, row in rows]
        self.told: dict[str, list[str]] = {}  # what an action said of a whole list

    def is_valid(self) -> bool:
        judged = [
            row.is_valid() for rows in self.lists.values() for row in rows if not row.blank()
        ]  # every one of them
        return super().is_valid() and all(judged)

    @classmethod
    def initial_from(cls, document: Mapping[str, Any]) -> dict[str, Any]:
        """The document as the form would send it."""
        type_, logo, tokens = document.get("typography") or {}, document.get("logo") or {}, document["tokens"]
        flat = {name: document[name] for name in PLAIN}
        flat |= {dialect: "\n".join(tokens.get(dialect, [])) for dialect in DIALECTS}
        flat |= {name: "\n".join(document.get(name, [])) for name in ("negative", "characters")}
        flat |= {"margins": round(document["margins"] * 100, 2), "drift_limit": document.get("drift_limit")}
        flat |= {name: type_.get(name) for name in (*TYPE, "scripts")}
        flat |= {"corner": logo.get("corner", ""), "logo_background": logo.get("background", "")}
        flat |= {
            f"logo_{key}": round(logo.get(key, usual) * 100, 2) for key, usual in (("width", 0.12), ("clear", 0.03))
        }
        flat["never_on"] = "\n".join(logo.get("never_on", []))
        for name, entries in _entries(document).items():
            flat |= spread(name, entries)
        return flat

    def document(self, slug: str) -> dict[str, Any]:
        """What the form says, for style.clean to judge. A list that was not sent is not in it."""
        data = self.cleaned_data
        said = {name: data[name] for name in PLAIN} | {"slug": slug, "margins": data["margins"] / 100}
        said["tokens"] = {dialect: _split(data[dialect]) for dialect in DIALECTS}
        said |= {name: _split(data[name]) for name in ("negative", "characters")}
        said["drift_limit"] = data["drift_limit"]
        said["typography"] = {name: data[name] for name in (*TYPE, "scripts")}
        logo = {"corner": data["corner"], "width": data["logo_width"] / 100, "clear": data["logo_clear"] / 100}
        logo |= {"background": data["logo_background"], "never_on": _split(data["never_on"])}
        said["logo"] = logo if data["corner"] else {}
        found = {
            name: [row.entry() for row in rows if not row.blank()]
            for name, rows in self.lists.items()
            if count_of(self.data, name) >= 0
        }
        said |= {
            name: found[name] for name in ("palette", "layouts", "references", "loras", "goldens") if name in found
        }
        if "families" in found:
            said["typography"]["families"] = {row.get("script"): row.get("family") for row in found["families"]}
        if "checks" in found:
            said["checks"] = {row.get("check", ""): row.get("limit") for row in found["checks"]}
        if "engines" in found:
            said["engines"] = _settings(found["engines"])
        return said


def _entries(document: Mapping[str, Any]) -> dict[str, list[dict[str, Any]]]:
    """Every list of the document, as rows."""
    families = (document.get("typography") or {}).get("families") or {}
    engines = document.get("engines") or {}
    return {
        **{name: list(document.get(name) or []) for name in ("palette", "layouts", "references", "loras", "goldens")},
        "families": [{"script": script, "family": family} for script, family in families.items()],
        "checks": [{"check": check, "limit": limit} for check, limit in (document.get("checks") or {}).items()],
        "engines": [
            {"engine": engine, "setting": setting, "value": value}
            for engine, settings in engines.items()
            for setting, value in settings.items()
        ],
    }


def _settings(rows: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """{engine: {setting: value}}; what reads as a number is one."""
    found: dict[str, dict[str, Any]] = {}
    for row in rows:
        found.setdefault(row.get("engine", ""), {})[row.get("setting", "")] = _value(row.get("value", ""))
    return found


def _value(text: str) -> int | float | str:
    for kind in (int, float):
        try:
            return kind(text[:40])
        except ValueError:
            continue
    return text


def _split(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


class NewStylePackForm(forms.Form):
    brand = forms.ModelChoiceField(Brand.objects.none(), label="Brand", empty_label=None)
    name = forms.CharField(label="Name", max_length=80)
    slug = forms.SlugField(label="Short name", help_text="Small letters, digits and hyphens. It never changes.")

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["brand"].queryset = brands_keeping(user)  # type: ignore[attr-defined]


class ImportStylePackForm(forms.Form):
    brand = forms.ModelChoiceField(Brand.objects.none(), label="Brand", empty_label=None)
    file = forms.FileField(
        label="Style pack file", help_text="name.gatefold-style.zip, as a style pack’s page exports it.",
        widget=forms.FileInput(attrs={"accept": ".zip"}),
    )  # fmt: skip

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["brand"].queryset = brands_keeping(user)  # type: ignore[attr-defined]


def brands_keeping(user: Any) -> Any:
    """The brands at which the person may keep style packs."""
    return Brand.objects.filter(memberships__user=user, memberships__role__in=MAY["keep style packs"]).distinct()

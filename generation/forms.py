from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any
from uuid import uuid4

from django import forms

from briefs.models import Brief
from briefs.vocabulary import USE_CLASSES
from generation.actions import MOST
from generation.models import ModelEntry
from generation.registry import LEAVES_THE_MACHINE, WORLD, Licence
from generation.sets.axes import NAMES, offered
from studio.people.models import Brand, User
from studio.people.roles import may

LARGEST_SCENE = 2_000_000  # bytes


class OrderForm(forms.Form):
    """How many options of a brief, from which model."""

    model = forms.ModelChoiceField(
        ModelEntry.objects.none(),
        empty_label=None,
        error_messages={"invalid_choice": "Model: that one is not in use here. Choose one from the list."},
    )
    count = forms.IntegerField(
        label="Options",
        min_value=1,
        max_value=MOST,
        initial=16,
        error_messages={
            "min_value": f"Options: ask for 1 to {MOST}.",
            "max_value": f"Options: ask for 1 to {MOST}; make another batch for more.",
            "invalid": f"Options: give a whole number from 1 to {MOST}.",
            "required": f"Options: say how many, from 1 to {MOST}.",
        },
    )
    once = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, brief: Brief, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = offered_models(brief.brand)
        self.fields["model"].queryset = offered  # type: ignore[attr-defined]
        self.initial.setdefault("model", offered.filter(engine="previz").first() or offered.first())
        self.initial.setdefault("once", uuid4())


class SetForm(forms.Form):
    """One brief over its axes: what to tick of each, from which model, how many, and the most that it may come to."""

    locales = forms.MultipleChoiceField(label="Languages")
    hooks = forms.MultipleChoiceField(label="Hooks")
    placements = forms.MultipleChoiceField(label="Placements")
    colourways = forms.MultipleChoiceField(label="Colourways")
    model = forms.ModelChoiceField(ModelEntry.objects.none(), empty_label=None)
    count = forms.IntegerField(label="Options each", min_value=1, max_value=MOST, initial=8)
    cap = forms.IntegerField(label="At most, pictures", min_value=1)
    once = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, brief: Brief, document: Mapping[str, Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        whole = offered(document)
        for name in NAMES:
            values, field = getattr(whole, name), self.fields[name]
            if not values:
                del self.fields[name]
                continue
            field.choices = [(value, value) for value in values]  # type: ignore[attr-defined]
            field.error_messages["required"] = f"{field.label}: choose at least one."
            field.error_messages["invalid_choice"] = f"{field.label}: this brief has no “%(value)s”. Reload the page."
        for name in ("count", "cap"):
            label = "Options" if name == "count" else "Cap"
            said = f"{label}: give a whole number from 1{f' to {MOST}' if name == 'count' else ''}."
            self.fields[name].error_messages |= dict.fromkeys(("required", "invalid", "min_value", "max_value"), said)
        models = offered_models(brief.brand)
        self.fields["model"].queryset = models  # type: ignore[attr-defined]
        self.initial.setdefault("model", models.filter(engine="previz").first() or models.first())
        self.initial.setdefault("cap", (len(whole.colourways) or 1) * int(self.fields["count"].initial))
        self.initial.setdefault("once", uuid4())

    def order(self) -> dict[str, Any]:
        """What sets.order.order_set takes."""
        data = self.cleaned_data
        axes = {name: data[name] for name in NAMES if name in data}
        return {"axes": axes} | {name: data[name] for name in ("model", "count", "cap", "once")}


class SceneForm(forms.Form):
    """A scene as text or as a file; the file wins, because choosing one is the later thought."""

    scene = forms.CharField(
        widget=forms.Textarea(attrs={"rows": 24, "spellcheck": "false"}), required=False, strip=False
    )
    file = forms.FileField(label="Or a file", required=False)
    once = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        file = given.get("file")
        if file is not None and file.size > LARGEST_SCENE:
            raise forms.ValidationError({"file": f"Scene: up to {LARGEST_SCENE // 1_000_000} MB of JSON."})
        text = file.read().decode("utf-8", "replace") if file is not None else given.get("scene", "")
        if len(text) > LARGEST_SCENE:
            raise forms.ValidationError({"scene": f"Scene: up to {LARGEST_SCENE // 1_000_000} MB of JSON."})
        try:
            given["scene"] = json.loads(text)
        except (ValueError, RecursionError) as error:
            raise forms.ValidationError(
                {"scene": f"Scene: this is not JSON ({str(error)[:80]}). Mend it there."}
            ) from error
        return given


def offered_models(brand: Brand) -> Any:
    """The models that may be ordered from for this brand."""
    ready = ModelEntry.objects.filter(active=True, state="ready")
    mine = ready.filter(brand=brand) | ready.filter(brand=None)
    return mine.exclude(engine__in=LEAVES_THE_MACHINE) if brand.local_only else mine


class ModelForm(forms.Form):
    """A model in a folder that the workers see, and what its licence allows, as somebody read it."""

    brand = forms.ModelChoiceField(Brand.objects.none(), empty_label=None)
    name = forms.CharField(max_length=120, help_text="As its publisher calls it, with its version.")
    source = forms.CharField(
        label="Folder",
        max_length=500,
        help_text="The whole path as the workers see it, or owner/name@commit on the hub, where downloads are allowed.",
    )
    licence_id = forms.CharField(
        label="Licence", max_length=80, help_text="Its name or SPDX identifier, as Apache-2.0."
    )
    licence_version = forms.CharField(label="Licence version", max_length=40, required=False)
    licence_url = forms.URLField(label="Where its text is", required=False, assume_scheme="https")
    read_on = forms.DateField(label="Read on", widget=forms.DateInput(attrs={"type": "date"}))
    until = forms.DateField(label="Valid until", required=False, widget=forms.DateInput(attrs={"type": "date"}))
    use_classes = forms.MultipleChoiceField(
        label="Covers",
        choices=[(slug, slug) for slug in USE_CLASSES],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Covers: tick what the licence lets us use its pictures for."},
    )
    territories = forms.CharField(
        required=False, help_text="Two-letter country codes with commas between, as DE, FR. Empty: the whole world."
    )

    def __init__(self, *args: Any, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kept = [b.pk for b in Brand.objects.visible_to(by) if may(by, "keep models", b)]
        self.fields["brand"].queryset = Brand.objects.filter(pk__in=kept)  # type: ignore[attr-defined]

    def clean_territories(self) -> tuple[str, ...]:
        codes = [code.strip().upper() for code in self.cleaned_data["territories"].split(",") if code.strip()]
        for code in codes:
            if len(code) != 2 or not code.isalpha() or not code.isascii():
                raise forms.ValidationError(
                    f"Territories: “{code[:20]}” is not a country code. Use two letters, as DE."
                )
        return tuple(codes) or (WORLD,)

    def licence(self) -> Licence:
        data = self.cleaned_data
        return Licence(
            id=data["licence_id"],
            version=data["licence_version"],
            read_on=data["read_on"].isoformat(),
            use_classes=tuple(data["use_classes"]),
            territories=data["territories"],
            until=data["until"].isoformat() if data["until"] else "",
            url=data["licence_url"],
        )

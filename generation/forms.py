from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any
from uuid import uuid4

from django import forms

from briefs.models import Brief
from generation.actions import MOST
from generation.kinds import ORDERED_FROM
from generation.models import ModelEntry
from generation.registry import LEAVES_THE_MACHINE, caveat
from generation.sets.axes import NAMES, offered
from studio.people.models import Brand

LARGEST_SCENE = 2_000_000  # bytes


class OfferedModel(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A model to order from. Beside its name stands what its licence keeps from this brief."""

    document: Mapping[str, Any] = {}

    def label_from_instance(self, obj: Any) -> str:
        short = caveat(obj, self.document)
        return f"{obj.name} ({short})" if short else obj.name


class OrderForm(forms.Form):
    """How many options of a brief, from which model."""

    model = OfferedModel(
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
        self.fields["model"].document = brief.draft  # type: ignore[attr-defined]
        self.initial.setdefault("model", offered.filter(engine="previz").first() or offered.first())
        self.initial.setdefault("once", uuid4())


class SetForm(forms.Form):
    """One brief over its axes: what to tick of each, from which model, how many, and the most that it may come to."""

    locales = forms.MultipleChoiceField(label="Languages")
    hooks = forms.MultipleChoiceField(label="Hooks")
    placements = forms.MultipleChoiceField(label="Placements")
    colourways = forms.MultipleChoiceField(label="Colourways")
    model = OfferedModel(ModelEntry.objects.none(), empty_label=None)
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
        self.fields["model"].document = document  # type: ignore[attr-defined]
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
    ready = ModelEntry.objects.filter(active=True, state="ready", kind__in=ORDERED_FROM)
    mine = ready.filter(brand=brand) | ready.filter(brand=None)
    return mine.exclude(engine__in=LEAVES_THE_MACHINE) if brand.local_only else mine

"""The form of a training: a name, a base, a trigger, settings with sane defaults."""

from __future__ import annotations

import uuid
from typing import Any

from django import forms

from generation import training
from generation.engine.diffusion.families import FAMILIES
from generation.engine.diffusion.training.families import TRAINED
from generation.engine.diffusion.training.settings import BOUNDS, SCHEDULES, Settings
from generation.models import ModelEntry
from generation.training.ordering import LONGEST_NAME
from studio.people.models import Brand

HINTS = {
    "steps": "Each picture about 40 to 100 times over.",
    "rank": "How much it can learn; 8 to 32 for a look.",
    "alpha": "As the rank, unless you know why not.",
    "learning_rate": "Higher learns faster, and breaks sooner.",
    "resolution": "As the base was trained; pixels of a side.",
    "batch": "More takes more memory.",
    "min_snr": "0 for none, 5 is usual; not for Flux and SD 3.",
    "seed": "The same seed gives the same file.",
    "keep_every": "Steps; after a stop it goes on from there.",
}
WHOLE = ("steps", "rank", "alpha", "resolution", "batch", "seed", "keep_every")


class BaseModel(forms.ModelChoiceField):  # type: ignore[type-arg]
    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.name} ({FAMILIES[obj.family].label})"


class TrainForm(forms.Form):
    name = forms.CharField(label="Name", max_length=LONGEST_NAME, help_text="Its version is added: Northlight look 1.")
    trigger = forms.CharField(label="Trigger", max_length=40, help_text="A made-up word that calls it in a prompt.")
    base = BaseModel(ModelEntry.objects.none(), label="Base", empty_label=None)
    steps = forms.IntegerField()
    rank = forms.IntegerField()
    resolution = forms.IntegerField()
    alpha = forms.IntegerField()
    learning_rate = forms.FloatField()
    batch = forms.IntegerField()
    schedule = forms.ChoiceField(choices=[(one, one) for one in SCHEDULES])
    min_snr = forms.FloatField()
    seed = forms.IntegerField()
    keep_every = forms.IntegerField()
    once = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, data: Any = None, *, brand: Brand, count: int) -> None:
        offered = training.bases(brand)
        first = offered.first()
        super().__init__(data, initial=begin_with(brand, first, count))
        base: Any = self.fields["base"]
        base.queryset = offered
        for name, bound in BOUNDS.items():
            field: Any = self.fields[name]
            field.label, field.help_text = bound.label, HINTS[name]
            field.widget.attrs |= {"min": bound.least, "max": bound.most}
            field.widget.attrs["step"] = 1 if name in WHOLE else "any"
        self.fields["schedule"].label = "Schedule"

    def settings(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in (*BOUNDS, "schedule")}


def begin_with(brand: Brand, base: ModelEntry | None, count: int) -> dict[str, Any]:
    """What the form shows at first: of the first base, for so many pictures."""
    usual = Settings().document()
    if base is not None:
        family = FAMILIES[base.family]
        side = base.settings.get("resolution")
        usual |= {"resolution": side if isinstance(side, int) else family.resolution}
        usual |= {"learning_rate": TRAINED[base.family].rate}
    steps = min(3000, max(500, round(60 * count, -2)))
    return {**usual, "steps": steps, "name": f"{brand.name} look", "trigger": _word(brand), "once": uuid.uuid4()}


def _word(brand: Brand) -> str:
    """A word that means nothing: the brand's consonants and "look"."""
    letters = "".join(one for one in brand.slug if one.isascii() and one.isalpha() and one not in "aeiou")
    return f"{letters[:4]}look"

"""The form of a try-out: words, seed, size, and what else this kind of row needs to be tried."""

from __future__ import annotations

from typing import Any, Final

from django import forms
from django.db.models import Q, QuerySet

from generation import kinds
from generation.engine.guides import CONTROLS
from generation.models import ModelEntry
from generation.planning import SEEDS
from generation.registry import LEAVES_THE_MACHINE
from generation.tryouts import LONGEST, MOST_BESIDE, SIDES
from studio.people.models import Brand

PICTURED: Final = frozenset({kinds.IP_ADAPTER, kinds.CONTROLNET})  # kinds that are shown a picture
SCALED: Final = {kinds.LORA: (-2.0, 2.0), kinds.IP_ADAPTER: (0.0, 2.0), kinds.CONTROLNET: (0.0, 2.0)}
IMAGES: Final = {"accept": "image/png,image/jpeg,image/webp,image/tiff,image/avif"}


def partners(entry: ModelEntry, brand: Brand) -> QuerySet[ModelEntry]:
    """What may be tried beside it or carries it: in use at this brand, of its family where it only goes along."""
    rows = ModelEntry.objects.filter(active=True, state="ready", kind__in=kinds.ORDERED_FROM).exclude(pk=entry.pk)
    rows = rows.filter(Q(brand=brand) | Q(brand=None))
    if brand.local_only:
        rows = rows.exclude(engine__in=LEAVES_THE_MACHINE)
    if entry.kind not in kinds.ORDERED_FROM:
        rows = rows.filter(engine="diffusers")
        rows = rows.filter(family=entry.family) if entry.family else rows
    return rows


class TryForm(forms.Form):
    """`entry` is the row that is tried. One that only goes along is tried on a checkpoint (`on`)."""

    words = forms.CharField(
        label="What is in the picture", max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 2})
    )
    negative = forms.CharField(label="What is not", max_length=LONGEST, required=False)
    seed = forms.IntegerField(min_value=0, max_value=SEEDS - 1, required=False, help_text="Empty: drawn.")
    width = forms.IntegerField(min_value=SIDES[0], max_value=SIDES[1])
    height = forms.IntegerField(min_value=SIDES[0], max_value=SIDES[1])
    on = forms.ModelChoiceField(ModelEntry.objects.none(), label="On", to_field_name="slug", empty_label=None)
    picture = forms.FileField(label="Picture it is shown", widget=forms.FileInput(attrs=IMAGES))
    control = forms.ChoiceField(label="Which is", choices=[(one, one) for one in CONTROLS])
    scale = forms.FloatField(initial=1.0, widget=forms.NumberInput(attrs={"step": "0.05"}))
    start = forms.FileField(label="Start picture", required=False, widget=forms.FileInput(attrs=IMAGES))
    strength = forms.FloatField(
        label="How far from it, 0 to 1", min_value=0.05, max_value=1, initial=0.6, required=False,
        widget=forms.NumberInput(attrs={"step": "0.05"}),
    )  # fmt: skip
    adapter = forms.ModelChoiceField(
        ModelEntry.objects.none(), label="By", to_field_name="slug", required=False, empty_label="no reference"
    )
    also = forms.ModelMultipleChoiceField(
        ModelEntry.objects.none(), label="Also with", to_field_name="slug", required=False,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip

    def __init__(self, *args: Any, entry: ModelEntry, brand: Brand, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.entry, self.brand = entry, brand
        side = entry.settings.get("resolution")
        side = min(side, SIDES[1]) if isinstance(side, int) and side >= SIDES[0] else 512
        self.initial = {"width": side, "height": side, **self.initial}
        ordered = entry.kind in kinds.ORDERED_FROM
        for name in self._left_out(ordered):
            del self.fields[name]
        beside = partners(entry, brand)
        if ordered:
            self.fields["also"].queryset = beside.order_by("-made_at")[:12] if not self.is_bound else beside  # type: ignore[attr-defined]
        else:
            self.fields["on"].queryset = beside  # type: ignore[attr-defined]
        if "adapter" in self.fields:
            self.fields["adapter"].queryset = self._adapters()  # type: ignore[attr-defined]
        if "scale" in self.fields:
            least, most = SCALED[entry.kind]
            self.fields["scale"] = forms.FloatField(
                min_value=least, max_value=most, initial=entry.settings.get("scale", 1.0),
                widget=forms.NumberInput(attrs={"step": "0.05"}),
            )  # fmt: skip
        if "control" in self.fields and entry.settings.get("control"):
            self.initial.setdefault("control", entry.settings["control"])

    def _adapters(self) -> QuerySet[ModelEntry]:
        rows = ModelEntry.objects.filter(active=True, state="ready", kind=kinds.IP_ADAPTER, family=self.entry.family)
        return rows.filter(Q(brand=self.brand) | Q(brand=None))

    def _left_out(self, ordered: bool) -> list[str]:
        """Controls that say nothing of this row."""
        entry = self.entry
        starts = "image_to_image" in entry.capabilities if ordered else False
        refers = ordered and entry.engine == "diffusers" and self._adapters().exists()
        keep = {
            "on": not ordered,
            "also": ordered,
            "control": entry.kind == kinds.CONTROLNET,
            "scale": entry.kind in SCALED,
            "picture": entry.kind in PICTURED or refers,
            "adapter": refers,
            "start": starts,
            "strength": starts,
        }
        if refers:
            self.fields["picture"].required = False
            self.fields["picture"].label = "Reference"
        return [name for name, kept in keep.items() if not kept]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        if len(said.get("also") or ()) > MOST_BESIDE:
            self.add_error("also", f"Also with: choose up to {MOST_BESIDE} other models.")
        if bool(said.get("adapter")) != bool(said.get("picture")) and "adapter" in self.fields:
            self.add_error("adapter", "Reference: choose both the picture and what shows it, or neither.")
        return said

    def models(self) -> list[ModelEntry]:
        if "on" in self.fields:
            return [self.cleaned_data["on"]]
        return [self.entry, *self.cleaned_data["also"]]

    def asked(self) -> dict[str, Any]:
        """What tryouts.ask takes beside models and guides."""
        return {name: self.cleaned_data[name] for name in ("words", "negative", "seed", "width", "height")}

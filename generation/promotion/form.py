"""What is asked when a pick is promoted: shape only. What it may say is for `promote` to judge."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import uuid4

from django import forms

from generation.actions import MOST
from generation.forms import offered_models
from generation.models import Candidate, ModelEntry
from generation.planning import LONG_SIDE
from generation.promotion.ways import CLOSENESS, KEEP, able, higher


class PromoteForm(forms.Form):
    """To which tier, on which model, how close, how many, and what is kept. What is not sent is as offered."""

    tier = forms.ChoiceField(widget=forms.RadioSelect)
    model = forms.ModelChoiceField(
        ModelEntry.objects.none(),
        empty_label=None,
        error_messages={"invalid_choice": "Model: that one cannot be used here. Choose one from the list."},
    )
    closeness = forms.ChoiceField(
        label="How close",
        choices=[(one.name, one.label) for one in CLOSENESS.values()],
        widget=forms.RadioSelect,
        required=False,
        initial="close",
    )
    count = forms.IntegerField(label="Options", min_value=1, max_value=MOST, required=False, initial=1)
    keep = forms.MultipleChoiceField(
        choices=list(KEEP.items()), widget=forms.CheckboxSelectMultiple, required=False, initial=list(KEEP)
    )
    asked = forms.CharField(widget=forms.HiddenInput, required=False, initial="yes")
    once = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, data: Mapping[str, Any] | None = None, *, candidate: Candidate) -> None:
        batch = candidate.batch
        tiers = higher(batch.tier)
        models = [model for model in offered_models(batch.brand) if able(candidate, model)]
        first = next((model for model in models if model.pk == batch.model_id), models[0] if models else None)
        super().__init__(data, initial={"tier": tiers[0] if tiers else "", "model": first, "once": uuid4()})
        self.models = models
        self.fields["tier"].choices = [  # type: ignore[attr-defined]
            (tier, f"{tier.capitalize()}, {LONG_SIDE[tier]:,} px") for tier in tiers
        ]
        self.fields["model"].queryset = ModelEntry.objects.filter(pk__in=[m.pk for m in models])  # type: ignore[attr-defined]
        for name, said in (
            ("tier", "Tier: choose one of those offered."),
            ("keep", "Keep: tick what is to be kept."),
            ("closeness", "How close: choose one of the steps."),
        ):
            self.fields[name].error_messages |= dict.fromkeys(("required", "invalid_choice"), said)
        said = f"Options: give a whole number from 1 to {MOST}."
        self.fields["count"].error_messages |= dict.fromkeys(("invalid", "min_value", "max_value"), said)

    def chosen(self) -> dict[str, Any]:
        """What `way_of` and `promote` take, of the order on screen; what is not valid there is as offered."""
        if self.is_bound:
            self.is_valid()  # reads it; a field that cannot be used is missing then, and is as offered
        said = self.cleaned_data if self.is_bound else {}
        keep = said.get("keep") if said.get("asked") else None  # no box ticked is an answer only where they were shown
        return {
            "tier": said.get("tier") or self.initial["tier"],
            "model": said.get("model") or self.initial["model"],
            "closeness": said.get("closeness") or "close",
            "keep": list(KEEP) if keep is None else keep,
            "count": said.get("count") or 1,
        }

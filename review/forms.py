"""What people send about pictures, as forms: shape only. What it may say is for the actions to judge."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any
from uuid import uuid4

from django import forms

from generation import revision
from generation.models import ModelEntry
from review.actions.revise import ASKED
from review.actions.select import VERBS

DAY = "Due: that is no day. Write it as 2027-05-31, or leave it empty."


class JudgeForm(forms.Form):
    verb = forms.ChoiceField(choices=[(verb, verb) for verb in VERBS])
    reasons = forms.Field(widget=forms.SelectMultiple, required=False)  # slugs; which exist is for the action to say
    note = forms.CharField(required=False, max_length=300)
    stars = forms.IntegerField(required=False, min_value=0, max_value=5)


class MarkForm(forms.Form):
    """A mark and its first comment. Without a script the mark has no place, and goes to the middle as a pin."""

    kind = forms.CharField(max_length=10, required=False)
    points = forms.CharField(max_length=100_000, required=False)
    text = forms.CharField(max_length=8_000, error_messages={"required": "Say what should change here."})
    due = forms.DateField(required=False, error_messages={"invalid": DAY})
    once = forms.UUIDField(required=False)

    def clean_kind(self) -> str:
        return self.cleaned_data["kind"] or "pin"

    def clean_points(self) -> Any:
        try:
            return json.loads(self.cleaned_data["points"] or "[[0.5, 0.5]]")
        except (ValueError, RecursionError):
            raise forms.ValidationError("The points of a mark are a list of [x, y]. Draw it again.") from None


class ReplyForm(forms.Form):
    text = forms.CharField(max_length=8_000, error_messages={"required": "The answer is empty. Say it in a few words."})
    once = forms.UUIDField(required=False)


class DueForm(forms.Form):
    """The day a mark should be done by; empty takes it away."""

    due = forms.DateField(required=False, error_messages={"invalid": DAY})


class PaintForm(forms.Form):
    """What to paint inside a mark, on which model, how often."""

    instruction = forms.CharField(
        label="What should be there instead",
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 2, "maxlength": ASKED}),
        error_messages={"required": "Say what should be there instead, in a few words."},
    )
    model = forms.ModelChoiceField(
        ModelEntry.objects.none(),
        empty_label=None,
        error_messages={"invalid_choice": "Model: that one cannot be used here. Choose one from the list."},
    )
    count = forms.IntegerField(label="Options", min_value=1, max_value=revision.MOST, initial=2)
    once = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, data: Mapping[str, Any] | None = None, *, models: Sequence[ModelEntry], words: str = "") -> None:
        super().__init__(
            data, initial={"instruction": words[:ASKED], "once": uuid4(), "model": models[:1] and models[0]}
        )
        field = self.fields["model"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = ModelEntry.objects.filter(pk__in=[model.pk for model in models])

"""What people send about pictures, as forms: shape only. What it may say is for the actions to judge."""

from __future__ import annotations

import json
from typing import Any

from django import forms

from review.actions.select import VERBS


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

"""What the gallery needs that is not markup: a form in each state, once a theme so that ids stay unique."""

from __future__ import annotations

from typing import Any

from django import forms


class SpecimenForm(forms.Form):
    title = forms.CharField(help_text="As the team says it.")
    width = forms.IntegerField(min_value=64, max_value=8192, error_messages={"max_value": "Width is at most 8192 px."})
    tier = forms.ChoiceField(choices=[("discovery", "Discovery"), ("validation", "Validation"), ("export", "Export")])
    note = forms.CharField(widget=forms.Textarea(attrs={"rows": 2}), required=False)
    keep = forms.BooleanField(label="Keep the composition", required=False)


def gallery_themes() -> list[dict[str, Any]]:
    """One filled and one refused form for each theme."""
    filled = {"title": "Decisions together, hero", "width": 1536, "tier": "discovery", "keep": True}
    refused = {"title": "", "width": 90_000, "tier": "export"}
    return [
        {
            "name": theme,
            "filled": SpecimenForm(initial=filled, auto_id=f"{theme}-filled-%s"),
            "refused": SpecimenForm(data=refused, auto_id=f"{theme}-refused-%s"),
        }
        for theme in ("light", "dark")
    ]

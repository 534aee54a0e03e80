"""The form of a service elsewhere. What is wrong with the service itself is said by generation/services/rows.py."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any, Final

from django import forms

from briefs.dialects import BY_SLUG
from generation.engine.remote.engine import QUALITIES
from generation.engine.remote.service import FAMILIES, IMAGES
from generation.engine.remote.workflow import LARGEST, SLOTS
from generation.model_forms import LicenceForm
from generation.services.rows import LIMITS, LONGEST_POLICY, Wanted
from generation.services.telling import ANSWERS
from studio.people.models import Brand, User
from studio.people.roles import may

EXAMPLE: Final = '{"positive": ["6", "inputs", "text"], "seed": ["3", "inputs", "seed"]}'


def _limit(name: str, label: str, help_text: str) -> forms.IntegerField:
    least, most = LIMITS[name]
    return forms.IntegerField(label=label, required=False, min_value=least, max_value=most, help_text=help_text)


class ServiceForm(LicenceForm):
    """A service that makes pictures elsewhere, what it costs, and what leaves."""

    brand = forms.ModelChoiceField(Brand.objects.none(), empty_label=None)
    family = forms.ChoiceField(label="Kind", choices=list(FAMILIES.items()), initial=IMAGES)
    name = forms.CharField(max_length=120, help_text="As people here will choose it.")
    base = forms.CharField(
        label="Address",
        max_length=400,
        help_text="Up to what all its calls share, as https://api.example.com/v1 or http://comfyui:8188.",
        widget=forms.TextInput(attrs={"inputmode": "url", "spellcheck": "false", "autocapitalize": "off"}),
    )
    model = forms.CharField(max_length=120, help_text="What the service calls it; for ComfyUI, what its workflow runs.")
    key = forms.CharField(
        label="Variable of its key",
        required=False,
        max_length=80,
        help_text="The name of the variable that holds the key for the workers, REMOTE_KEY_… The key itself never.",
        widget=forms.TextInput(attrs={"spellcheck": "false", "autocomplete": "off"}),
    )
    dialect = forms.ChoiceField(
        label="How its prompts are written", choices=[(one.slug, one.about) for one in BY_SLUG.values()], initial="t5"
    )
    sizes = forms.CharField(
        required=False,
        max_length=400,
        help_text="Those it makes, with commas between, as 1024x1024, 1536x1024. ComfyUI: empty for any.",
    )
    quality = forms.ChoiceField(choices=[("", "nothing is said"), *((q, q) for q in QUALITIES)], required=False)
    answers = forms.ChoiceField(
        label="Its pictures come back", choices=list(ANSWERS.items()), required=False, initial="output_format"
    )
    sends_seed = forms.BooleanField(label="It takes a seed", required=False)
    workflow = forms.FileField(
        required=False, help_text="What ComfyUI gives by “Export (API)”.",
        widget=forms.FileInput(attrs={"accept": ".json,application/json"}),
    )  # fmt: skip
    slots = forms.CharField(
        required=False,
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 6, "spellcheck": "false", "class": "mono", "placeholder": EXAMPLE}),
        help_text=f"Where in the workflow each thing goes: node, “inputs”, field. {', '.join(SLOTS)}.",
    )
    output = forms.CharField(
        label="Output node", required=False, max_length=80, help_text="Empty: the first that keeps a picture."
    )
    cost = forms.DecimalField(
        label="Cost of a picture, euros",
        min_value=0,
        max_digits=10,
        decimal_places=6,
        help_text="What it bills for one call. Later cards stand under Money.",
    )
    most_running = _limit("most_running", "At once, at most", "Pictures. Empty: as many as workers ask.")
    per_minute = _limit("per_minute", "A minute, at most", "Calls. Empty: no limit but its own.")
    patience = _limit("patience", "Waits at most, seconds", "From asking to a picture. Empty: 180, ComfyUI 3600.")
    policy = forms.CharField(
        label="Data policy",
        max_length=LONGEST_POLICY,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="What leaves, how long it is kept there, whether it trains on it, and in which region.",
    )

    def __init__(self, *args: Any, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kept = [b.pk for b in Brand.objects.visible_to(by) if may(by, "keep models", b)]
        self.fields["brand"].queryset = Brand.objects.filter(pk__in=kept)  # type: ignore[attr-defined]

    def clean_workflow(self) -> Any:
        file = self.cleaned_data["workflow"]
        if file is not None and file.size > LARGEST:
            raise forms.ValidationError(f"Workflow: up to {LARGEST // 1_000_000} MB of JSON.")
        return file

    def clean_slots(self) -> Any:
        text = self.cleaned_data["slots"].strip()
        try:
            return json.loads(text) if text else {}
        except (ValueError, RecursionError) as error:
            raise forms.ValidationError(f"Slots: this is not JSON ({str(error)[:80]}). Mend it there.") from error

    def wanted(self) -> Wanted:
        """What generation.services.add takes. Reads the file that was uploaded."""
        data = self.cleaned_data
        same = "name family base model key quality answers sends_seed dialect most_running per_minute patience".split()
        file, cost = data["workflow"], Decimal(data["cost"])
        return Wanted(
            **{name: data[name] for name in same},
            sizes=tuple(size.strip().lower() for size in data["sizes"].split(",") if size.strip()),
            cost_micros=int(cost * 1_000_000),
            policy=data["policy"],
            workflow=file.read() if file is not None else b"",
            slots=data["slots"],
            output=data["output"],
        )

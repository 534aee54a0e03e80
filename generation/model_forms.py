"""Forms of the registry: a model in a folder, its licence record, its settings."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from django import forms
from django.utils.text import capfirst

from briefs.vocabulary import USE_CLASSES
from generation.engine.diffusion.engine import schedulers
from generation.engine.diffusion.families import FAMILIES, STEPS
from generation.engine.diffusion.params import ATTENTION, DTYPES, LONG_PROMPTS
from generation.engine.guides import CONTROLS
from generation.kinds import CHECKPOINT
from generation.models import ModelEntry
from generation.registry import territories
from generation.registry.adding import IN_FOLDERS, LONGEST_TEXT
from generation.registry.known import known
from generation.registry.licence import DUTIES, THRESHOLDS, TRAINING_DATA, WORLD, Licence
from generation.registry.tuning import BY_TIER, TIERS, settings_of
from studio.lib.problems import BadInput
from studio.people.models import Brand, User
from studio.people.roles import may

DAY: Final = forms.DateInput(attrs={"type": "date"})
USES: Final = [(slug, term.label) for slug, term in USE_CLASSES.items()]
HIGHEST: Final = 2_000_000_000_000  # of a threshold


class LicenceForm(forms.Form):
    """What a licence lets one do, as somebody read it."""

    known = forms.ChoiceField(required=False, widget=forms.HiddenInput)
    licence_id = forms.CharField(
        label="Licence", max_length=80, help_text="Its name or SPDX identifier, as Apache-2.0."
    )
    licence_version = forms.CharField(label="Licence version", max_length=40, required=False)
    licence_url = forms.URLField(label="Where its text is", required=False, assume_scheme="https", max_length=500)
    licence_text = forms.CharField(
        label="Its text, pasted",
        required=False,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 3, "spellcheck": "false"}),
        help_text="Kept under its SHA-256, so that one can tell what was read.",
    )
    licence_file = forms.FileField(label="Or its text as a file", required=False)
    read_on = forms.DateField(label="Read on", widget=DAY)
    review_by = forms.DateField(label="To be read again by", required=False, widget=DAY)
    until = forms.DateField(label="Valid until", required=False, widget=DAY)
    use_classes = forms.MultipleChoiceField(
        label="Its pictures may be",
        choices=USES,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Its pictures may be: tick what the licence lets us use its pictures for."},
    )
    weights_use = forms.MultipleChoiceField(
        label="Its weights may be run for work that is",
        choices=USES,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Nothing ticked: as its pictures.",
    )
    territories = forms.CharField(
        label="Pictures may be shown in",
        required=False,
        max_length=2000,
        help_text="Two-letter country codes with commas between, as DE, FR, or EU. Empty: the whole world.",
    )
    excluded = forms.CharField(label="But not in", required=False, max_length=2000)
    use_territories = forms.CharField(
        label="Weights may be run in", required=False, max_length=2000, help_text="Empty: the whole world."
    )
    use_excluded = forms.CharField(label="But not in", required=False, max_length=2000)
    revenue_below = forms.IntegerField(
        label="Yearly revenue below", required=False, min_value=1, max_value=HIGHEST, help_text="US dollars"
    )
    users_below = forms.IntegerField(label="Users a month below", required=False, min_value=1, max_value=HIGHEST)
    visits_below = forms.IntegerField(label="Visits a month below", required=False, min_value=1, max_value=HIGHEST)
    duties = forms.MultipleChoiceField(
        label="It asks of us", choices=list(DUTIES.items()), required=False, widget=forms.CheckboxSelectMultiple
    )
    training_data = forms.ChoiceField(
        label="Trained on", choices=[("", "not recorded"), *TRAINING_DATA.items()], required=False
    )
    evidence = forms.CharField(
        label="How one knows", required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 2})
    )
    indemnity = forms.CharField(
        required=False, max_length=500, help_text="Who stands in for claims, and for how much. Empty: nobody."
    )
    note = forms.CharField(required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 2}))
    confirmed = forms.BooleanField(label="I have read the licence itself, and it says what stands here", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["known"].choices = [("", ""), *((key, one.name) for key, one in known().items())]  # type: ignore[attr-defined]

    def clean_territories(self) -> tuple[str, ...]:
        return self._places("territories", "Territories") or (WORLD,)

    def clean_use_territories(self) -> tuple[str, ...]:
        return self._places("use_territories", "Weights may be run in") or (WORLD,)

    def clean_excluded(self) -> tuple[str, ...]:
        return self._places("excluded", "But not in")

    def clean_use_excluded(self) -> tuple[str, ...]:
        return self._places("use_excluded", "But not in")

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        if said.get("known") and not said.get("confirmed"):
            why = "Confirm that you have read the licence itself: what was filled in is what others wrote of it."
            self.add_error("confirmed", why)
        file = said.get("licence_file")
        if file is not None and (file.size or 0) > LONGEST_TEXT:
            self.add_error("licence_file", "Licence text: over 1 MB. Upload the licence alone, as text.")
        return said

    def _places(self, field: str, name: str) -> tuple[str, ...]:
        try:
            return territories.read(self.cleaned_data[field], name=name, field=field)
        except BadInput as fault:
            raise forms.ValidationError(fault.sentence) from fault

    @staticmethod
    def initial_from(licence: Licence) -> dict[str, Any]:
        """What the controls show of a record. The text is not among it: it is kept unless another is given."""
        same = "use_classes weights_use duties read_on until review_by training_data evidence indemnity note known"
        shown = {name: getattr(licence, name) for name in same.split()}
        for name in ("territories", "excluded", "use_territories", "use_excluded"):
            shown[name] = territories.words([place for place in getattr(licence, name) if place != WORLD])
        shown |= {name: getattr(licence, name) or None for name in THRESHOLDS}
        named = {"licence_id": licence.id, "licence_version": licence.version, "licence_url": licence.url}
        return shown | named

    def text(self) -> bytes:
        """What was given as the licence's text: the file wins, because choosing one is the later thought."""
        file = self.cleaned_data.get("licence_file")
        if file is not None:
            return bytes(file.read())
        pasted: str = self.cleaned_data["licence_text"]
        return pasted.replace("\r\n", "\n").encode()  # a browser sends other line ends than were pasted

    def licence(self, *, text: str = "", reviewer: str = "") -> Licence:
        """The record; `text` is the SHA-256 of its text, `reviewer` the name of who read it."""
        data = self.cleaned_data
        said: dict[str, Any] = {
            name: data[name] for name in ("training_data", "evidence", "indemnity", "note", "known")
        }
        said |= {name: data[name].isoformat() if data[name] else "" for name in ("read_on", "until", "review_by")}
        said |= {name: tuple(data[name]) for name in ("use_classes", "weights_use", "duties")}
        said |= {name: data[name] for name in ("territories", "excluded", "use_territories", "use_excluded")}
        said |= {name: data[name] or 0 for name in THRESHOLDS}
        named = {"id": data["licence_id"], "version": data["licence_version"], "url": data["licence_url"]}
        return Licence(**named, text=text, reviewer=reviewer, **said)


class ModelForm(LicenceForm):
    """A model in a folder that the workers see, and what its licence allows."""

    brand = forms.ModelChoiceField(Brand.objects.none(), empty_label=None)
    kind = forms.ChoiceField(choices=list(IN_FOLDERS.items()), initial=CHECKPOINT)
    name = forms.CharField(max_length=120, help_text="As its publisher calls it, with its version.")
    source = forms.CharField(
        label="Folder or file",
        max_length=500,
        help_text="The whole path as the workers see it, or owner/name@commit on the hub, where downloads are allowed.",
    )
    config = forms.CharField(
        label="Described by",
        max_length=500,
        required=False,
        help_text="Of a model in one file: the folder of its configs and tokenizers. Empty: beside it, by its name.",
    )
    base = forms.ModelChoiceField(
        ModelEntry.objects.none(),
        label="Trained from",
        to_field_name="slug",
        required=False,
        empty_label="nothing that is registered here",
        help_text="Of what both licences allow, the less counts.",
    )

    def __init__(self, *args: Any, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kept = [b.pk for b in Brand.objects.visible_to(by) if may(by, "keep models", b)]
        self.fields["brand"].queryset = Brand.objects.filter(pk__in=kept)  # type: ignore[attr-defined]
        self.fields["base"].queryset = ModelEntry.objects.visible_to(by).exclude(weights="")  # type: ignore[attr-defined]


LABELS: Final = {
    "steps": "Steps",
    "guidance": "Guidance",
    "resolution": "Resolution, pixels a side",
    "scheduler": "Scheduler",
    "dtype": "Arithmetic",
    "attention": "Attention kernel",
    "long_prompt": "Prompts past one window",
    "together": "Computed together, pictures at most",
    "samples": "Samples a pixel",
    "control": "Control picture",
    "scale": "Scale",
    "trigger": "The word that calls it",
}


class SettingsForm(forms.Form):
    """A model's settings, one control each, and one a tier for those that may differ by tier. Empty: as its family."""

    def __init__(self, *args: Any, entry: ModelEntry, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.entry = entry
        choices = self._choices()
        for name, setting in settings_of(entry).items():
            takes = setting.takes(_planned(entry))
            now = entry.settings.get(name)
            label = LABELS.get(name, name.replace("_", " ").capitalize())
            for tier in TIERS if name in BY_TIER else ("",):
                value = now.get(tier) if isinstance(now, Mapping) and tier else now
                value = value.get("name") if isinstance(value, Mapping) else value
                field: forms.Field
                if name in choices:
                    field = forms.ChoiceField(choices=[("", "as its family"), *choices[name]], required=False)
                else:
                    said = "" if tier else f"{capfirst(takes)}."
                    field = forms.CharField(max_length=80, required=False, help_text=said)
                    field.widget.attrs |= {"placeholder": self._usual(name, tier)}
                field.label = tier.capitalize() if tier else label
                key = f"{name}-{tier}" if tier else name
                self.fields[key] = field
                self.initial[key] = "" if value is None else value

    def _choices(self) -> dict[str, list[tuple[str, str]]]:
        family = FAMILIES.get(self.entry.family)
        offered: dict[str, tuple[str, ...]] = {"control": CONTROLS}
        if family is not None and self.entry.engine == "diffusers":
            offered |= {"scheduler": schedulers(family), "dtype": DTYPES}
            offered |= {"attention": ATTENTION, "long_prompt": LONG_PROMPTS}
        return {name: [(one, one) for one in values] for name, values in offered.items()}

    def _usual(self, name: str, tier: str) -> str:
        """What it is where nothing is said, for the placeholder."""
        family = FAMILIES.get(self.entry.family)
        if family is None:
            return ""
        usual = {"steps": STEPS.get(tier, ""), "guidance": family.guidance, "resolution": family.resolution}
        return str(usual.get(name, 1 if name == "together" else ""))

    def tiers(self) -> list[tuple[str, str, list[forms.BoundField]]]:
        """(label, what it takes, a control each tier) of those by tier."""
        return [
            (LABELS[name], setting.takes(_planned(self.entry)), [self[f"{name}-{tier}"] for tier in TIERS])
            for name, setting in settings_of(self.entry).items()
            if name in BY_TIER
        ]

    def others(self) -> list[forms.BoundField]:
        return [self[key] for key in self.fields if "-" not in key]

    def wanted(self) -> dict[str, Any]:
        """What was changed, as registry.tune takes it: a setting by tier as {tier: value}, or as one value for all."""
        changed = {key.partition("-")[0] for key in self.changed_data}
        found: dict[str, Any] = {}
        for name in changed:
            if name in BY_TIER:
                parts = {tier: _read(self.cleaned_data[f"{name}-{tier}"]) for tier in TIERS}
                same = len({str(value) for value in parts.values()}) == 1
                found[name] = parts[TIERS[0]] if same else parts
            else:
                found[name] = _read(self.cleaned_data[name])
        return found


def _planned(entry: ModelEntry) -> Any:
    from generation.registry.plain import model_with

    return model_with(entry)


def _read(text: str) -> object:
    """A number where it is one, else the words as they stand: what does not fit is refused by its setting."""
    for kind in (int, float):
        try:
            return kind(text)
        except (ValueError, OverflowError):
            continue
    return text or None

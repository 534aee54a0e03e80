"""A character sheet as its admin forms send it: the sheet, and apart from it the rights of the likeness."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms

from briefs.character import KINDS, PARTS, coloured, in_order
from briefs.dialects import BY_SLUG
from briefs.vocabulary import CHANNELS

TEXTS = ("name", "role", "age", "build", "skin", "beard", "mask", "notes")
LISTS = ("face", "accessories", "may_vary", "never")
SLOTS = ("expressions", "outfits")


def _lines(label: str, help_text: str, rows: int = 2) -> forms.CharField:
    return forms.CharField(
        label=label, required=False, help_text=help_text, widget=forms.Textarea(attrs={"rows": rows})
    )


def _line(label: str, help_text: str = "") -> forms.CharField:
    return forms.CharField(label=label, required=False, help_text=help_text)


class CharacterForm(forms.Form):
    """The sheet's words; lists stand one entry on a line, colours and slots as “name: words”."""

    name = forms.CharField(label="Name", max_length=40)
    role = _line("Who they are", "As woman, spokesperson of a bank. The first word or two go first in every prompt.")
    age = _line("Age", "As fifties, or 54.")
    height = _line("Height", "In metres, as 1.72.")
    build = _line("Build", "Slim, average, athletic, broad, heavy.")
    hair_shape = _line("Hair", "Bob, short, long, bun, ponytail, curls, afro, bald.")
    hair_colour = _line("Its colour", "As silver, or #b9b9b7.")
    skin = _line("Skin", "As fair skin, or #e0bfa6.")
    beard = _line("Beard")
    mask = _line("Mask")
    glasses = forms.ChoiceField(
        label="Glasses", required=False, choices=[("", "Open"), ("yes", "Always"), ("no", "Never")]
    )
    face = _lines("Face and other marks", "One on a line.")
    garment = _line("Wears", "As charcoal two-button suit.")
    colours = _lines("Colours of its parts", f"As jacket: #33363c. Parts are {', '.join(PARTS)}.")
    accessories = _lines("Always with", "One on a line.")
    expressions = _lines("Expressions", "As listening: head tilted a little.", 3)
    outfits = _lines("Outfits", "As raincoat: yellow, hood down.")
    may_vary = _lines("May vary", "One on a line.")
    never = _lines("Never", "One on a line, as jewellery.")
    lora_model = _line("LoRA", "Short name of its model.")
    lora_scale = forms.FloatField(label="Its scale", required=False, help_text="Usually 0.6 to 1.")
    notes = _line("Notes")
    note = forms.CharField(label="What changes", required=False, max_length=200)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for dialect in BY_SLUG.values():
            self.fields[f"tokens_{dialect.slug}"] = _lines(dialect.name, "One on a line.")

    @property
    def said(self) -> list[forms.BoundField]:
        return [self[f"tokens_{slug}"] for slug in BY_SLUG]

    @staticmethod
    def initial_from(document: Mapping[str, Any]) -> dict[str, Any]:
        plain: dict[str, Any] = {name: document[name] for name in TEXTS}
        plain |= {name: "\n".join(document[name]) for name in LISTS}
        plain |= {
            name: _written((key, document[name][key]["words"]) for key in in_order(document[name])) for name in SLOTS
        }
        plain |= {f"tokens_{slug}": "\n".join(document["tokens"].get(slug, [])) for slug in BY_SLUG}
        lora = document["lora"] or {}
        return plain | {
            "height": f"{document['height']:g}" if document["height"] else "",
            "hair_shape": document["hair"]["shape"],
            "hair_colour": document["hair"]["colour"],
            "glasses": {True: "yes", False: "no", None: ""}[document["glasses"]],
            "garment": document["wardrobe"]["garment"],
            "colours": _written(coloured(document["wardrobe"])),
            "lora_model": lora.get("model", ""),
            "lora_scale": lora.get("scale"),
        }

    def patch(self, before: Mapping[str, Any]) -> dict[str, Any]:
        """The fields that the form has, as a sheet's. Slots keep the pictures that `before` has under their names."""
        data = self.cleaned_data
        found: dict[str, Any] = {name: data[name] for name in TEXTS}
        found |= {name: data[name].splitlines() for name in LISTS}
        for name in SLOTS:
            kept = {key: slot["picture"] for key, slot in before[name].items()}
            found[name] = {key: {"words": words, "picture": kept.get(key, "")} for key, words in _read(data[name])}
        scale = data["lora_scale"]
        return found | {
            "height": data["height"],
            "hair": {"shape": data["hair_shape"], "colour": data["hair_colour"]},
            "glasses": {"yes": True, "no": False}.get(data["glasses"]),
            "wardrobe": {"garment": data["garment"], "colours": dict(_read(data["colours"]))},
            "tokens": {slug: data[f"tokens_{slug}"].splitlines() for slug in BY_SLUG},
            "lora": {"model": data["lora_model"], "scale": 1.0 if scale is None else scale}
            if data["lora_model"]
            else None,
        }


class RightsForm(forms.Form):
    """Whose looks these are, and what may be done with them."""

    kind = forms.ChoiceField(label="This is", required=False, choices=[("", "Not said yet"), *KINDS.items()])
    person = _line("The person", "Their full name.")
    release = _line("Release", "Where the signed release is kept.")
    begin = forms.CharField(label="From", required=False, widget=forms.DateInput(attrs={"type": "date"}))
    until = forms.CharField(label="Until", required=False, widget=forms.DateInput(attrs={"type": "date"}))
    territories = _line("Shown in", "Country codes, as DE, FR. Empty: everywhere.")
    not_in = _line("Not in", "As CN.")
    channels = forms.MultipleChoiceField(
        label="Channels", required=False, choices=[(key, term.label) for key, term in CHANNELS.items()],
        widget=forms.CheckboxSelectMultiple, help_text="None: all of them.",
    )  # fmt: skip
    disclosure = _lines("Disclosure", "What the picture says of it, as: The person shown is synthetic.")

    @staticmethod
    def initial_from(rights: Mapping[str, Any]) -> dict[str, Any]:
        codes = {name: ", ".join(rights[name]) for name in ("territories", "not_in")}
        return {**rights, **codes, "begin": rights["from"]}

    def likeness(self, before: Mapping[str, Any]) -> dict[str, Any]:
        data = self.cleaned_data
        words = {name: data[name] for name in ("kind", "person", "release", "until", "channels")}
        codes = {name: data[name].replace(",", " ").split() for name in ("territories", "not_in")}
        said = {"from": data["begin"], "disclosure": " ".join(data["disclosure"].split())}
        return {**words, **codes, **said, "document": before["document"]}


class NewCharacterForm(forms.Form):
    name = forms.CharField(label="Name", max_length=40)
    slug = forms.SlugField(
        label="Short name", help_text="Small letters, digits and hyphens, as ingrid. It never changes."
    )
    role = _line("Who they are", "As woman, spokesperson of a bank.")


def _written(rows: Iterable[tuple[str, str]]) -> str:
    return "\n".join(f"{name}: {words}" if words else name for name, words in rows)


def _read(text: str) -> list[tuple[str, str]]:
    """“name: words” a line."""
    parts = [line.partition(":") for line in text.splitlines() if line.strip()]
    return [(name.strip(), words.strip()) for name, _, words in parts]

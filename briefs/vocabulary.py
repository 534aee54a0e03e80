"""The fixed vocabularies of a brief, as data. Pure. Slugs are stored, labels are shown, tokens are prompted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True)
class Term:
    label: str
    token: str = ""  # how the prompt says it; empty: not said
    hint: str = ""


@dataclass(frozen=True)
class Space:
    """Room for copy: a box as fractions of the frame, (x, y, width, height) from the top left."""

    label: str
    token: str
    box: tuple[float, float, float, float] | None


@dataclass(frozen=True)
class Locale:
    label: str
    own: str  # its name in itself
    script: str  # ISO 15924
    rtl: bool = False


JOBS: Final[dict[str, Term]] = {
    "clarify": Term("Clarify a concept", hint="People understand something they did not"),
    "announce": Term("Announce something new"),
    "desire": Term("Make people want the product"),
    "trust": Term("Earn trust"),
    "instruct": Term("Show how it is done"),
    "guide": Term("Guide through a product screen", hint="Empty states, onboarding, errors"),
    "sell": Term("Sell: a main image for a marketplace"),
    "recall": Term("Keep the brand in mind"),
    "explore": Term("Explore a look", hint="Nothing ships from this yet"),
}

SHOTS: Final[dict[str, Term]] = {
    "extreme-close-up": Term("Extreme close-up", "extreme close-up"),
    "close-up": Term("Close-up", "close-up"),
    "mid": Term("Mid shot", "mid shot"),
    "full": Term("Full figure", "full shot"),
    "wide": Term("Wide shot", "wide shot"),
    "establishing": Term("Establishing shot", "establishing shot"),
    "top-down": Term("From above", "top-down view"),
    "product": Term("Product packshot", "product shot"),
    "flat": Term("Flat illustration", "flat illustration"),
}

# Suggestions, not a fence: light and mood take free words, and these are what the engines know best.
LIGHTS: Final[tuple[str, ...]] = (
    "Soft, practical",
    "Low morning sun from the left",
    "Low evening sun from the right",
    "Overcast key, cold fill",
    "Dusk, city lights",
    "Hard noon sun",
    "Even studio light",
    "Key to fill 4:1 from camera left",
    "Window light from the left",
    "Candle-warm, low key",
)

MOODS: Final[tuple[str, ...]] = (
    "Calm",
    "Focused",
    "Confident",
    "Warm",
    "Quiet",
    "Fresh",
    "Playful",
    "Sober",
    "Tense",
    "Wistful",
)

COPY_SPACES: Final[dict[str, Space]] = {
    "none": Space("None", "", None),
    "top-third": Space("Top third", "empty top third", (0.0, 0.0, 1.0, 1 / 3)),
    "bottom-third": Space("Bottom third", "empty bottom third", (0.0, 2 / 3, 1.0, 1 / 3)),
    "left-third": Space("Left third", "empty left third", (0.0, 0.0, 1 / 3, 1.0)),
    "right-third": Space("Right third", "empty right third", (2 / 3, 0.0, 1 / 3, 1.0)),
    "left-half": Space("Left of centre", "left half empty", (0.0, 0.0, 0.5, 1.0)),
    "right-half": Space("Right of centre", "right half empty", (0.5, 0.0, 0.5, 1.0)),
    "top-half": Space("Top half", "upper half empty", (0.0, 0.0, 1.0, 0.5)),
}

POSITIONS: Final[dict[str, Term]] = {
    "": Term("Anywhere"),
    "centre": Term("Centre", "subject centred"),
    "left-third": Term("Left third", "subject in the left third"),
    "right-third": Term("Right third", "subject in the right third"),
    "fills": Term("Fills the frame", "subject fills the frame"),
}

HORIZONS: Final[dict[str, Term]] = {
    "": Term("Not set"),
    "low": Term("Low", "low horizon"),
    "middle": Term("Middle", "horizon at mid height"),
    "high": Term("High", "high horizon"),
    "none": Term("None in sight"),
}

USE_CLASSES: Final[dict[str, Term]] = {
    "experiment": Term("Experiment", hint="Stays in the studio"),
    "internal": Term("Internal", hint="Colleagues see it, the public does not"),
    "public": Term("Public", hint="Anybody may see it; brand and legal must sign"),
}

CHANNELS: Final[dict[str, Term]] = {
    "web": Term("Web"),
    "social": Term("Social"),
    "email": Term("Email"),
    "display": Term("Display ads"),
    "marketplace": Term("Marketplace"),
    "product": Term("Product interface"),
    "OOH": Term("Out of home"),
    "CTV": Term("Connected TV"),
    "print": Term("Print"),
}

ROLES: Final[dict[str, Term]] = {
    "style": Term("Style", hint="Its look: light, grain, colour"),
    "subject": Term("Subject", hint="What it shows"),
    "layout": Term("Layout", hint="Where things stand"),
    "character": Term("Character", hint="Who it shows"),
    "product": Term("Product cut-out", hint="Placed as it is, never generated"),
    "do-not": Term("Do not", hint="What to keep away from"),
}

LOCALES: Final[dict[str, Locale]] = {
    "en": Locale("English", "English", "Latn"),
    "en-US": Locale("English, US", "English (US)", "Latn"),
    "en-GB": Locale("English, UK", "English (UK)", "Latn"),
    "de": Locale("German", "Deutsch", "Latn"),
    "de-DE": Locale("German, Germany", "Deutsch (DE)", "Latn"),
    "de-CH": Locale("German, Switzerland", "Deutsch (CH)", "Latn"),
    "fr": Locale("French", "Français", "Latn"),
    "fr-FR": Locale("French, France", "Français (FR)", "Latn"),
    "fr-CA": Locale("French, Canada", "Français (CA)", "Latn"),
    "es": Locale("Spanish", "Español", "Latn"),
    "es-ES": Locale("Spanish, Spain", "Español (ES)", "Latn"),
    "es-MX": Locale("Spanish, Mexico", "Español (MX)", "Latn"),
    "it": Locale("Italian", "Italiano", "Latn"),
    "pt": Locale("Portuguese", "Português", "Latn"),
    "pt-BR": Locale("Portuguese, Brazil", "Português (BR)", "Latn"),
    "nl": Locale("Dutch", "Nederlands", "Latn"),
    "sv": Locale("Swedish", "Svenska", "Latn"),
    "da": Locale("Danish", "Dansk", "Latn"),
    "nb": Locale("Norwegian", "Norsk bokmål", "Latn"),
    "fi": Locale("Finnish", "Suomi", "Latn"),
    "pl": Locale("Polish", "Polski", "Latn"),
    "cs": Locale("Czech", "Čeština", "Latn"),
    "hu": Locale("Hungarian", "Magyar", "Latn"),
    "tr": Locale("Turkish", "Türkçe", "Latn"),
    "el": Locale("Greek", "Ελληνικά", "Grek"),
    "ru": Locale("Russian", "Русский", "Cyrl"),
    "uk": Locale("Ukrainian", "Українська", "Cyrl"),
    "ar": Locale("Arabic", "العربية", "Arab", rtl=True),
    "he": Locale("Hebrew", "עברית", "Hebr", rtl=True),
    "hi": Locale("Hindi", "हिन्दी", "Deva"),
    "th": Locale("Thai", "ไทย", "Thai"),
    "vi": Locale("Vietnamese", "Tiếng Việt", "Latn"),
    "id": Locale("Indonesian", "Bahasa Indonesia", "Latn"),
    "ja": Locale("Japanese", "日本語", "Jpan"),
    "ja-JP": Locale("Japanese, Japan", "日本語 (JP)", "Jpan"),
    "ko": Locale("Korean", "한국어", "Kore"),
    "zh-Hans": Locale("Chinese, simplified", "简体中文", "Hans"),
    "zh-Hant": Locale("Chinese, traditional", "繁體中文", "Hant"),
}

SCRIPT_NAMES: Final[dict[str, str]] = {
    "Latn": "Latin",
    "Grek": "Greek",
    "Cyrl": "Cyrillic",
    "Arab": "Arabic",
    "Hebr": "Hebrew",
    "Deva": "Devanagari",
    "Thai": "Thai",
    "Jpan": "Japanese",
    "Kore": "Korean",
    "Hans": "Chinese",
    "Hant": "Chinese",
}


@dataclass(frozen=True)
class Section:
    """One of the eight short sections of the page; the prompt marks each phrase with its number."""

    number: int
    slug: str
    title: str
    hint: str
    fields: tuple[str, ...]
    short: str  # where all eight stand in a row


SECTIONS: Final[tuple[Section, ...]] = (
    Section(
        1,
        "places",
        "Where it lives",
        "Each placement brings its size, safe area and byte budget.",
        ("placements", "channels"),
        "Places",
    ),
    Section(2, "job", "What it must do", "", ("job", "message"), "Job"),
    Section(
        3,
        "show",
        "What it must show",
        "",
        (
            "subject", "shot", "people", "characters", "environment", "composition", "light", "mood",
            "copy_space", "safe_margins", "subject_position", "horizon",
        ),
        "Picture",
    ),
    Section(4, "not", "What it must not show", "", ("must_not_show",), "Not"),
    Section(5, "style", "Brand and style", "", ("style_pack", "style", "colourways", "template"), "Style"),
    Section(6, "refs", "References", "", ("references",), "References"),
    Section(7, "words", "Copy, per language", "", ("copy", "hooks"), "Copy"),
    Section(8, "where", "Markets, dates, use", "", ("markets", "flight_from", "flight_to", "use_class"), "Use"),
)  # fmt: skip

# The fields whose words a brand keeps as a vocabulary (briefs.models.Term), with what to call it.
VOCABULARIES: Final[dict[str, str]] = {
    "subject": "Subjects",
    "people": "People",
    "environment": "Environments",
    "composition": "Compositions",
    "light": "Lights",
    "mood": "Moods",
    "must_not_show": "Not to be shown",
    "style": "Style terms",
}

SECTION_OF: Final[dict[str, Section]] = {field: section for section in SECTIONS for field in section.fields}

LABELS: Final[dict[str, str]] = {
    "title": "Title",
    "placements": "Placements",
    "channels": "Channels",
    "job": "Job",
    "message": "In two seconds, people understand",
    "subject": "Subject",
    "shot": "Shot",
    "people": "People",
    "characters": "Characters",
    "environment": "Environment",
    "composition": "Composition",
    "light": "Light",
    "mood": "Mood",
    "copy_space": "Room for copy",
    "safe_margins": "Safe margins, left and right",
    "subject_position": "Position",
    "horizon": "Horizon",
    "must_not_show": "What it must not show",
    "style_pack": "Style pack",
    "style": "Style terms",
    "template": "Prompt template",
    "colourways": "Colourways",
    "references": "References",
    "copy": "Copy",
    "hooks": "Hooks",
    "markets": "Markets",
    "flight_from": "Flight from",
    "flight_to": "Flight to",
    "use_class": "Use",
}

"""Seven briefs as clients write them, as what a person does with each on the form. Data for test_seven_briefs.py.

`added` is what the document does not say and a person had to ask for or decide; empty where the document was enough.
"""

from dataclasses import dataclass, field
from typing import Any

NORTHLIGHT, TERN, HARROW, FATHOM, SALTMARSH = "northlight", "tern", "harrow-vale", "fathom", "saltmarsh"

PALETTES: dict[str, list[dict[str, str]]] = {
    HARROW: [
        {"name": "deep green", "hex": "#0B3D2E"},
        {"name": "bone", "hex": "#EFE9DD"},
        {"name": "brass", "hex": "#B08D57"},
    ],
    FATHOM: [
        {"name": "night", "hex": "#0F172A"},
        {"name": "slate", "hex": "#334155"},
        {"name": "haze", "hex": "#94A3B8"},
        {"name": "mist", "hex": "#E2E8F0"},
        {"name": "sky", "hex": "#38BDF8"},
        {"name": "pink", "hex": "#F472B6"},
    ],
    SALTMARSH: [
        {"name": "verdigris", "hex": "#43786F"},
        {"name": "peat", "hex": "#3B2F27"},
        {"name": "bone", "hex": "#E5DCC8"},
        {"name": "rust", "hex": "#A2492B"},
    ],
}


@dataclass(frozen=True)
class Entered:
    """What is typed, chosen and clicked, by field."""

    brand: str
    title: str
    places: tuple[str, ...] = ()
    chosen: dict[str, str] = field(default_factory=dict)  # lists: label -> value
    typed: dict[str, str] = field(default_factory=dict)  # boxes: label -> words
    picked: dict[str, str] = field(default_factory=dict)  # comboboxes: label -> a word of its list, by keyboard
    terms: dict[str, tuple[str, ...]] = field(default_factory=dict)  # must_not_show, style
    characters: tuple[str, ...] = ()
    palette: tuple[str, ...] = ()  # colourways taken from the style pack with one click
    copy: dict[str, str] = field(default_factory=dict)
    markets: tuple[str, ...] = ()
    added: str = ""
    expected: dict[str, Any] = field(default_factory=dict)  # what the draft says afterwards, beside what was typed


SEVEN: dict[str, Entered] = {
    "01": Entered(
        NORTHLIGHT,
        "Hero image, “Decisions together” launch page",
        ("web-hero", "linkedin-link", "email-header", "ooh-6-sheet"),
        {"Job": "clarify", "Shot": "mid", "Room for copy": "top-third", "Use": "public"},
        {
            "In two seconds, people understand": "People decide together, on one shared picture.",
            "Subject": "Three people around a large transparent display",
            "Environment": "Modern office, city skyline at dusk outside",
            "People": "three colleagues, thirties to fifties, mixed",
            "Flight from": "2027-01-11",
            "Flight to": "2027-04-30",
        },
        {"Light": "Soft, practical"},
        {
            "must_not_show": ("handshakes", "glowing brains", "holograms with text", "logos", "text in scene"),
            "style": ("realistic", "slightly desaturated", "cinematic contrast"),
        },
        copy={"en": "Decisions, together.", "de": "Entscheiden, gemeinsam.", "ja": "決める、いっしょに。"},
        markets=("US", "GB", "DE", "JP"),
        added="who the three people are",
    ),
    "02": Entered(
        HARROW,
        "“Quiet capital”, Ingrid at a long table",
        ("social-4x5", "story-9x16", "ctv-uhd", "ooh-super-wide", "print-a4"),
        {"Job": "trust", "Shot": "mid", "Room for copy": "left-third", "Use": "public"},
        {
            "In two seconds, people understand": "Somebody calm looks after what you have.",
            "Subject": "The bank's spokesperson, seated at a long oak table, listening",
            "People": "one woman, fifties, silver bob, charcoal two-button suit",
            "Environment": "Panelled meeting room in the morning",
            "Light": "Key to fill 4:1 from camera left",
            "Flight from": "2027-02-01",
            "Flight to": "2027-07-31",
        },
        {"Mood": "Calm"},
        {"must_not_show": ("jewellery", "other clothes", "text in the scene")},
        characters=("ingrid",),
        markets=("US", "CA", "GB", "DE", "JP"),
        added="the one thought, the room, where the copy goes, the flight, and which countries “EMEA and APAC” are",
        expected={"characters": ["ingrid"]},
    ),
    "03": Entered(
        TERN,
        "Tern bottle, hero set, four colourways",
        ("marketplace-lifestyle", "story-9x16"),
        {"Job": "desire", "Shot": "product", "Room for copy": "left-half", "Use": "public"},
        {
            "In two seconds, people understand": "Cold water, morning light: this bottle belongs outdoors.",
            "Subject": "Water bottle on a wet basalt pedestal",
            "Environment": "Lake shore in mist at sunrise",
            "Flight from": "2027-03-01",
            "Flight to": "2027-08-31",
        },
        {"Light": "Low morning sun from the left", "People": "no people"},
        {"must_not_show": ("hands", "other bottles", "text in the scene"), "style": ("shallow depth of field",)},
        palette=("kelp", "dune", "ember", "fog"),
        markets=("US", "DE"),
        added="the one thought, the place, markets and flight; the marketplace packshot is a brief of its own",
        expected={"people": "no people"},
    ),
    "04": Entered(
        FATHOM,
        "Empty state: no results",
        ("ui-empty-state", "ui-empty-state-2x", "ui-empty-state-3x"),
        {"Job": "guide", "Shot": "flat", "Room for copy": "none", "Use": "internal"},
        {
            "In two seconds, people understand": "Nothing was found, and nothing is broken.",
            "Subject": "A magnifying glass over an empty drawer, at most five rounded shapes",
        },
        {},
        {
            "must_not_show": ("faces", "gradients", "text in the scene"),
            "style": ("flat", "rounded", "2 px outline"),
        },
        added="what is seen on this one of the twelve screens, and the thought behind it",
        expected={"people": "", "light": "", "horizon": "", "environment": ""},
    ),
    "05": Entered(
        SALTMARSH,
        "Saltmarsh act two, drowned chapel",
        ("thumb-16x9", "web-full-hd"),
        {"Job": "explore", "Shot": "wide", "Room for copy": "none", "Use": "experiment"},
        {
            "In two seconds, people understand": "The marsh has taken the chapel, and somebody still crosses.",
            "Subject": "Drowned chapel, reed boats, and a heron-masked ferryman with cloak and pole",
            "People": "one ferryman, masked",
            "Environment": "Salt pans and reed beds under low cloud",
        },
        {"Light": "Overcast key, cold fill"},
        {
            "must_not_show": ("the ferryman's face", "modern objects"),
            "style": ("broad gouache", "visible brush strokes", "one rust accent"),
        },
        added="the one thought, and what is modern enough to be kept out",
        expected={"markets": [], "flight_from": ""},
    ),
    "06": Entered(
        TERN,
        "“First light”, shot four: pack shot",
        ("web-full-hd", "story-9x16"),
        {"Job": "desire", "Shot": "product", "Room for copy": "top-third", "Use": "public"},
        {
            "In two seconds, people understand": "Colder than the lake it came from.",
            "Subject": "Kelp green water bottle on basalt, standing alone",
            "Environment": "Black water at first light, mist on the horizon",
            "Light": "First light from behind, cold fill",
            "Flight from": "2027-05-01",
            "Flight to": "2027-06-30",
        },
        {"People": "no people"},
        {"must_not_show": ("hands", "other bottles", "text in the scene"), "style": ("cold clear air",)},
        palette=("kelp",),
        copy={"en": "Colder than the lake."},
        markets=("US", "GB"),
        added="markets and flight; beats, sound and captions have no field: each beat's still is a brief of its own",
    ),
    "07": Entered(
        NORTHLIGHT,
        "Something for spring",
        ("social-1x1", "web-banner"),
        {},
        {
            "In two seconds, people understand": "Some really eye-catching visuals for spring, you know our vibe",
            "Subject": "Diverse people having fun with the app",
            "Environment": "Futuristic but warm",
            "Mood": "premium but playful",
        },
        {},
        {"style": ("eye-catching", "premium", "logo big")},
    ),
}

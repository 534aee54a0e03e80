"""Rules for words that show nothing. The words are data: each has the remedy a person can act on."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from briefs.readiness.finding import WARN, Context, Finding, rule
from briefs.readiness.words import says, short, shows_people, shows_role
from briefs.spec import BriefSpec
from briefs.vocabulary import LABELS

VAGUE: Final[dict[str, str]] = {
    "eye-catching": "Say what catches it: a colour, a scale, a gesture.",
    "eye catching": "Say what catches it: a colour, a scale, a gesture.",
    "premium": "Name materials, light and how much is left empty.",
    "high-end": "Name materials, light and how much is left empty.",
    "luxurious": "Name materials, light and how much is left empty.",
    "playful": "Name the gesture, the colour or the odd thing out.",
    "fun": "Say what they are doing.",
    "stunning": "Say what is to be seen.",
    "beautiful": "Say what is to be seen.",
    "amazing": "Say what is to be seen.",
    "awesome": "Say what is to be seen.",
    "cool": "Say what is to be seen.",
    "nice": "Say what is to be seen.",
    "visuals": "Say who or what is in the picture.",
    "something": "Say who or what it is.",
    "modern": "Name the furniture, the material or the decade.",
    "futuristic": "Name the object or the material that is of the future.",
    "innovative": "Name the thing that is new.",
    "dynamic": "Name the movement and its direction.",
    "vibe": "Point to a style pack or a reference.",
    "vibes": "Point to a style pack or a reference.",
    "on brand": "Choose a style pack; it holds what the brand looks like.",
    "our style": "Choose a style pack; it holds what the brand looks like.",
    "diverse": "Say who they are: ages and roles, or “any, mixed”.",
    "etc": "Finish the list.",
    "maybe": "Decide, or leave it out.",
    "mostly": "Name each place it goes.",
    "as soon as possible": "Give a date.",
    "asap": "Give a date.",
    "pop": "Name the colour and where it goes.",
    "wow": "Say what is to be seen.",
}
_PLACED: Final = frozenset({"modern"})  # fine beside a noun of place: “modern office” shows something
_FREE: Final = ("message", "subject", "people", "environment", "composition", "light", "mood")


@rule
def what_is_vague(spec: BriefSpec, context: Context) -> Iterator[Finding]:
    texts = [(name, str(getattr(spec, name))) for name in _FREE]
    texts += [("style", term) for term in spec.style]
    heard: set[tuple[str, str]] = set()
    for name, text in texts:
        for word, remedy in VAGUE.items():
            if word in _PLACED and name == "environment" and len(text.split()) > 1:
                continue
            if says(text, word) and (name, remedy) not in heard:
                heard.add((name, remedy))
                yield Finding(name, WARN, f"{short(name)}: “{word}” shows nothing yet", remedy)


@rule
def too_short_to_see(spec: BriefSpec, context: Context) -> Iterator[Finding]:
    for name in ("subject", "environment"):
        text = str(getattr(spec, name))
        if text and len(text) < 8 and " " not in text and text.isascii():
            yield Finding(
                name,
                WARN,
                f"{LABELS[name]}: “{text}” leaves almost everything open",
                "Add what it does, or what it is made of.",
            )


@rule
def who_the_people_are(spec: BriefSpec, context: Context) -> Iterator[Finding]:
    if shows_people(spec.subject) and not spec.people and not shows_role(spec.subject):
        yield Finding("people", WARN, "People: not said who they are", "Add ages and roles, or choose “any, mixed”.")

"""Is the brief good enough to cost anything? Pure rules; each finding names the field, the reason and the remedy.

A fail stops the brief from being submitted. A warning says what will differ or disappoint.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from briefs import style
from briefs.copyfit import headline_fit
from briefs.spec import BriefSpec
from briefs.vocabulary import LABELS, LOCALES, SCRIPT_NAMES, SECTION_OF, SECTIONS

PASS, WARN, FAIL = "pass", "warn", "fail"
SHOWN: Final = 6  # findings before the rest is folded away


@dataclass(frozen=True)
class Finding:
    """What a rule found. `field` is a name of BriefSpec."""

    field: str
    verdict: str
    what: str
    remedy: str

    @property
    def section(self) -> int:
        return SECTION_OF[self.field].number if self.field in SECTION_OF else 0

    def sentence(self) -> str:
        return f"{self.what}. {self.remedy}"


@dataclass(frozen=True)
class Context:
    """What the rules may know beside the brief itself."""

    placements: Mapping[str, Mapping[str, Any]]  # slug -> document of the published version
    pack: Mapping[str, Any] | None  # document of the style pack's published version
    today: date
    waiting: int = 0  # references still being read
    refused: int = 0  # references that could not be used
    title: str = ""

    @property
    def margins(self) -> float:
        return float(self.pack["margins"]) if self.pack else style.DEFAULT_MARGINS


Rule = Callable[[BriefSpec, Context], Iterator[Finding]]
RULES: list[Rule] = []


def rule(check: Rule) -> Rule:
    RULES.append(check)
    return check


def read(spec: BriefSpec, context: Context) -> list[Finding]:
    """Every finding, fails first, then in the order of the form."""
    found = [finding for check in RULES for finding in check(spec, context)]
    return sorted(found, key=lambda finding: (finding.verdict != FAIL, finding.section))


@dataclass(frozen=True)
class Summary:
    """Findings and what is left over: the sections nothing was found in."""

    findings: list[Finding]
    clear: list[str] = field(default_factory=list)

    @property
    def fails(self) -> list[Finding]:
        return [finding for finding in self.findings if finding.verdict == FAIL]

    @property
    def warns(self) -> list[Finding]:
        return [finding for finding in self.findings if finding.verdict == WARN]

    @property
    def first(self) -> list[Finding]:
        """What is shown at once: every fail, and at least a handful."""
        return self.findings[: max(SHOWN, len(self.fails))]

    @property
    def rest(self) -> list[Finding]:
        return self.findings[len(self.first) :]

    @property
    def worst(self) -> str:
        return FAIL if self.fails else WARN if self.findings else PASS


def summarise(spec: BriefSpec, context: Context) -> Summary:
    findings = read(spec, context)
    touched = {finding.section for finding in findings}
    return Summary(findings, [section.title for section in SECTIONS if section.number not in touched])


# --- missing ---------------------------------------------------------------------------------------------------------
_MISSING: Final[dict[str, tuple[str, str, str]]] = {
    "placements": (FAIL, "No placement", "Say where it lives: add at least one placement, as web hero."),
    "job": (WARN, "Job: not said what it must do", "Choose the one thing it is for."),
    "message": (
        WARN,
        "Message: not said what people understand",
        "Write the one thought they take away in two seconds.",
    ),
    "subject": (FAIL, "Subject is missing", "Say who or what is in the picture."),
    "environment": (FAIL, "Environment is missing", "Say where it is: a place, indoors or out, time of day."),
    "shot": (WARN, "Shot: not said how close", "Choose a shot, as mid shot; without it, options differ in scale."),
    "light": (WARN, "Light: not said", "Say where it comes from and how hard it is, as low morning sun from the left."),
    "copy_space": (WARN, "Room for copy: not said", "Choose where the headline goes, or none."),
    "style_pack": (FAIL, "No style pack", "Choose the brand's style pack; it pins colour, type and prompt tokens."),
    "must_not_show": (WARN, "Nothing is ruled out", "Name what must not be seen, as logos or text in the scene."),
    "use_class": (
        FAIL,
        "Use: not said who will see it",
        "Choose experiment, internal or public; licences depend on it.",
    ),
}


@rule
def what_is_missing(spec: BriefSpec, context: Context) -> Iterator[Finding]:
    illustration = spec.shot == "flat"
    for name, (verdict, what, remedy) in _MISSING.items():
        if name == "environment" and (illustration or _plain_background(spec, context)):
            continue
        if name == "light" and illustration:
            continue
        if not getattr(spec, name):
            yield Finding(name, verdict, what, remedy)


@rule
def catalogue_knows_it(spec: BriefSpec, context: Context) -> Iterator[Finding]:
    for slug in spec.placements:
        if slug not in context.placements:
            yield Finding(
                "placements", FAIL, f"Placement “{slug}” is not in the catalogue",
                "Remove it, or ask an admin to publish it.",
            )  # fmt: skip
    if spec.style_pack and context.pack is None:
        yield Finding(
            "style_pack", FAIL, f"Style pack “{spec.style_pack}” has no published version",
            "Choose another one, or ask a brand reviewer to publish it.",
        )  # fmt: skip


# --- vague -----------------------------------------------------------------------------------------------------------
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
            if _says(text, word) and (name, remedy) not in heard:
                heard.add((name, remedy))
                yield Finding(name, WARN, f"{_short(name)}: “{word}” shows nothing yet", remedy)


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


# --- contradictory ---------------------------------------------------------------------------------------------------
_PEOPLE: Final = re.compile(
    r"\b(people|persons?|men|man|wom[ae]n|child(?:ren)?|crowd|team|colleagues?|famil(?:y|ies)|couple|girls?|boys?"
    r"|customers?|friends|spokespersons?|ferryman|workers?|models?|faces?)\b",
    re.IGNORECASE,
)
_ROLES: Final = re.compile(
    r"\b(ferryman|spokespersons?|engineers?|doctors?|nurses?|teachers?|cooks?|drivers?)\b", re.IGNORECASE
)
_PARTS: Final[dict[str, tuple[str, ...]]] = {
    "hands": ("hand", "hands", "handshake", "holding"),
    "text": ("sign", "lettering", "words", "text", "label", "typography"),
    "logos": ("logo", "logos"),
}
_NONE: Final = re.compile(r"\b(no|without|never|not)\b", re.IGNORECASE)


@rule
def shown_and_ruled_out(spec: BriefSpec, context: Context) -> Iterator[Finding]:
    shown = " ".join([spec.subject, spec.environment, spec.composition, *spec.style])
    no_people = _NONE.match(spec.people) is not None and shows_people(spec.people)
    for term in spec.must_not_show:
        bare = _NONE.sub("", term).strip().lower()
        if bare in ("people", "persons", "humans", "anybody", "person"):
            no_people = True
        elif bare and (_says(shown, bare) or any(_says(shown, word) for word in _PARTS.get(bare, ()))):
            yield Finding(
                "must_not_show", FAIL, f"“{term}” is ruled out and asked for",
                "Take it out of the scene, or off this list.",
            )  # fmt: skip
    if no_people and shows_people(spec.subject):
        yield Finding(
            "people", FAIL, "No people are wanted, and the subject has people",
            "Take them out of the subject, or allow people.",
        )  # fmt: skip


@rule
def text_in_the_scene(spec: BriefSpec, context: Context) -> Iterator[Finding]:
    scene = " ".join([spec.subject, spec.environment, spec.composition])
    asked = re.search(
        r"[“\"«]([^”\"»]{2,60})[”\"»]|\b(?:saying|that says|reads|with the words?|with the text)\b", scene
    )
    if asked:
        yield Finding(
            "subject", FAIL, "Words are asked for inside the picture",
            "Put them under Copy: they are set as type, per language, and can be checked.",
        )  # fmt: skip
    if re.search(r"\blogo\b", f"{scene} {' '.join(spec.style)}", re.IGNORECASE):
        yield Finding(
            "style", WARN, "A logo is asked for inside the picture",
            "Leave it out: the style pack places the real logo when each placement is finished.",
        )  # fmt: skip


@rule
def horizon_and_copy(spec: BriefSpec, context: Context) -> Iterator[Finding]:
    clash = {("left-third", "left-third"), ("left-third", "left-half"), ("right-third", "right-third")}
    clash |= {("right-third", "right-half")}
    if (spec.subject_position, spec.copy_space) in clash:
        yield Finding(
            "subject_position", FAIL, "The subject stands where the copy goes",
            "Move one of them to the other side.",
        )  # fmt: skip
    if spec.subject_position == "fills" and spec.copy_space not in ("", "none"):
        yield Finding(
            "copy_space",
            FAIL,
            "The subject fills the frame, and copy needs room",
            "Choose no room for copy, or a smaller subject.",
        )


# --- impossible ------------------------------------------------------------------------------------------------------
@rule
def headlines_fit(spec: BriefSpec, context: Context) -> Iterator[Finding]:
    for locale, words in spec.copy.items():
        headline = words.get("headline", "")
        language = LOCALES[locale].label
        for slug in spec.placements:
            document = context.placements.get(slug)
            if document is None or not headline:
                continue
            name, longest = document["name"], document["copy"]["max_chars"]
            if not longest:
                continue
            fit = headline_fit(headline, document, spec, context.margins)
            if fit and not fit.fits:
                share = f"{fit.share:.0%}".replace("%", " %") if fit.share < 100 else "far more"
                remedy = f"It takes {share} of the room for copy at {fit.wanted:.0f} px. Shorten it"
                if fit.can_be_set:
                    yield Finding(
                        "copy",
                        WARN,
                        f"{name}: the {language} headline is too long",
                        f"{remedy}, or it is set at {fit.size:.0f} px.",
                    )
                else:
                    yield Finding(
                        "copy",
                        FAIL,
                        f"{name}: there is no room for the {language} headline",
                        f"{remedy}, or choose other room for copy.",
                    )
            elif len(headline) > longest:
                yield Finding(
                    "copy",
                    WARN,
                    f"{name}: the {language} headline has {len(headline)} characters",
                    f"The channel shows {longest}. Shorten it.",
                )


@rule
def headline_without_room(spec: BriefSpec, context: Context) -> Iterator[Finding]:
    if spec.copy_space == "none" and any(words.get("headline") for words in spec.copy.values()):
        yield Finding(
            "copy_space",
            FAIL,
            "There is a headline and no room for it",
            "Choose room for copy, or take the headline out.",
        )
    empty = [LOCALES[locale].label for locale, words in spec.copy.items() if not any(words.values())]
    if empty:
        yield Finding(
            "copy", WARN, f"Copy: nothing is written in {', '.join(empty)}", "Write it, or remove the language."
        )


@rule
def script_is_covered(spec: BriefSpec, context: Context) -> Iterator[Finding]:
    if context.pack is None:
        return
    covered = set(context.pack["typography"]["scripts"])
    missing = {LOCALES[locale].script for locale, words in spec.copy.items() if any(words.values())} - covered
    for name in sorted({SCRIPT_NAMES[script] for script in missing}):
        yield Finding(
            "copy", WARN, f"{context.pack['typography']['family']} has no {name} letters",
            f"Add a font for {name} to the style pack, or those versions cannot be set.",
        )  # fmt: skip


@rule
def placements_are_possible(spec: BriefSpec, context: Context) -> Iterator[Finding]:
    for slug in spec.placements:
        document = context.placements.get(slug)
        if document is None:
            continue
        if document["background"].upper() == "#FFFFFF" and spec.environment and "white" not in spec.environment.lower():
            yield Finding(
                "placements", WARN, f"{document['name']} takes pure white, and there is an environment",
                "Brief it apart, with no environment, or leave it out here.",
            )  # fmt: skip
        if document["bleed_mm"] and document["colour_space"] != "cmyk":
            yield Finding(
                "placements", WARN, f"{document['name']} has bleed and is not CMYK",
                "Ask an admin which profile the printer takes.",
            )  # fmt: skip
    ratios = [d["width"] / d["height"] for slug in spec.placements if (d := context.placements.get(slug))]
    if ratios and max(ratios) / min(ratios) > 12:
        yield Finding(
            "placements",
            WARN,
            "The placements are too different for one picture",
            "Brief the widest and the tallest apart.",
        )


# --- markets, dates, use ---------------------------------------------------------------------------------------------
@rule
def dates_make_sense(spec: BriefSpec, context: Context) -> Iterator[Finding]:
    if spec.flight_from and spec.flight_to and spec.flight_to < spec.flight_from:
        yield Finding("flight_to", FAIL, "The flight ends before it begins", f"Put the end after {spec.flight_from}.")
    elif spec.flight_to and spec.flight_to < context.today.isoformat():
        yield Finding(
            "flight_to", FAIL, f"The flight was over on {spec.flight_to}", "Give dates that are still to come."
        )
    if spec.use_class == "public":
        if not spec.flight_from or not spec.flight_to:
            name = "flight_from" if not spec.flight_from else "flight_to"
            yield Finding(
                name,
                FAIL,
                "Public use without flight dates",
                "Say from when to when it runs; rights are checked against it.",
            )
        if not spec.markets:
            yield Finding(
                "markets",
                FAIL,
                "Public use without markets",
                "Add the countries it runs in; disclosure rules depend on them.",
            )


@rule
def references_are_ready(spec: BriefSpec, context: Context) -> Iterator[Finding]:
    if context.refused:
        yield Finding(
            "references",
            FAIL,
            "A reference could not be used",
            "Its reason stands beside it. Remove it, or add another file.",
        )
    if context.waiting:
        yield Finding("references", WARN, "References are still being read", "Wait a moment, or submit without them.")


def _plain_background(spec: BriefSpec, context: Context) -> bool:
    documents = [context.placements[slug] for slug in spec.placements if slug in context.placements]
    return bool(documents) and all(document["background"] for document in documents)


def _short(name: str) -> str:
    return {"message": "Message", "style": "Style"}.get(name, LABELS[name])


def _says(text: str, words: str) -> bool:
    return re.search(rf"(?<![\w-]){re.escape(words)}(?![\w-])", text, re.IGNORECASE) is not None


def shows_people(text: str) -> bool:
    return _PEOPLE.search(text) is not None


def shows_role(text: str) -> bool:
    return _ROLES.search(text) is not None

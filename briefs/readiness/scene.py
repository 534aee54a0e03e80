"""Tests for scenes that exclude themselves: shots, lights, moods, styles, grounds, and where things stand."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from briefs.readiness.contradictory import without
from briefs.readiness.finding import CONTRADICTORY, Finding, Fix
from briefs.readiness.registry import SCENE, Given, Reading, named, rule
from briefs.readiness.words import says
from briefs.vocabulary import COPY_SPACES, POSITIONS, SHOTS

_MIRROR: Final = {
    "left-third": "right-third", "right-third": "left-third", "left-half": "right-half", "right-half": "left-half",
}  # fmt: skip


@rule("shot-differs", CONTRADICTORY, "Near and far at once")
def shot_differs(reading: Reading, given: Given) -> Iterator[Finding]:
    shot, text = reading.spec.shot, reading.text("subject", "composition", "style")
    near, far = says(text, given["near"]), says(text, given["far"])
    if shot in ("close-up", "extreme-close-up") and far:
        near = SHOTS[shot].label.lower()
    elif shot in ("wide", "establishing", "full") and near:
        far = SHOTS[shot].label.lower()
    elif not (near and far):
        return
    yield given.found(
        "shot", f"“{near}” and “{far}” exclude one another", "Choose one shot; brief the other apart.",
    )  # fmt: skip


def _clash(
    reading: Reading, given: Given, field: str, text: str, noun: str, remedy: str, but: tuple[str, ...] = ()
) -> Iterator[Finding]:
    """One finding for each pair of which the text says both sides; the same two words are told once."""
    told: set[tuple[str, str]] = set()
    for pair in given["pairs"].values():
        one, other = says(text, pair["one"], but), says(text, pair["other"], but)
        if one and other and (one, other) not in told and not (one in other or other in one):
            told.add((one, other))
            yield given.found(field, f"{noun}: “{one}” and “{other}” exclude one another", remedy)


@rule("two-lights", CONTRADICTORY, "Two lights that exclude one another")
def two_lights(reading: Reading, given: Given) -> Iterator[Finding]:
    found = list(_clash(
        reading, given, "light", reading.text("light", "environment", "mood"), "Light",
        "Keep one of them, in light and in environment.",
    ))  # fmt: skip
    yield from found[:1]


@rule("two-moods", CONTRADICTORY, "Two moods that exclude one another")
def two_moods(reading: Reading, given: Given) -> Iterator[Finding]:
    field, text = ("mood", reading.text("mood")) if reading.spec.mood else ("message", reading.text("message"))
    yield from _clash(reading, given, field, text, "Mood", "Say which one leads, and what shows the other.")


@rule("two-styles", CONTRADICTORY, "Two styles that exclude one another")
def two_styles(reading: Reading, given: Given) -> Iterator[Finding]:
    text = reading.text("style")
    if reading.spec.shot == "flat":
        text = f"flat illustration; {text}"
    yield from list(_clash(
        reading, given, "style", text, "Style", "Keep one of them.", tuple(given["but"])
    ))[:2]  # fmt: skip


@rule("medium-differs", CONTRADICTORY, "Another medium than the style pack's")
def medium_differs(reading: Reading, given: Given) -> Iterator[Finding]:
    medium = str((reading.context.pack or {}).get("medium") or "")
    for mine, theirs in (("one", "other"), ("other", "one")):
        word = says(reading.text("style"), given[mine])
        if word and says(medium, given[theirs]) and not says(medium, word):
            yield given.found(
                "style", f"Style: “{word}”, and the style pack is a {medium}",
                "Take it out, or choose another style pack.",
                Fix(f"Remove “{word}”", {"style": [t for t in reading.spec.style if not says(t, word)]}),
            )  # fmt: skip
            return


@rule("subject-in-copy", CONTRADICTORY, "The subject stands where the copy goes")
def subject_in_copy(reading: Reading, given: Given) -> Iterator[Finding]:
    spec = reading.spec
    if spec.copy_space in given["places"].get(spec.subject_position, ()):
        aside, across = _MIRROR[spec.subject_position], _MIRROR[spec.copy_space]
        yield given.found(
            "subject_position", "The subject stands where the copy goes", "Move one of them to the other side.",
            Fix(f"Subject: {POSITIONS[aside].label.lower()}", {"subject_position": aside}),
            Fix(f"Copy: {COPY_SPACES[across].label.lower()}", {"copy_space": across}),
        )  # fmt: skip


@rule("subject-fills", CONTRADICTORY, "The subject fills the frame, and copy needs room")
def subject_fills(reading: Reading, given: Given) -> Iterator[Finding]:
    spec = reading.spec
    if spec.subject_position == "fills" and spec.copy_space not in ("", "none"):
        fix = Fix("Subject: anywhere", {"subject_position": ""})
        if not reading.written:
            fix = Fix("Set no room for copy", {"copy_space": "none"})
        yield given.found(
            "copy_space", "The subject fills the frame, and copy needs room",
            "Choose no room for copy, or a smaller subject.", fix,
        )  # fmt: skip


@rule("copy-without-room", CONTRADICTORY, "A headline and no room for it")
def copy_without_room(reading: Reading, given: Given) -> Iterator[Finding]:
    spec = reading.spec
    if spec.copy_space == "none" and any(words.get("headline") for words in spec.copy.values()):
        yield given.found(
            "copy_space", "There is a headline and no room for it",
            "Choose room for copy, or take the headline out.",
            Fix("Keep the top third free", {"copy_space": "top-third"}),
        )  # fmt: skip


@rule("horizon-none", CONTRADICTORY, "No horizon, and a landscape")
def horizon_none(reading: Reading, given: Given) -> Iterator[Finding]:
    if reading.spec.horizon != "none":
        return
    if word := says(reading.text(*SCENE), given["words"]):
        yield given.found(
            "horizon", f"No horizon is to be in sight, and there is “{word}”",
            "Choose where it runs, or a place that closes the view.",
            Fix("Leave the horizon open", {"horizon": ""}),
        )  # fmt: skip


@rule("plain-ground", CONTRADICTORY, "Plain white or transparent, and an environment")
def plain_ground(reading: Reading, given: Given) -> Iterator[Finding]:
    spec = reading.spec
    if not spec.environment or says(spec.environment, given["plain"]) or not reading.said("environment").strip(" ."):
        return
    for word, ground in (("transparent", "a transparent ground"), ("#FFFFFF", "pure white")):
        plain = [s for s, d in reading.documents.items() if str(d.get("background", "")).upper() == word.upper()]
        if not plain:
            continue
        names = named([reading.documents[slug]["name"] for slug in plain])
        left = [slug for slug in spec.placements if slug not in plain]
        fix = Fix("Leave it out here", {"placements": left}) if left else Fix("Clear environment", {"environment": ""})
        verb = "takes" if len(plain) == 1 else "take"
        yield given.found(
            "placements" if left else "environment", f"{names} {verb} {ground}, and there is an environment",
            "Brief it apart, with no environment, or leave it out here.", fix,
        )  # fmt: skip


@rule("black-and-white", CONTRADICTORY, "Black and white, and colours")
def black_and_white(reading: Reading, given: Given) -> Iterator[Finding]:
    fields = ("style", "light", "mood", "composition")
    text = reading.text(*fields, "subject")
    if not says(reading.text(*fields), given["words"]) or says(text, given["but"]):
        return
    palette = [str(colour["name"]) for colour in (reading.context.pack or {}).get("palette", ())]
    named_colours = [
        name for name in palette if len(name) > 3 and name.lower() not in ("black", "white", "grey", "ink")
    ]
    colour = says(without(text, given["but"]), [*given["colours"], *named_colours])
    if not colour and reading.spec.colourways:
        colour = reading.spec.colourways[0]["name"]
    if colour:
        yield given.found(
            "style", f"Black and white, and “{colour}”", "Leave the colour out, or say that it is the only one."
        )

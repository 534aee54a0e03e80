"""Rules for what is asked for and ruled out at once."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from briefs.readiness.finding import FAIL, WARN, Context, Finding, rule
from briefs.readiness.words import says, shows_people
from briefs.spec import BriefSpec

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
        elif bare and (says(shown, bare) or any(says(shown, word) for word in _PARTS.get(bare, ()))):
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

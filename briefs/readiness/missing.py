"""Rules for what is not there: fields nothing can be made without, and what the catalogue does not know."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from briefs.readiness.finding import FAIL, WARN, Context, Finding, rule
from briefs.spec import BriefSpec

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

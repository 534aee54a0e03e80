"""Which prompt template fits a brief that names none."""

from __future__ import annotations

from typing import Final

from briefs.compile.english import NEGATION
from briefs.spec import BriefSpec

FALLBACK: Final = "scene"
_CLOSE: Final = ("close-up", "extreme-close-up")


def template_slug(spec: BriefSpec) -> str:
    """The prompt template a brief is compiled with: the one it names, else the one that fits, else "scene"."""
    people = spec.people.strip()
    anybody = bool(people) and not NEGATION.match(people)
    if spec.template:
        return spec.template
    if spec.shot == "flat":
        return "illustration"
    if spec.shot == "product" or (spec.job == "sell" and not spec.characters):
        return "product"
    if (spec.shot in _CLOSE and (anybody or spec.characters)) or (spec.characters and spec.shot in ("", "mid", "full")):
        return "portrait"
    if spec.shot == "establishing" and not anybody and not spec.characters:
        return "environment"
    return FALLBACK

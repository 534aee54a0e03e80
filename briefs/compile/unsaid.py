"""What was asked for and is not in the prompt: nothing is lost silently.

A dialect without a negative prompt cannot say what must not be seen unless its template puts it into words; a template
may have no part for a field. Compared are words, not meanings: a field that is said in part counts as said.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from briefs.compile.english import NEGATION
from briefs.compile.parts import sayings
from briefs.compile.phrases import EVEN, PACK, TEMPLATE, Phrase
from briefs.compile.saying import Sayings, unique
from briefs.dialects import BY_SLUG

# What a brief says of the picture itself.
FIELDS: Final = (
    "subject", "shot", "people", "characters", "environment", "composition", "light", "mood", "copy_space",
    "subject_position", "horizon", "must_not_show", "style", "colourways",
)  # fmt: skip


def unsaid(says: Sayings, rules: Mapping[str, Any], said: Sequence[Phrase]) -> tuple[Phrase, ...]:
    """Phrases that no part of the template says in this dialect, in the order of the brief."""
    fields = {phrase.field for phrase in said if phrase.source != PACK}
    whole = "".join(phrase.text for phrase in said).lower()
    lost: list[Phrase] = []
    for name in FIELDS:
        wanted = list(_of_brief(name, says))
        if name == "must_not_show":
            lost += [phrase for phrase in wanted if phrase.text.lower() not in whole]
        elif name == "people" and wanted and (negated := NEGATION.match(wanted[0].text)):
            lost += wanted if wanted[0].text[negated.end() :].lower() not in whole else []
        elif name not in fields:
            lost += [phrase for phrase in wanted if phrase.text.lower() not in whole]
    for words in [*says.triggers(), *says.style("negative")]:
        if words.text.lower() not in whole:
            lost.append(words)
    if not BY_SLUG[says.dialect].negative:
        lost += [phrase for phrase in _template_negative(rules) if phrase.text.lower() not in whole]
    return tuple(unique(lost))


def weights_lost(dialect: str, said: Iterable[Phrase]) -> bool:
    """Does the prompt weigh phrases in a dialect that cannot?"""
    return not BY_SLUG[dialect].weights and any(phrase.weight != EVEN for phrase in said)


def _of_brief(name: str, says: Sayings) -> Iterable[Phrase]:
    if name == "characters":
        return [phrase for which in ("said", "never") for found in says.people(which) for phrase in found]
    if name == "colourways":
        return says.coloured()
    return [phrase for found in sayings({"field": name}, says) for phrase in found if phrase.field == name]


def _template_negative(rules: Mapping[str, Any]) -> list[Phrase]:
    return [Phrase(part["text"], TEMPLATE) for part in rules["negative"] if "text" in part]

"""The prompt, compiled from brief, template version and style pack version; nobody types it. Pure: no Django.

Every phrase names its source, and the phrases put together are the prompt, to the byte. The same documents give the
same bytes, so `Compiled.digest` may stand in a recipe.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from briefs import style
from briefs.dialects import DIALECT_NAMES, DIALECTS
from briefs.spec import BriefSpec
from briefs.vocabulary import COPY_SPACES, HORIZONS, POSITIONS, SECTION_OF, SHOTS
from studio.lib.canonical import digest
from studio.lib.problems import BadInput

BRIEF, PACK, TEMPLATE = "brief", "style pack", "template"

_TOKENS: Final[dict[str, Mapping[str, Any]]] = {
    "shot": SHOTS,
    "copy_space": COPY_SPACES,
    "subject_position": POSITIONS,
    "horizon": HORIZONS,
}
_NEGATION: Final = re.compile(r"^(?:no|without|don.t show|do not show|never)\s+", re.IGNORECASE)
# CLIP splits on letters, single digits and runs of punctuation before it merges; a merge covers about six letters.
_PIECES: Final = re.compile(r"[^\W\d_]+|\d|[^\s\w]+|_", re.UNICODE)
_WORDS: Final = re.compile(r"[^\W\d_]+", re.UNICODE)
_LETTERS_PER_TOKEN: Final = 7
_ANYBODY: Final = "people of mixed ages and backgrounds"  # what “any, mixed” asks for
_SPECIALS: Final = 2  # start and end of text


@dataclass(frozen=True)
class Phrase:
    text: str
    source: str  # brief, style pack or template
    field: str = ""  # the brief's field, or the style pack's part
    section: int = 0  # the brief's section, 1 to 8; 0 elsewhere


@dataclass(frozen=True)
class Compiled:
    dialect: str
    positive: tuple[Phrase, ...]
    negative: tuple[Phrase, ...]
    tokens: int  # estimate for the positive prompt, with both specials
    limit: int  # tokens the dialect reads at once; 0: no limit
    cut: tuple[str, ...]  # phrases that lie beyond the limit
    digest: str  # of the two prompts and the dialect

    @property
    def name(self) -> str:
        return DIALECT_NAMES.get(self.dialect, self.dialect)

    @property
    def positive_text(self) -> str:
        return "".join(phrase.text for phrase in self.positive)

    @property
    def negative_text(self) -> str:
        return "".join(phrase.text for phrase in self.negative)


def compile_prompt(
    spec: BriefSpec, *, template: Mapping[str, Any], pack: Mapping[str, Any] | None, dialect: str
) -> Compiled:
    """Compile for one dialect ("clip", "t5" or "previz"). Without a style pack its parts stay silent."""
    rules = template["dialects"].get(dialect)
    if rules is None:
        raise BadInput(
            f"The prompt template “{template['name']}” does not speak {dialect}. Choose a model that speaks "
            f"{', '.join(template['dialects'])}.",
            field="dialect",
        )
    positive = _phrases(rules["positive"], rules["join"], spec, pack, dialect)
    negative = _phrases(rules["negative"], ", ", spec, pack, dialect)
    texts = ["".join(p.text for p in side) for side in (positive, negative)]
    limit = int(rules["limit"])
    return Compiled(
        dialect=dialect,
        positive=positive,
        negative=negative,
        tokens=estimate_tokens(texts[0]) + _SPECIALS,
        limit=limit,
        cut=_cut(positive, limit),
        digest=digest({"dialect": dialect, "positive": texts[0], "negative": texts[1]}),
    )


def spoken(template: Mapping[str, Any]) -> tuple[str, ...]:
    """The dialects that a template has, in the usual order."""
    return tuple(dialect for dialect in DIALECTS if dialect in template["dialects"])


def template_slug(spec: BriefSpec) -> str:
    """The prompt template a brief is compiled with: the one it names, else the one that fits."""
    return spec.template or "scene"


def compile_revision(document: Mapping[str, Any], dialect: str) -> Compiled:
    """Compile from a brief revision's document alone: it pins the template and the style pack version."""
    pack = document["style_pack"]["document"]
    spec = BriefSpec.of_revision(document)
    return compile_prompt(spec, template=document["template"]["document"], pack=pack, dialect=dialect)


def estimate_tokens(text: str) -> int:
    """About how many CLIP tokens the text takes, without the two specials. A byte of an unspaced script counts one."""
    total = 0
    for piece in _PIECES.findall(text):
        if piece[0].isascii():
            total += max(1, math.ceil(len(piece) / _LETTERS_PER_TOKEN)) if piece[0].isalpha() else 1
        else:
            total += math.ceil(len(piece.encode()) / 2)
    return total


def _phrases(
    parts: Sequence[Mapping[str, Any]], join: str, spec: BriefSpec, pack: Mapping[str, Any] | None, dialect: str
) -> tuple[Phrase, ...]:
    phrases: list[Phrase] = []
    heard: set[str] = set()
    for part in parts:
        group = _group(part, spec, pack, dialect, heard)
        if group and phrases:
            phrases.append(Phrase(join, TEMPLATE))
        phrases.extend(group)
        heard.update(phrase.text.lower() for phrase in group if phrase.source != TEMPLATE)
    return tuple(phrases)


def _group(
    part: Mapping[str, Any], spec: BriefSpec, pack: Mapping[str, Any] | None, dialect: str, heard: set[str]
) -> list[Phrase]:
    """One template part as phrases: lead, what is said (comma between), tail. What was `heard` is not said again."""
    if "text" in part:
        wanted = part.get("when")
        return [Phrase(part["text"], TEMPLATE)] if not wanted or any(getattr(spec, f) for f in wanted) else []
    if "field" in part:
        name = part["field"]
        said, source, section = (_said_by_brief(spec, name, part), BRIEF, SECTION_OF[name].number)
    else:
        name = part["pack"]
        said, source, section = ((style.said(pack, name, dialect) if pack else []), PACK, 0)
    said = [words for words in said if words.lower() not in heard]
    if not said:
        return []
    tail = part.get("tail", "")
    if set(part.get("tail_unless", ())) & set(_WORDS.findall(" ".join(said).lower())):
        tail = ""
    group = [Phrase(part["lead"], TEMPLATE)] if part.get("lead") else []
    for index, words in enumerate(said):
        if index:
            group.append(Phrase(", ", TEMPLATE))
        group.append(Phrase(words, source, name, section))
    if tail:
        group.append(Phrase(tail, TEMPLATE))
    return group


def _said_by_brief(spec: BriefSpec, name: str, part: Mapping[str, Any]) -> list[str]:
    value = getattr(spec, name)
    if name in _TOKENS:
        term = _TOKENS[name].get(value) if value else None
        return [term.token] if term and term.token else []
    if name == "must_not_show":
        return list(_unique(_NEGATION.sub("", words) for words in value))
    if isinstance(value, tuple):
        return [_inline(words) for words in value]
    words = _ANYBODY if name == "people" and value.strip().lower() in ("any", "any, mixed", "mixed") else _inline(value)
    negated = _NEGATION.match(words)
    if part.get("negated") == ("skip" if negated else "only"):
        return []
    if negated and part.get("negated") == "only":
        words = words[negated.end() :]
    if part.get("flat"):
        words = " ".join(words.replace(",", " ").split())
    return [words] if words else []


def _inline(text: str) -> str:
    """One line without a full stop at its end, its first letter small unless it is a name or an abbreviation."""
    line = " ".join(text.split()).rstrip(".;, ")
    first = line.split(" ", 1)[0].rstrip(",.;:")
    return line[:1].lower() + line[1:] if first[1:].islower() and first.lower() in _SMALL else line


def _unique(items: Iterable[str]) -> Iterable[str]:
    return dict.fromkeys(items)


# First words that are no names: a capital there is only the capital of a sentence.
_SMALL: Final = frozenset(
    (
        "a an the one two three four five six many no any modern old young soft hard low high warm cold dark "
        "bright even overcast dusk dawn window misty calm quiet focused confident fresh playful sober tense "
        "wistful empty wide close large small people person man woman bottle product candle "
    ).split()
)


def _cut(phrases: Sequence[Phrase], limit: int) -> tuple[str, ...]:
    if not limit:
        return ()
    text, cut = "", []
    for phrase in phrases:
        text += phrase.text
        if phrase.source != TEMPLATE and estimate_tokens(text) + _SPECIALS > limit:
            cut.append(phrase.text)
    return tuple(cut)

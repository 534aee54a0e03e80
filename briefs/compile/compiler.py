"""Compile a brief for one dialect."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from briefs.compile import objects, parts
from briefs.compile.phrases import INSTRUCTION, TEMPLATE, Compiled, Phrase
from briefs.compile.saying import Sayings
from briefs.compile.tokens import estimate_tokens, exact
from briefs.compile.unsaid import unsaid
from briefs.compile.windows import MOST_WINDOWS, Read, cut_of, windows_of
from briefs.dialects import BY_SLUG, DIALECTS, Dialect
from briefs.spec import BriefSpec
from studio.lib.canonical import digest
from studio.lib.problems import BadInput

_NEGATIVE_JOIN: Final = ", "
_T5_SPECIALS: Final = 1  # its end of text


def compile_prompt(
    spec: BriefSpec,
    *,
    template: Mapping[str, Any],
    pack: Mapping[str, Any] | None,
    dialect: str,
    terms: Mapping[str, Mapping[str, Any]] | None = None,
    characters: Sequence[Mapping[str, Any]] = (),
    colourway: Mapping[str, str] | None = None,
    limit: int | None = None,
    model: str = "",
    instruction: str = "",
) -> Compiled:
    """Compile for one dialect (briefs/dialects.py). Without a style pack its parts stay silent.

    `terms` is what the brief's words mean (briefs/terms.py), `characters` the sheets it names, `colourway` {name, hex}
    the product's colour in this picture, `limit` the tokens that the model at hand reads and `model` its slug, where it
    is known. `instruction` is what somebody asked of this picture alone: it goes first, so that it is read whole.
    Raises BadInput where the template does not speak the dialect.
    """
    rules = template["dialects"].get(dialect)
    if rules is None:
        raise BadInput(
            f"The prompt template “{template['name']}” does not speak {dialect}. Choose a model that speaks "
            f"{', '.join(spoken(template))}.",
            field="dialect",
        )
    kind = BY_SLUG[dialect]
    says = Sayings(spec, pack, dialect, terms or {}, characters, colourway, model)
    if kind.slug == "json":
        positive = objects.phrases_of(rules["positive"], says)
    else:
        positive = parts.side(rules["positive"], rules["join"], says)
    if instruction:
        if kind.slug == "json":
            raise BadInput("A prompt in JSON takes no instruction. Choose a model that reads words.", field="model")
        positive = (Phrase(instruction, INSTRUCTION), Phrase(rules["join"] or ", ", TEMPLATE), *positive)
    negative = parts.side(rules["negative"], _NEGATIVE_JOIN, says) if kind.negative else ()
    most = int(rules.get("windows", MOST_WINDOWS)) if kind.chunk else 0
    read = windows_of(positive, kind.chunk, most) if kind.chunk else Read((), len(positive))
    kept, tokens, allowed = _read(kind, rules, positive, read, most, limit)
    texts = ["".join(phrase.written(dialect) for phrase in each) for each in (positive, negative)]
    return Compiled(
        dialect=dialect,
        positive=positive,
        negative=negative,
        tokens=tokens,
        exact=bool(kind.chunk) and exact(),
        limit=allowed,
        cut=cut_of(positive, kept),
        unsaid=unsaid(says, rules, [*positive, *negative]),
        windows=read.windows,
        negative_windows=windows_of(negative, kind.chunk, most).windows if kind.chunk else (),
        digest=digest({"dialect": dialect, "positive": texts[0], "negative": texts[1]}),
        kept=kept,
    )


def compile_revision(
    document: Mapping[str, Any],
    dialect: str,
    *,
    colourway: Mapping[str, str] | None = None,
    limit: int | None = None,
    template: Mapping[str, Any] | None = None,
    model: str = "",
    instruction: str = "",
) -> Compiled:
    """Compile from a brief revision's document alone: it pins everything that is said.

    `template`: another template's document, to see what it would change.
    """
    pack = document["style_pack"]
    return compile_prompt(
        BriefSpec.of_revision(document),
        template=template or document["template"]["document"],
        pack=pack["document"] if pack else None,
        dialect=dialect,
        terms=document.get("terms"),
        characters=[pin["document"] for pin in document.get("characters", [])],
        colourway=colourway,
        limit=limit,
        model=model,
        instruction=instruction,
    )


def compile_all(spec: BriefSpec, *, template: Mapping[str, Any], **drawn: Any) -> list[Compiled]:
    """The prompt in every dialect that the template speaks; `drawn` as for compile_prompt."""
    return [compile_prompt(spec, template=template, dialect=dialect, **drawn) for dialect in spoken(template)]


def spoken(template: Mapping[str, Any]) -> tuple[str, ...]:
    """The dialects that a template has, in the usual order."""
    return tuple(dialect for dialect in DIALECTS if dialect in template["dialects"])


def _read(
    kind: Dialect, rules: Mapping[str, Any], positive: Sequence[Phrase], read: Read, most: int, limit: int | None
) -> tuple[int, int, int]:
    """How many phrases are read, how many tokens the whole prompt has, and how many are read at most."""
    if kind.chunk:
        whole = windows_of(positive, kind.chunk, len(positive) + 1_000) if read.kept < len(positive) else read
        return read.kept, sum(window.tokens for window in whole.windows), most * kind.chunk
    text = "".join(phrase.text for phrase in positive)
    tokens = estimate_tokens(text) + (_T5_SPECIALS if kind.limit else 0)
    allowed = limit or int(rules.get("limit") or kind.limit)
    if not kind.limit or tokens <= allowed:
        return len(positive), tokens, allowed if kind.limit else 0
    so_far = ""
    for index, phrase in enumerate(positive):
        so_far += phrase.text
        if phrase.source != TEMPLATE and estimate_tokens(so_far) + _T5_SPECIALS > allowed:
            return index, tokens, allowed
    return len(positive), tokens, allowed

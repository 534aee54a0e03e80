"""Text to a condition. What cannot be read is said by its place, what was there, and what could stand there instead."""

from __future__ import annotations

import datetime as dt
import difflib
import functools
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from lark import Lark, Token, Transformer, UnexpectedInput, v_args
from lark.exceptions import UnexpectedCharacters, UnexpectedEOF, UnexpectedToken, VisitError

from studio.lib.countries import GROUPS
from studio.policy.language.conditions import All, Always, Any, Condition, FactOf, IsKnown, Negation, Operand, Test
from studio.policy.language.facts import COUNTRIES, FACTS, Fact

MOST: Final = 2_000  # characters of one condition
DEEPEST: Final = 40  # brackets and nots, one in another
YES: Final = {"yes": True, "no": False}


class Unreadable(ValueError):
    """The text is no condition; the sentence says where, and what to write instead. `place`: characters before it."""

    def __init__(self, sentence: str, place: int = 0) -> None:
        super().__init__(sentence)
        self.place = place


@functools.cache
def grammar() -> Lark:
    text = (Path(__file__).parent / "conditions.lark").read_text()
    names = "|".join(re.escape(name) for name in sorted(FACTS, key=len, reverse=True))
    return Lark(text.replace("{facts}", f"(?:{names})"), parser="lalr", propagate_positions=True)


def parse(text: str) -> Condition:
    """Read a condition. Raises Unreadable."""
    if len(text) > MOST:
        raise Unreadable(f"The condition has {len(text):,} characters, and the most is {MOST:,}. Make two rules of it.")
    if not text.strip():
        raise Unreadable("The condition is empty. Write when the rule applies, or “always”.")
    depth = max(_depths(text), default=0)
    if depth > DEEPEST:
        raise Unreadable(f"The condition goes {depth} brackets deep, and the most is {DEEPEST}. Make two rules of it.")
    try:
        condition: Condition = Reader().transform(grammar().parse(text))
    except VisitError as error:
        if isinstance(error.orig_exc, Unreadable):
            raise error.orig_exc from None
        raise
    except UnexpectedInput as error:
        raise Unreadable(_at(text, error), _place(error)) from None
    return condition


def _depths(text: str) -> list[int]:
    """How deep each bracket or `not` lies, so that no text is deeper than the reader's stack."""
    depth, found = 0, []
    for mark in re.findall(r'"[^"\n]*"|\(|\)|\bnot\b', text):
        depth += {"(": 1, "not": 1, ")": -1}.get(mark, 0)
        found.append(depth)
    return found


def _place(error: UnexpectedInput) -> int:
    return max(int(getattr(error, "pos_in_stream", 0) or 0), 0)


def _at(text: str, error: UnexpectedInput) -> str:
    if isinstance(error, UnexpectedEOF) or (isinstance(error, UnexpectedToken) and error.token.type == "$END"):
        return "The condition ends too early: a value, a bracket or a test is missing at its end."
    place = _place(error)
    seen = re.match(r'"[^"]*"?|[\w.-]+|.', text[place:], re.DOTALL)
    word = seen.group(0) if seen else ""
    before = text[:place].split()
    wants_fact = not before or before[-1] in ("and", "or", "not", "(") or before[-1].endswith("(")
    if wants_fact or (isinstance(error, UnexpectedCharacters) and not before):
        near = difflib.get_close_matches(word, FACTS, n=1, cutoff=0.5)
        said = f" Did you mean “{near[0]}”?" if near else " The facts are listed beside the rule."
        return f"“{word[:40]}”, at character {place + 1}, is no fact that a rule can speak of.{said}"
    return f"“{word[:40]}”, at character {place + 1}, cannot stand after “{' '.join(before[-2:])}”."


# relation -> the kinds of facts that may stand to its left
TO_THE_LEFT: Final[dict[str, tuple[str, ...]]] = {
    "is": ("word", "number", "date", "yes"), "is one of": ("word",),
    "includes": ("words",), "includes one of": ("words",), "is all in": ("words",), "is empty": ("words",),
    "is under": ("number", "date"), "is over": ("number", "date"),
    "is at least": ("number", "date"), "is at most": ("number", "date"),
}  # fmt: skip
INSTEAD: Final = {
    "words": "several words: write “includes”, “includes one of”, “are all in” or “is empty”",
    "word": "one word: write “is”, “is one of”",
    "number": "a number: write “is over”, “is under”, “is at least”, “is at most”",
    "date": "a day: write “is before”, “is from”, “is after”",
    "yes": "yes or no: write “is yes” or “is no”",
}


@v_args(inline=True)
class Reader(Transformer[Token, Condition]):
    """The tree that lark makes, into conditions; every word is looked at against what its fact can be."""

    def any(self, *of: Condition) -> Condition:
        return of[0] if len(of) == 1 else Any(of)

    def all(self, *of: Condition) -> Condition:
        return of[0] if len(of) == 1 else All(of)

    def negation(self, of: Condition) -> Condition:
        return Negation(of)

    def always(self) -> Condition:
        return Always()

    def known(self, fact: Token) -> Condition:
        return IsKnown(str(fact))

    def unknown(self, fact: Token) -> Condition:
        return Negation(IsKnown(str(fact)))

    def empty(self, fact: Token) -> Condition:
        return made(fact, "is empty", ())

    def filled(self, fact: Token) -> Condition:
        return Negation(made(fact, "is empty", ()))

    def equal(self, fact: Token, value: Token) -> Condition:
        return made(fact, "is", (value,))

    def unequal(self, fact: Token, value: Token) -> Condition:
        return Negation(made(fact, "is", (value,)))

    def among(self, fact: Token, values: Sequence[Token]) -> Condition:
        return made(fact, "is one of", values, several=True)

    def not_among(self, fact: Token, values: Sequence[Token]) -> Condition:
        return Negation(made(fact, "is one of", values, several=True))

    def holds(self, fact: Token, value: Token) -> Condition:
        return made(fact, "includes", (value,))

    def holds_one(self, fact: Token, values: Sequence[Token]) -> Condition:
        return made(fact, "includes one of", values, several=True)

    def inside(self, fact: Token, values: Sequence[Token]) -> Condition:
        return made(fact, "is all in", values, several=True)

    def at_least(self, fact: Token, value: Token) -> Condition:
        return made(fact, "is at least", (value,))

    def at_most(self, fact: Token, value: Token) -> Condition:
        return made(fact, "is at most", (value,))

    def over(self, fact: Token, value: Token) -> Condition:
        return made(fact, "is over", (value,))

    def under(self, fact: Token, value: Token) -> Condition:
        return made(fact, "is under", (value,))

    def values(self, *of: Token) -> tuple[Token, ...]:
        return of

    def _same(self, token: Token) -> Token:
        return token

    date = number = text = word = fact = _same


def made(fact: Token, relation: str, values: Sequence[Token], *, several: bool = False) -> Condition:
    """A test, if its fact can stand there and each of its values can be one of that fact."""
    name, known = str(fact), FACTS[str(fact)]
    if known.kind not in TO_THE_LEFT[relation]:
        raise Unreadable(f"“{name}” is {INSTEAD[known.kind]}.", fact.start_pos or 0)
    held = tuple(operand(name, known, one, several) for one in values)
    if known.of == COUNTRIES:
        held = tuple(code for one in held for code in group(one))
        several = several or len(held) > 1
        relation = "includes one of" if relation == "includes" and several else relation
    return Test(name, relation, held, several)


def group(one: Operand) -> tuple[Operand, ...]:
    """The codes that a name stands for: EU for its member states, DE for itself."""
    return GROUPS.get(one, (one,)) if isinstance(one, str) else (one,)


def operand(name: str, fact: Fact, token: Token, several: bool) -> Operand:
    place = token.start_pos or 0
    if token.type == "FACT":
        other = FACTS[str(token)]
        alike = {fact.kind} | ({"word", "words"} if fact.kind in ("word", "words") else set())
        if other.kind not in alike or (other.kind == "words" and not several):
            raise Unreadable(f"“{token}” cannot be held against “{name}”: they are of other kinds.", place)
        return FactOf(str(token))
    written = str(token)
    if fact.kind == "date":
        try:
            return dt.date.fromisoformat(written)
        except ValueError:
            raise Unreadable(f"“{written}” is no day. Write it as 2026-08-02.", place) from None
    if fact.kind == "number":
        if token.type != "NUMBER":
            raise Unreadable(f"“{name}” is a number, and “{written}” is none.", place)
        return float(written.replace(",", "").replace("_", ""))
    if fact.kind == "yes":
        if written not in YES:
            raise Unreadable(f"“{name}” is yes or no, and “{written}” is neither.", place)
        return YES[written]
    return word(name, fact, written.strip('"'), place)


def word(name: str, fact: Fact, written: str, place: int) -> str:
    if fact.of == COUNTRIES and not re.fullmatch(r"[A-Z]{2}", written):
        raise Unreadable(f"“{name}” are country codes of two letters, as DE or CN; “{written}” is none.", place)
    if fact.choices and written not in fact.choices:
        raise Unreadable(f"“{name}” is never “{written}”. It is one of {', '.join(fact.choices)}.", place)
    return written

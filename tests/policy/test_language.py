"""The language of conditions: what can be written, what it means, and what a person is told who writes it wrong."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.policy.language import FACTS, Unreadable, parse
from studio.policy.language.facts import Facts, Known
from studio.policy.language.parsing import MOST

KNOWN: dict[str, Known | None] = {
    "use": "public", "regions": ("DE", "CN"), "generated": True, "people": False, "date": dt.date(2026, 9, 1),
    "model.uses": ("experiment", "internal"), "model.revenue_below": 1_000_000, "likeness": (), "brand": "north light",
    "flight.to": dt.date(2026, 12, 31),
}  # fmt: skip


@pytest.mark.parametrize(("text", "answer"), [
    ("always", True), ("not always", False),
    ("use is public", True), ("use is not public", False), ("use is one of (public, internal)", True),
    ("use is not one of model.uses", True), ("use is one of model.uses", False), ('brand is "north light"', True),
    ("regions include CN", True), ("regions includes KR", False), ("regions include one of (KR, CN)", True),
    ("regions include EU", True), ("regions include one of (GB, EU)", True), ("regions are all in (DE, CN)", True),
    ("regions are all in (DE)", False), ("regions are all in (EU)", False), ("likeness is empty", True),
    ("likeness is not empty", False), ("regions is not empty", True),
    ("generated is yes", True), ("people is no", True), ("people is yes", False),
    ("date is from 2026-09-01", True), ("date is after 2026-09-01", False), ("date is before 2026-09-02", True),
    ("date is at most 2026-09-01", True), ("date is before flight.to", True), ("date is 2026-09-01", True),
    ("model.revenue_below is at most 1,000,000", True), ("model.revenue_below is over 999_999.5", True),
    ("model.revenue_below is under 5", False), ("model.revenue_below is at least 1e6", None),
    # Kleene: what is not known stays so, unless the rest decides
    ("operator.revenue is over 5", None), ("operator.revenue is known", False), ("operator.revenue is unknown", True),
    ("not operator.revenue is over 5", None), ("use is public and operator.revenue is over 5", None),
    ("use is internal and operator.revenue is over 5", False), ("use is public or operator.revenue is over 5", True),
    ("use is internal or operator.revenue is over 5", None),
    ("operator.revenue is at least model.revenue_below", None),
    ("operator.revenue is known and operator.revenue is over 5", False),
    # and binds before or, brackets before both
    ("use is public or use is internal and people is yes", True),
    ("(use is public or use is internal) and people is yes", False),
    ("not (use is internal or people is yes)", True), ("not use is internal and people is no", True),
])  # fmt: skip
def test_what_a_condition_means(text: str, answer: bool | None) -> None:
    if "1e6" in text:
        with pytest.raises(Unreadable):
            parse(text)
        return
    assert parse(text).ask(KNOWN) is answer


@pytest.mark.parametrize(("text", "says"), [
    ("", "is empty"), ("   ", "is empty"), ("x" * (MOST + 1), "the most is 2,000"),
    ("(" * 50 + "always", "brackets deep"),
    ("not " * 50 + "always", "brackets deep"), ("usee is public", "Did you mean “use”"), ("zzz is 4", "is no fact"),
    ("use is publc", "never “publc”"), ("use is public and", "ends too early"), ("(use is public", "ends too early"),
    ("use public", "cannot stand after “use”"), ("use is public)", "cannot stand after"),
    ("regions is DE", "“includes”"), ("use includes public", "one word: write “is”"), ("use is over 4", "one word"),
    ("regions include Germany", "two letters"), ("regions include de", "two letters"),
    ("date is from tomorrow", "no day"),
    ("date is from 2026-02-30", "no day"), ("date is yes", "no day"), ("operator.users is over many", "is a number"),
    ("generated is maybe", "neither"), ("use is regions", "other kinds"), ("use is date", "other kinds"),
    ("use is public; drop table", "cannot stand"), ("__import__('os')", "is no fact"), ("{{ use }}", "is no fact"),
    ('brand is "never ended', "cannot stand"), ("use is \x00", "cannot stand"), ("moment is lunch", "never “lunch”"),
])  # fmt: skip
def test_what_is_written_wrong_is_said_with_its_place_and_the_remedy(text: str, says: str) -> None:
    with pytest.raises(Unreadable, match=says) as refused:
        parse(text)
    assert 0 <= refused.value.place <= len(text)


@given(st.text(max_size=200))
def test_no_text_breaks_the_reader(text: str) -> None:
    try:
        parse(text)
    except Unreadable as refused:
        assert str(refused)


def one_test() -> st.SearchStrategy[str]:
    def one(name: str) -> st.SearchStrategy[str]:
        fact = FACTS[name]
        word = st.sampled_from(list(fact.choices) or ["DE", "KR"] if fact.of or fact.choices else ["a-b", '"x y"'])
        made = {
            "word": word.map(lambda w: f"{name} is {w}"),
            "words": word.map(lambda w: f"{name} include one of ({w}, {w})"),
            "number": st.integers(0, 10**9).map(lambda n: f"{name} is over {n:,}"),
            "date": st.dates(dt.date(1900, 1, 1), dt.date(2100, 1, 1)).map(lambda d: f"{name} is from {d}"),
            "yes": st.sampled_from([f"{name} is yes", f"{name} is no"]),
        }  # fmt: skip
        return st.one_of(made[fact.kind], st.just(f"{name} is known"), st.just(f"{name} is unknown"))

    return st.sampled_from(sorted(FACTS)).flatmap(one)


TREES = st.recursive(
    st.one_of(one_test(), st.just("always")),
    lambda inner: st.one_of(
        inner.map(lambda one: f"not ({one})"),
        st.lists(inner, min_size=2, max_size=3).map(lambda of: "(" + " and ".join(of) + ")"),
        st.lists(inner, min_size=2, max_size=3).map(lambda of: "(" + " or ".join(of) + ")"),
    ),
    max_leaves=8,
)


@given(tree=TREES, other=TREES)
def test_every_condition_that_can_be_written_is_read_and_follows_kleene(tree: str, other: str) -> None:
    """Of nothing known; de Morgan, and what is not known is never taken for a yes by denying it twice."""
    facts: Facts = {"use": "public", "date": dt.date(2026, 9, 1)}
    if len(tree) + len(other) > MOST - 40:
        return
    one, two = parse(tree), parse(other)
    both = parse(f"({tree}) and ({other})").ask(facts)
    assert parse(f"not (not ({tree}) or not ({other}))").ask(facts) is both
    assert parse(f"not not ({tree})").ask(facts) is one.ask(facts)
    assert (one.facts | two.facts) <= set(FACTS)
    assert parse(f"({tree}) or not ({tree})").ask(facts) is (None if one.ask(facts) is None else True)

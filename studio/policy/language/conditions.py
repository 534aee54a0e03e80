"""A condition, once read: a small tree that is asked of facts. Kleene's three values: what is not known stays so.

S. C. Kleene, Introduction to Metamathematics (1952), §64: true, false, and undefined, where `false and undefined` is
false and `true or undefined` true. A rule can so be decided by what is known, and says so where it cannot.
"""

from __future__ import annotations

import datetime as dt
from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from studio.policy.language.facts import Facts, Known, Value

Maybe = bool | None


@dataclass(frozen=True, slots=True)
class FactOf:
    """A value that is another fact: `use is not one of model.uses`."""

    name: str


Operand = Value | FactOf


class Condition(ABC):
    """One node. `ask(facts)` is True, False, or None where it cannot be known; `facts` names what it speaks of."""

    __slots__ = ()

    @abstractmethod
    def ask(self, facts: Facts) -> Maybe: ...

    @property
    @abstractmethod
    def facts(self) -> frozenset[str]: ...


@dataclass(frozen=True, slots=True)
class Always(Condition):
    def ask(self, facts: Facts) -> Maybe:
        return True

    @property
    def facts(self) -> frozenset[str]:
        return frozenset()


@dataclass(frozen=True, slots=True)
class Negation(Condition):
    of: Condition

    def ask(self, facts: Facts) -> Maybe:
        answer = self.of.ask(facts)
        return None if answer is None else not answer

    @property
    def facts(self) -> frozenset[str]:
        return self.of.facts


@dataclass(frozen=True, slots=True)
class All(Condition):
    of: tuple[Condition, ...]

    def ask(self, facts: Facts) -> Maybe:
        answers = [one.ask(facts) for one in self.of]
        return False if False in answers else None if None in answers else True

    @property
    def facts(self) -> frozenset[str]:
        return frozenset().union(*(one.facts for one in self.of))


@dataclass(frozen=True, slots=True)
class Any(Condition):
    of: tuple[Condition, ...]

    def ask(self, facts: Facts) -> Maybe:
        answers = [one.ask(facts) for one in self.of]
        return True if True in answers else None if None in answers else False

    @property
    def facts(self) -> frozenset[str]:
        return frozenset().union(*(one.facts for one in self.of))


@dataclass(frozen=True, slots=True)
class IsKnown(Condition):
    """The one test that is never undefined."""

    fact: str

    def ask(self, facts: Facts) -> Maybe:
        return facts.get(self.fact) is not None

    @property
    def facts(self) -> frozenset[str]:
        return frozenset({self.fact})


def _under(left: Known, right: Known) -> bool:
    assert isinstance(left, (int, float, dt.date)) and isinstance(right, (int, float, dt.date))  # as parsing saw to
    return left < right  # type: ignore[operator]


def _members(value: Known) -> tuple[Known, ...]:
    return value if isinstance(value, tuple) else (value,)


RELATIONS: Final[Mapping[str, Callable[[Known, Known], bool]]] = {
    "is": lambda left, right: left == right,
    "is one of": lambda left, right: left in _members(right),
    "includes": lambda left, right: right in _members(left),
    "includes one of": lambda left, right: bool(set(_members(left)) & set(_members(right))),
    "is all in": lambda left, right: set(_members(left)) <= set(_members(right)),
    "is empty": lambda left, right: left == (),
    "is under": _under,
    "is over": lambda left, right: _under(right, left),
    "is at least": lambda left, right: not _under(left, right),
    "is at most": lambda left, right: not _under(right, left),
}


@dataclass(frozen=True, slots=True)
class Test(Condition):
    """`fact` stands in `relation` to one value or several."""

    __test__ = False  # no test of pytest's

    fact: str
    relation: str
    values: tuple[Operand, ...]
    several: bool = False

    def ask(self, facts: Facts) -> Maybe:
        left = facts.get(self.fact)
        right = [facts.get(one.name) if isinstance(one, FactOf) else one for one in self.values]
        if left is None or None in right:
            return None
        return RELATIONS[self.relation](left, self._held([one for one in right if one is not None]))

    def _held(self, right: list[Known]) -> Known:
        """What it is held against: one value, a written list, or a fact that is a list itself."""
        if not right:
            return ()
        if not self.several or (len(right) == 1 and isinstance(right[0], tuple)):
            return right[0]
        return tuple(str(one) for one in right)

    @property
    def facts(self) -> frozenset[str]:
        return frozenset({self.fact, *(one.name for one in self.values if isinstance(one, FactOf))})

"""The language that a rule's condition is written in. Pure: text and facts in, true, false or not known out."""

from studio.policy.language.conditions import Condition, Maybe
from studio.policy.language.facts import FACTS, Fact, Facts
from studio.policy.language.parsing import Unreadable, parse

__all__ = ["FACTS", "Condition", "Fact", "Facts", "Maybe", "Unreadable", "parse"]

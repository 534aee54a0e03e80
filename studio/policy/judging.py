"""The rules in force, asked of what a station knows; what came of it is kept as rows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial, wraps
from typing import Any, ParamSpec, TypeVar

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Model
from django.utils import timezone

from studio.lib.canonical import digest
from studio.lib.problems import Problem
from studio.people.models import Brand, User
from studio.policy.language import FACTS, Facts, parse
from studio.policy.models import Judgement, RuleVersion, Verdict
from studio.policy.weighing import DENY, Found, Outcome, Ruling, weigh

P = ParamSpec("P")
T = TypeVar("T")

IN_FORCE = """
SELECT pk FROM (
    SELECT DISTINCT ON (version.rule_id) version.id AS pk
    FROM policy_ruleversion version JOIN policy_rule rule ON rule.id = version.rule_id
    WHERE version.published_at IS NOT NULL AND rule.retired_at IS NULL
        AND (rule.brand_id = %s OR rule.brand_id IS NULL)
    ORDER BY version.rule_id, version.number DESC
) newest ORDER BY pk
"""

_compiled: dict[int, Ruling] = {}  # by version: a published version never changes


@dataclass(frozen=True, slots=True)
class Judged:
    """An outcome with the row that keeps it."""

    outcome: Outcome
    row: Judgement


def rulings(brand: Brand) -> list[Ruling]:
    """The newest published version of each rule of the house and of the brand that is not retired. One query.

    A brand's rule stands beside the house's of the same name: it can ask for more, and takes nothing away.
    """
    with connection.cursor() as cursor:  # as SQL: the ORM takes longer to write the question than it takes to answer it
        cursor.execute(IN_FORCE, [brand.pk])
        known = [pk for (pk,) in cursor.fetchall()]
    if fresh := [pk for pk in known if pk not in _compiled]:
        for version in RuleVersion.objects.filter(pk__in=fresh).select_related("rule"):
            _compiled[version.pk] = ruling(version)
    return [_compiled[pk] for pk in known]


def ruling(version: RuleVersion) -> Ruling:
    return Ruling(
        version.pk, version.rule.name, version.digest, parse(version.condition), version.effect, version.sentence,
        version.remedy, version.asks, tuple(version.moments), version.valid_from, version.valid_to, version.source,
    )  # fmt: skip


def policy_of(asked: tuple[Ruling, ...]) -> str:
    """SHA-256 over the digests of these rules, in the order of their digests: the policy's version."""
    return digest(sorted(one.digest for one in asked))


def at(moment: str, brand: Brand, known: Facts, *, day: dt.date | None = None) -> Facts:
    """What a station knows, with what is known everywhere. Raises KeyError for a fact that no rule can speak of."""
    for name in known:
        FACTS[name]
    everywhere = {"operator.revenue", "operator.users", "operator.visits"}
    said = {name: settings.OPERATOR.get(name.removeprefix("operator.")) for name in everywhere}
    return {**said, **known, "moment": moment, "brand": brand.slug, "date": day or timezone.localdate()}


def judge(
    moment: str, subject: Model, known: Facts, *, brand: Brand, by: User | None = None, day: dt.date | None = None
) -> Judged:
    """Ask all rules in force of what is known about `subject`, and keep the answer. Decides nothing by itself."""
    facts = at(moment, brand, known, day=day)
    outcome = weigh(rulings(brand), facts)
    return Judged(outcome, keep(outcome, moment, subject, facts, brand, by))


class Denied(Problem):
    """A rule stands against it. Nothing was done; the judgement is kept all the same."""

    status = 403
    title = "A rule stands against it"

    def __init__(self, outcome: Outcome, keep: Callable[[], Judgement]) -> None:
        said = [" ".join(filter(None, (one.sentence, one.ruling.remedy))) for one in outcome.of(DENY)]
        super().__init__(" ".join(said))
        self.outcome, self.keep = outcome, keep


def demand(
    moment: str, subject: Model, known: Facts, *, brand: Brand, by: User | None = None, day: dt.date | None = None
) -> Judged:
    """`judge`, in the transaction of what is done. Raises Denied, which undoes it; see `denials_kept`."""
    facts = at(moment, brand, known, day=day)
    outcome = weigh(rulings(brand), facts)
    if outcome.denied:
        raise Denied(outcome, partial(keep, outcome, moment, subject, facts, brand, by))
    return Judged(outcome, keep(outcome, moment, subject, facts, brand, by))


def denials_kept(action: Callable[P, T]) -> Callable[P, T]:
    """Around an action in a transaction: where a rule undoes that, the judgement is kept after it."""

    @wraps(action)
    def kept(*args: P.args, **kwargs: P.kwargs) -> T:
        try:
            return action(*args, **kwargs)
        except Denied as denied:
            denied.keep()
            raise

    return kept


def look(moment: str, known: Facts, *, brand: Brand, day: dt.date | None = None) -> Outcome:
    """The same for a page: nothing is kept."""
    return weigh(rulings(brand), at(moment, brand, known, day=day))


def follow(
    moment: str, subject: Model, known: Facts, *, brand: Brand, by: User | None = None, day: dt.date | None = None
) -> tuple[Outcome, bool]:
    """For what is asked again and again: the answer, kept where it is another than the last one at this moment, and
    whether it was."""
    facts = at(moment, brand, known, day=day)
    outcome = weigh(rulings(brand), facts)
    last = Judgement.objects.filter(noun=subject._meta.model_name, subject=subject.pk, moment=moment).first()
    said = (policy_of(outcome.asked), outcome.heaviest, {one.ruling.pk for one in outcome.found})
    if last and said == (last.policy, last.outcome, set(last.verdicts.values_list("version", flat=True))):
        return outcome, False
    keep(outcome, moment, subject, facts, brand, by)
    return outcome, True


def keep(outcome: Outcome, moment: str, subject: Model, facts: Facts, brand: Brand, by: User | None) -> Judgement:
    with transaction.atomic(savepoint=False):
        row = Judgement.objects.create(
            brand=brand, moment=moment, noun=subject._meta.model_name or "", subject=subject.pk,
            policy=policy_of(outcome.asked), rules=len(outcome.asked), facts=plain(facts), outcome=outcome.heaviest,
            by=by,
        )  # fmt: skip
        Verdict.objects.bulk_create(verdict_of(row, one) for one in outcome.found)
    return row


def verdict_of(row: Judgement, one: Found) -> Verdict:
    return Verdict(
        judgement=row, version_id=one.ruling.pk, effect=one.effect, decided=one.decided, facts=plain(one.facts),
        sentence=one.sentence, remedy=one.ruling.remedy,
    )  # fmt: skip


def plain(facts: Facts) -> dict[str, Any]:
    """As JSON: days in ISO 8601, tuples as lists."""
    return {
        name: value.isoformat() if isinstance(value, dt.date) else list(value) if isinstance(value, tuple) else value
        for name, value in sorted(facts.items())
    }

"""Rules as rows: seeded once, drafted, published, never changed; judgements that keep what they saw."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.db import connection, transaction
from django.db.utils import DatabaseError
from django.test.utils import CaptureQueriesContext

from studio.lib.models import Event
from studio.lib.problems import BadInput, NotAllowed, WrongState
from studio.policy import judging
from studio.policy.actions import clean, digest_of, draft, publish, retire
from studio.policy.models import Judgement, Rule, RuleVersion
from studio.policy.seeds import seed_rules, standard
from tests.cast import Cast

pytestmark = pytest.mark.django_db

SAID: dict[str, Any] = {
    "condition": "use is public and regions include JP", "effect": "deny", "sentence": "Our contract ends at Japan.",
    "remedy": "Take Japan out.", "source": "Contract 17, section 3", "read_on": "2026-11-01", "moments": ["export"],
}  # fmt: skip
FACTS: dict[str, Any] = {"use": "public", "regions": ("JP",), "generated": True}
DAY = dt.date(2026, 11, 21)


def ours(cast: Cast, **more: Any) -> RuleVersion:
    return publish(draft(SAID | more, brand=cast.northlight, name="Not in Japan", by=cast.ada), by=cast.ada)


def test_the_standard_rules_are_seeded_once_and_each_reads_whole() -> None:
    assert len(seed_rules()) == len(standard()) == Rule.objects.count()
    assert seed_rules() == []
    for version in RuleVersion.objects.all():
        said = {field.name: getattr(version, field.name) for field in RuleVersion._meta.fields}
        assert clean(said)["condition"] == version.condition and version.digest == digest_of(version)
        assert version.source and version.published_at


@pytest.mark.parametrize(("bad", "field", "says"), [
    ({"condition": "use is publc"}, "condition", "never “publc”"), ({"effect": "forbid"}, "effect", "choose one of"),
    ({"sentence": " "}, "sentence", "say what is wrong"), ({"sentence": "x" * 301}, "sentence", "under 300"),
    ({"source": ""}, "source", "where it is written"), ({"source_url": "javascript:alert(1)"}, "source_url", "https://"),
    ({"read_on": ""}, "read_on", "on which day"), ({"read_on": "soon"}, "read_on", "2026-08-02"),
    ({"valid_from": "2026-02-01", "valid_to": "2026-01-01"}, "valid_to", "before the first"),
    ({"moments": ["lunch"]}, "moments", "“lunch” is none"), ({"effect": "gate"}, "asks", "Gate: choose"),
    ({"effect": "metadata", "asks": {"fields": ["<b>"]}}, "asks", "name the fields"),
    ({"effect": "disclose", "asks": {"share": 0.5}}, "asks", "0.01 to 0.2"),
    ({"effect": "disclose", "asks": {"markets": ["China"]}}, "asks", "“China” is no market"),
    ({"effect": "disclose", "asks": {"words": {"en": "AI"}, "language": "zh"}}, "asks", "words in “zh”"),
    ({"effect": "disclose", "asks": {"corner": "middle"}}, "asks", "corner is one of"),
    ({"source": "\x00"}, "source", "under 200"),
])  # fmt: skip
def test_what_a_rule_cannot_say_is_refused_by_field_and_nothing_is_written(
    cast: Cast, bad: dict[str, Any], field: str, says: str
) -> None:
    with pytest.raises(BadInput, match=says) as refused:
        draft(SAID | bad, brand=cast.northlight, name="Not in Japan", by=cast.ada)
    assert list(refused.value.fields) == [field]
    assert not Rule.objects.exists()


def test_admins_and_legal_keep_policies_and_nobody_elses(cast: Cast) -> None:
    for person in (cast.ben, cast.dana, cast.bea, cast.zoe):
        with pytest.raises(NotAllowed, match="keep policies"):
            draft(SAID, brand=cast.northlight, name="Not in Japan", by=person)
    version = draft(SAID, brand=cast.northlight, name="Not in Japan", by=cast.leo)
    with pytest.raises(NotAllowed):
        publish(version, by=cast.zoe)
    assert not Rule.objects.visible_to(cast.zoe).exists() and Rule.objects.visible_to(cast.ben).exists()


def test_a_published_version_never_changes_and_editing_makes_the_next_number(cast: Cast) -> None:
    first = ours(cast)
    with pytest.raises(WrongState, match="published already"):
        publish(first, by=cast.ada)
    for attempt in (lambda: RuleVersion.objects.filter(pk=first.pk).update(effect="warn"), first.delete):
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            attempt()
    second = draft(SAID | {"effect": "warn"}, brand=cast.northlight, name="", by=cast.ada, rule=first.rule)
    again = draft(SAID | {"effect": "gate", "asks": {"gate": "legal"}}, brand=cast.northlight, name="", by=cast.ada,
                  rule=first.rule)  # fmt: skip
    assert (second.number, again.number, again.pk) == (2, 2, second.pk), "one draft at a time"
    kinds = list(Event.objects.order_by("pk").values_list("kind", flat=True))
    assert kinds == ["ruleversion.draft", "ruleversion.publish", "ruleversion.draft", "ruleversion.draft"]
    assert judging.rulings(cast.northlight)[0].effect == "deny", "a draft is not asked"
    publish(again, by=cast.ada)
    assert judging.rulings(cast.northlight)[0].effect == "gate"
    retire(first.rule, by=cast.ada)
    assert judging.rulings(cast.northlight) == []


def test_a_judgement_keeps_the_rules_the_facts_and_the_sentence(cast: Cast) -> None:
    seed_rules()
    version = ours(cast)
    judged = judging.judge("export", cast.northlight, FACTS, brand=cast.northlight, by=cast.ada, day=DAY)
    assert judged.outcome.denied and judged.row.outcome == "deny"
    row = Judgement.objects.get()
    assert (row.noun, row.subject, row.moment, row.by) == ("brand", cast.northlight.pk, "export", cast.ada)
    assert (
        row.facts["date"] == "2026-11-21" and row.facts["regions"] == ["JP"] and row.facts["operator.revenue"] is None
    )
    verdict = row.verdicts.get(version=version)
    assert verdict.decided and verdict.sentence == "Our contract ends at Japan."
    assert verdict.facts == {"use": "public", "regions": ["JP"]}
    assert not row.verdicts.filter(decided=False, effect="deny").exists()
    for table in ("policy_judgement", "policy_verdict"):
        for attempt in (f"UPDATE {table} SET facts = '{{}}'", f"DELETE FROM {table}"):
            with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(attempt)
    before = row.policy
    assert judging.judge("export", cast.northlight, FACTS, brand=cast.northlight, day=DAY).row.policy == before
    retire(version.rule, by=cast.ada)
    assert judging.judge("export", cast.northlight, FACTS, brand=cast.northlight, day=DAY).row.policy != before


def test_a_brands_rule_is_its_own_and_a_fact_that_is_none_is_refused(cast: Cast) -> None:
    ours(cast)
    assert not judging.judge("export", cast.tern, FACTS, brand=cast.tern, day=DAY).outcome.found
    with pytest.raises(KeyError):
        judging.judge("export", cast.tern, {"weather": "fine"}, brand=cast.tern)


def test_as_many_questions_for_forty_rules_as_for_one(cast: Cast) -> None:
    def asked() -> int:
        judging.judge("sign-off", cast.northlight, FACTS, brand=cast.northlight, day=DAY)  # compiled once
        with CaptureQueriesContext(
            connection,
        ) as seen:
            judging.judge("sign-off", cast.northlight, FACTS, brand=cast.northlight, day=DAY)
        return len(seen)

    ours(cast, moments=[])
    one = asked()
    seed_rules()
    assert asked() == one

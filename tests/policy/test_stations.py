"""The rules at the stations of the line: what is denied does not happen, and the judgement is kept all the same."""

from __future__ import annotations

from typing import Any

import pytest

from briefs.actions import create_brief, save_draft, submit
from briefs.models import BriefRevision
from briefs.seeds import SAMPLE_BRIEFS, seed_brand_kit, seed_catalogue
from generation.models import Batch, ModelEntry
from review.actions.gates import ask, sign, warnings
from review.models import Gate, SignOff
from review.policy import POLICY
from studio.lib.problems import BadInput
from studio.people.models import User
from studio.policy.actions import draft, publish
from studio.policy.judging import Denied
from studio.policy.models import Judgement, RuleVersion
from tests.cast import PASSWORD, Cast
from tests.generation.conftest import model as model
from tests.generation.conftest import still_engine as still_engine
from tests.generation.orders import order, revision_of
from tests.stations import Stations, seen

pytestmark = pytest.mark.django_db(transaction=True)


def rule(cast: Cast, condition: str, effect: str = "deny", name: str = "Ours", **more: Any) -> RuleVersion:
    said = {"condition": condition, "effect": effect, "sentence": "It is not done.", "remedy": "Do another.",
            "source": "Contract 17", "read_on": "2026-11-01"}  # fmt: skip
    return publish(draft(said | more, brand=cast.northlight, name=name, by=cast.ada), by=cast.ada)


def signed(gate: Gate, by: User, accepted: list[str]) -> SignOff:
    return sign(gate, by=by, password=PASSWORD, seen=seen(gate.finish), accepted=accepted)


def test_a_brief_that_a_rule_denies_is_not_submitted_and_says_why(cast: Cast) -> None:
    seed_catalogue()
    seed_brand_kit(cast.northlight, by=cast.ada)
    said = {**SAMPLE_BRIEFS["01"], "markets": ["JP"]}
    brief = create_brief(cast.campaign, by=cast.ben, title="Decisions together", document=said)
    rule(cast, "regions include JP and people is yes and channels include web")
    with pytest.raises(Denied, match="It is not done"):
        submit(brief, by=cast.ben)
    brief.refresh_from_db()
    assert brief.state == "draft" and not BriefRevision.objects.exists()
    kept = Judgement.objects.get()
    assert (kept.moment, kept.noun, kept.subject) == ("submit", "brief", brief.pk)
    assert (kept.by, kept.outcome) == (cast.ben, "deny")
    brief = save_draft(brief, {"markets": ["DE"]}, by=cast.ben, saves=brief.saves)
    assert submit(brief, by=cast.ben).number == 1
    assert list(Judgement.objects.values_list("moment", "outcome")) == [("submit", ""), ("submit", "deny")]


def test_a_batch_that_a_rule_denies_is_not_ordered(cast: Cast, model: ModelEntry) -> None:
    rule(cast, f'models include "{model.slug}" and use is public', moments=["dispatch"])
    revision = revision_of(cast)
    BriefRevision.objects.filter(pk=revision.pk).update(document=revision.document | {"use_class": "public"})
    revision.refresh_from_db()
    with pytest.raises(Denied):
        order(cast, model, revision=revision)
    kept = Judgement.objects.get(moment="dispatch")
    assert not Batch.objects.exists() and kept.facts["models"] == [model.slug]
    assert kept.facts["model.uses"] == ["experiment", "internal", "public"], "its licence, as the registry has it"


def test_a_rule_made_after_the_first_signature_stops_the_second(cast: Cast, model: ModelEntry) -> None:
    line = Stations(cast, model)
    finish = line.finished()
    grey = rule(cast, "always", "warn", "A warning", moments=["sign-off"])
    ask(finish, by=cast.dana)
    brand, legal = (finish.gates.get(kind=kind) for kind in (Gate.Kind.BRAND, Gate.Kind.LEGAL))
    with pytest.raises(BadInput, match="Accept these warnings or send it back: A warning"):
        signed(brand, cast.bea, [name for name in warnings(finish) if name != "A warning"])
    signature = signed(brand, cast.bea, warnings(finish))
    row = Judgement.objects.filter(moment="sign-off", noun="finish").latest("pk")
    assert signature.policy == f"{POLICY}+{row.policy[:12]}" and "A warning" in signature.accepted
    assert row.verdicts.get().version == grey and row.by == cast.bea
    rule(cast, "always", "deny", "A denial", moments=["sign-off"])
    with pytest.raises(Denied, match="It is not done"):
        signed(legal, cast.leo, warnings(finish))
    assert SignOff.objects.count() == 1 and Judgement.objects.latest("pk").outcome == "deny"


def test_the_page_shows_the_rules_and_asks_for_what_has_to_be_taken_on(
    cast: Cast, model: ModelEntry, client: Any
) -> None:
    finish = Stations(cast, model).finished()
    rule(cast, "operator.revenue is over 5", "deny", "A limit")
    rule(cast, "always", "metadata", "Marks", asks={"fields": ["Iptc4xmpExt:DigitalSourceType"]})
    rule(cast, "always", "gate", "Legal looks", asks={"gate": "legal"})
    ask(finish, by=cast.dana)
    client.force_login(cast.leo, backend="django.contrib.auth.backends.ModelBackend")
    page = client.get(f"/finishes/{finish.pk}/sign-off/").content.decode()
    assert "3 rules asked" in page and "Legal looks" in page and "Contract 17" in page
    assert 'value="A limit"' in page and "Not known: the operator" in page, "a person has to take on what nobody knows"
    assert 'value="Marks"' not in page and 'value="Legal looks"' not in page

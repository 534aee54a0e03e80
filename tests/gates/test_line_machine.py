"""Whatever people, in whatever order, do to a finish: nothing leaves the library but what its gates signed."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from dam.actions import admit, deliver
from dam.models import Asset, AssetRendition
from generation.models import ModelEntry
from review.actions.finish import finish as order_finish
from review.actions.gates import ask, hands, send_back, sign, warnings
from review.gates import bound
from review.gates.again import look_again
from review.models import Check, Finish, Gate, Rendition, SignOff
from review.states import SIGNED
from studio.lib import blobs
from studio.lib.canonical import digest
from studio.lib.problems import Problem
from studio.people.roles import may
from studio.policy.models import Rule
from tests.cast import PASSWORD, Cast
from tests.policy.test_stations import rule as policy_rule
from tests.stations import Stations, carry, seen

pytestmark = pytest.mark.django_db(transaction=True)

PEOPLE = ("ben", "dana", "bea", "leo", "ada", "zoe")
VERBS = {"brand": "sign for brand", "legal": "sign for legal"}
WHO, KIND = st.sampled_from(PEOPLE), st.sampled_from(list(VERBS))


def machine(line: Stations, reached: Counter[str]) -> type[RuleBasedStateMachine]:
    cast: Cast = line.cast
    pick = line.picked()
    first = line.finished(pick)

    class Line(RuleBasedStateMachine):
        def __init__(self) -> None:
            super().__init__()
            self.outer = transaction.atomic()
            self.outer.__enter__()
            self.latest = Finish.objects.get(pk=first.pk)
            self.taken: Asset | None = None
            self.swapped = False

        def teardown(self) -> None:
            transaction.set_rollback(True)
            self.outer.__exit__(None, None, None)

        def attempt(self, act: Callable[[], Any]) -> Any:
            """Do it, or be refused in a sentence; anything else is a fault."""
            try:
                with transaction.atomic():
                    return act()
            except Problem as problem:
                assert problem.sentence
                reached["refused"] += 1
                return None

        @initialize(far=st.integers(0, 4))
        def begin(self, far: int) -> None:
            """Ready, signed, in the library: a sequence that begins at the beginning rarely gets to the end."""
            if far > 0:
                self.both_sign()
            if far == 4:
                self.other_bytes(0)
            if far > 1:
                self.into_the_library(and_out=far == 3)

        @rule(x=st.sampled_from([0.0, 0.2]))
        def finish_anew(self, x: float) -> None:
            made = self.attempt(lambda: order_finish(pick, by=cast.dana, focal={"x": x, "y": 0.0, "w": 0.5, "h": 0.5}))
            if made:
                carry(made)
                self.latest = Finish.objects.get(pk=made.pk)

        @rule(who=WHO)
        def ask_for_it(self, who: str) -> None:
            self.latest.refresh_from_db()
            self.attempt(lambda: ask(self.latest, by=getattr(cast, who)))

        @rule(who=WHO, kind=KIND, right=st.booleans(), honest=st.booleans())
        def sign_it(self, who: str, kind: str, right: bool, honest: bool) -> None:
            for gate in Gate.objects.filter(finish=self.latest, kind=kind):
                page = seen(self.latest) if honest else digest([])
                password = PASSWORD if right else "guessed"
                person, accepted = getattr(cast, who), warnings(self.latest)
                self.attempt(partial(sign, gate, by=person, password=password, seen=page, accepted=accepted))

        @rule()
        def both_sign(self) -> None:
            """What leads furthest, so that sequences get there."""
            self.ask_for_it("dana")
            self.sign_it("bea", "brand", True, True)
            self.sign_it("leo", "legal", True, True)

        @rule(who=WHO, kind=KIND)
        def send_it_back(self, who: str, kind: str) -> None:
            for gate in Gate.objects.filter(finish=self.latest, kind=kind):
                self.attempt(partial(send_back, gate, by=getattr(cast, who), note="Once more."))

        @rule(which=st.integers(0, 1))
        def other_bytes(self, which: int) -> None:
            """Somebody puts another file in its place, past all actions."""
            row = list(Rendition.objects.filter(finish=self.latest).order_by("pk"))[which]
            Rendition.objects.filter(pk=row.pk).update(file=row.preview_id)

        @rule(which=st.integers(0, 1))
        def other_bytes_in_the_library(self, which: int) -> None:
            for row in AssetRendition.objects.filter(asset__finish=self.latest, delivered_at=None)[which : which + 1]:
                AssetRendition.objects.filter(pk=row.pk).update(file=row.rendition.preview_id)
                self.swapped = True

        @rule(which=st.integers(0, 1))
        def a_check_fails(self, which: int) -> None:
            row = list(Rendition.objects.filter(finish=self.latest).order_by("pk"))[which]
            Check.objects.create(finish=self.latest, rendition=row, name="spec", verdict="fail", sentence="Wrong size.")

        @rule()
        def a_right_ends(self) -> None:
            """It is recorded otherwise than it was when legal signed."""
            entry = ModelEntry.objects.get(pk=pick.batch.model_id)
            territories = [*entry.licence.get("territories", ["*"]), "DE"]
            ModelEntry.objects.filter(pk=entry.pk).update(licence=entry.licence | {"territories": territories})

        @rule()
        def the_minute_passes(self) -> None:
            """The sweep of each minute looks whether what was signed still holds."""
            for made in Finish.objects.filter(candidate=pick):
                reached["again"] += len(self.attempt(partial(look_again, made)) or ())

        @precondition(lambda self: self.taken)
        @rule()
        def a_law_comes(self) -> None:
            policy_rule(cast, "always", "deny", f"Law {Rule.objects.count()}", moments=["export"])

        @rule(and_out=st.booleans())
        def into_the_library(self, and_out: bool) -> None:
            for made in Finish.objects.filter(candidate=pick):
                if asset := self.attempt(partial(admit, made)):
                    self.taken = asset
                    reached["taken"] += 1
                    files = set(asset.renditions.values_list("file", flat=True))
                    for signature in asset.signatures:
                        assert files <= {line["sha256"] for line in signature.manifest} or self.swapped
                    if and_out:
                        self.out_of_it()

        @precondition(lambda self: self.taken)
        @rule()
        def out_of_it(self) -> None:
            """What leaves at this moment: every gate is signed by whom it may be, and binds what is true now."""
            assert self.taken is not None
            asset = Asset.objects.get(pk=self.taken.pk)
            sent = self.attempt(partial(deliver, asset))
            reached["sent" if sent else "held"] += 1
            if not sent:
                return
            gates = list(Gate.objects.standing().filter(finish=asset.finish).prefetch_related("sign_offs__person"))
            assert {gate.kind for gate in gates} == set(VERBS) and {gate.state for gate in gates} == {SIGNED}
            stands = bound.now(Finish.objects.get(pk=asset.finish_id))
            for gate in gates:
                (row,) = gate.sign_offs.all()
                assert may(row.person, VERBS[gate.kind], asset.brand) and row.person_id not in hands(asset.finish)
                assert bound.sealed(row) and not bound.drift(gate, stands)
                for one in sent:
                    with blobs.open_delivery(one.name) as file:
                        shipped = hashlib.sha256(file.read()).hexdigest()
                    assert shipped in [line["sha256"] for line in row.manifest]

        @invariant()
        def nothing_left_unsigned(self) -> None:
            """Whatever ever left was signed for brand and for legal, by two people, even where that is void since."""
            for row in AssetRendition.objects.filter(asset__finish__candidate=pick).exclude(delivered_at=None):
                with blobs.open_delivery(row.name) as file:
                    shipped = hashlib.sha256(file.read()).hexdigest()
                rows = SignOff.objects.filter(gate__finish=row.asset.finish_id).select_related("gate", "person")
                bind = [one for one in rows if shipped in [line["sha256"] for line in one.manifest]]
                assert {one.gate.kind for one in bind} == set(VERBS) and len({one.person_id for one in bind}) > 1

        @invariant()
        def a_signed_finish_has_no_gate_open(self) -> None:
            for made in Finish.objects.filter(candidate=pick, state=SIGNED):
                assert {gate.state for gate in Gate.objects.standing().filter(finish=made)} == {SIGNED}

        @invariant()
        def no_signature_without_its_gate(self) -> None:
            assert not SignOff.objects.exclude(gate__state__in=(SIGNED, "void")).exists()

    return Line


def test_no_sequence_of_actions_exports_what_the_gates_did_not_sign(line: Stations) -> None:
    reached: Counter[str] = Counter()
    run_state_machine_as_test(
        machine(line, reached),
        settings=settings(
            max_examples=20, stateful_step_count=7, deadline=None, phases=[Phase.explicit, Phase.generate],
            suppress_health_check=list(HealthCheck),
        ),
    )  # fmt: skip
    assert reached["taken"] > 3 and reached["sent"] > 1 and reached["refused"] > 8 and reached["again"], reached

"""Duels as rows: each counted once, taken back by whoever said it, kept from others in a blind round, never changed."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
from django.test import Client

from generation.models import Batch
from review.actions import reject
from review.actions.blind import begin_blind
from review.actions.duels import answer, pick_leaders, read
from review.duels import order
from review.models import Duel, Selection
from studio.lib.problems import BadInput, NotAllowed, WrongState
from tests.cast import Cast


def once(number: int) -> str:
    return str(UUID(int=number))


def said(number: int, left: int, right: int, winner: int | None) -> dict[str, Any]:
    return {"id": once(number), "left": left, "right": right, "winner": winner}


def test_each_duel_counts_once_and_is_taken_back_by_whoever_said_it(
    cast: Cast, make_batch: Callable[..., Batch], django_assert_num_queries: Any
) -> None:
    batch, tern = make_batch(4), make_batch(1, tern=True)
    a, b, c, d = batch.candidates.order_by("position").values_list("pk", flat=True)
    first = [said(1, a, b, a), said(2, a, c, a), said(3, c, b, None), said(2, a, c, a)]
    assert [one["status"] for one in answer(batch, read(first), by=cast.dana)] == [200, 200, 200, 208]
    strengths = order(batch)
    assert strengths[a] > strengths[b] == pytest.approx(strengths[c]) and d not in strengths
    with django_assert_num_queries(2):
        order(batch)

    # Ada takes back her own and nobody else's; a stranger's candidate, and an id used before, are refused one by one.
    tried = [
        {"id": once(7), "of": once(1)},
        said(8, a, tern.candidates.get().pk, a),
        said(1, b, c, b),
        said(9, d, a, d),
        {"id": once(10), "of": once(9)},
        {"id": once(11), "of": once(9)},
    ]
    assert [one["status"] for one in answer(batch, read(tried), by=cast.ada)] == [404, 404, 422, 200, 200, 208]
    assert Duel.objects.count() == 4 and Duel.objects.filter(taken_back_at=None).count() == 3
    assert order(batch) == strengths
    with pytest.raises(NotAllowed):
        answer(batch, read([said(20, a, b, a)]), by=cast.ben)
    bad: Any
    for bad in ({}, [5], [said(1, a, a, a)], [said(1, a, b, c)], [said(1, 2**70, b, b)], [{"id": "x"}], [{}] * 101):
        with pytest.raises(BadInput):
            read(bad)

    # The sheet stands in this order where it is asked to; who never fought comes last.
    client = Client()
    client.force_login(cast.dana)
    sheet = client.get(f"/batches/{batch.pk}/sheet/?sort=duel").content.decode()
    stand = [int(pk) for pk in re.findall(r'data-candidate="(\d+)"', sheet)]
    assert stand[0] == a and stand[-1] == d and "sort=duel" in sheet

    # The first of the order are picked as they were shown; who was rejected takes no part, and its duels do not count.
    with pytest.raises(WrongState, match="Others lead by now"):
        pick_leaders(batch, [b, c, d], by=cast.dana)
    reject(batch.candidates.get(pk=c), by=cast.dana)
    answer(batch, read([said(30, d, b, d)]), by=cast.dana)
    assert pick_leaders(batch, [d, a], by=cast.dana) == 2
    assert dict(Selection.objects.values_list("candidate", "verdict")) == {a: "picked", d: "picked", c: "rejected"}


def test_a_page_gets_pairs_that_are_not_in_hand_and_the_order_is_kept_to_oneself_in_a_blind_round(
    cast: Cast, make_batch: Callable[..., Batch]
) -> None:
    batch = make_batch(4)
    a, b, c, d = batch.candidates.order_by("position").values_list("pk", flat=True)
    dana, leo = Client(), Client()
    dana.force_login(cast.dana)
    leo.force_login(cast.leo)
    path = f"/batches/{batch.pk}/duel/"
    assert dana.get(path).status_code == 200 and leo.get(path).status_code == 403

    def send(**more: Any) -> Any:
        return dana.post(f"{path}answers/", json.dumps({"duels": [], **more}), content_type="application/json")

    told = send(duels=[said(1, a, b, a)], waiting=[[c, d], [a, c]]).json()
    assert told["outcomes"] == [{"id": once(1), "status": 200, "detail": ""}] and told["state"]["done"] == 1
    pairs = {frozenset(pair) for pair in told["pairs"]}
    assert pairs <= {frozenset(p) for p in ([a, b], [a, d], [b, c], [b, d])} and len(pairs) == 4
    assert told["state"]["left"] == told["state"]["most"] - 1 == 7
    bad: Any
    for bad in ({"waiting": 3}, {"waiting": [[1]]}, {"waiting": [[1, "x"]]}, {"duels": None}):
        assert send(**bad).status_code == 422
    assert dana.post(f"{path}answers/", "[", content_type="application/json").status_code == 422

    # Without a script: one answer by a form, then the next pair.
    form = {"once": once(2), "left": str(b), "right": str(c), "winner": ""}
    assert dana.post(f"{path}answers/", form)["Location"] == path
    assert Duel.objects.get(once=once(2)).winner is None

    begin_blind(batch, by=cast.ada)
    assert order(batch) == {} and order(batch, cast.ada) == {} and set(order(batch, cast.dana)) == {a, b, c}
    assert "No duels yet" in leo.get(f"{path}order/").content.decode()
    answer(batch, read([said(100 + n, a, d, a) for n in range(8)]), by=cast.ada)
    assert set(order(batch, cast.ada)) == {a, b, c, d}, "hers is over: nothing is kept from her any more"
    assert set(order(batch, cast.dana)) == {a, b, c}

"""Tallies: what Insight and budgets read is what the runs say, whoever ended them and at once."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connection, transaction
from django.utils import timezone

from generation import tally
from generation.cost import megapixel_steps
from generation.models import ModelEntry, Recipe, Run, Tally
from tests.cast import Cast
from tests.generation.orders import order, work_it_off

FIELDS = ("brand", "campaign", "model", "tier", "device", "day", "made", "failed", "seconds", "micros")
DOCUMENT = {
    "schema": "gatefold.recipe/1",
    "context": {},
    "nodes": [
        {"op": "a", "version": "1", "params": {"width": 1000, "height": 500, "steps": 30}, "inputs": {}},
        {"op": "b", "version": "1", "params": {"width": 2000, "height": 1000, "steps": "all"}, "inputs": {}},
        {"op": "c", "version": "1", "params": {"steps": 4}, "inputs": {}},
    ],
}


def told() -> list[tuple[Any, ...]]:
    return sorted((*row[:-1], round(row[-1], 6)) for row in Tally.objects.values_list(*FIELDS, "megapixel_steps"))


def test_a_rebuild_from_the_runs_says_what_was_added_as_they_ended(cast: Cast, model: ModelEntry) -> None:
    order(cast, model, count=3)
    work_it_off()
    first, second, third = Run.objects.order_by("pk")
    Run.objects.filter(pk=first.pk).update(outcome="failed", cost_micros=70, seconds=1.5)
    Run.objects.filter(pk=second.pk).update(outcome="cancelled", seconds=None, cost_micros=None)  # nobody paid for it
    Run.objects.filter(pk=third.pk).update(device="cuda", cost_micros=11, seconds=0.25)
    Recipe.objects.filter(pk=third.candidate.recipe_id).update(document=DOCUMENT)
    Tally.objects.all().delete()
    tally.add([first])
    tally.add([second, third])  # of the second nobody said what it cost: it adds nothing
    added = told()
    assert [(row[4], row[6:]) for row in added] == [
        (first.device, (0, 1, 1.5, 70, 0.0)), ("cuda", (1, 0, 0.25, 11, 15.0)),
    ]  # fmt: skip
    assert megapixel_steps(DOCUMENT) == 15.0, "the same in Python and in SQL"
    assert tally.rebuild() == 2 and told() == added


def test_the_line_adds_each_run_it_ends(cast: Cast, model: ModelEntry) -> None:
    order(cast, model, count=2)
    work_it_off()
    added = told()
    assert sum(row[6] for row in added) == 2
    tally.rebuild()
    assert [row[:8] for row in told()] == [row[:8] for row in added]


@pytest.mark.django_db(transaction=True)
def test_runs_that_end_at_once_are_all_counted(cast: Cast, model: ModelEntry) -> None:
    order(cast, model, count=1)
    work_it_off()
    Tally.objects.all().delete()
    run = Run.objects.get()
    Run.objects.filter(pk=run.pk).update(cost_micros=3, seconds=1.0, ended_at=timezone.now())
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda _: add_many(run, 25), range(4)))
    row = Tally.objects.get()
    assert (row.made, row.micros, row.seconds) == (100, 300, 100.0)


def add_many(run: Run, times: int) -> None:
    for _ in range(times):
        with transaction.atomic():
            tally.add([run])
    connection.close()

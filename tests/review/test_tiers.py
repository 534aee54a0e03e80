"""The versions of a picture in the loupe, the panel that promotes it, and where a promoted one goes from there."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from html import unescape
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from dam import actions as library
from dam.lineage import lineage, replayed
from generation import planning, promotion
from generation.models import Batch, Candidate, ModelEntry, Replay
from generation.sets.order import narrowed
from review import masters
from review.actions import pick, rate
from review.actions.gates import ask, sign, warnings
from review.models import Gate
from review.seeds import seed_reasons
from review.tiers import family
from tests.cast import PASSWORD, Cast
from tests.generation.orders import work_it_off
from tests.review.test_pages import signed_in
from tests.stations import Stations, seen


@pytest.fixture
def few_pixels(monkeypatch: pytest.MonkeyPatch) -> None:
    for tier, side in {"discovery": 64, "validation": 96, "export": 128}.items():
        monkeypatch.setitem(planning.LONG_SIDE, tier, side)


def promoted(candidate: Candidate, tier: str, cast: Cast, *, count: int = 1) -> list[Candidate]:
    """A pick's promotions, made."""
    pick(candidate, by=cast.dana)
    batch = promotion.promote(again(candidate), tier=tier, count=count, by=cast.dana)
    work_it_off()
    return list(batch.candidates.order_by("position"))


def again(candidate: Candidate) -> Candidate:
    return Candidate.objects.select_related("batch__brand", "batch__revision", "recipe").get(pk=candidate.pk)


def line(page: str) -> list[dict[str, object]]:
    found = re.search(r'<script id="versions" type="application/json">(.*?)</script>', page, re.S)
    read: list[dict[str, object]] = json.loads(found[1]) if found else []
    return read


def test_the_tiers_stand_side_by_side_with_what_differs_between_their_recipes(
    cast: Cast, one: Candidate, few_pixels: None
) -> None:
    first, second = promoted(one, "validation", cast, count=2)
    rate(second, 5, by=cast.dana)
    [top] = promoted(second, "export", cast)
    page = signed_in(cast.bea).get(reverse("review:loupe", args=[second.pk]) + "?up=tiers").content.decode()
    assert [item["pk"] for item in line(page)] == [one.pk, second.pk, top.pk]
    assert [item["caption"] for item in line(page)] == [
        "Discovery, 64 × 48", "Validation, 96 × 72", "Export, 128 × 96",
    ]  # fmt: skip
    panes = re.findall(r'<figure class="pane( now)?" data-candidate="(\d+)"', page)
    assert panes == [("", str(one.pk)), (" now", str(second.pk)), ("", str(top.pk))]
    assert f'data-version="{first.pk}"' in page, "the other variation is in the strip, and not side by side"
    assert page.count('class="differs"') > 3 and "promoted from" in page
    measured = [one_["words"] for one_ in again(second).acceptance]
    assert len(measured) == 2 and all(words in unescape(page) for words in measured)
    parts = signed_in(cast.bea).get(
        reverse("review:loupe", args=[one.pk]) + "?with=tiers", headers={"HX-Request": "true"}
    )
    assert [item["pk"] for item in line(parts.content.decode())] == [one.pk, second.pk, top.pk]
    assert "Promote</a>" not in page, "Bea may not"


def test_a_line_goes_up_by_what_is_picked_and_a_picture_alone_has_none(
    cast: Cast, one: Candidate, few_pixels: None
) -> None:
    assert family(again(one), viewer=cast.dana).versions == ()
    first, second = promoted(one, "validation", cast, count=2)
    shown = family(again(one), viewer=cast.dana)
    assert [v.tile.candidate.pk for v in shown.line] == [one.pk, second.pk], "the newest where nothing is said"
    pick(first, by=cast.dana)
    assert [v.tile.candidate.pk for v in family(again(one), viewer=cast.dana).line] == [one.pk, first.pk]
    assert family(again(one), viewer=cast.zoe).versions == ()


def test_a_loupe_costs_the_same_queries_for_one_version_and_for_twenty(
    cast: Cast, one: Candidate, make_batch: Callable[..., Batch], few_pixels: None
) -> None:
    dana, counts = signed_in(cast.dana), []
    small, large = promoted(one, "validation", cast)[0], None
    for many in (1, 20):
        start = make_batch(1).candidates.select_related("batch__brand").get()
        large = promoted(start, "validation", cast, count=many)[0]
        where = reverse("review:loupe", args=[large.pk]) + "?up=tiers"
        dana.get(where)
        with CaptureQueriesContext(connection) as asked:
            assert dana.get(where).status_code == 200
        counts.append(len(asked))
    assert small != large and counts[0] == counts[1] and counts[0] <= 40, counts


def test_a_pick_is_promoted_from_its_panel(cast: Cast, one: Candidate, few_pixels: None) -> None:
    where, dana = reverse("generation:promote", args=[one.pk]), signed_in(cast.dana)
    page = dana.get(where).content.decode()
    assert "Only a pick is promoted" in page and "Promote to validation</button>" not in page
    assert dana.post(where, {"tier": "validation", "model": one.batch.model_id}).status_code == 409
    pick(one, by=cast.dana)
    page = dana.get(where, {"tier": "export", "model": str(one.batch.model_id), "count": "3"}).content.decode()
    assert "Promote to export</button>" in page and "3 pictures in about" in page and "by starting from" in page
    form = {"tier": "validation", "model": one.batch.model_id, "closeness": "free", "keep": ["palette"], "asked": "yes"}
    answer = dana.post(where, form | {"count": "2"})
    batch = Batch.objects.get(promoted_from=one)
    assert answer.headers["Location"] == reverse("review:sheet", args=[batch.pk])
    assert (batch.count, batch.tier, batch.guides["start"]["strength"]) == (2, "validation", 0.6)
    sheet = dana.get(answer.headers["Location"]).content.decode()
    assert re.sub("<[^>]+>", "", sheet).count(f"promoted from {one} of batch {one.batch.number}") == 1
    panel = dana.post(where, form | {"count": "1"}, headers={"HX-Request": "true"}).content.decode()
    assert panel.count("Validation, batch") == 2 and "<html" not in panel


def test_an_order_that_makes_no_sense_is_refused_and_what_was_chosen_stays(
    cast: Cast, one: Candidate, few_pixels: None
) -> None:
    pick(one, by=cast.dana)
    where, dana = reverse("generation:promote", args=[one.pk]), signed_in(cast.dana)
    good: dict[str, Any] = {
        "tier": "export",
        "model": one.batch.model_id,
        "asked": "yes",
        "keep": ["palette"],
        "count": "1",
    }
    faults: list[tuple[dict[str, Any], str]] = [
        ({"count": "0"}, "whole number from 1"),
        ({"count": "9" * 400}, "whole number from 1"),
        ({"tier": "discovery"}, "choose one of those offered"),
        ({"tier": "\x00"}, "choose one of those offered"),
        ({"model": "12345"}, "cannot be used here"),
        ({"keep": ["identity"]}, "tick composition or palette"),
        ({"keep": ["<script>"]}, "tick what is to be kept"),
        ({"closeness": "very"}, "choose one of the steps"),
    ]
    for bad, says in faults:
        answer = dana.post(where, good | bad)
        assert answer.status_code == 422 and says in answer.content.decode(), bad
    assert not Batch.objects.filter(promoted_from=one).exists()
    page = dana.get(where, good | {"count": "0"}).content.decode()
    assert "Promote to export</button>" in page
    assert signed_in(cast.ben).post(where, good).status_code == 403
    assert signed_in(cast.zoe).get(where).status_code == 404
    assert Client().get(where).status_code == 302


def test_a_promoted_pick_is_finished_as_it_is_and_its_line_goes_back_to_the_first_pick(
    cast: Cast, model: ModelEntry, few_pixels: None
) -> None:
    seed_reasons()
    stations = Stations(cast, model)
    one = stations.picked()
    [middle] = promoted(one, "validation", cast)
    [top] = promoted(middle, "export", cast)
    pick(top, by=cast.dana)
    made = ask(stations.finished(again(top)), by=cast.dana)
    assert (made.master_id, made.master_recipe_id) == (again(top).picture_id, again(top).recipe_id)
    for kind, person in ((Gate.Kind.BRAND, cast.bea), (Gate.Kind.LEGAL, cast.leo)):
        sign(made.gates.get(kind=kind), by=person, password=PASSWORD, seen=seen(made), accepted=warnings(made))
    made.refresh_from_db()
    asset = library.admit(made)

    drawn = lineage(asset)
    titles = [node.title for node in drawn.nodes]
    places = [titles.index(f"Batch {batch.number}") for batch in Batch.objects.order_by("number")]
    assert places == sorted(places) and len(places) == 3
    notes = " ".join(node.note for node in drawn.nodes)
    assert "promoted to validation" in notes and "promoted to export" in notes
    assert reverse("review:loupe", args=[one.pk]) in [node.url for node in drawn.nodes]
    first = [row.recipe for row in replayed(asset).rows][:3]
    assert first == [again(pick_).recipe_id for pick_ in (one, middle, top)]
    library.replay_all(asset, by=cast.leo)
    asked = set(Replay.objects.values_list("recipe", flat=True))
    assert asked >= set(first)


def test_a_promotion_with_the_pixels_of_a_master_is_not_rendered_once_more() -> None:
    picture = SimpleNamespace(width=1536, height=1024)
    up = SimpleNamespace(picture=picture, batch=SimpleNamespace(version_of=1))
    first = SimpleNamespace(picture=picture, batch=SimpleNamespace(version_of=None))
    assert masters.large_enough(up, 1536) and not masters.large_enough(up, 2400)  # type: ignore[arg-type]
    assert not masters.large_enough(first, 1024)  # type: ignore[arg-type]


def test_a_promoted_pick_of_a_set_is_finished_for_what_the_set_chose() -> None:
    chosen = SimpleNamespace(axes={"locales": ["de"], "hooks": [""], "placements": ["stamp"], "colourways": []})
    below = SimpleNamespace(planned=chosen, edited_from=None, version_of=None)
    above = SimpleNamespace(planned=None, edited_from=None, version_of=SimpleNamespace(batch=below))
    axes = narrowed(above)  # type: ignore[arg-type]
    assert axes is not None and list(axes.locales) == ["de"]

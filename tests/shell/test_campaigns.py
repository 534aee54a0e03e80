"""A campaign from above: where its briefs stand, what they cost, their finals side by side."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from briefs.actions import close
from briefs.models import Brief, Campaign, CampaignPin, StylePack
from generation import tally
from generation.models import ModelEntry, Run
from studio.home import campaigns
from studio.people.models import User
from tests.cast import Cast
from tests.generation.conftest import model as model
from tests.generation.conftest import still_engine as still_engine
from tests.generation.orders import order, revision_of
from tests.stations import Stations


@pytest.fixture
def line(cast: Cast, model: ModelEntry) -> Stations:
    return Stations(cast, model)


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def stops(cast: Cast) -> dict[str, int]:
    return {stop.key: stop.count for stop in campaigns.overview(cast.campaign).stops if stop.count}


def test_each_brief_stands_where_its_work_has_come_to(cast: Cast, line: Stations, model: ModelEntry) -> None:
    Brief.objects.create(brand=cast.northlight, campaign=cast.campaign, title="Draft", by=cast.ben)
    assert stops(cast) == {"brief": 1}
    revision = revision_of(cast)
    assert stops(cast) == {"brief": 1, "prompt": 1}
    order(cast, model, count=1, revision=revision)
    assert stops(cast) == {"brief": 1, "batch": 1}
    line.batch()  # its worker does the other one's too
    assert stops(cast) == {"brief": 1, "selection": 2}
    line.picked()
    assert stops(cast)["finishing"] == 1
    line.asked()
    assert stops(cast)["sign-off"] == 1
    line.asset()
    assert stops(cast)["library"] == 1


def test_a_closed_brief_stands_nowhere_on_the_line(cast: Cast) -> None:
    brief = Brief.objects.create(brand=cast.northlight, campaign=cast.campaign, title="Draft", by=cast.ben)
    close(brief, by=cast.ben)
    assert stops(cast) == {"closed": 1}


def test_cost_is_what_its_runs_cost_and_the_budget_warns(cast: Cast, line: Stations) -> None:
    batch = line.batch(count=2)
    Run.objects.filter(candidate__batch=batch).update(cost_micros=450_000)
    tally.rebuild()
    page = campaigns.overview(cast.campaign)
    assert page.spent == 900_000 and page.briefs[0].cost == "€0.90" and page.briefs[0].options == 2
    client = signed_in(cast.ben)
    address = f"/campaigns/{cast.campaign.pk}/"
    assert client.post(f"{address}plan/", {"due": "2027-01-11", "budget": "1.00"}).status_code == 302
    page = campaigns.overview(Campaign.objects.get(pk=cast.campaign.pk))
    [own] = page.standings
    assert own.percent == 90 and not own.stopped
    assert "90 % of the budget of Decisions together is spent" in client.get(address).content.decode()


def test_what_is_past_its_day_is_late_until_it_is_in_the_library(cast: Cast) -> None:
    yesterday = timezone.localdate() - timedelta(days=1)
    Brief.objects.create(brand=cast.northlight, campaign=cast.campaign, title="One", by=cast.ben, due=yesterday)
    [one] = campaigns.overview(cast.campaign).briefs
    assert one.late and one.due == yesterday
    assert "Late" in signed_in(cast.ben).get(f"/campaigns/{cast.campaign.pk}/").content.decode()


@pytest.mark.parametrize("form", [{"budget": "-1"}, {"budget": "1e30"}, {"due": "soon"}, {"budget": "NaN"}])
def test_a_plan_that_is_none_changes_nothing(cast: Cast, form: dict[str, str]) -> None:
    answer = signed_in(cast.ben).post(f"/campaigns/{cast.campaign.pk}/plan/", form)
    unchanged = Campaign.objects.filter(pk=cast.campaign.pk, due=None, budget_micros=None)
    assert answer.status_code == 422 and unchanged.exists()


def test_a_plan_is_taken_back_by_leaving_it_empty(cast: Cast) -> None:
    cast.campaign.due, cast.campaign.budget_micros = date(2027, 1, 1), 5
    cast.campaign.save()
    assert signed_in(cast.ben).post(f"/campaigns/{cast.campaign.pk}/plan/", {}).status_code == 302
    assert Campaign.objects.filter(pk=cast.campaign.pk, due=None, budget_micros=None).exists()


def test_a_reviewer_plans_nothing(cast: Cast) -> None:
    assert signed_in(cast.leo).post(f"/campaigns/{cast.campaign.pk}/plan/", {"budget": "1"}).status_code == 403


def test_another_brand_sees_no_campaign(cast: Cast) -> None:
    client = signed_in(cast.zoe)
    for part in ("", "board/"):
        assert client.get(f"/campaigns/{cast.campaign.pk}/{part}").status_code == 404
    assert "Decisions together" not in client.get("/campaigns/").content.decode()


def test_finals_stand_side_by_side_at_one_placement(cast: Cast, line: Stations) -> None:
    first, second = line.finished(), line.finished(line.picked(title="Another"))
    board = campaigns.board(cast.campaign, "strip")
    assert {final.finish for final in board.finals} == {first.pk, second.pk} and board.one_look
    assert {final.placement for final in board.finals} == {"Strip"}
    page = signed_in(cast.bea).get(f"/campaigns/{cast.campaign.pk}/board/?placement=strip").content.decode()
    assert page.count("<img") >= 2 and "All in Northlight v1" in page
    assert campaigns.board(cast.campaign, "no such").placement in ("stamp", "strip")


def test_two_looks_in_one_campaign_are_told(cast: Cast, line: Stations) -> None:
    one = line.finished()
    pack = StylePack.objects.get(brand=cast.northlight)
    version = pack.versions.create(number=2, document={**pack.versions.get().document, "grain": 0.05})
    other = line.finished(line.picked(title="Another"))
    type(other.revision).objects.filter(pk=other.revision_id).update(style_pack=version)
    board = campaigns.board(cast.campaign)
    assert not board.one_look and one.pk in {final.finish for final in board.finals}
    assert "Two looks: Northlight v1, Northlight v2" in (
        signed_in(cast.bea).get(f"/campaigns/{cast.campaign.pk}/board/").content.decode()
    )


def test_a_superseded_finish_is_not_on_the_board(cast: Cast, line: Stations) -> None:
    candidate = line.picked()
    line.finished(candidate)
    newest = line.finished(candidate)
    assert {final.finish for final in campaigns.board(cast.campaign).finals} == {newest.pk}


def test_pins_are_on_the_page(cast: Cast) -> None:
    pack = StylePack.objects.get(brand=cast.northlight)
    CampaignPin.objects.create(campaign=cast.campaign, pack=pack, version=pack.versions.get(), by=cast.ada)
    page = signed_in(cast.ben).get(f"/campaigns/{cast.campaign.pk}/").content.decode()
    assert "Northlight v1" in page and "pinned" in page


@pytest.mark.parametrize("address", ["/campaigns/", "/campaigns/{pk}/", "/campaigns/{pk}/?stop=brief", "/briefs/"])
def test_a_thousand_briefs_ask_as_often_as_one(cast: Cast, address: str) -> None:
    client = signed_in(cast.ben)
    address = address.format(pk=cast.campaign.pk)
    counts = []
    for number in (1, 1000):
        Brief.objects.bulk_create(
            Brief(brand=cast.northlight, campaign=cast.campaign, title=f"Brief {n}", by=cast.ben)
            for n in range(Brief.objects.count(), number)
        )
        client.get(address)
        with CaptureQueriesContext(connection) as asked:
            assert client.get(address).status_code == 200
        counts.append(len(asked))
    assert counts[0] == counts[1], counts


def test_a_long_campaign_goes_on_on_the_next_page(cast: Cast) -> None:
    Brief.objects.bulk_create(
        Brief(brand=cast.northlight, campaign=cast.campaign, title=f"Brief {n:03d}", by=cast.ben) for n in range(120)
    )
    first, second = (campaigns.overview(cast.campaign, first=at) for at in (0, 100))
    assert len(first.briefs) == 100 and first.more == 100 and len(second.briefs) == 20 and second.more is None
    assert not {row.pk for row in first.briefs} & {row.pk for row in second.briefs}


def test_nonsense_in_the_address_is_the_first_page(cast: Cast) -> None:
    client = signed_in(cast.ben)
    for query in ("?stop=<b>", "?from=-1", "?from=x", "?from=" + "9" * 40):
        assert client.get(f"/campaigns/{cast.campaign.pk}/{query}").status_code == 200

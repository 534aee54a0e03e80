"""Insight: figures that agree with a count by hand, for those who may see them, whatever is in the address."""

from __future__ import annotations

import csv
import io
import re
from datetime import date, timedelta
from xml.etree import ElementTree

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from briefs.models import Campaign
from dam.models import Asset
from generation import tally
from generation.models import Budget, Candidate, ModelEntry, Run, Tally
from review.actions.select import reject
from review.models import Reason
from studio.home.insight.board import board
from studio.home.insight.scope import Scope
from studio.home.plots import Limit, Plot, Series, Unit, ceiling
from studio.people.models import User
from tests.cast import Cast
from tests.generation.conftest import model as model
from tests.generation.conftest import still_engine as still_engine
from tests.stations import Stations


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def lately(cast: Cast, campaign: Campaign | None = None, days: int = 7) -> Scope:
    today = timezone.localdate()
    return Scope((cast.northlight,), None, campaign, today - timedelta(days=days - 1), today, "")


def plots(page: object) -> dict[str, dict[str, list[float | None]]]:
    return {
        plot.key: {label: [s.values[at] for s in plot.series] for at, label in enumerate(plot.labels)}
        for plot in page.plots  # type: ignore[attr-defined]
    }


def test_every_figure_agrees_with_a_count_by_hand(cast: Cast, model: ModelEntry) -> None:
    line = Stations(cast, model)
    line.asset()
    line.asset(title="Another")
    line.batch(count=3)
    Reason.objects.create(slug="soft", label="Soft", verdict="rejected")
    for candidate in Candidate.objects.order_by("-pk")[:2]:
        reject(candidate, by=cast.dana, reasons=["soft"])
    runs = list(Run.objects.order_by("pk"))
    for number, run in enumerate(runs):
        Run.objects.filter(pk=run.pk).update(seconds=10 + number, cost_micros=100_000 * (number + 1))
    last = runs[-1]
    Run.objects.filter(pk=last.pk).update(outcome="failed", reason="memory")
    tally.rebuild()

    made = Run.objects.filter(outcome="done").count()
    spent = sum(run.cost_micros or 0 for run in Run.objects.all())
    seconds = sum(run.seconds or 0 for run in Run.objects.all())
    page = board(lately(cast))
    whole, found = page.whole, plots(page)
    assert (whole.made, whole.failed, whole.assets, whole.micros) == (made, 1, Asset.objects.count(), spent)
    assert whole.ratio == made / 2 and whole.cost == spent / 2
    assert whole.hourly == pytest.approx(2 / (seconds / 3600)) and whole.failing == pytest.approx(1 / len(runs))
    today = lately(cast).labels[-1]
    assert found["ratio"][today] == [made / 2] and found["assets"][today] == [2]
    assert found["spend"][today] == [spent, 0, 0], "all of it on discovery"
    assert found["models"] == {"Still life": [spent]} and found["rejections"] == {"Soft": [2]}
    assert found["failures"] == {"It did not fit into any device's memory": [1]}

    one = Asset.objects.order_by("pk")[0]
    days = found["stations"]
    ways = [
        (max(r.delivered_at for r in asset.renditions.all() if r.delivered_at) - asset.finish.revision.at)
        for asset in Asset.objects.all()
    ]
    assert days["Brief to delivery"][1] == pytest.approx(max(ways).total_seconds() / 86_400)
    assert all(value is not None for pair in days.values() for value in pair), "every station was timed"
    assert one.campaign == cast.campaign
    [campaign] = page.campaigns
    assert (campaign.name, campaign.sums) == (cast.campaign.name, whole)
    assert board(lately(cast, cast.campaign)).whole == whole


def test_what_is_outside_the_days_or_another_brand_s_does_not_count(cast: Cast, model: ModelEntry) -> None:
    today = timezone.localdate()
    there = {"model": model, "tier": "export", "made": 1, "micros": 10, "seconds": 3600.0}
    mine = {"brand": cast.northlight, "campaign": cast.campaign}
    Tally.objects.create(**mine, day=today, **there)
    Tally.objects.create(**mine, day=today - timedelta(days=6), **there)
    Tally.objects.create(**mine, day=today - timedelta(days=7), **there)
    Tally.objects.create(brand=cast.tern, campaign=cast.tern_campaign, day=today, **there)
    assert board(lately(cast)).whole.made == 2
    assert sum(board(lately(cast, days=200)).plots[4].series[2].values) == 30, "by month, as by day"  # type: ignore[arg-type]
    for person in (cast.ben, cast.zoe):
        page = signed_in(person).get("/insight/?period=all").content.decode()
        assert ("Hero set" in page, "Decisions together" in page) == (person == cast.zoe, person == cast.ben)
    client = signed_in(cast.zoe)
    pk, brand = cast.campaign.pk, cast.northlight.pk
    for address in (f"campaigns/{pk}/", f"?campaign={pk}", f"?brand={brand}", f"ratio.csv?brand={brand}"):
        assert client.get(f"/insight/{address}").status_code == 404, address


def test_a_budget_stands_on_the_page_with_what_is_left_of_it(cast: Cast, model: ModelEntry) -> None:
    Budget.objects.create(brand=cast.northlight, micros=100_000_000)
    Campaign.objects.filter(pk=cast.campaign.pk).update(budget_micros=10_000_000)
    cast.campaign.refresh_from_db()
    mine = {"brand": cast.northlight, "campaign": cast.campaign, "model": model, "tier": "export"}
    for ago, micros in ((40, 2_000_000), (0, 7_000_000)):
        Tally.objects.create(**mine, day=timezone.localdate() - timedelta(days=ago), micros=micros)
    page = signed_in(cast.ben).get(f"/insight/campaigns/{cast.campaign.pk}/?period=7").content.decode()
    assert "90 % of the budget of Decisions together is spent: €9.00 of €10.00." in page
    assert "How far is the budget of Decisions together spent?" in page
    own = list(plots(board(lately(cast, cast.campaign)))["against"].values())
    assert own[0] == [2_000_000] and own[-1] == [9_000_000], "what came before counts"


def test_fifty_campaigns_ask_as_often_as_one(cast: Cast, model: ModelEntry) -> None:
    client, counts = signed_in(cast.ben), []
    Budget.objects.create(brand=cast.northlight, micros=5)
    for many in (1, 50):
        for n in range(Campaign.objects.filter(brand=cast.northlight).count() - 1, many):
            one = Campaign.objects.create(brand=cast.northlight, name=f"C{n}", slug=f"c{n}", budget_micros=5)
            row = {"brand": cast.northlight, "campaign": one, "model": model, "tier": "export", "device": f"d{n}"}
            Tally.objects.create(**row, day=timezone.localdate() - timedelta(days=n % 20), made=1, micros=n)
        client.get("/insight/")
        with CaptureQueriesContext(connection) as asked:
            assert client.get("/insight/").status_code == 200
        counts.append(len(asked))
    assert counts[0] == counts[1], counts


ADDRESSES = {
    404: ["brand=x", "brand=" + "9" * 40, "campaign=-1", "campaign=%D9%A3", "brand=&campaign=" + "9" * 18],
    422: [
        "period=tomorrow", "from=soon", "from=2026-02-30", "from=2026-05-02&to=2026-05-01", "from=0001-01-01",
        "to=0001-01-01", "from=9999-12-31&to=9999-12-31", "from=2010-01-01&to=2026-01-01",
    ],
    200: ["period=all", "period=365", "brand=", "from=2026-05-01&to=2026-05-01", "period=&from=&to="],
}  # fmt: skip


def test_whatever_is_in_the_address_is_a_page_or_a_sentence(cast: Cast) -> None:
    client = signed_in(cast.ben)
    for status, queries in ADDRESSES.items():
        for query in queries:
            assert client.get(f"/insight/?{query}").status_code == status, query
    for query in ("campaign=%00", "to=%00", "brand=%00"):
        assert 400 <= client.get(f"/insight/?{query}").status_code < 500, query


def test_an_empty_house_is_told_so_and_how_to_begin(cast: Cast) -> None:
    page = signed_in(cast.ben).get("/insight/?period=all").content.decode()
    assert "Order options from a brief, and what they take shows here." in page
    assert "No asset shipped in this time, so there is no ratio yet." in page and '<svg class="plot"' not in page


def test_the_export_is_the_plot_s_figures_and_runs_in_no_spreadsheet(cast: Cast, model: ModelEntry) -> None:
    ModelEntry.objects.filter(pk=model.pk).update(name='=HYPERLINK("https://x")')
    mine = {"brand": cast.northlight, "campaign": cast.campaign, "model": model, "tier": "discovery"}
    Tally.objects.create(**mine, day=timezone.localdate(), micros=1_234_567, made=3)
    client = signed_in(cast.ben)
    answer = client.get("/insight/models.csv")
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert rows == [["Model", "Spent, EUR"], ['\'=HYPERLINK("https://x")', "1.234567"]]
    assert answer["Content-Type"].startswith("text/csv") and "attachment" in answer["Content-Disposition"]
    rows = list(csv.reader(io.StringIO(client.get("/insight/campaigns.csv").content.decode("utf-8-sig"))))
    assert rows[1] == ["Decisions together", "Northlight", "3", "0", "0.0", "1.234567", "0", "", ""]
    assert client.get("/insight/none.csv").status_code == 404


# --- Plots -----------------------------------------------------------------------------------------------------------
HOSTILE = "<script>&\"'"
PLAIN = Unit("count", lambda value: f"{value:g}")


@pytest.mark.parametrize("kind", ["bars", "line", "rows", "spans"])
def test_a_plot_is_sound_svg_with_a_title_a_description_and_every_word_escaped(kind: str) -> None:
    series = (Series(HOSTILE, (1.0, None, 4.0)), Series("Two", (2.0, None, 5.0), "two"))
    plot = Plot("k", HOSTILE, f"Counts {HOSTILE}.", PLAIN, (HOSTILE, "b", "c"), series, kind, limit=Limit(4.5, HOSTILE))
    root = ElementTree.fromstring(str(plot.svg))
    assert root.get("role") == "img" and root.get("aria-labelledby") == "k-t k-d"
    assert root[0].text == HOSTILE and "at most 4 (c), last 4." in (root[1].text or "")
    words = [node.text for node in root.iter() if node.text]
    assert any(HOSTILE in word for word in words[2:]) and "script" not in {node.tag for node in root.iter()}
    for node in root.iter("rect"):
        assert float(node.get("x", 0)) >= 0 and float(node.get("x", 0)) + float(node.get("width", 0)) <= 400
        assert float(node.get("height", 0)) >= 0
    assert plot.table[1][1][1:] == ("–", "–") and plot.figures[1][1] == ("b", "", "")


def test_bars_are_as_tall_as_what_they_count() -> None:
    plot = Plot("k", "q", "c.", PLAIN, ("a", "b"), (Series("s", (5.0, 10.0)),))
    a, b = (float(tall) for tall in re.findall(r'<rect[^>]* height="([\d.]+)"', str(plot.svg)))
    assert b == pytest.approx(2 * a, rel=0.01)


@pytest.mark.parametrize("most", [0, 1e-9, 0.3, 1, 4, 7.2, 99, 100, 101, 12345.6, 1e12])
def test_an_axis_holds_what_is_drawn_in_two_to_five_steps(most: float) -> None:
    top, step = ceiling(most)
    assert top >= most and 1 <= round(top / step) <= 5 and top == pytest.approx(round(top / step) * step)


def test_buckets_cover_every_day_once() -> None:
    for days in (1, 14, 15, 120, 121, 800):
        scope = Scope((), None, None, date(2026, 5, 13) - timedelta(days=days - 1), date(2026, 5, 13), "")
        each = [scope.bucket(scope.first + timedelta(days=n)) for n in range(days)]
        assert sorted(set(each)) == scope.buckets and len(scope.labels) == len(scope.buckets)

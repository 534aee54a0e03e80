"""The rules in the library: asked whenever a file leaves it, and every night of what is there."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
import time_machine
from django.test import Client

from dam import policy
from dam.actions import deliver
from dam.models import Asset
from dam.rights import drawn
from studio.lib.models import Event
from studio.people.models import Notice
from studio.policy.models import Judgement
from studio.policy.rights import Right
from tests.cast import Cast
from tests.policy.test_stations import rule
from tests.stations import Stations

pytestmark = pytest.mark.django_db(transaction=True)
DAY = dt.date(2026, 11, 21)


def client_of(cast: Cast, who: str) -> Client:
    client = Client()
    client.force_login(getattr(cast, who), backend="django.contrib.auth.backends.ModelBackend")
    return client


def ways_out(asset: Asset) -> list[str]:
    file = asset.renditions.first()
    assert file is not None
    return [f"/library/{asset.pk}/files/{file.pk}/", f"/library/{asset.pk}/files.zip"]


def test_a_right_that_ends_stops_the_next_export_and_a_new_one_lets_it_go_on(line: Stations) -> None:
    asset = line.asset()
    ben = client_of(line.cast, "ben")
    assert [ben.get(way).status_code for way in ways_out(asset)] == [200, 200]
    with time_machine.travel(dt.datetime(2030, 1, 1, 12, tzinfo=dt.UTC), tick=False):
        ends = rule(line.cast, "date is after 2029-12-31", "deny", "Ends", moments=["export", "nightly"])
        ben = client_of(line.cast, "ben")
        for way in ways_out(asset):
            answer = ben.get(way)
            assert answer.status_code == 403 and "It is not done" in answer.content.decode()
    kept = Judgement.objects.filter(moment="export", noun="asset")
    assert kept.filter(outcome="deny").count() == 1, "asked twice, answered the same, kept once"
    assert kept.latest("pk").verdicts.get().version == ends
    assert [client_of(line.cast, "ben").get(way).status_code for way in ways_out(asset)] == [200, 200]


def test_what_may_not_leave_is_not_delivered_and_waits(line: Stations) -> None:
    from dam.actions import admit

    bar = rule(line.cast, "always", "deny", "Bar", moments=["export"])
    asset = admit(line.signed())
    with pytest.raises(policy.MayNotLeave):
        deliver(asset)
    assert not asset.renditions.filter(delivered_at__isnull=False).exists()
    bar.rule.retired_at = bar.published_at
    bar.rule.save()
    assert len(deliver(asset)) == asset.renditions.count()


def test_every_night_each_asset_is_asked_once_and_who_keeps_the_rules_is_told_once(line: Stations) -> None:
    asset = line.asset()
    assert policy.nightly(DAY) == 1 and policy.nightly(DAY) == 0
    rule(line.cast, "moment is nightly", "deny", "A new law")
    for night in range(1, 4):
        assert policy.nightly(DAY + dt.timedelta(days=night)) == 1
    asset.refresh_from_db()
    assert asset.barred == "It is not done. Do another." and asset.judged_on == DAY + dt.timedelta(days=3)
    told = Notice.objects.filter(kind="barred")
    assert {notice.person for notice in told} == {line.cast.ada, line.cast.leo} and told.count() == 2
    assert Event.objects.filter(kind="asset.bar").count() == 1
    assert Judgement.objects.filter(moment="nightly").count() == 2, "the answer of each night is kept where it changed"
    page = client_of(line.cast, "ben").get(f"/library/{asset.pk}/").content.decode()
    assert "Barred" in page and "It is not done. Do another." in page


def test_the_first_end_closes_it_and_each_right_is_drawn_where_it_lies() -> None:
    font = Right("font", "Inter", until=dt.date(2027, 3, 31))
    lake = Right("reference", "A lake", until=dt.date(2026, 12, 31), territories=("DE", "AT"))
    ada = Right("character", "Ada", starts=dt.date(2027, 1, 1), not_in=("CN",), channels=("web",), person="Ada")
    gone = Right("reference", "Old", until=dt.date(2026, 11, 20))
    bare = Right("model", "Own", proven=False)
    line = drawn([font, lake, ada, gone, bare], Right("flight", "Flight"), DAY)
    assert (line.closes, line.closed_by) == (dt.date(2026, 11, 21), "reference Old")
    assert [bar.state for bar in line.bars] == ["over", "ends", "holds", "not yet", "unproven"]
    assert line.bars[1].words == "until 31 December 2026, in DE, AT"
    assert line.bars[3].words == "from 1 January 2027 without an end, not in CN, on web"
    assert all(0 <= bar.left <= 100 and bar.left + bar.width <= 100.7 for bar in line.bars)
    assert line.flight is None and 0 < line.today < 100 and 1 <= len(line.months) <= 8


def client_page(cast: Cast, asset: Asset) -> Any:
    return client_of(cast, "leo").get(f"/library/{asset.pk}/")


def test_the_page_shows_the_rights_of_the_model_too(line: Stations) -> None:
    page = client_page(line.cast, line.asset()).content.decode()
    assert "rights-line" in page and line.model.name in page and "No right in it has an end on record." in page

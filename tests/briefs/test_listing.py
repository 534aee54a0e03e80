"""The list of briefs: what it tells of each, what it lets through, and that a thousand cost as much as one."""

import datetime
import time

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from briefs.actions import answer, comment_on, create_brief, create_campaign, duplicate, resolve_comment, submit
from briefs.models import Brief, BriefComment
from briefs.seeds import SAMPLE_BRIEFS
from studio.people.models import User
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def browse(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def titles(client: Client, query: str = "") -> list[str]:
    return [row.title for row in client.get(f"/briefs/{query}").context["briefs"]]


def test_a_row_tells_due_date_origin_and_open_threads(cast: Cast) -> None:
    brief = create_brief(cast.campaign, by=cast.ben, title="Hero", document=SAMPLE_BRIEFS["01"])
    cast.campaign.due = datetime.date(2027, 3, 1)
    cast.campaign.save()
    copy = duplicate(brief, by=cast.ben)
    Brief.objects.filter(pk=copy.pk).update(due=datetime.date(2020, 1, 2))
    submit(brief, by=cast.ben)
    thread = comment_on(brief, "Who?", by=cast.bea)
    answer(thread, "Engineers", by=cast.ben)
    comment_on(brief, "Where?", by=cast.bea)
    resolve_comment(comment_on(brief, "Typo", by=cast.bea), by=cast.ben)
    page = browse(cast.ben).get("/briefs/").content.decode()
    assert "Revision 1" in page and "1 Mar 2027" in page and "The campaign&#x27;s date" in page.replace("'", "&#x27;")
    assert "2 Jan 2020" in page and "This day has passed" in page
    assert "copied from" in page and "2 open comments on Hero" in page


def test_filters_are_kept_in_every_address(cast: Cast) -> None:
    winter = create_campaign(cast.northlight, by=cast.ben, name="Winter & more")
    create_brief(cast.campaign, by=cast.ben, title="Hero")
    create_brief(winter, by=cast.ben, title="Winter hero")
    client = browse(cast.ben)
    assert titles(client, f"?campaign={winter.pk}") == ["Winter hero"]
    assert titles(client, f"?campaign={winter.pk}&state=submitted") == []
    assert titles(client, f"?campaign={cast.tern_campaign.pk}") == []
    assert len(titles(client, "?campaign=x&before=nonsense&state=moon")) == 2
    page = client.get(f"/briefs/?campaign={winter.pk}&q=hero").content.decode()
    assert f"?state=draft&amp;campaign={winter.pk}&amp;q=hero" in page
    assert cast.tern_campaign.name not in page


def thousand(cast: Cast) -> None:
    now = timezone.now()
    rows = Brief.objects.bulk_create(
        Brief(brand=cast.northlight, campaign=cast.campaign, title=f"Brief {number}", draft={}, by=cast.ben)
        for number in range(1_000)
    )
    Brief.objects.filter(pk__in=[row.pk for row in rows]).update(saved_at=now)  # as an import saves them: at once
    BriefComment.objects.bulk_create(BriefComment(brief=row, text="Hm", by=cast.bea) for row in rows for _ in range(3))


def test_a_thousand_briefs_ask_as_often_as_one_and_answer_soon(cast: Cast) -> None:
    def asked() -> int:
        client.get("/briefs/")
        with CaptureQueriesContext(connection) as caught:
            assert client.get("/briefs/").status_code == 200
        return len(caught)

    client = browse(cast.ben)
    create_brief(cast.campaign, by=cast.ben, title="One")
    one = asked()
    thousand(cast)
    assert asked() == one
    began = time.perf_counter()
    client.get("/briefs/")
    took = time.perf_counter() - began
    print(f"the list of 1,001 briefs: {one} queries, {took * 1000:.0f} ms")
    assert took < 2


def test_older_briefs_are_reached_page_by_page_none_twice_though_saved_at_one_moment(cast: Cast) -> None:
    thousand(cast)
    client, seen, address = browse(cast.ben), [], "/briefs/"
    for _ in range(20):
        answered = client.get(address)
        seen += [row.pk for row in answered.context["briefs"]]
        if not answered.context["more"]:
            break
        address = f"/briefs/{answered.context['more']}"
    assert len(seen) == len(set(seen)) == 1_000

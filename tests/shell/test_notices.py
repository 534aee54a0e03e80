"""Notices: told once, to whom it concerns, as they want it; under the bell and by mail."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from studio.home.waiting import Waiting
from studio.lib.env import BadSetting
from studio.lib.mail import route
from studio.lib.problems import NotNow
from studio.people.models import Membership, Notice, NoticeChoice, User
from studio.people.notices import mailing, over, tell
from studio.people.notices.kinds import DAILY, KINDS, NEVER, NOW, wishes
from studio.people.notices.leaving import leave_path
from studio.people.notices.reading import unread
from tests.cast import Cast

NOON = datetime(2027, 3, 4, 12, tzinfo=UTC)


def away(message: Any) -> None:
    raise OSError("The server is away")


def signed_in(person: User) -> Client:
    client = Client()
    client.force_login(person)
    return client


def said(cast: Cast, subject: int = 7, **more: Any) -> Notice | None:
    words = {"kind": "mention", "sentence": "Bea mentions you.", "path": "/candidates/7/"} | more
    brand = more.pop("brand", cast.northlight)
    return tell(
        cast.dana, words["kind"], words["sentence"], words["path"], brand=brand, noun="comment", subject=subject
    )


@pytest.fixture
def mailed(settings: Any) -> None:
    settings.MAIL_ON, settings.SITE_URL, settings.DIGEST_HOUR = True, "https://gatefold.example", 7


# --- Telling ----------------------------------------------------------------------------------------------------------
def test_the_same_thing_is_told_once_until_it_is_read(cast: Cast) -> None:
    first = said(cast)
    assert first is not None and said(cast) is None and said(cast, 8) is not None
    assert unread(cast.dana).count() == 2
    signed_in(cast.dana).post(f"/notices/{first.pk}/read/")
    assert said(cast) is not None and unread(cast.dana).count() == 2


def test_nobody_is_told_of_their_own_act_nor_who_is_gone_nor_a_guest(cast: Cast) -> None:
    assert tell(cast.dana, "mention", "You mention yourself.", "/", by=cast.dana) is None
    User.objects.filter(pk=cast.ben.pk).update(is_active=False)
    assert tell(User.objects.get(pk=cast.ben.pk), "mention", "Hello.", "/") is None
    cast.leo.guest = True
    assert tell(cast.leo, "mention", "Hello.", "/") is None
    with pytest.raises(ValueError, match="no kind of notice"):
        tell(cast.dana, "weather", "It rains.", "/")
    assert not Notice.objects.exists()


def test_what_is_over_has_not_to_be_read_any_more(cast: Cast) -> None:
    said(cast, 7), said(cast, 8)
    over("mention", "comment", [7])
    assert list(unread(cast.dana).values_list("subject", flat=True)) == [8]


def test_a_person_hears_of_a_kind_as_they_chose(cast: Cast) -> None:
    client = signed_in(cast.dana)
    form = {f"mail-{key}": kind.mail for key, kind in KINDS.items()} | {f"page-{key}": "on" for key in KINDS}
    del form["page-mention"]
    assert client.post("/notices/settings/", form | {"mail-mention": "daily"}).status_code == 302
    assert NoticeChoice.objects.count() == 1, "what is as usual is not kept"
    assert said(cast) is not None and not unread(cast.dana).exists(), "by mail alone"
    client.post("/notices/settings/", form | {"mail-mention": "never"})
    assert said(cast, 8) is None and Notice.objects.count() == 1
    before = list(NoticeChoice.objects.values())
    answer = client.post("/notices/settings/", form | {"mail-gate": "by pigeon"})
    assert answer.status_code == 422 and "never, daily or at once" in answer.content.decode()
    assert list(NoticeChoice.objects.values()) == before


def test_who_has_left_a_brand_reads_nothing_more_of_it(cast: Cast) -> None:
    NoticeChoice.objects.create(person=cast.dana, kind="mention", page=True, mail=NOW)
    said(cast)
    assert unread(cast.dana).exists() and mailing.due().exists()
    Membership.objects.filter(user=cast.dana).delete()
    assert not unread(cast.dana).exists() and not mailing.due().exists()
    assert "Bea mentions you." not in signed_in(cast.dana).get("/notices/").content.decode()


# --- The bell ---------------------------------------------------------------------------------------------------------
def test_the_bell_counts_in_the_query_of_the_rail_and_the_list_in_as_many_however_long(cast: Cast) -> None:
    said(cast, 1)
    client, asked = signed_in(cast.dana), []
    assert Waiting(cast.dana, None).numbers == {}, "a notice is no work"
    client.get("/notices/")
    for more in (0, 30):
        for number in range(more):
            said(cast, 100 + number)
        with CaptureQueriesContext(connection) as found:
            page = client.get("/notices/").content.decode()
        asked.append(len(found))
    assert asked[0] == asked[1] <= 12 and ">31<" in page.replace("<span data-many>", ">")
    assert cast.dana.roles
    with CaptureQueriesContext(connection) as found:
        assert Waiting(cast.dana, None).found["notices"] == 31
    assert len(found) == 1


def test_notices_are_read_one_by_one_or_all_that_were_shown(cast: Cast) -> None:
    first, second = said(cast, 1, sentence="<b>Bea</b> & co"), said(cast, 2)
    assert first is not None and second is not None
    client = signed_in(cast.dana)
    page = client.get("/notices/").content.decode()
    assert "&lt;b&gt;Bea&lt;/b&gt; &amp; co" in page and "Northlight" in page
    shown = re.search(r'name="last" value="(\d+)"', page)
    said(cast, 3)
    assert shown is not None
    client.post("/notices/read/", {"last": shown[1]})
    assert list(unread(cast.dana).values_list("subject", flat=True)) == [3], "what came since stays"
    assert client.get("/notices/unread/").json() == {"unread": 1}
    other = tell(cast.ben, "mention", "For Ben.", "/")
    assert other is not None and client.post(f"/notices/{other.pk}/read/").status_code == 404
    assert unread(cast.ben).count() == 1


# --- Mail -------------------------------------------------------------------------------------------------------------
def test_the_daily_mail_is_one_a_person_of_what_is_new_and_unread(cast: Cast, mailed: None) -> None:
    with time_machine.travel(NOON, tick=False):
        said(cast, 1, sentence="Is <i>this</i>\nright, @dana?")
        read = said(cast, 2)
        said(cast, 3, kind="batch", sentence="Never by mail.")
        assert read is not None
        signed_in(cast.dana).post(f"/notices/{read.pk}/read/")
        assert mailing.mail_all() == 0 and not mail.outbox, "not before the hour"
    with time_machine.travel(NOON + timedelta(hours=20), tick=False):
        assert mailing.mail_all() == 1 and mailing.mail_all() == 0
    [sent] = mail.outbox
    html = str(sent.alternatives[0][0])  # type: ignore[attr-defined]
    assert sent.to == ["dana@example.test"] and sent.subject == "Is <i>this</i> right, @dana?"
    assert "https://gatefold.example/candidates/7/" in sent.body and "Is <i>this</i> right" in sent.body
    assert "Is &lt;i&gt;this&lt;/i&gt; right" in html and "Never by mail" not in sent.body + html
    leave = f"<https://gatefold.example{leave_path(cast.dana)}>"
    assert sent.extra_headers == {
        "List-Unsubscribe": leave, "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }  # fmt: skip


def test_at_once_is_at_once_and_a_server_that_is_away_is_asked_again(
    cast: Cast, mailed: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    NoticeChoice.objects.create(person=cast.dana, kind="mention", page=True, mail=NOW)
    said(cast)
    with monkeypatch.context() as patch:
        patch.setattr("django.core.mail.EmailMultiAlternatives.send", away)
        with pytest.raises(NotNow):
            mailing.mail_all()
    assert Notice.objects.get().mailed_at is None
    assert mailing.mail_all() == 1 and len(mail.outbox) == 1


def test_what_one_worker_has_claimed_another_does_not_send(cast: Cast, mailed: None) -> None:
    NoticeChoice.objects.create(person=cast.dana, kind="mention", page=True, mail=NOW)
    said(cast)
    assert len(mailing.claim(cast.dana.pk)) == 1
    assert mailing.claim(cast.dana.pk) == [] and mailing.mail_all() == 0 and not mail.outbox


def test_without_mail_nothing_is_sent_and_the_page_says_so(cast: Cast, settings: Any) -> None:
    settings.MAIL_ON = False
    NoticeChoice.objects.create(person=cast.dana, kind="mention", page=True, mail=NOW)
    said(cast)
    assert mailing.mail_all() == 0 and not mail.outbox and Notice.objects.get().mailed_at is None
    assert "No mail is sent from here" in signed_in(cast.dana).get("/notices/settings/").content.decode()


def test_one_click_in_a_mail_ends_the_mail_and_only_a_post_does(cast: Cast) -> None:
    stranger, path = Client(enforce_csrf_checks=True), leave_path(cast.dana)
    assert stranger.get(path).status_code == 200 and not NoticeChoice.objects.exists()
    assert stranger.post(path, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert {wish.mail for wish in wishes(cast.dana)} == {NEVER} and all(wish.page for wish in wishes(cast.dana))
    assert {wish.mail for wish in wishes(cast.ben)} == {DAILY, NEVER}
    assert stranger.post(path[:-2] + "x/").status_code == 404


def test_an_address_for_mail_that_cannot_be_used_names_itself() -> None:
    away = route("smtps://me%40us:p%2Fw@mail.example")
    assert (away.host, away.port, away.user, away.password, away.tls) == ("mail.example", 465, "me@us", "p/w", True)
    assert not route("").on and route("file:///srv/mail").place == "the folder /srv/mail"
    for url in ("mail.example", "http://mail.example", "smtp://me:secret@mail.example", "smtps://mail.example:99999"):
        with pytest.raises(BadSetting, match="EMAIL_URL"):
            route(url)

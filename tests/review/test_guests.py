"""Guests: one link, one batch, a code by mail; they see pictures with their name on and comment, and that is all."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import numpy as np
import pytest
import time_machine
from django.core import mail
from django.test import Client
from django.utils import timezone
from PIL import Image

from generation.models import Batch, Candidate
from review.actions.annotate import annotate, reply, resolve
from review.actions.guests import invite, revoke
from review.actions.select import clear, pick
from review.guests import codes, proxies
from review.guests.permits import AN_HOUR
from review.guests.watermark import SIDE, marked
from review.marks import marks
from review.models import Annotation, Comment, GuestLink
from studio.lib import blobs as store
from studio.lib.problems import BadInput, NotAllowed, NotNow, Problem, WrongState
from studio.people.actions import add_member
from studio.people.models import Membership, Notice, User
from studio.people.views import members_of
from tests.cast import Cast


@pytest.fixture
def nia(batch: Batch, cast: Cast, settings: Any, one: Candidate) -> GuestLink:
    """Nia's link to the picks of `batch`, of which `one` is picked."""
    settings.MAIL_ON = True
    pick(one, by=cast.dana)
    return invite(batch, name="Nia Cole", email="nia@agency.example", by=cast.dana)


def token() -> str:
    found = re.search(r"/guest/by/([\w-]{43})/", str(mail.outbox[0].body))
    assert found is not None
    return found[1]


def mailed_code() -> str:
    found = re.search(r"\b(\d{6})\b", str(mail.outbox[-1].body))
    assert found is not None
    return found[1]


def want_code(link: GuestLink) -> str:
    assert codes.want(link)
    codes.send(link.pk)
    return mailed_code()


def inside(link: GuestLink) -> Client:
    """A browser that came in by the link and the code."""
    client, code = Client(), want_code(link)
    assert client.post(f"/guest/by/{token()}/", {"code": code}).headers["Location"] == "/guest/"
    return client


# --- Inviting ---------------------------------------------------------------------------------------------------------
def test_a_guest_is_an_account_that_opens_nothing_and_stands_nowhere(nia: GuestLink, cast: Cast) -> None:
    person = nia.person
    assert (person.guest, person.is_active, person.has_usable_password()) == (True, False, False)
    assert not Membership.objects.filter(user=person).exists() and person.name == "Nia Cole"
    assert nia.token not in str(mail.outbox[0].body) and token() not in str(GuestLink.objects.values())
    assert person not in {member.person for member in members_of(cast.northlight)}
    with pytest.raises(BadInput, match="is a guest"):
        add_member(cast.northlight, person, ["designer"], by=cast.ada)
    for name in (person.username, person.email, nia.email):
        assert Client().post("/sign-in/", {"username": name, "password": "x" * 12}).status_code == 422
    revoke(nia, by=cast.bea)
    again = invite(nia.batch, name="Nia C.", email="NIA@agency.example", by=cast.bea)
    assert again.person == person, "the same guest of the same brand speaks under the same account"


REFUSED: list[tuple[dict[str, Any], type[Problem], str]] = [
    ({"name": " \0 "}, BadInput, "Name: say who"),
    ({"name": "N" * 81}, BadInput, "Name: 81 characters"),
    ({"email": "nia@"}, BadInput, "Email: that is no address"),
    ({"email": "nia@agency.example\nBcc: all@x.example"}, BadInput, "Email: that is no address"),
    ({"days": 0}, BadInput, "1 to 30 days"),
    ({"days": 31}, BadInput, "1 to 30 days"),
    ({"by": "ben"}, NotAllowed, "To invite a guest"),
    ({"email": "Nia@Agency.example"}, WrongState, "has a link to this batch already"),
]


def test_an_invitation_that_cannot_be_is_refused_and_nothing_was_made(nia: GuestLink, cast: Cast) -> None:
    before = (GuestLink.objects.count(), User.objects.count(), len(mail.outbox))
    for said, problem, words in REFUSED:
        whole = {"name": "Bo", "email": "bo@agency.example", "by": "dana", **said}
        with pytest.raises(problem, match=words):
            invite(nia.batch, **whole | {"by": getattr(cast, whole["by"])})
        assert (GuestLink.objects.count(), User.objects.count(), len(mail.outbox)) == before


def test_without_mail_nobody_is_invited_and_a_server_that_is_away_leaves_nothing(
    nia: GuestLink, cast: Cast, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(message: Any) -> None:
        raise OSError("The server is away")

    before = (GuestLink.objects.count(), User.objects.count())
    monkeypatch.setattr("django.core.mail.EmailMultiAlternatives.send", away)
    with pytest.raises(NotNow, match="did not take"):
        invite(nia.batch, name="Bo", email="bo@agency.example", by=cast.dana)
    settings.MAIL_ON = False
    with pytest.raises(NotNow, match="no mail is configured"):
        invite(nia.batch, name="Bo", email="bo@agency.example", by=cast.dana)
    cast.northlight.local_only = True
    cast.northlight.save()
    with pytest.raises(NotAllowed, match="confidential"):
        invite(Batch.objects.get(pk=nia.batch_id), name="Bo", email="bo@agency.example", by=cast.dana)
    assert (GuestLink.objects.count(), User.objects.count()) == before
    client = Client()
    client.force_login(cast.dana)
    assert "is confidential" in client.get(f"/batches/{nia.batch_id}/guests/").content.decode()


def test_who_invites_sees_what_became_of_each_link(nia: GuestLink, cast: Cast) -> None:
    client = Client()
    client.force_login(cast.dana)
    address = f"/batches/{nia.batch_id}/guests/"
    assert "Not opened yet" in client.get(address).content.decode()
    inside(nia)
    assert "last seen" in client.get(address).content.decode()
    form = {"name": "<b>Bo</b>", "email": "bo@agency.example", "days": "9" * 5_000, "show": "every"}
    refused = client.post(address, form)
    assert refused.status_code == 422 and "&lt;b&gt;Bo&lt;/b&gt;" in refused.content.decode()
    assert client.post(address, form | {"days": "3"}).status_code == 302
    made = GuestLink.objects.get(email="bo@agency.example")
    assert made.every and made.until - timezone.now() < timedelta(days=3)
    assert client.post(f"/guest-links/{made.pk}/revoke/").status_code == 302
    assert "Revoked" in client.get(address).content.decode()
    client.force_login(cast.zoe)
    assert client.post(f"/guest-links/{nia.pk}/revoke/").status_code == 404
    nia.refresh_from_db()
    assert nia.live


# --- The code ---------------------------------------------------------------------------------------------------------
def test_a_code_opens_once_for_ten_minutes_and_five_tries(nia: GuestLink) -> None:
    code = want_code(nia)
    nia.refresh_from_db()
    assert code not in nia.code and len(mail.outbox) == 2
    codes.send(nia.pk)
    assert len(mail.outbox) == 2, "a message that comes twice mails one code"
    wrong = "000000" if code != "000000" else "000001"
    with time_machine.travel(timezone.now() + timedelta(minutes=11)), pytest.raises(BadInput):
        codes.prove(nia, code)
    for _ in range(4):
        with pytest.raises(BadInput, match="not right, or it does not hold"):
            codes.prove(nia, wrong)
    codes.prove(nia, code)
    with pytest.raises(BadInput):
        codes.prove(nia, code)
    code = want_code(nia)
    for said in [wrong] * 5 + [code]:
        with pytest.raises(BadInput):
            codes.prove(nia, said)


def test_three_codes_an_hour_are_mailed_and_the_answer_does_not_tell(nia: GuestLink) -> None:
    client, address = Client(), f"/guest/by/{token()}/"
    assert client.get(address).status_code == 200 and GuestLink.objects.get().mailed == 0, "a scanner that reads"
    answers = [client.post(f"{address}code/").headers["Location"] for _ in range(4)]
    assert set(answers) == {f"{address}?asked"} and GuestLink.objects.get().mailed == 3
    assert not codes.want(nia)
    with time_machine.travel(timezone.now() + timedelta(minutes=59)):
        assert not codes.want(nia)
    with time_machine.travel(timezone.now() + timedelta(minutes=61)):
        assert codes.want(nia)


# --- Inside -----------------------------------------------------------------------------------------------------------
def test_a_guest_sees_the_picks_with_their_name_on_and_nothing_else(nia: GuestLink, one: Candidate, cast: Cast) -> None:
    other = nia.batch.candidates.get(position=1)
    mark = annotate(one, "pin", [[0.5, 0.5]], "Warmer, @ben?", by=cast.bea)
    client = inside(nia)
    assert "being prepared" in client.get("/guest/").content.decode()
    assert client.get(f"/guest/{one.pk}/picture.webp").status_code == 404
    assert proxies.wanting() == [nia.pk] and proxies.make(nia.pk) == 1
    assert proxies.wanting() == [] and proxies.make(nia.pk) == 0
    page = client.get("/guest/")
    assert f"/guest/{one.pk}/picture.webp" in page.content.decode() and f"/guest/{other.pk}/" not in str(page.content)
    assert page["Cache-Control"] == "no-store" and "noindex" in page["X-Robots-Tag"]
    assert page["Referrer-Policy"] == "same-origin"
    picture = client.get(f"/guest/{one.pk}/picture.webp")
    assert picture["Cache-Control"] == "no-store" and picture.content != store.read(str(one.picture_id))
    said = client.get(f"/guest/{one.pk}/").content.decode()
    assert "Bea Lind" in said and "Warmer" in said and "bea@" not in said and f'id="mark-{mark.pk}"' in said
    for pk in (other.pk, 2**40, 0):
        assert client.get(f"/guest/{pk}/").status_code == client.get(f"/guest/{pk}/picture.webp").status_code == 404
    clear(one, by=cast.dana)
    assert client.get(f"/guest/{one.pk}/").status_code == 404, "what is not picked any more is not shown any more"
    GuestLink.objects.update(every=True)
    assert proxies.make(nia.pk) == 2 and client.get(f"/guest/{other.pk}/").status_code == 200


def test_what_a_guest_says_carries_a_badge_and_tells_who_invited_them(
    nia: GuestLink, one: Candidate, cast: Cast
) -> None:
    client = inside(nia)
    form = {"kind": "box", "points": "[[0.1, 0.1], [0.5, 0.5]]", "text": "Too <b>dark</b>, @leo"}
    assert client.post(f"/guest/{one.pk}/marks/", form).status_code == 302
    mark = Annotation.objects.get()
    assert (mark.by, mark.kind) == (nia.person, "box") and not mark.comments.get().mentions.exists()
    [drawn] = marks(one)
    assert drawn.author.label == "Guest"
    [notice] = Notice.objects.filter(person=cast.dana)
    assert notice.kind == "guest" and "Nia Cole, a guest, says" in notice.sentence
    reply(mark, "I agree, @guest", by=cast.bea)
    assert client.post(f"/guest/marks/{mark.pk}/reply/", {"text": "Thank you."}).status_code == 302
    assert Comment.objects.count() == 3 and Notice.objects.filter(person=cast.dana).count() == 2


def test_a_guest_comments_with_a_pin_or_a_box_and_does_nothing_else(nia: GuestLink, one: Candidate, cast: Cast) -> None:
    client, person = inside(nia), nia.person
    mark = annotate(one, "pin", [[0.5, 0.5]], "Here.", by=cast.bea)
    other = nia.batch.candidates.get(position=1)
    far = annotate(other, "pin", [[0.5, 0.5]], "There.", by=cast.bea)
    before = (Annotation.objects.count(), Comment.objects.count())
    acts: list[tuple[type[Problem], Callable[[], Any]]] = [
        (BadInput, lambda: annotate(one, "stroke", [[0, 0], [1, 1]], "No.", by=person)),
        (NotAllowed, lambda: annotate(other, "pin", [[0.5, 0.5]], "No.", by=person)),
        (NotAllowed, lambda: reply(far, "No.", by=person)),
        (NotAllowed, lambda: resolve(mark, by=person)),
        (NotAllowed, lambda: pick(one, by=person)),
    ]
    for problem, act in acts:
        with pytest.raises(problem):
            act()
    assert client.post(f"/guest/marks/{far.pk}/reply/", {"text": "No."}).status_code == 404
    for body in ({"text": ""}, {"text": "a", "points": "[" * 9_000}, {"text": "a", "kind": "\0"}):
        assert client.post(f"/guest/{one.pk}/marks/", body).status_code == 422
    Comment.objects.bulk_create(Comment(annotation=mark, text="So.", by=person) for _ in range(AN_HOUR))
    assert client.post(f"/guest/{one.pk}/marks/", {"text": "And."}).status_code == 429
    assert (Annotation.objects.count(), Comment.objects.count()) == (before[0], before[1] + AN_HOUR)
    mark.refresh_from_db()
    assert mark.resolved_at is None


def test_a_link_that_has_ended_or_is_revoked_says_so_and_nobody_stays_inside(nia: GuestLink, cast: Cast) -> None:
    client, door = inside(nia), f"/guest/by/{token()}/"
    assert Client().get("/guest/").status_code == 404 and Client().get("/guest/by/" + "x" * 43 + "/").status_code == 404
    with time_machine.travel(timezone.now() + timedelta(days=8)):
        ended = Client().get(door)
        assert ended.status_code == 410 and "Ask Dana Okafor for a new one" in ended.content.decode()
    revoke(nia, by=cast.dana)
    for answer in (client.get("/guest/"), Client().get(door), Client().post(f"{door}code/")):
        assert answer.status_code == 410 and answer["Cache-Control"] == "no-store"
    with pytest.raises(NotAllowed):
        annotate(nia.batch.candidates.get(position=0), "pin", [[0.5, 0.5]], "Still here?", by=nia.person)
    assert not Comment.objects.exists()


def test_the_session_is_a_new_one_that_ends_with_the_link_and_is_nobodys_sign_in(nia: GuestLink, cast: Cast) -> None:
    client, code = Client(), want_code(nia)
    client.get("/sign-in/")
    planted = client.session
    planted["brand"] = 1
    planted.save()
    client.cookies["sessionid"] = planted.session_key or ""
    client.post(f"/guest/by/{token()}/", {"code": code})
    assert client.session.session_key != planted.session_key and dict(client.session).keys() == {
        "guest", "_session_expiry",
    }  # fmt: skip
    assert abs(client.session.get_expiry_date() - nia.until) < timedelta(seconds=5)
    assert client.get("/").headers["Location"].startswith("/sign-in/") and client.get("/events/").status_code == 403
    assert client.post("/guest/leave/").status_code == 200 and client.get("/guest/").status_code == 404
    client.force_login(cast.dana)
    assert "You are signed in" in client.get(f"/guest/by/{token()}/").content.decode()


# --- The watermark ----------------------------------------------------------------------------------------------------
def test_no_part_of_a_picture_worth_taking_is_without_the_name() -> None:
    before = np.zeros((900, 1600, 3), np.uint8)
    before[:, 533:1067], before[:, 1067:] = 128, 255  # dark, middling and light
    out = io.BytesIO()
    Image.fromarray(before).save(out, "PNG")
    data, width, height = marked(out.getvalue(), "Nia Cole · nia@agency.example · 4 March 2027", "")
    assert (width, height) == (SIDE, 720)
    with Image.open(io.BytesIO(data)) as image:
        assert not image.getexif() and "icc_profile" not in image.info
        after = np.asarray(image.convert("L")).astype(int)
    plain = np.asarray(Image.fromarray(before).convert("L").resize((width, height))).astype(int)
    changed = np.abs(after - plain) > 24
    for y in range(0, height - 179, 90):
        for x in range(0, width - 319, 160):
            share = changed[y : y + 180, x : x + 320].mean()
            assert share > 0.03, f"{share:.1%} of the part at {x}, {y}"


def test_a_name_that_no_font_has_gives_way_to_the_address() -> None:
    out = io.BytesIO()
    Image.new("RGB", (320, 240), "grey").save(out, "PNG")
    assert marked(out.getvalue(), "\U000130a0 · a@b.example", "a@b.example") == marked(
        out.getvalue(), "a@b.example", "a@b.example"
    )
    assert marked(out.getvalue(), "森 · a@b.example", "x") != marked(out.getvalue(), "x", "x")

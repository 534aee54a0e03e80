"""What the review room can hold, made by its own actions: for looking at pages, and for trying things out.

Marks that name people, a guest who said something, duels, a test with results and one without, a blind round with two
who judged, a brand's own reasons, and a ranking that learned from all of it.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from datetime import timedelta
from itertools import pairwise
from typing import Final
from uuid import NAMESPACE_URL, uuid5

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from generation.models import Batch, Candidate
from review import tasks
from review.actions.annotate import annotate, reply
from review.actions.blind import begin_blind
from review.actions.duels import Answer, answer
from review.actions.guests import invite
from review.actions.reasons import add_reason, own_list, retire_reason, reword_reason
from review.actions.select import clear, pick, rate, reject
from review.actions.variants import close_set, make_set, picks, take_results
from review.guests import codes
from review.models import Annotation, BlindRound, Duel, GuestLink, Ranking, Reason, VariantSet
from studio.home import letterbox
from studio.home.line import Line
from studio.home.showcase import EVENING, SLUG
from studio.people.models import Brand, NoticeChoice, User
from studio.people.notices.choosing import choose
from studio.people.notices.kinds import NOW, Wish, wishes

GUEST: Final = ("Nia Cole", "nia.cole@agency.example")
CODE: Final = r"your code is (\d{6})"
PATIENCE_S: Final = 15.0  # for what workers learn; it comes by itself where it takes longer
# code, channel, since, until, impressions, clicks, conversions, spend
RESULTS: Final = """code,channel,since,until,impressions,clicks,conversions,spend
{A},social,2026-10-05,2026-10-11,48210,612,41,388.40
{B},social,2026-10-05,2026-10-11,47930,842,66,391.10
{C},social,2026-10-05,2026-10-11,48004,598,44,389.00
{A},display,2026-10-05,2026-10-11,121400,243,12,410.00
{B},display,2026-10-05,2026-10-11,120900,251,11,407.50
{C},display,2026-10-05,2026-10-11,121050,262,13,409.25
"""


def show_review(line: Line) -> None:
    """On northlight's launch and on tern. Each part looks whether it is there; run again, nothing changes."""
    ada, dana, ben = (User.objects.get(username=name) for name in ("ada", "dana", "ben"))
    batch = Batch.objects.filter(revision__brief__campaign__slug=SLUG).order_by("pk")[0]
    candidates = list(batch.candidates.filter(state="done").select_related("batch__brand").order_by("position"))
    tern = Brand.objects.get(slug="tern")
    if not Annotation.objects.filter(candidate__batch=batch, due__isnull=False).exists():
        talk(candidates, ada, ben, dana)
    if not Duel.objects.filter(batch=batch).exists():
        duels(batch, candidates, dana)
    if not VariantSet.objects.filter(brief=batch.revision.brief).exists():
        tests(batch, ben)
    if not Reason.objects.filter(brand=tern).exists():
        words(tern, User.objects.get(username="bea"))
    if settings.MAIL_ON and not GuestLink.objects.filter(batch=batch).exists():
        guests(batch, dana)
    blind = Batch.objects.get(revision__brief__title=EVENING)
    if blind.state in ("queued", "running"):
        line.settle(blind)
    if not BlindRound.objects.filter(batch=blind).exists():
        round_of(blind, ada, dana)
    learned(batch.brand)


@transaction.atomic
def talk(candidates: Sequence[Candidate], ada: User, ben: User, dana: User) -> None:
    """Somebody is named, something is due, two who rate do not agree; and who wants mail at once gets it."""
    choose(ben, [*(wish for wish in wishes(ben) if wish.key != "mention"), at_once(ben)])
    today = timezone.localdate()
    arrow = annotate(
        candidates[3], "arrow", [[0.2, 0.62], [0.36, 0.48]], "The rim light comes from two sides here. @dana, one?",
        by=ada, due=today + timedelta(days=1),
    )  # fmt: skip
    reply(arrow, "From the left alone, with the next version. @ben, is Thursday early enough?", by=dana)
    annotate(candidates[3], "stroke", CURVE, "This fold draws the eye.", by=ben)
    annotate(candidates[5], "pin", [[0.7, 0.3]], "Quieter behind the headline, please. @dana", by=ben, due=today)
    for place, stars in ((0, 4), (3, 2), (5, 5), (8, 3)):
        if place < len(candidates):
            rate(candidates[place], stars, by=ada)


CURVE: Final = [[round(0.44 + 0.012 * step, 3), round(0.7 + 0.0009 * (step - 8) ** 2, 4)] for step in range(17)]


def at_once(person: User) -> Wish:
    words = next(wish.words for wish in wishes(person) if wish.key == "mention")
    return Wish("mention", words, True, NoticeChoice.Mail(NOW))


def duels(batch: Batch, candidates: Sequence[Candidate], by: User) -> None:
    """Neighbours of what is left, twice round: the earlier one is preferred, but for a tie and one surprise."""
    left = [row for row in candidates if row.position not in (1, 6, 11, 13)]
    pairs = [*pairwise(left), *zip(left, left[3:], strict=False)][:16]
    said = []
    for place, (one, other) in enumerate(pairs):
        winner = None if place == 4 else other.pk if place == 7 else one.pk
        said.append(Answer(str(uuid5(NAMESPACE_URL, f"gatefold:{batch.pk}:{place}")), one.pk, other.pk, winner))
    answer(batch, said, by=by)


@transaction.atomic
def tests(batch: Batch, by: User) -> None:
    """Three picks that ran for a week, closed; and two that wait for their figures."""
    known = list(picks(batch.revision.brief, by=by))
    ran = make_set(
        batch.revision.brief, known[:3], by=by, name="Launch week", question="Does a person in the picture pay?"
    )
    letters = {row.letter: row.code for row in ran.variants.all()}
    rows = [
        row for row in RESULTS.splitlines() if all(f"{{{letter}}}" not in row for letter in set("ABC") - set(letters))
    ]
    take_results(ran, "launch-week.csv", "\n".join(rows).format(**letters).encode(), by=by)
    close_set(ran, by=by)
    make_set(batch.revision.brief, known[1:3], by=by, name="Second week", question="Warm or cold light?")


@transaction.atomic
def words(brand: Brand, by: User) -> None:
    """Tern says it in its own words: one reworded, one added, one no longer offered."""
    rows = own_list(brand, "rejected", by=by)
    reword_reason(rows[0], "No room for the claim", by=by)
    retire_reason(rows[-1], by=by)
    add_reason(brand, "rejected", "Bottle not in focus", by=by)


def guests(batch: Batch, by: User) -> None:
    """Nia came in and said something; Tom was invited and has not come yet."""
    name, email = GUEST
    link = invite(batch, name=name, email=email, by=by)
    come_in(link)
    first = picks(batch.revision.brief, by=by)
    one = next(row for row in first.values() if row.batch_id == batch.pk)
    row = Candidate.objects.select_related("batch__brand").get(pk=one.pk)
    annotate(row, "box", [[0.08, 0.1], [0.42, 0.4]], "Lovely and calm here. Could it be warmer?", by=link.person)
    invite(batch, name="Tom Iversen", email="tom@print.example", by=by, days=14, every=True)


def come_in(link: GuestLink) -> None:
    """By the code in the mail, as every guest does."""
    codes.want(link)
    codes.send(link.pk)
    codes.prove(link, letterbox.read(link.email, CODE))


@transaction.atomic
def round_of(batch: Batch, ada: User, dana: User) -> None:
    """Ada has gone through it, Dana has begun, and has changed her mind once."""
    rows = list(batch.candidates.filter(state="done").select_related("batch__brand").order_by("position"))
    begin_blind(batch, by=dana)
    for place, row in enumerate(rows):
        if place % 3 == 0:
            pick(row, by=ada, reasons=["light"])
        elif place % 3 == 1:
            reject(row, by=ada, reasons=["off-palette"])
        rate(row, 5 - place % 4, by=ada)
    if len(rows) > 2:
        reject(rows[0], by=dana, reasons=["wrong-light"])
        pick(rows[0], by=dana, reasons=["light"])
        rate(rows[0], 3, by=dana)
        clear(rows[1], by=dana)  # of what she does not see: nothing
        pick(rows[2], by=dana, reasons=["composition"])


def learned(brand: Brand) -> None:
    """The sweep would ask for it once everybody has been quiet for a while."""
    until = time.monotonic() + PATIENCE_S
    while not Ranking.objects.filter(brand=brand).exists() and time.monotonic() < until:
        tasks.learn.apply_async((brand.pk,), queue="pixels", ignore_result=True)
        time.sleep(2)

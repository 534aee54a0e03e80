"""What workers are woken for. Load, call, record; ids only; coming twice changes nothing."""

from __future__ import annotations

from celery import shared_task

from generation.models import Batch
from generation.nudges import queue_of
from review.models import Finish, Recheck
from review.states import QUEUED, RUNNING
from studio.lib.messages import after_commit


@shared_task(name="review.master")
def master(finish: int) -> None:
    """The master, where its engine is; then the renditions, wherever pixels are made."""
    from review.masters import make_master  # the engine's libraries stay out of the web

    if make_master(finish):
        renditions.apply_async((finish,), queue="pixels")


@shared_task(name="review.renditions")
def renditions(finish: int) -> None:
    from review.carry_out import make_renditions

    make_renditions(finish)


@shared_task(name="review.recheck")
def recheck(pk: int) -> None:
    from review.recheck import recheck as check_again

    check_again(pk)


@shared_task(name="review.measure")
def measure(batch: int) -> None:
    """Features and stacks of what came, a hand at a time."""
    from review.measuring import measure_some

    if measure_some(batch):
        to_be_measured(batch)


@shared_task(name="review.learn")
def learn(brand: int) -> None:
    """The next version of the brand's ranking, once all that was judged is measured."""
    from review.ranking.learn import learn as learn_anew
    from review.ranking.learn import missing

    if batches := missing(brand):
        for batch in batches:
            to_be_measured(batch)
        return  # the sweep comes back to it
    learn_anew(brand)


def to_be_measured(batch: int) -> None:
    measure.apply_async((batch,), queue="pixels", ignore_result=True)


def on_pictures(batch: Batch, **_: object) -> None:
    """More of the batch's candidates have their pictures. Generation does not wait for what follows."""
    after_commit(to_be_measured, batch.pk)


@shared_task(name="review.review_sheet")
def review_sheet(sheet: int) -> None:
    from review.actions.print_sheet import make

    make(sheet)


@shared_task(name="review.mail_guest_code")
def mail_guest_code(link: int) -> None:
    """On the queue for what waits for others: a mail server may."""
    from review.guests import codes

    codes.send(link)


@shared_task(name="review.guest_proxies")
def make_guest_proxies(link: int) -> None:
    """On the queue for pixels: a guest's name goes across each picture they may see."""
    from review.guests import proxies

    proxies.make(link)


def send(finish: Finish) -> None:
    """Wake the worker for the next step of this finish."""
    if finish.framed:
        renditions.apply_async((finish.pk,), queue="pixels")
    else:
        master.apply_async((finish.pk,), queue=queue_of(finish.candidate.batch.model.engine))


def sweep(**_: object) -> None:
    """Finishes whose message or worker was lost. One that is worked on is locked, and the nudge finds that out."""
    rows = Finish.objects.filter(state__in=(QUEUED, RUNNING)).select_related("candidate__batch__model")
    for finish in rows.order_by("pk")[:50]:
        send(finish)
    for pk in Recheck.objects.filter(done_at__isnull=True).order_by("pk").values_list("pk", flat=True)[:50]:
        recheck.apply_async((pk,), queue="pixels")


def sweep_guests(**_: object) -> None:
    """Codes that were wanted and pictures that are missing, where the message was lost."""
    from review.guests import codes, proxies

    for link in codes.forgotten():
        mail_guest_code.delay(link)
    for link in proxies.wanting():
        make_guest_proxies.apply_async((link,), queue="pixels")


def sweep_ranking(**_: object) -> None:
    """Pictures whose measuring was lost, of the newest batches, and brands that have something new to learn."""
    from review.ranking.due import due, unmeasured_batches

    for batch in unmeasured_batches():
        to_be_measured(batch)
    for brand in due():
        learn.apply_async((brand.pk,), queue="pixels", ignore_result=True)

"""Messages for the workers that may call out. Load, call, record; coming twice changes nothing."""

from __future__ import annotations

from celery import shared_task


@shared_task(name="generation.try_service")
def try_service(entry_pk: int) -> None:
    from generation.services import calling

    calling.perform(entry_pk)


@shared_task(name="generation.call_off")
def call_off_batch(batch_pk: int) -> None:
    from generation.services import calling

    calling.call_off(batch_pk)

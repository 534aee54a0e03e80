from functools import partial
from typing import Any

from django.apps import AppConfig
from django.db import transaction


class DamConfig(AppConfig):
    name = "dam"
    verbose_name = "Library"

    def ready(self) -> None:
        from review.signals import finish_signed

        from dam.tasks import sweep
        from studio.lib.signals import sweeping

        finish_signed.connect(take_in, dispatch_uid="dam.take_in")
        sweeping.connect(sweep, dispatch_uid="dam.sweep")


def take_in(finish: Any, **_: Any) -> None:
    """Both gates have signed: the library takes it from here, once that is committed."""
    from dam.tasks import admit

    transaction.on_commit(partial(admit.delay, finish.pk), robust=True)  # a lost nudge is the sweep's

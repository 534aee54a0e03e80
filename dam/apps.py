from typing import Any

from django.apps import AppConfig


class DamConfig(AppConfig):
    name = "dam"
    verbose_name = "Library"

    def ready(self) -> None:
        from dam import policy
        from dam.tasks import sweep
        from review.signals import finish_signed
        from studio.lib.signals import sweeping

        finish_signed.connect(take_in, dispatch_uid="dam.take_in")
        sweeping.connect(sweep, dispatch_uid="dam.sweep")
        sweeping.connect(policy.sweep, dispatch_uid="dam.policy")


def take_in(finish: Any, **_: Any) -> None:
    """Every gate is signed: the library takes it from here, once that is committed."""
    from dam.tasks import admit
    from studio.lib.messages import after_commit

    after_commit(admit.delay, finish.pk)

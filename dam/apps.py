from typing import Any

from django.apps import AppConfig


class DamConfig(AppConfig):
    name = "dam"
    verbose_name = "Library"

    def ready(self) -> None:
        from dam import endings, policy
        from dam.tasks import sweep
        from dam.withheld import withheld
        from review.signals import finish_signed, going_out
        from studio.lib.signals import sweeping

        finish_signed.connect(take_in, dispatch_uid="dam.take_in")
        going_out.connect(withheld, dispatch_uid="dam.withheld")
        sweeping.connect(sweep, dispatch_uid="dam.sweep")
        sweeping.connect(policy.sweep, dispatch_uid="dam.policy")
        sweeping.connect(endings.sweep, dispatch_uid="dam.endings")


def take_in(finish: Any, **_: Any) -> None:
    """Every gate is signed: the library takes it from here, once that is committed."""
    from dam.tasks import admit
    from studio.lib.messages import after_commit

    after_commit(admit.delay, finish.pk)

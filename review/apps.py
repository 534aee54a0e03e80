from django.apps import AppConfig


class ReviewConfig(AppConfig):
    name = "review"
    verbose_name = "Review"

    def ready(self) -> None:
        from review.tasks import sweep
        from studio.lib.signals import sweeping

        sweeping.connect(sweep, dispatch_uid="review.sweep")

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "studio.people"
    label = "people"
    verbose_name = "People and brands"

    def ready(self) -> None:
        from studio.lib.signals import sweeping
        from studio.people.notices import mailing

        sweeping.connect(mailing.sweep, dispatch_uid="people.mail")

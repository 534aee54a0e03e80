from importlib import import_module

from django.apps import AppConfig


class LibConfig(AppConfig):
    name = "studio.lib"
    label = "lib"
    verbose_name = "What every room may use"

    def ready(self) -> None:
        import_module("studio.celery")  # so that shared tasks send by our application in the web as well

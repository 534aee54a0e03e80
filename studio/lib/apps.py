from django.apps import AppConfig


class LibConfig(AppConfig):
    name = "studio.lib"
    label = "lib"
    verbose_name = "What every room may use"

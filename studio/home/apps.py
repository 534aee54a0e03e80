from django.apps import AppConfig


class HomeConfig(AppConfig):
    name = "studio.home"
    label = "home"
    verbose_name = "Home, search and the whole line"

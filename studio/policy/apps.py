from django.apps import AppConfig


class PolicyConfig(AppConfig):
    name = "studio.policy"
    label = "policy"
    verbose_name = "Policies"

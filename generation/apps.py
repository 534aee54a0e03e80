from django.apps import AppConfig


class GenerationConfig(AppConfig):
    name = "generation"
    verbose_name = "Generation"

    def ready(self) -> None:
        from briefs.signals import style_pack_publishing
        from generation.goldens import refuse_drift

        style_pack_publishing.connect(refuse_drift, dispatch_uid="generation.refuse_drift")

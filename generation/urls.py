"""Addresses of this room."""

from django.urls import include, path, register_converter
from rest_framework.routers import SimpleRouter

from generation import views
from generation.api import SetViewSet
from generation.model_api import ModelViewSet


class Digest:
    """A SHA-256 in hex."""

    regex = "[0-9a-f]{64}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(Digest, "sha256")

app_name = "generation"

api = SimpleRouter()
api.register("sets", SetViewSet, basename="api-set")
api.register("models", ModelViewSet, basename="api-model")

urlpatterns = [
    path("api/", include(api.urls)),
    path("batches/", views.batches, name="batches"),
    path("batches/<int:pk>/progress/", views.progress, name="progress"),
    path("batches/live.json", views.batches_live, name="batches_live"),
    path("batches/<int:pk>/live.json", views.batch_live, name="live"),
    path("batches/<int:pk>/cancel/", views.cancel, name="cancel"),
    path("batches/<int:pk>/pause/", views.pause, name="pause"),
    path("batches/<int:pk>/resume/", views.resume, name="resume"),
    path("batches/<int:pk>/retry/", views.retry, name="retry"),
    path("briefs/<int:pk>/order/", views.order, name="order"),
    path("briefs/<int:pk>/set/", views.plan_of_set, name="set_plan"),
    path("sets/<int:pk>/", views.planned_set, name="set"),
    path("sets/<int:pk>/cancel/", views.stop_set, name="cancel_set"),
    path("candidates/<int:pk>/preview.webp", views.preview, name="preview"),
    path("candidates/<int:pk>/sizes/<slug:digest>.<slug:kind>", views.size, name="size"),
    path("candidates/<int:pk>/live/<int:step>.webp", views.live_preview, name="live_preview"),
    path("candidates/<int:pk>/picture.png", views.picture, name="picture"),
    path("candidates/<int:pk>/passes/<slug:name>.png", views.passes, name="pass"),
    path("candidates/<int:pk>/promote/", views.promote, name="promote"),
    path("candidates/<int:pk>/scene/", views.scene, name="scene"),
    path("style-pack-versions/<int:pk>/goldens/", views.goldens, name="goldens"),
    path("style-pack-versions/<int:pk>/goldens/render/", views.render_goldens, name="render_goldens"),
    path("goldens/<int:pk>/picture.webp", views.golden_picture, name="golden_picture"),
    path("recipes/<sha256:digest>/", views.recipe, name="recipe"),
    path("recipes/<sha256:digest>/replay/", views.replay, name="replay"),
    path("admin/money/", views.money, name="money"),
    path("admin/money/cards/", views.add_card, name="add_card"),
    path("admin/money/cards/<int:pk>/withdraw/", views.withdraw_card, name="withdraw_card"),
    path("admin/money/brands/<int:pk>/", views.set_budget, name="set_budget"),
    path("admin/machines/hold/", views.hold, name="hold"),
    path("admin/machines/holds/<int:pk>/lift/", views.lift, name="lift"),
    path("admin/machines/workers/<int:pk>/", views.worker, name="worker"),
    path("admin/machines/brands/<int:pk>/share/", views.share, name="share"),
    path("admin/models/services/add/", views.add_service, name="add_service"),
    path("admin/models/<slug:slug>/connection/", views.try_service, name="try_service"),
    path("admin/models/", views.models, name="models"),
    path("admin/models/add/", views.add_model, name="add_model"),
    path("admin/models/<slug:slug>/", views.model, name="model"),
    path("admin/models/<slug:slug>/scan/", views.scan_model, name="scan_model"),
    path("admin/models/<slug:slug>/deprecate/", views.deprecate_model, name="deprecate_model"),
    path("admin/models/<slug:slug>/restore/", views.restore_model, name="restore_model"),
    path("admin/models/<slug:slug>/licence/", views.model_licence, name="model_licence"),
    path("admin/models/<slug:slug>/licence.txt", views.licence_text, name="licence_text"),
    path("admin/models/<slug:slug>/settings/", views.model_settings, name="model_settings"),
    path("admin/models/<slug:slug>/try/", views.try_model, name="try_model"),
    path("trainings/", views.trainings, name="trainings"),
    path("trainings/<int:pk>/", views.training, name="training"),
    path("trainings/<int:pk>/cancel/", views.cancel_training, name="cancel_training"),
    path("trainings/<int:pk>/retry/", views.retry_training, name="retry_training"),
    path("try-outs/<int:pk>/preview.webp", views.try_out_picture, {"size": "small"}, name="try_out_preview"),
    path("try-outs/<int:pk>/picture.png", views.try_out_picture, {"size": "whole"}, name="try_out_picture"),
    path("try-outs/<int:pk>/recipe.json", views.try_out_recipe, name="try_out_recipe"),
]

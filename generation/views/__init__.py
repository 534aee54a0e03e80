from generation.views.batches import batches, cancel, progress, retry
from generation.views.files import passes, picture, preview, size
from generation.views.floor import hold, lift, pause, resume, share, worker
from generation.views.goldens import golden_picture, goldens, render_goldens
from generation.views.live import batch_live, batches_live, live_preview
from generation.views.models import (
    add_model,
    deprecate_model,
    licence_text,
    model,
    model_licence,
    model_settings,
    models,
    restore_model,
    scan_model,
)
from generation.views.money import add_card, money, set_budget, withdraw_card
from generation.views.order import order
from generation.views.promotion import promote
from generation.views.recipes import recipe, replay
from generation.views.scenes import scene
from generation.views.services import add_service, try_service
from generation.views.sets import plan_of_set, planned_set, stop_set
from generation.views.training import cancel_training, retry_training, training, trainings
from generation.views.tryouts import try_model, try_out_picture, try_out_recipe

__all__ = [
    "batch_live",
    "batches_live",
    "hold",
    "lift",
    "live_preview",
    "pause",
    "resume",
    "share",
    "size",
    "worker",
    "add_service",
    "try_service",
    "add_card",
    "add_model",
    "batches",
    "cancel",
    "deprecate_model",
    "golden_picture",
    "goldens",
    "model",
    "models",
    "money",
    "order",
    "passes",
    "picture",
    "plan_of_set",
    "planned_set",
    "preview",
    "progress",
    "promote",
    "recipe",
    "render_goldens",
    "replay",
    "retry",
    "scan_model",
    "scene",
    "set_budget",
    "stop_set",
    "try_out_recipe",
    "try_out_picture",
    "try_model",
    "restore_model",
    "model_settings",
    "model_licence",
    "licence_text",
    "withdraw_card",
    "cancel_training",
    "retry_training",
    "training",
    "trainings",
]

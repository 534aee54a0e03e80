from generation.models.batch import Batch, Candidate, PlannedSet, Run
from generation.models.floor import BrandShare, Hold, LivePreview, Worker
from generation.models.golden import Golden
from generation.models.money import Budget, RateCard, Tally
from generation.models.recipe import Recipe, Replay
from generation.models.registry import ModelEntry, TryOut
from generation.models.training import Training
from generation.models.turn import Turn

__all__ = [
    "Batch",
    "BrandShare",
    "Budget",
    "Candidate",
    "Golden",
    "Hold",
    "LivePreview",
    "ModelEntry",
    "PlannedSet",
    "RateCard",
    "Recipe",
    "Replay",
    "Run",
    "Tally",
    "Training",
    "TryOut",
    "Turn",
    "Worker",
]

from generation.models.batch import Batch, Candidate, PlannedSet, Run
from generation.models.golden import Golden
from generation.models.recipe import Recipe, Replay
from generation.models.registry import ModelEntry, RateCard, Worker

__all__ = [
    "Batch",
    "Candidate",
    "Golden",
    "ModelEntry",
    "PlannedSet",
    "RateCard",
    "Recipe",
    "Replay",
    "Run",
    "Worker",
]

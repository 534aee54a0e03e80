from generation.models.batch import Batch, Candidate, Run
from generation.models.recipe import Recipe, Replay
from generation.models.registry import ModelEntry, RateCard, Worker

__all__ = ["Batch", "Candidate", "ModelEntry", "RateCard", "Recipe", "Replay", "Run", "Worker"]

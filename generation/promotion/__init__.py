"""A pick goes up a tier: the same scene with more pixels, or another picture held to this one by what a model can take.

`ways` says how a pick would be kept, `promote` orders it, `kept` measures in the worker how well it was.
"""

from generation.promotion.line import climbed
from generation.promotion.promote import objection, promote, promoting
from generation.promotion.ways import CLOSENESS, KEEP, Way, way_of

__all__ = ["CLOSENESS", "KEEP", "Way", "climbed", "objection", "promote", "promoting", "way_of"]

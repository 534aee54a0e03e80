"""A brand's LoRA, from pictures of its approved assets: ordered, made by a worker, registered as a model.

The row is the order of work, as a candidate's is: a worker claims it under a lease, what a killed one had kept is gone
on from, and what comes out is recorded once, by claim.

- ordering.py rights.py forecast.py   asked for, and what may come of it; what it should take
- line.py                             cancelled, tried again, found again after a lost message or worker
- making.py hold.py                   in a worker: the claim, its lease, the training itself
- registering.py                      the file among the models (generation/shelf.py), the row with lineage and rights

The engine is generation/engine/diffusion/training.
"""

from __future__ import annotations

from generation.training.forecast import Forecast, forecast
from generation.training.line import cancel, nudge_forgotten, retry
from generation.training.making import make
from generation.training.ordering import FEWEST, MOST, bases, order
from generation.training.rights import objection, rolled

__all__ = [
    "FEWEST",
    "MOST",
    "Forecast",
    "bases",
    "cancel",
    "forecast",
    "make",
    "nudge_forgotten",
    "objection",
    "order",
    "retry",
    "rolled",
]

"""Survivors tested against each other in the world: what goes out under codes, what comes back, what it tells."""

from review.variants.outcomes import outcomes

__all__ = ["outcomes"]

"""Two at a time until the top is settled: what was preferred becomes an order with strengths."""

from review.duels.order import order

__all__ = ["order"]

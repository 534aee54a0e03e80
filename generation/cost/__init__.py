"""What a picture costs in money and time: rate cards price a run, history says what the next one will take."""

from generation.cost.before import ALIVE, Estimate, estimate, live_workers, of_order
from generation.cost.cards import (
    add_card,
    megapixel_steps,
    of_run,
    rate,
    seed_rates,
    withdraw_card,
)  # fmt: skip
from generation.cost.words import money

__all__ = [
    "ALIVE",
    "Estimate",
    "add_card",
    "estimate",
    "live_workers",
    "megapixel_steps",
    "money",
    "of_order",
    "of_run",
    "rate",
    "seed_rates",
    "withdraw_card",
]

"""Nouns for things/bags.py."""

from __future__ import annotations

from generation.engine.previz.lexicon.noun import Noun, noun

NOUNS: tuple[Noun, ...] = (
    noun("tote", "tote", "tote bag|canvas bag|cotton bag|shopper|jute bag|beach bag", "product", "top"),
    noun(
        "handbag", "handbag", "purse|clutch|leather bag|shoulder bag|designer bag|briefcase|satchel", "product", "top"
    ),
    noun("backpack", "backpack", "rucksack|school bag|daypack|knapsack|hiking pack|travel bag", "product", "top"),
    noun("suitcase", "suitcase", "luggage|trolley case|cabin case|travel case|carry-on|baggage", "product"),
    noun("wallet", "wallet", "billfold|card holder|cardholder", "product", "top"),
    noun("umbrella", "umbrella", "brolly|open umbrella", "product", most=3),
    noun("folded umbrella", "umbrella", "closed umbrella|furled umbrella", "product", most=3, closed=True),
    noun(
        "credit card",
        "credit_card",
        "bank card|debit card|payment card|loyalty card|gift card|business card|membership card",
        "product",
        "top",
    ),
)

"""Nouns for things/products.py."""

from __future__ import annotations

from generation.engine.previz.lexicon.noun import Noun, noun

NOUNS: tuple[Noun, ...] = (
    noun(
        "bottle",
        "bottle",
        "water bottle|flask|thermos|vacuum flask|flacon|drinking bottle|sports bottle|insulated bottle",
        "product",
        "top",
    ),
    noun(
        "wine bottle",
        "wine_bottle",
        "wine|champagne|prosecco|red wine|white wine|sparkling wine|vermouth|bottle of wine",
        "product",
        "top",
    ),
    noun("beer bottle", "beer_bottle", "beer|ale|lager|craft beer|cider|kombucha", "product", "top"),
    noun("milk bottle", "milk_bottle", "milk|oat milk|kefir|yoghurt drink|yogurt drink|buttermilk", "product", "top"),
    noun(
        "soft drink",
        "soda_bottle",
        "soda bottle|cola|lemonade|iced tea|pop bottle|mineral water|tonic water",
        "product",
        "top",
    ),
    noun(
        "spray bottle",
        "spray_bottle",
        "spray|cleaner|trigger spray|cleaning product|window cleaner|disinfectant",
        "product",
        "top",
    ),
    noun(
        "squeeze bottle",
        "squeeze_bottle",
        "ketchup|mustard|mayonnaise|sauce bottle|shower gel|conditioner|hot sauce",
        "product",
        "top",
    ),
    noun(
        "oil bottle",
        "oil_bottle",
        "olive oil|vinegar|syrup|bottle of oil|gin|whisky|whiskey|vodka|rum",
        "product",
        "top",
    ),
    noun(
        "jerrycan", "jerrycan", "jerry can|canister|fuel can|detergent|laundry detergent|petrol can", "product", "top"
    ),
)

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
        "olive oil|oil|vinegar|syrup|bottle of oil|gin|whisky|whiskey|vodka|rum|spirit",
        "product",
        "top",
    ),
    noun(
        "jerrycan", "jerrycan", "jerry can|canister|fuel can|detergent|laundry detergent|petrol can", "product", "top"
    ),
    noun("can", "can", "soda|drink can|soda can|beer can|soft drink can|fizzy drink", "product", "top", 6),
    noun("energy drink", "can", "slim can|hard seltzer|seltzer", "product", "top", 6, slim=True),
    noun("tin", "tin", "tin can|tinned food|food tin|canned food|soup can|baked bean", "product", "top"),
    noun(
        "jar",
        "jar",
        "cream|cosmetic|pot of cream|moisturiser|moisturizer|skincare|skin care|face cream|balm|mask pot",
        "product",
        "top",
    ),
    noun(
        "honey jar",
        "honey_jar",
        "honey|jam|jam jar|marmalade|preserve|peanut butter|nut butter|pickle|mason jar",
        "product",
        "top",
    ),
    noun("barrel", "barrel", "cask|keg|drum barrel|wine barrel", most=3),
)

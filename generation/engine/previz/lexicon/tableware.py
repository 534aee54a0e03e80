"""Nouns for things/tableware.py."""

from __future__ import annotations

from generation.engine.previz.lexicon.noun import Noun, noun

NOUNS: tuple[Noun, ...] = (
    noun("cup", "cup", "mug|coffee mug|tea mug|hot chocolate|cocoa", "product", "top", 6),
    noun(
        "coffee cup",
        "coffee_cup",
        "coffee|espresso|cappuccino|latte|teacup|tea|cup and saucer|flat white|saucer",
        "product",
        "top",
        6,
    ),
    noun("tin cup", "tin_cup", "tin mug|enamel mug|enamel cup|camping mug|metal cup", "product", "top", 6),
    noun(
        "paper cup",
        "paper_cup",
        "takeaway cup|takeaway coffee|to-go cup|coffee to go|disposable cup|travel mug|tumbler with lid",
        "product",
        "top",
        6,
    ),
    noun(
        "glass",
        "glass",
        "tumbler|drink|juice|water glass|orange juice|glass of water|smoothie|fruit juice",
        "product",
        "top",
        6,
    ),
    noun("wine glass", "wine_glass", "goblet|glass of wine|wineglass", "product", "top", 6),
    noun(
        "cocktail",
        "cocktail",
        "martini|mocktail|cocktail glass|spritz|aperitif|long drink|margarita",
        "product",
        "top",
        6,
    ),
    noun("champagne glass", "champagne_flute", "champagne flute|flute glass|toast glass", "product", "top", 6),
    noun(
        "pint",
        "beer_glass",
        "beer glass|glass of beer|pint glass|beer mug|draught beer|stout beer",
        "product",
        "top",
        6,
    ),
    noun("carafe", "carafe", "jug|pitcher|decanter|water jug", "product", "top"),
    noun("teapot", "teapot", "tea pot|coffee pot", "product", "top"),
    noun("bowl", "bowl", "dish|salad bowl|cereal bowl|ceramic bowl|pottery", "product", "top"),
    noun("plate", "plate", "dinner plate|platter|dinnerware|crockery", "product", "top"),
    noun("stack of plates", "plate", "plate stack|plate pile", "product", "top", count=5),
    noun(
        "place setting",
        "place_setting",
        "table setting|cutlery|tableware|dinner setting|silverware|flatware|napkin",
        "product",
        "top",
    ),
    noun("knife", "knife", "kitchen knife|chef knife|chef's knife|cook's knife", "product", "top"),
    noun("fork", "fork", "dinner fork", "product", "top"),
    noun("spoon", "spoon", "teaspoon|tablespoon|ladle", "product", "top"),
    noun("chopsticks", "chopsticks", "chopstick", "product", "top", 2),
    noun("vase", "vase", "ceramic vase|urn|amphora", "product", "top"),
)

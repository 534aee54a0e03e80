"""Nouns for things/food.py."""

from __future__ import annotations

from generation.engine.previz.lexicon.noun import Noun, noun

NOUNS: tuple[Noun, ...] = (
    noun("bread", "bread", "loaf|loaf of bread|sourdough|sandwich bread|sliced bread|bread loaf", "product", "top"),
    noun("baguette", "baguette", "french bread|bread stick|breadstick", "product", "top"),
    noun("croissant", "croissant", "pastry|viennoiserie|danish pastry", "product", "top", 6),
    noun("cheese", "cheese", "cheddar|gouda|emmental|parmesan|brie|cheese wedge|dairy", "product", "top"),
    noun("cake", "cake", "birthday cake|layer cake|wedding cake|gateau|tart|pie|dessert", "product", "top", 2),
    noun("cupcake", "cupcake", "muffin|fairy cake", "product", "top", 6),
    noun("doughnut", "doughnut", "donut|bagel", "product", "top", 6),
    noun("biscuit", "cookies", "cookie|chocolate chip cookie|cracker|shortbread", "product", "top", 3),
    noun("burger", "burger", "hamburger|cheeseburger|sandwich|fast food", "product", "top"),
    noun("pizza", "pizza", "pizza slice|slice of pizza|flatbread", "product", "top", 2),
    noun(
        "ice cream", "ice_cream", "ice-cream|ice cream cone|gelato|sorbet|frozen yogurt|cone of ice", "product", "top"
    ),
    noun(
        "chocolate",
        "chocolate",
        "chocolate bar|bar of chocolate|candy bar|cocoa bar|candy|sweet|praline",
        "product",
        "top",
    ),
    noun("egg", "egg", "boiled egg|easter egg|egg cup", "product", "top", 6),
    noun(
        "salad",
        "salad",
        "lettuce|salad plate|green salad|meal|lunch|dinner|food|breakfast|healthy food",
        "product",
        "top",
    ),
    noun("sushi", "sushi", "nigiri|maki|sashimi|sushi roll", "product", "top", 2),
    noun("coffee bean", "coffee_beans", "roasted bean|bean|coffee beans", "product", "top", 2),
    noun("ice cube", "ice_cubes", "cube of ice|ice block", "product", "top", 2),
    noun("noodles", "noodles", "ramen|noodle|soup|noodle soup|pasta|spaghetti|bowl of soup|pho", "product", "top", 2),
)

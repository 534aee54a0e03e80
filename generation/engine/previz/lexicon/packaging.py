"""Nouns for things/packaging.py."""

from __future__ import annotations

from generation.engine.previz.lexicon.noun import Noun, noun

NOUNS: tuple[Noun, ...] = (
    noun(
        "box",
        "carton",
        "package|parcel|carton|packaging|pack|product box|cardboard box|delivery|shipment|moving box",
        "product",
        "top",
    ),
    noun(
        "gift box",
        "gift_box",
        "gift|present|wrapped gift|gift set|birthday present|christmas present",
        "product",
        "top",
    ),
    noun("shoe box", "shoe_box", "shoebox", "product", "top"),
    noun(
        "cereal box",
        "cereal_box",
        "cereal|muesli|granola|cornflake|folding box|software box|rice box",
        "product",
        "top",
    ),
    noun(
        "milk carton", "milk_carton", "juice carton|drink carton|tetra pak|oat drink|beverage carton", "product", "top"
    ),
    noun(
        "tablet pack",
        "blister",
        "blister|blister pack|pill|pills|medication|paracetamol|vitamin|tablet strip",
        "product",
        "top",
    ),
    noun(
        "pouch",
        "pouch",
        "stand-up pouch|refill pouch|snack bag|pet food|dog food|cat food|bag of crisps|crisp|snack|protein",
        "product",
        "top",
    ),
    noun("sachet", "sachet", "packet|sheet mask|seed packet|tea bag|sugar packet", "product", "top"),
    noun("crate", "crate", "fruit crate|wooden crate|wooden box|vegetable crate", "thing", "top"),
    noun("bag", "bag", "shopping bag|carrier bag|gift bag|paper carrier|carrier", "product", "top"),
    noun("pizza box", "pizza_box", "takeaway box", "product", "top"),
    noun("mailer", "mailer", "padded envelope|jiffy bag|bubble mailer|mailing bag", "product", "top"),
    noun("egg carton", "egg_carton", "egg box|dozen eggs|box of eggs", "product", "top"),
    noun(
        "coffee bag",
        "paper_bag",
        "coffee pack|bag of coffee|paper bag|flour|flour bag|coffee pouch|ground coffee|tea pack",
        "product",
        "top",
    ),
)

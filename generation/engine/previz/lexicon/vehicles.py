"""Nouns for things/vehicles.py."""

from __future__ import annotations

from generation.engine.previz.lexicon.noun import Noun, noun

NOUNS: tuple[Noun, ...] = (
    noun("car", "car", "vehicle|automobile|sedan|saloon car|electric car|limousine", "product", most=3),
    noun("suv", "car", "off-roader|four-wheel drive|jeep|crossover", "product", most=3, form="suv"),
    noun("hatchback", "car", "small car|compact car|city car", "product", most=3, form="hatch"),
    noun("estate car", "car", "station wagon|wagon", "product", most=3, form="estate"),
    noun(
        "sports car", "car", "racing car|race car|supercar|roadster|coupe|cabriolet", "product", most=3, form="sports"
    ),
    noun("van", "van", "delivery van|minivan|camper van|campervan|camper|minibus", "product", most=3),
    noun("pick-up", "pickup", "pickup|pickup truck|pick-up truck", "product", most=3),
    noun("taxi", "taxi", "cab|yellow cab", "product", most=3),
    noun("bicycle", "bicycle", "bike|cycle|e-bike|city bike|road bike", "product", most=3),
    noun("cargo bike", "cargo_bike", "cargo bicycle|freight bike|delivery bike", "product", most=2),
    noun("motorcycle", "motorcycle", "motorbike|chopper motorcycle", "product", most=2),
    noun("scooter", "moped", "moped|vespa|motor scooter", "product", most=3),
    noun("kick scooter", "kick_scooter", "e-scooter|electric scooter|push scooter", "product", most=3),
)

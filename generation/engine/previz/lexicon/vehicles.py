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
)

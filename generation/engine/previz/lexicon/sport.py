"""Nouns for things/sport.py."""

from __future__ import annotations

from generation.engine.previz.lexicon.noun import Noun, noun

NOUNS: tuple[Noun, ...] = (
    noun("football", "football", "soccer ball|soccer|leather ball", "product", "top"),
    noun("basketball", "basketball", "basket ball", "product", "top"),
    noun("tennis ball", "tennis_ball", "padel ball", "product", "top", 6),
    noun("golf ball", "golf_ball", "golf|golf tee", "product", "top"),
    noun("racket", "racket", "tennis racket|racquet|tennis|badminton racket|tennis racquet", "product", "top"),
    noun("dumbbell", "dumbbell", "barbell|hand weight|gym equipment|fitness equipment", "product", "top"),
    noun("kettlebell", "kettlebell", "kettle bell", "product", "top"),
    noun("yoga mat", "yoga_mat", "exercise mat|gym mat|fitness mat|sleeping mat|yoga", "product", "top"),
    noun("skateboard", "skateboard", "longboard|skate board", "product", "top"),
    noun("surfboard", "surfboard", "surf board|paddle board|paddleboard|sup board", "product", most=3),
    noun(
        "helmet",
        "helmet",
        "bicycle helmet|bike helmet|cycling helmet|ski helmet|safety helmet|hard hat",
        "product",
        "top",
    ),
    noun("boxing glove", "boxing_gloves", "pair of boxing gloves|boxing", "product", "top", 2),
    noun("ski", "skis", "pair of skis|snowboard|ski pole", "product", most=2),
)

"""Nouns for things/medical.py."""

from __future__ import annotations

from generation.engine.previz.lexicon.noun import Noun, noun

NOUNS: tuple[Noun, ...] = (
    noun("stethoscope", "stethoscope", "medical instrument|health check", "product", "top"),
    noun(
        "pill bottle",
        "pill_bottle",
        "medicine bottle|medicine|supplement|pill jar|food supplement|vitamin bottle",
        "product",
        "top",
    ),
    noun("capsule", "capsules", "gel capsule|omega capsule", "product", "top", 2),
    noun(
        "first-aid box",
        "first_aid",
        "first aid box|first aid kit|first-aid kit|medical kit|first aid|medical case",
        "product",
        "top",
    ),
    noun("thermometer", "thermometer", "fever thermometer|clinical thermometer", "product", "top"),
    noun("microscope", "microscope", "laboratory microscope|optical microscope", "product", "top"),
    noun(
        "laboratory flask",
        "conical_flask",
        "erlenmeyer flask|conical flask|lab flask|beaker|chemistry",
        "product",
        "top",
    ),
    noun("round flask", "round_flask", "round-bottomed flask|potion", "product", "top"),
    noun("test tube", "tubes_in_rack", "test tubes|vial|test tube rack|blood sample", "product", "top", 2),
    noun("dna helix", "dna", "dna|double helix|helix|gene|genome|dna strand", "product", "top", 3),
    noun("molecule", "molecule", "atom|molecule model", "product", "top", 3),
    noun("petri dish", "petri_dish", "cell culture|culture dish|bacteria", "product", "top"),
    noun("tooth", "tooth", "molar|teeth|dental model", "product", "top"),
    noun("plaster", "plasters", "sticking plaster|band-aid|bandage|wound plaster", "product", "top", 2),
)

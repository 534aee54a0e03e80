"""Nouns for things/music.py."""

from __future__ import annotations

from generation.engine.previz.lexicon.noun import Noun, noun

NOUNS: tuple[Noun, ...] = (
    noun("guitar", "guitar", "acoustic guitar|folk guitar|classical guitar|ukulele", "product", most=2),
    noun("electric guitar", "electric_guitar", "bass guitar", "product", most=2),
    noun("violin", "violin", "viola|fiddle|cello|string instrument", "product", "top", 2),
    noun("piano", "grand_piano", "grand piano|concert grand|wing piano", most=1),
    noun("drum", "drum", "snare drum|snare|drum kit|percussion|drumstick", "product", "top", 2),
    noun("trumpet", "trumpet", "cornet|trombone|saxophone|brass instrument", "product", "top", 2),
    noun("vinyl record", "vinyl", "vinyl|lp|record sleeve|music album", "product", "top"),
)

"""Nouns for things/animals.py."""

from __future__ import annotations

from generation.engine.previz.lexicon.noun import Noun, noun

NOUNS: tuple[Noun, ...] = (
    noun("dog", "dog", "puppy|hound|labrador|retriever|guide dog", most=3),
    noun("cat", "cat", "kitten|tomcat", most=3),
    noun("horse", "horse", "pony|mare|stallion|foal", most=3),
    noun("deer", "deer", "stag|doe|elk|moose|reindeer|roe|fawn|antelope", most=3),
    noun("cow", "cow", "cattle|bull|calf|ox", most=4),
    noun("sheep", "sheep", "lamb|flock of sheep|goat", most=6),
    noun("elephant", "elephant", most=2),
    noun("rabbit", "rabbit", "hare|bunny", most=3),
)

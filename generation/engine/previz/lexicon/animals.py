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
    noun("heron", "heron", "egret|stork|crane bird|flamingo|ibis", stands="water", most=4),
    noun("songbird", "songbird", "sparrow|robin|tit|swallow|finch|canary|kingfisher|little bird", stands="top", most=5),
    noun("gull", "gulls", "seagull|flock|flock of bird|flock of gull|dove|pigeon|swarm of bird", stands="sky", most=1),
    noun("owl", "owl", "barn owl", stands="top", most=2),
    noun("fish", "fish", "goldfish|trout|carp|koi", stands="top", most=5),
    noun("whale", "whale", "humpback|dolphin|orca|shark", stands="water", most=1),
    noun("butterfly", "butterfly", "moth", stands="top", most=7),
    noun("bee", "bee", "honeybee|bumblebee|wasp", stands="top", most=7),
    noun("snail", "snail", "garden snail|slug", stands="top", most=2),
    noun("rabbit", "rabbit", "hare|bunny", most=3),
)

"""Nouns for things/birds.py."""

from __future__ import annotations

from generation.engine.previz.lexicon.noun import Noun, noun

NOUNS: tuple[Noun, ...] = (
    noun("heron", "heron", "egret|stork|crane bird|flamingo|ibis", stands="water", most=4),
    noun("songbird", "songbird", "sparrow|robin|tit|swallow|finch|canary|kingfisher|little bird", stands="top", most=5),
    noun("gull", "gulls", "seagull|flock|flock of bird|flock of gull|dove|pigeon|swarm of bird", stands="sky", most=1),
    noun("owl", "owl", "barn owl", stands="top", most=2),
)

"""Words for people."""

from __future__ import annotations

from generation.engine.previz.lexicon.noun import noun

PERSON = noun(
    "person", "person",
    "people|man|men|woman|women|human|figure|colleague|employee|worker|customer|user|designer|engineer|doctor|nurse|"
    "student|teacher|friend|child|kid|parent|couple|manager|analyst|scientist|presenter|speaker|spokesperson|ferryman|"
    "traveller|hiker|runner|athlete|musician|chef|farmer|guest|player|partner|expert|someone|adult|team|crowd|family|"
    "group|audience|member",
    "person", most=8,
)  # fmt: skip

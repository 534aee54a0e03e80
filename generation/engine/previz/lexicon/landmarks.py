"""Nouns for things/landmarks.py."""

from __future__ import annotations

from generation.engine.previz.lexicon.noun import Noun, noun

NOUNS: tuple[Noun, ...] = (
    noun("church", "church", "cathedral|basilica|minster|church tower", stands="far", most=1),
    noun("temple", "temple", "greek temple|parthenon|colonnade|portico|courthouse", stands="far", most=1),
    noun("torii", "torii", "temple gate|temple portal|shinto gate|shrine", stands="far", most=3),
    noun("castle", "castle", "fortress|palace|citadel|fort", stands="far", most=1),
    noun("castle ruin", "castle_ruin", "ruin|ruined castle|ruined wall", stands="far", most=1),
    noun("windmill", "windmill", "dutch windmill|mill", stands="far", most=3),
    noun("pyramid tomb", "pyramid_tomb", "egyptian pyramid|great pyramid|step pyramid", stands="far", most=3),
    noun("observatory", "observatory", "planetarium|telescope dome", stands="far", most=1),
)

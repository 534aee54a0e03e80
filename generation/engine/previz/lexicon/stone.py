"""Nouns for things/stone.py."""

from __future__ import annotations

from generation.engine.previz.lexicon.noun import Noun, noun

NOUNS: tuple[Noun, ...] = (
    noun("boulder", "boulder_stone", "big stone|large rock|monolith|erratic", most=4),
    noun("moss stone", "moss_stone", "mossy stone|mossy rock|moss", most=4),
    noun("pebble", "pebbles", "river stone|shingle|gravel", stands="top", most=2),
    noun(
        "stone stack", "stone_stack", "cairn|balanced stone|zen stone|stacked stone|stone tower", stands="top", most=2
    ),
    noun("iceberg", "iceberg", "ice floe|glacier", stands="water", most=3),
    noun("mountain", "mountain", "peak|summit|snowy mountain|alp", stands="far", most=3),
    noun("volcano", "volcano", "smoking mountain", stands="far", most=1),
    noun("dune", "dune", "sand dune|sandhill", stands="far", most=4),
    noun("waterfall", "waterfall", "cascade|cataract", stands="far", most=1),
    noun("seashell", "seashell", "shell|sea shell|conch|whelk", stands="top", most=5),
    noun("driftwood", "driftwood", "drift wood|branch|twig|stick", most=3),
    noun("crystal", "crystal", "quartz|mineral|amethyst|geode", stands="top", most=4),
    noun("full moon", "moon", "moon disc", stands="sky", most=1),
    noun("crescent", "crescent", "crescent moon|sickle moon|half moon", stands="sky", most=1),
    noun("sun disc", "sun", "sun disk|setting sun|rising sun", stands="sky", most=1),
    noun("heap cloud", "cloud", "fluffy cloud|cumulus|single cloud", stands="sky", most=5),
    noun("snowman", "snowman", most=2),
)

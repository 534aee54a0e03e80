"""Sets: for every place of the lexicon, the builder that dresses a stage. A module gives SETS."""

from __future__ import annotations

from collections.abc import Callable

from generation.engine.previz.sets.flat import SETS as FLAT
from generation.engine.previz.sets.indoors import SETS as INDOORS
from generation.engine.previz.sets.outdoors import SETS as OUTDOORS
from generation.engine.previz.stage import Stage
from generation.engine.previz.stage.subjects import Group

SETS: dict[str, Callable[[Stage, Group], None]] = {**INDOORS, **OUTDOORS, **FLAT}

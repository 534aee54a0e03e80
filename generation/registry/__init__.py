"""Models are rows. One is added from a folder; a worker looks into the folder before anybody may use it.

- licence.py known.py territories.py   what may be done with it: the record, the ones to begin from
- lineage.py warnings.py               what a picture rests on, and what of a brief that does not cover
- adding.py scanning.py abilities.py   from a folder to a row
- tuning.py retiring.py                its settings in versions; out of use and back
- listing.py speed.py                  what the pages read
"""

from __future__ import annotations

from briefs.vocabulary import USE_CLASSES
from generation.kinds import SERVICE
from generation.models import ModelEntry
from generation.registry.adding import add, correct_licence, keep_text, scan_again
from generation.registry.licence import WORLD, Licence, strictest
from generation.registry.lineage import rests_on, weights_in
from generation.registry.retiring import deprecate, pinned, restore, successors
from generation.registry.tuning import tune
from generation.registry.warnings import caveat, licence_warnings

__all__ = [
    "LEAVES_THE_MACHINE",
    "WORLD",
    "Licence",
    "add",
    "caveat",
    "correct_licence",
    "deprecate",
    "keep_text",
    "licence_warnings",
    "pinned",
    "rests_on",
    "restore",
    "scan",
    "scan_again",
    "seed_models",
    "strictest",
    "successors",
    "tune",
    "weights_in",
]

LEAVES_THE_MACHINE = frozenset({"remote"})  # engines that send the brief elsewhere: never for a confidential brand


def seed_models() -> None:
    """The engine every machine has. Its pictures are the operator's own: there are no weights to license."""
    licence = Licence(
        "own-work", "1", "2026-11-01", tuple(USE_CLASSES), note="Rendered by Gatefold itself; no weights."
    )
    entry, _ = ModelEntry.objects.get_or_create(
        slug="previz",
        defaults={
            "name": "Previz",
            "engine": "previz",
            "dialect": "previz",
            "state": "ready",
            "licence": licence.document(),
        },
    )
    ModelEntry.objects.filter(pk=entry.pk, capabilities=[]).update(capabilities=["text_to_image"])


def scan(entry_pk: int) -> None:
    """In a worker: read the folder, and make the model ready or say why not."""
    from generation import services
    from generation.registry import scanning

    if (entry := ModelEntry.objects.filter(pk=entry_pk, kind=SERVICE).first()) is not None:
        services.nudge(entry)  # there is no folder: workers that may call out ask it
        return
    scanning.scan(entry_pk)

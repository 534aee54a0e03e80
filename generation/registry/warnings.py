"""What of a brief the licences behind a model do not cover. The check before sign-off decides; this warns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from generation.models import ModelEntry
from generation.registry.licence import Licence
from generation.registry.lineage import rests_on


def licence_warnings(entry: ModelEntry, brief: Mapping[str, Any], along: Iterable[str] = ()) -> list[str]:
    """Of the model, of what it was trained from, and of the weights that go `along` (LoRAs, ControlNets, a refiner)."""
    rests = rests_on(entry, along)
    found = [sentence for row in rests.rows for sentence in _of(row, brief)]
    found += [f"{name}, which {entry.name} was trained from, is not registered here. Add it." for name in rests.lost]
    found += [
        f"No model here has the weights {digest[:12]}, so they have no licence record." for digest in rests.unknown
    ]
    return found


def _of(entry: ModelEntry, brief: Mapping[str, Any]) -> Iterator[str]:
    licence = Licence.from_document(entry.licence)
    if not licence.id:
        yield f"{entry.name} has no licence record. Its pictures will not pass the licence check."
        return
    use = brief.get("use_class") or "experiment"
    if use not in licence.covers:
        of_weights = " of its weights" if use in licence.use_classes else ""
        yield (
            f"The licence of {entry.name} ({licence.id}) does not cover {use} use{of_weights}. Choose another to ship."
        )
    if outside := licence.outside(brief.get("markets", [])):
        yield f"The licence of {entry.name} does not cover {', '.join(outside)}."
    ends = brief.get("flight_to") or date.today().isoformat()
    if licence.until and ends > licence.until:
        yield f"The licence of {entry.name} ends on {licence.until}, before the flight does."
    if licence.review_by and licence.review_by < date.today().isoformat():
        yield f"The licence record of {entry.name} was to be read again by {licence.review_by}. Ask an admin to."


def caveat(entry: ModelEntry, brief: Mapping[str, Any]) -> str:
    """A few words for a list to choose from, from the row alone: "not for public use"; empty where nothing is."""
    licence = Licence.from_document(entry.licence)
    use = brief.get("use_class") or "experiment"
    if not licence.id:
        return "no licence record"
    if use not in licence.covers:
        return f"not for {use} use"
    outside = licence.outside(brief.get("markets", []))
    return f"not for {', '.join(outside[:4])}" if outside else ""

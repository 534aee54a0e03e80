"""What pages say of a service."""

from __future__ import annotations

from typing import Any, Final

from generation import cost
from generation.cost.cards import cards_for
from generation.engine.remote.service import FAMILIES
from generation.models import ModelEntry
from generation.models.money import CALL

ANSWERS: Final = {
    "output_format": "in the answer, as PNG (output_format)",
    "b64_json": "in the answer (response_format b64_json)",
    "url": "at an address on a host that is allowed (response_format url)",
    "": "as it likes: nothing is said",
}


def facts_of(entry: ModelEntry, *, keeps: bool) -> dict[str, Any]:
    """What service_facts.html shows of a row. Where it is and by which variable, admins of the brand alone see."""
    said = entry.settings
    card = cards_for("", entry).get(CALL)
    kept = {"base": said.get("base", ""), "key": said.get("key", "")} if keeps else {}
    return kept | {
        "family": FAMILIES.get(entry.family, entry.family),
        "model": said.get("model", ""),
        "sizes": [str(size).replace("x", " × ") for size in said.get("sizes", [])],
        "quality": said.get("quality", ""),
        "answers": ANSWERS.get(said["answers"], "") if "answers" in said else "",
        "slots": sorted(said.get("slots", {})),
        "workflow": said.get("workflow", ""),
        "cost": cost.money(card.micros) if card else "",
        "limits": [
            f"{said[name]:,} {what}"
            for name, what in (
                ("most_running", "at once"),
                ("per_minute", "a minute"),
                ("patience", "seconds of waiting"),
            )
            if said.get(name)
        ],
        "policy": said.get("policy", ""),
        "tried": said.get("tried", {}),
        "asking": "asked" in said.get("tried", {}) or entry.state == "waiting",
        "confidential": bool(entry.brand and entry.brand.local_only),
    }

"""What the file says about itself, read back from its XMP packet."""

from __future__ import annotations

from generation.engine.checks.evidence import Evidence
from generation.engine.checks.result import FAIL, PASS, Result
from generation.engine.finishing import xmp

CHECK = "metadata"
VERSION = "1"
READS = frozenset({"file", "metadata_required", "spec"})
NAMES = {
    "digital_source_type": "digital source type", "ai_system": "AI system used",
    "ai_system_version": "AI system version",
    "ai_prompt": "AI prompt information", "ai_prompt_writer": "AI prompt writer", "usage_terms": "usage terms",
}  # fmt: skip


def check(e: Evidence) -> tuple[Result, ...]:
    remedy = "Render this rendition again: the encode step writes the packet."
    need = ", ".join(NAMES.get(f, f) for f in e.metadata_required)
    if not e.xmp:
        return (
            Result(
                CHECK,
                FAIL,
                f"{e.spec.name}: the file has no XMP packet; it must hold {need}. {remedy}",
                "none",
                need,
                remedy,
            ),
        )
    held = xmp.read(e.xmp)
    gone = [NAMES.get(f, f) for f in e.metadata_required if not held.get(f)]
    if gone:
        said = ", ".join(gone)
        remedy = "Fill in the field on the brief or the model's registry entry, and render again."
        sentence = (
            f"{e.spec.name}: the file's metadata lacks {said}; {len(e.metadata_required)} fields are required. {remedy}"
        )
        return (Result(CHECK, FAIL, sentence, f"{len(gone)} missing", "0 missing", remedy),)
    return (Result(CHECK, PASS, f"{e.spec.name}: the file names its {need}.", f"{len(held)} fields", need),)

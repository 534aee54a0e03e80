"""All checks over one rendition. The order is the order in which they are shown."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass

from generation.engine.checks import (
    alive,
    banding,
    bleed,
    byte_budget,
    contrast,
    copy_fit,
    copy_space,
    disclosure,
    do_not,
    faces_found,
    focal_inside,
    glyphs,
    identity,
    licence,
    logo_ground,
    metadata,
    palette,
    print_resolution,
    rights_window,
    safe_area,
    sharpness,
    spec,
    text_found,
    upscale,
)
from generation.engine.checks.evidence import Evidence
from generation.engine.checks.result import FAIL, Result
from generation.engine.picture import EngineError

MODULES = (
    alive, spec, byte_budget, metadata, palette, contrast, glyphs, copy_fit, copy_space, safe_area, focal_inside,
    upscale, print_resolution, bleed, sharpness, banding, do_not, text_found, faces_found, identity, licence,
    rights_window,
)  # fmt: skip
ASKED = (disclosure, logo_ground)  # checks that have something to say only where a rule or a style pack asks


@dataclass(frozen=True, slots=True)
class Known:
    """A check. `version` is raised whenever it measures or judges differently; `reads` names the parts of the evidence
    that it is shown, its own limit and model apart; `limit` is its usual one, where a style pack may hold it to another
    (briefs/style/limits.py says which)."""

    check: Callable[[Evidence], tuple[Result, ...]]
    version: str
    reads: frozenset[str]
    limit: float | None = None


KNOWN: dict[str, Known] = {
    module.CHECK: Known(module.check, module.VERSION, module.READS, getattr(module, "LIMIT", None))
    for module in (*MODULES, *ASKED)
}
CHECKS: dict[str, Callable[[Evidence], tuple[Result, ...]]] = {module.CHECK: module.check for module in MODULES}
VERSIONS: dict[str, str] = {name: known.version for name, known in KNOWN.items()}
LIMITS: dict[str, float] = {name: known.limit for name, known in KNOWN.items() if known.limit is not None}


def run(evidence: Evidence, stands: Collection[str] = ()) -> tuple[Result, ...]:
    """Every check's results, at least one each; those of ASKED where somebody asks. A file that cannot be opened
    fails `alive` and ends there. The checks that `stands` names are left out: what they said before is known.

    A check is shown what it reads and nothing else, so that it cannot depend on what its digest does not hold."""
    left = [name for name in KNOWN if name not in stands]
    if any("file" in KNOWN[name].reads for name in left):
        try:
            _ = evidence.pixels
        except EngineError as error:
            return (Result(alive.CHECK, FAIL, str(error), "unreadable", "an image", "Render this rendition again."),)
    return tuple(result for name in left for result in one(evidence, name))


def one(evidence: Evidence, name: str) -> tuple[Result, ...]:
    """What a single check says."""
    return KNOWN[name].check(evidence.only(name, KNOWN[name].reads))

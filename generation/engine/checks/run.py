"""All checks over one rendition. The order is the order in which they are shown."""

from __future__ import annotations

from collections.abc import Callable

from generation.engine.checks import (
    alive,
    banding,
    bleed,
    byte_budget,
    contrast,
    copy_fit,
    copy_space,
    do_not,
    faces_found,
    focal_inside,
    glyphs,
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
    upscale, print_resolution, bleed, sharpness, banding, do_not, text_found, faces_found, licence, rights_window,
)  # fmt: skip
CHECKS: dict[str, Callable[[Evidence], tuple[Result, ...]]] = {module.CHECK: module.check for module in MODULES}
# Checks that have something to say only where a style pack asks
ASKED: dict[str, Callable[[Evidence], tuple[Result, ...]]] = {logo_ground.CHECK: logo_ground.check}
# check -> its version, which is raised whenever it measures or judges differently
VERSIONS: dict[str, str] = {module.CHECK: module.VERSION for module in (*MODULES, logo_ground)}
# check -> its usual limit, of those that a style pack may hold to another (briefs/style/limits.py says which)
LIMITS: dict[str, float] = {
    module.CHECK: module.LIMIT for module in (*MODULES, logo_ground) if hasattr(module, "LIMIT")
}


def run(evidence: Evidence) -> tuple[Result, ...]:
    """Every check's results, at least one each; those of ASKED where a style pack asks. A file that cannot be opened
    fails `alive` and ends there."""
    try:
        _ = evidence.pixels
    except EngineError as error:
        return (Result(alive.CHECK, FAIL, str(error), "unreadable", "an image", "Render this rendition again."),)
    return tuple(result for check in (*CHECKS.values(), *ASKED.values()) for result in check(evidence))

"""Size, format, colour space, profile and resolution, read back from the file itself."""

from __future__ import annotations

from generation.engine.checks.evidence import Evidence
from generation.engine.checks.result import FAIL, PASS, Result

CHECK = "spec"
VERSION = "1"
READS = frozenset({"file", "spec"})


def check(e: Evidence) -> tuple[Result, ...]:
    width, height = e.spec.pixel_size
    again = "Render this rendition again from the placement's current version."
    wrong: list[Result] = []

    def fail(what: str, measured: str, limit: str, remedy: str = again) -> None:
        sentence = f"{e.spec.name}: the {what} is {measured}; it must be {limit}. {remedy}"
        wrong.append(Result(CHECK, FAIL, sentence, measured, limit, remedy))

    if (e.image.width, e.image.height) != (width, height):
        fail("size", f"{e.image.width} x {e.image.height} px", f"{width} x {height} px")
    if e.format not in e.spec.formats:
        fail("format", e.format.upper(), " or ".join(f.upper() for f in e.spec.formats))
    if e.space != e.spec.colour_space:
        fail("colour space", e.space.upper(), e.spec.colour_space.upper())
    if not e.icc:
        fail("ICC profile", "missing", "embedded")
    if e.icc and (held := e.icc[16:20].strip().decode("ascii", "replace")) != (
        "CMYK" if e.spec.colour_space == "cmyk" else "RGB"
    ):
        fail("ICC profile", f"for {held}", f"for {e.spec.colour_space.upper()}")
    # WebP and AVIF have no field for it, and on a screen nothing reads it.
    if e.spec.unit == "mm" and e.format in ("jpeg", "tiff", "png") and abs(e.dpi - e.spec.dpi) > 1:
        fail("resolution", f"{e.dpi:.0f} dpi", f"{e.spec.dpi:.0f} dpi")
    if e.has_alpha and e.spec.background != "transparent":
        fail("transparency", "present", "absent", "Give the placement the background 'transparent', or render again.")
    if wrong:
        return tuple(wrong)
    said = f"{width} x {height} px, {e.format.upper()}, {e.space.upper()}, profile embedded"
    return (Result(CHECK, PASS, f"{e.spec.name}: {said}, as the placement asks.", said, said),)

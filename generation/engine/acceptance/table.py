"""What a search may hold its pictures to: each test's measure, unit and limits. Light: pages read it.

Every value is a distance from what is wanted, so that a picture passes where the value is at most the limit.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Test:
    """`default`, `least` and `most` are limits in `unit`; `module` is where it is measured."""

    name: str
    label: str
    measures: str
    unit: str
    default: float
    least: float
    most: float
    step: float
    module: str

    def says(self, value: float) -> str:
        """A value in words: “ΔE 6.2”, “0.41”, “2 lines”."""
        if self.unit == "ΔE":
            return f"ΔE {value:.1f}"
        return f"{value:.0f} {self.unit}" if self.step >= 1 else f"{value:.2f}"


def _test(name: str, label: str, measures: str, unit: str, limits: tuple[float, float, float, float]) -> Test:
    """`limits`: the usual one, the least, the most, and the step of a form."""
    return Test(name, label, measures, unit, *limits, f"generation.engine.acceptance.{name}")


TESTS: Final[dict[str, Test]] = {
    test.name: test
    for test in (
        _test(
            "palette", "Brand colours",
            "mean ΔE 2000 from each coloured area to the nearest colour of the brand, by area",
            "ΔE", (15.0, 1.0, 60.0, 0.5),
        ),
        _test(
            "copy_space", "Calm where copy stands",
            "detail in each placement's room for copy, where 1 still reads well",
            "of what reads well", (1.0, 0.05, 5.0, 0.05),
        ),
        _test(
            "sharpness", "Sharp",
            "blur of the sharpest parts, 0 crisp to 1 blurred, as the whole picture is seen at 768 pixels",
            "blur", (0.45, 0.05, 0.95, 0.05),
        ),
        _test("no_text", "No text", "lines that look like lettering", "lines", (0.0, 0.0, 20.0, 1.0)),
        _test(
            "similarity", "Like a reference",
            "difference in structure and colour, 0 the same to 1 nothing in common",
            "difference", (0.5, 0.02, 0.98, 0.02),
        ),
        _test(
            "identity", "Same character",
            "cosine distance from the nearest view of the character's sheet, 0 the same to 2 opposite",
            "distance", (0.35, 0.01, 1.5, 0.01),
        ),
    )
}  # fmt: skip

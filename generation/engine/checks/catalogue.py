"""Every check by name: who answers for it, and whether anybody may let a file go in spite of it. Data, and light: pages
read it, and touch no pixels. A test holds it against the checks themselves (run.py).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

BRAND, LEGAL = "brand", "legal"


@dataclass(frozen=True, slots=True)
class Entry:
    """`discipline` answers for the check and may waive it. `never` says, in a sentence, why nobody may."""

    discipline: str = BRAND
    never: str = ""


NO_PICTURE: Final = "There is no picture in the file that anybody could judge. Make it again."
NOT_THE_SPEC: Final = (
    "The channel refuses a file of another size, format or colour space, whoever lets it go. "
    "Publish a placement that asks for what is wanted, and finish again."
)

CATALOGUE: Final[dict[str, Entry]] = {
    "alive": Entry(never=NO_PICTURE),
    "spec": Entry(never=NOT_THE_SPEC),
    "byte_budget": Entry(),
    "metadata": Entry(LEGAL),
    "palette": Entry(),
    "contrast": Entry(),
    "glyphs": Entry(),
    "copy_fit": Entry(),
    "copy_space": Entry(),
    "safe_area": Entry(),
    "disclosure": Entry(LEGAL),
    "focal_inside": Entry(),
    "upscale": Entry(),
    "print_resolution": Entry(),
    "bleed": Entry(),
    "sharpness": Entry(),
    "banding": Entry(),
    "do_not": Entry(LEGAL),
    "text_found": Entry(),
    "faces_found": Entry(LEGAL),
    "identity": Entry(),
    "licence": Entry(LEGAL),
    "rights_window": Entry(LEGAL),
    "logo_ground": Entry(),
}


def entry(name: str) -> Entry:
    """Of a check that is not known any more, its brand's side answers."""
    return CATALOGUE.get(name, Entry())

"""The measures: what each tells, and how a picture that is high or low in it is described. Light: pages read it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

VERSION: Final = 1
"""Of the measures. A picture measured by another version is measured again; nothing learned from one fits the other."""


@dataclass(frozen=True, slots=True)
class Feature:
    """`low` and `high` describe a picture at that end, as words that follow “ranked high:”. `means` says what it is and
    in what unit; `hints` are words by which a reason or a note names it."""

    name: str
    label: str
    means: str
    low: str
    high: str
    hints: str


LOOK: Final = Feature(
    "look", "Looks like earlier picks", "likeness to what was picked before, as the registered image encoder sees it",
    "unlike what was picked before", "looks like what was picked before", "",
)  # fmt: skip
"""Not measured by itself: learned from a brand's judgements, where an image encoder is registered."""

FEATURES: Final[dict[str, Feature]] = {
    one.name: one
    for one in (
        Feature(
            "palette", "Brand colours", "mean ΔE 2000 from the coloured areas to the nearest brand colour",
            "on palette", "off palette", "palette colour colours brand hue",
        ),
        Feature(
            "copy_space", "Calm where copy stands", "detail in the room for copy, where 1 still reads well",
            "quiet copy space", "busy copy space", "copy space text type headline busy quiet clear room",
        ),
        Feature(
            "copy_contrast", "Contrast under copy", "contrast of black or white type over the room for copy, 1 to 21",
            "little contrast under copy", "copy reads well", "copy contrast legible readable reads",
        ),
        Feature(
            "blur", "Blur", "blur of the sharpest parts, 0 crisp to 1 blurred",
            "crisp", "soft focus", "sharp sharpness blur blurry focus soft crisp",
        ),
        Feature(
            "thirds", "Off the thirds", "distance of the subject from the nearest crossing of thirds, in frame heights",
            "subject on a third", "subject off the thirds", "composition thirds placed placement framing",
        ),
        Feature(
            "across", "Subject across", "where the subject's middle stands, 0 left to 1 right",
            "subject to the left", "subject to the right", "left right side position",
        ),
        Feature(
            "size", "Subject size", "share of the frame that the subject takes",
            "small subject", "large subject", "size large small close distance tight far cut edge",
        ),
        Feature(
            "symmetry", "Symmetry", "likeness of the picture to its mirror image, -1 to 1",
            "asymmetrical", "symmetrical", "symmetry symmetrical composition mirrored",
        ),
        Feature(
            "balance", "Off balance", "distance of the middle of all detail from the middle of the frame",
            "well balanced", "weight to one side", "balance balanced composition weight",
        ),
        Feature(
            "layout", "Fits every placement", "share of the subject in the safe area of each placement's crop",
            "subject cut by placements", "fits every placement",
            "placement placements crop cropped cut edge fits format",
        ),
        Feature(
            "lightness", "Lightness", "mean L*, 0 black to 100 white",
            "dark", "bright", "light bright dark exposure mood",
        ),
        Feature(
            "contrast", "Contrast", "standard deviation of L*",
            "soft light", "strong contrast", "contrast light mood flat dramatic shadow",
        ),
        Feature(
            "colourfulness", "Colourfulness", "colourfulness after Hasler and Süsstrunk, 0 grey to about 100",
            "muted colours", "vivid colours", "colourful vivid muted saturated colour",
        ),
        Feature(
            "warmth", "Warmth", "mean b* of the picture, blue below 0, yellow above",
            "cool", "warm", "warm cool cold warmth temperature mood",
        ),
        Feature(
            "detail", "Detail", "detail of the whole picture, in the unit of calm",
            "uncluttered", "full of detail", "clutter cluttered busy detail simple minimal reads once",
        ),
    )
}  # fmt: skip

TOLD: Final[dict[str, Feature]] = {**FEATURES, LOOK.name: LOOK}
"""All that a page may say of a picture."""

"""The checks that a style pack may hold to a limit of its own. The checks themselves live in generation/engine/checks;
a test holds this table against them. Pure.
"""

from __future__ import annotations

from typing import Final

# check -> (what its limit is, least, most)
LIMITS: Final[dict[str, tuple[str, float, float]]] = {
    "alive": ("how much tones vary at least, of 255", 0.5, 100),
    "palette": ("the largest ΔE 2000 between an area and the brand colour that it claims", 0.5, 30),
    "contrast": ("the least contrast of type, to 1; never less than WCAG asks", 3, 21),
    "copy_space": ("the most detail under the copy, where 1 reads well", 0.05, 5),
    "focal_inside": ("the least share of the subject that a crop shows", 0.5, 1),
    "logo_ground": ("the least ΔE 2000 between the logo's ground and a colour it must not stand on", 1, 50),
    "print_resolution": ("the least pixels to the inch of print in the hand", 72, 600),
    "sharpness": ("the least share of the sharpest part's sharpness that the subject has", 0.001, 1),
    "banding": ("how long false contours may be in all, in long sides of the file", 0, 50),
    "do_not": ("the correlation from which a place is taken for a mark to keep away from", 0.6, 1),
    "text_found": ("how sure the model is of what it takes for text, at least", 0.05, 1),
    "faces_found": ("how sure the model is of what it takes for a face, at least", 0.05, 1),
    "identity": ("the least likeness, as the model's cosine, of one person or product in two pictures of a set", 0, 1),
    "upscale": ("how many times a picture may be enlarged", 1, 8),
}

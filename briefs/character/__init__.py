"""A character sheet's document: who somebody is, so that they look the same in every picture. Pure: no Django.

`document` reads it, `saying` makes prompts of it, `likeness` tells what may be done with the person's looks, and
`changes` tells two versions apart in words. docs/characters.md describes the document for whoever writes one.
"""

from briefs.character.changes import changes
from briefs.character.document import (
    ANGLE_NAMES,
    ANGLES,
    EXPRESSIONS,
    PARTS,
    clean,
    digests,
    hung,
    in_order,
    references,
    slots,
)
from briefs.character.likeness import KINDS, likeness_words, unpublishable
from briefs.character.look import look
from briefs.character.saying import coloured, never, said

__all__ = [
    "ANGLES",
    "ANGLE_NAMES",
    "EXPRESSIONS",
    "KINDS",
    "PARTS",
    "changes",
    "clean",
    "coloured",
    "digests",
    "hung",
    "in_order",
    "likeness_words",
    "look",
    "never",
    "references",
    "said",
    "slots",
    "unpublishable",
]

"""A character sheet's document: who somebody is, so that they look the same in every picture. Pure: no Django.

`document` reads it, `saying` makes prompts of it, `likeness` tells what may be done with the person's looks, and
`changes` tells two versions apart in words. docs/characters.md describes the document for whoever writes one.
"""

from briefs.character.changes import changes
from briefs.character.document import ANGLE_NAMES, ANGLES, EXPRESSIONS, PARTS, clean, digests, hung, references, slots
from briefs.character.likeness import KINDS, likeness_words, unpublishable
from briefs.character.saying import never, said

__all__ = [
    "ANGLES",
    "ANGLE_NAMES",
    "EXPRESSIONS",
    "KINDS",
    "PARTS",
    "changes",
    "clean",
    "digests",
    "hung",
    "likeness_words",
    "never",
    "references",
    "said",
    "slots",
    "unpublishable",
]

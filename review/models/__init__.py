from review.models.finish import Check, Finish, Rendition
from review.models.gate import Gate, SignOff
from review.models.marks import Annotation, Comment
from review.models.selection import Rating, Reason, Selection

__all__ = [
    "Annotation",
    "Check",
    "Comment",
    "Finish",
    "Gate",
    "Rating",
    "Reason",
    "Rendition",
    "Selection",
    "SignOff",
]

from review.models.checks import Recheck, RequiredChecks, Waiver
from review.models.finish import Check, Finish, Rendition
from review.models.gate import Gate, SignOff
from review.models.marks import Annotation, Comment
from review.models.ranking import Features, Ranking, RankingSwitch
from review.models.selection import BlindRound, Duel, Rating, Reason, Selection
from review.models.sharing import GuestLink, GuestProxy, LiveSession
from review.models.sheet import ReviewSheet
from review.models.variants import Variant, VariantResult, VariantSet

__all__ = [
    "Annotation",
    "BlindRound",
    "Check",
    "Comment",
    "Duel",
    "Features",
    "Finish",
    "Gate",
    "GuestLink",
    "GuestProxy",
    "LiveSession",
    "Ranking",
    "RankingSwitch",
    "Rating",
    "Reason",
    "Recheck",
    "Rendition",
    "RequiredChecks",
    "ReviewSheet",
    "Selection",
    "SignOff",
    "Variant",
    "VariantResult",
    "VariantSet",
    "Waiver",
]

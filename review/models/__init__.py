from review.models.checks import ProtectedMark, Recheck, RequiredChecks, Waiver
from review.models.finish import Check, Finish, Rendition
from review.models.gate import Gate, Refusal, SignOff
from review.models.gate_rules import Delegation, GateComment, GateTemplate, Reviewer
from review.models.marks import Annotation, Comment
from review.models.people import PeopleCount, PeopleTag, PeopleTerm
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
    "Delegation",
    "Duel",
    "Features",
    "Finish",
    "Gate",
    "GateComment",
    "GateTemplate",
    "GuestLink",
    "GuestProxy",
    "LiveSession",
    "ProtectedMark",
    "PeopleCount",
    "PeopleTag",
    "PeopleTerm",
    "Ranking",
    "RankingSwitch",
    "Rating",
    "Reason",
    "Recheck",
    "Refusal",
    "Rendition",
    "RequiredChecks",
    "ReviewSheet",
    "Reviewer",
    "Selection",
    "SignOff",
    "Variant",
    "VariantResult",
    "VariantSet",
    "Waiver",
]

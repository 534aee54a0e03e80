from briefs.models.brief import Brief, BriefRevision, Campaign, Reference
from briefs.models.catalogue import (
    Placement,
    PlacementVersion,
    PromptTemplate,
    PromptTemplateVersion,
    StylePack,
    StylePackVersion,
)

__all__ = [
    "Brief",
    "BriefRevision",
    "Campaign",
    "Placement",
    "PlacementVersion",
    "PromptTemplate",
    "PromptTemplateVersion",
    "Reference",
    "StylePack",
    "StylePackVersion",
]

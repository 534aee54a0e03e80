from briefs.models.brief import (
    Brief,
    BriefComment,
    BriefImport,
    BriefRevision,
    BriefTemplate,
    Campaign,
    CampaignPin,
    Reference,
)
from briefs.models.catalogue import (
    Placement,
    PlacementVersion,
    PromptTemplate,
    PromptTemplateVersion,
    RuleSet,
    RuleSetVersion,
    StylePack,
    StylePackVersion,
)
from briefs.models.words import Character, CharacterVersion, Picture, Term

__all__ = [
    "Brief",
    "BriefComment",
    "BriefImport",
    "BriefRevision",
    "BriefTemplate",
    "Campaign",
    "CampaignPin",
    "Character",
    "CharacterVersion",
    "Picture",
    "Placement",
    "PlacementVersion",
    "PromptTemplate",
    "PromptTemplateVersion",
    "Reference",
    "RuleSet",
    "RuleSetVersion",
    "StylePack",
    "StylePackVersion",
    "Term",
]

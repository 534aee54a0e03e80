"""What the pages send, read into documents. The rules themselves are in spec, placement and style."""

from briefs.forms.brief import NewBriefForm, Sent, count, patch_from, sent_by
from briefs.forms.placement import NewPlacementForm, PlacementForm
from briefs.forms.prompt_template import NewPromptTemplateForm, PromptTemplateForm
from briefs.forms.style_pack import NewStylePackForm, StylePackForm

__all__ = [
    "NewBriefForm",
    "NewPlacementForm",
    "NewPromptTemplateForm",
    "NewStylePackForm",
    "PlacementForm",
    "PromptTemplateForm",
    "Sent",
    "StylePackForm",
    "count",
    "patch_from",
    "sent_by",
]

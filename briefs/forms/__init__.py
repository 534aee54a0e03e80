"""What the pages send, read into documents. The rules themselves are in spec, placement and style."""

from briefs.forms.brief import NewBriefForm, Sent, count, patch_from, sent_by
from briefs.forms.placement import NewPlacementForm, PlacementForm
from briefs.forms.style_pack import NewStylePackForm, StylePackForm

__all__ = [
    "NewBriefForm",
    "NewPlacementForm",
    "NewStylePackForm",
    "PlacementForm",
    "Sent",
    "StylePackForm",
    "count",
    "patch_from",
    "sent_by",
]

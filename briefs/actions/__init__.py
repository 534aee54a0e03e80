"""Verbs on briefs and on what they draw on. Each checks permission, changes, and records, in one transaction."""

from briefs.actions.brief import close, create_brief, create_campaign, reopen, save_draft, submit
from briefs.actions.placement import copy_placement, create_placement, draft_placement, retire
from briefs.actions.publishing import publish
from briefs.actions.reference import add_reference, describe_reference, remove_reference
from briefs.actions.style_pack import create_style_pack, draft_style_pack

__all__ = [
    "add_reference",
    "close",
    "copy_placement",
    "create_brief",
    "create_campaign",
    "create_placement",
    "create_style_pack",
    "describe_reference",
    "draft_placement",
    "draft_style_pack",
    "publish",
    "remove_reference",
    "reopen",
    "retire",
    "save_draft",
    "submit",
]

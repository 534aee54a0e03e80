"""Verbs on briefs and on what they draw on. Each checks permission, changes, and records, in one transaction."""

from briefs.actions.brief import close, create_brief, create_campaign, reopen, save_draft, submit
from briefs.actions.catalogue import (
    copy_placement,
    create_placement,
    create_style_pack,
    draft_placement,
    draft_style_pack,
    publish,
    retire,
)
from briefs.actions.reference import add_reference, describe_reference, remove_reference

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

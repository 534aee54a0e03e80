"""Verbs on briefs and on what they draw on. Each checks permission, changes, and records, in one transaction."""

from briefs.actions.brief import close, create_brief, create_campaign, reopen, save_draft, submit
from briefs.actions.brief_template import create_from_template, retire_template, save_as_template
from briefs.actions.character import add_view, clear_slot, create_character, draft_character, retire_character
from briefs.actions.comment import answer, comment_on, reopen_comment, resolve_comment
from briefs.actions.duplicate import duplicate
from briefs.actions.merging import merge_draft
from briefs.actions.picture import add_picture
from briefs.actions.pin import pin_pack, unpin
from briefs.actions.placement import copy_placement, create_placement, draft_placement, retire
from briefs.actions.prompt_template import copy_prompt_template, create_prompt_template, draft_prompt_template
from briefs.actions.publishing import publish
from briefs.actions.reference import (
    add_reference,
    describe_reference,
    order_references,
    record_rights,
    remove_reference,
)
from briefs.actions.rules import copy_rules, draft_rules
from briefs.actions.style_pack import create_style_pack, draft_style_pack, publish_style_pack
from briefs.actions.style_transfer import export_style_pack, import_style_pack
from briefs.actions.term import add_example, copy_term, deprecate, remove_example, remove_term, save_term
from briefs.actions.wordlist import import_terms

__all__ = [
    "add_example",
    "add_picture",
    "add_reference",
    "add_view",
    "answer",
    "clear_slot",
    "close",
    "comment_on",
    "copy_placement",
    "copy_rules",
    "copy_term",
    "create_brief",
    "create_campaign",
    "create_character",
    "create_from_template",
    "create_placement",
    "copy_prompt_template",
    "create_prompt_template",
    "draft_prompt_template",
    "create_style_pack",
    "deprecate",
    "describe_reference",
    "draft_character",
    "draft_placement",
    "draft_rules",
    "draft_style_pack",
    "duplicate",
    "export_style_pack",
    "import_style_pack",
    "import_terms",
    "merge_draft",
    "order_references",
    "pin_pack",
    "publish",
    "publish_style_pack",
    "record_rights",
    "remove_example",
    "remove_reference",
    "remove_term",
    "reopen",
    "reopen_comment",
    "resolve_comment",
    "retire",
    "retire_character",
    "retire_template",
    "save_as_template",
    "save_draft",
    "save_term",
    "submit",
    "unpin",
]

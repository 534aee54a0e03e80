"""What the brief's page shows: its controls, what they offer, its words measured, and all of it put together."""

from briefs.page.controls import LISTS, Field, Note, Part
from briefs.page.page import Page, page_for

__all__ = ["LISTS", "Field", "Note", "Page", "Part", "page_for"]

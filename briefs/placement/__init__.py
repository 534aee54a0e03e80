"""A placement's document: what a channel takes (see docs/placements.md for the fields). Pure: no Django."""

from briefs.placement.difference import Change, differences
from briefs.placement.document import COLOUR_SPACES, FIELDS, FORMATS, LARGEST_SIDE, OPTIONAL, UNITS, clean
from briefs.placement.extras import MOST_SHAPES
from briefs.placement.geometry import (
    EDGES,
    MM_PER_INCH,
    Box,
    bleed_pixels,
    copy_box,
    edge_box,
    pixels,
    ratio,
    safe_box,
    shapes,
    takes_headline,
)
from briefs.placement.words import (
    LABELS,
    budget_words,
    bytes_words,
    facts,
    field_words,
    file_words,
    given_words,
    ours_words,
    shape_words,
    size_words,
)

__all__ = [
    "COLOUR_SPACES",
    "EDGES",
    "FIELDS",
    "FORMATS",
    "LABELS",
    "LARGEST_SIDE",
    "MM_PER_INCH",
    "MOST_SHAPES",
    "OPTIONAL",
    "UNITS",
    "Box",
    "Change",
    "bleed_pixels",
    "budget_words",
    "bytes_words",
    "clean",
    "copy_box",
    "differences",
    "edge_box",
    "facts",
    "field_words",
    "file_words",
    "given_words",
    "ours_words",
    "pixels",
    "ratio",
    "safe_box",
    "shape_words",
    "shapes",
    "size_words",
    "takes_headline",
]

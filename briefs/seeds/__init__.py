"""What every installation starts with: placements, the prompt template, brand kits, and briefs to try the line with.

The functions may be run again: what is there is left alone, and only what is missing is added.
"""

from briefs.seeds.brands import PALETTES, seed_brand_kit
from briefs.seeds.brief_templates import seed_brief_templates
from briefs.seeds.briefs import SAMPLE_BRIEFS
from briefs.seeds.catalogue import seed_catalogue
from briefs.seeds.characters import seed_characters
from briefs.seeds.terms import seed_terms

__all__ = [
    "PALETTES",
    "SAMPLE_BRIEFS",
    "seed_brand_kit",
    "seed_brief_templates",
    "seed_catalogue",
    "seed_characters",
    "seed_terms",
]

"""A style pack's document: what a brand looks like, for prompts, grading and type. Pure: no Django.

`document.py` reads it strictly, `parts.py` its structured parts, `values.py` single values. `cube.py` reads a LUT,
`diff.py` says what changed between two documents, `colour.py` how far apart two colours are, `file.py` puts a pack
into one file and takes it out again. docs/style-packs.md describes every field.
"""

from briefs.dialects import DIALECTS
from briefs.style.diff import changes
from briefs.style.document import DEFAULT_MARGINS, DRIFT_LIMIT, NUMBERS, clean, drift_limit, said, shown, triggers
from briefs.style.parts import CORNERS, SCRIPTS

__all__ = ["CORNERS", "DEFAULT_MARGINS", "DIALECTS", "DRIFT_LIMIT", "NUMBERS", "SCRIPTS"]
__all__ += ["changes", "clean", "drift_limit", "said", "shown", "triggers"]

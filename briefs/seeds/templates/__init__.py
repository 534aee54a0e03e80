"""The prompt templates every installation has, as data: no code runs in a template (docs/prompts.md).

Changing one here makes a new version of it where it is seeded; revisions keep the version they pin.
"""

from __future__ import annotations

from typing import Any, Final

from briefs.seeds.templates.environment import ENVIRONMENT
from briefs.seeds.templates.illustration import ILLUSTRATION
from briefs.seeds.templates.portrait import PORTRAIT
from briefs.seeds.templates.product import PRODUCT
from briefs.seeds.templates.scene import SCENE

TEMPLATES: Final[tuple[dict[str, Any], ...]] = (SCENE, PRODUCT, PORTRAIT, ILLUSTRATION, ENVIRONMENT)

__all__ = ["ENVIRONMENT", "ILLUSTRATION", "PORTRAIT", "PRODUCT", "SCENE", "TEMPLATES"]

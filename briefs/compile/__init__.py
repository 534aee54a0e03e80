"""The prompt, compiled from brief, template, style pack, words and characters; nobody types it. Pure: no Django rows.

Every phrase names its source, and the phrases put together are the prompt, to the byte. The same documents give the
same bytes, in every process and every locale, so `Compiled.digest` may stand in a recipe. docs/prompts.md describes
the dialects and the template document.
"""

from briefs.compile.choosing import FALLBACK, template_slug
from briefs.compile.compiler import compile_all, compile_prompt, compile_revision, spoken
from briefs.compile.phrases import (
    BRIEF,
    CHARACTER,
    INSTRUCTION,
    PACK,
    SOURCES,
    TEMPLATE,
    VOCABULARY,
    Compiled,
    Phrase,
    Run,
    Shown,
    Window,
)
from briefs.compile.tokens import clip_tokens, estimate_tokens, exact
from briefs.dialects import DIALECT_NAMES, DIALECTS

__all__ = [
    "BRIEF",
    "CHARACTER",
    "INSTRUCTION",
    "DIALECTS",
    "DIALECT_NAMES",
    "FALLBACK",
    "PACK",
    "SOURCES",
    "TEMPLATE",
    "VOCABULARY",
]
__all__ += ["Compiled", "Phrase", "Run", "Shown", "Window", "clip_tokens", "compile_all", "compile_prompt"]
__all__ += ["compile_revision", "estimate_tokens", "exact", "spoken", "template_slug"]

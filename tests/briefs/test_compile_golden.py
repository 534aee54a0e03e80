"""Fifty compiled prompts, kept to the byte: ten briefs in five dialects, and every template on one brief.

A change of the compiler or of a seeded template shows here first. Look at the difference; where it is right:
GATEFOLD_GOLDEN=write pytest tests/briefs/test_compile_golden.py
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

import pytest

from briefs.compile import DIALECTS, Compiled, Phrase, exact
from briefs.compile.windows import Window
from briefs.seeds.templates import TEMPLATES
from tests.briefs.golden_briefs import GOLDEN

FOLDER = Path(__file__).parent / "golden"
WRITE = os.environ.get("GATEFOLD_GOLDEN") == "write"
COUNTED = pytest.mark.skipif(
    not exact(), reason="NOT TESTED: counts are estimated here, CLIP's vocabulary has no wheel"
)


def readable(made: Compiled, template: str) -> str:
    """A compiled prompt as a person checks it."""
    lines = [f"dialect: {made.dialect}", f"template: {template}", f"digest: {made.digest}"]
    lines += [f"tokens: {made.tokens} ({'counted' if made.exact else 'estimated'}), limit {made.limit or 'none'}"]
    lines += ["", "positive:", made.positive_text, "", "negative:", made.negative_text or "(none)"]
    for name, windows in (("positive", made.windows), ("negative", made.negative_windows)):
        lines += _windows(name, windows)
    lines += ["", "cut:", *(made.cut or ["(nothing)"])]
    lines += ["", "unsaid:", *([_line(phrase) for phrase in made.unsaid] or ["(nothing)"])]
    for name, phrases in (("positive", made.positive), ("negative", made.negative)):
        lines += ["", f"sources, {name}:", *([_line(phrase) for phrase in phrases] or ["(none)"])]
    return "\n".join(lines) + "\n"


def _windows(name: str, windows: Sequence[Window]) -> list[str]:
    lines = ["", f"windows, {name}:"] if windows else []
    for number, window in enumerate(windows, 1):
        runs = " | ".join(f"{run.text} × {run.weight:g}" if run.weight != 1 else run.text for run in window.runs)
        lines.append(f"{number}. {window.tokens} tokens: {runs}")
    return lines


def _line(phrase: Phrase) -> str:
    where = f", {phrase.field}" if phrase.field else ""
    section = f", section {phrase.section}" if phrase.section else ""
    weight = f", × {phrase.weight:g}" if phrase.weight != 1 else ""
    return f"[{phrase.source}{where}{section}{weight}] {phrase.text!r}"


def same(name: str, text: str) -> None:
    path = FOLDER / f"{name}.txt"
    if WRITE:
        path.write_text(text, encoding="utf-8")
    assert path.read_text(encoding="utf-8") == text, f"{path.name} differs; see this module's first lines"


@COUNTED
@pytest.mark.parametrize("dialect", DIALECTS)
@pytest.mark.parametrize("name", GOLDEN)
def test_a_brief_compiles_to_what_is_kept(name: str, dialect: str) -> None:
    golden = GOLDEN[name]
    same(f"{name}.{dialect}", readable(golden.compiled(dialect), golden.template["slug"]))


@COUNTED
@pytest.mark.parametrize("template", TEMPLATES, ids=lambda one: one["slug"])
def test_a_template_compiles_one_brief_to_what_is_kept(template: dict[str, object]) -> None:
    golden = GOLDEN["02-spokesperson"]
    texts = [readable(golden.compiled(dialect, template), str(template["slug"])) for dialect in DIALECTS]
    same(f"template.{template['slug']}", "\n".join(texts))


def test_there_is_no_golden_without_its_brief() -> None:
    kept = {path.stem for path in FOLDER.glob("*.txt")}
    wanted = {f"{name}.{dialect}" for name in GOLDEN for dialect in DIALECTS}
    assert kept == wanted | {f"template.{template['slug']}" for template in TEMPLATES}
    assert len(wanted) == 50

"""The copy is all there: none left out, none cut, none beyond the placement's limit of characters."""

from __future__ import annotations

import unicodedata

from generation.engine.checks.evidence import Evidence
from generation.engine.checks.result import FAIL, PASS, Result

CHECK = "copy_fit"
VERSION = "1"
READS = frozenset({"copy", "findings", "recipe", "spec"})
NAMES = {"headline": "headline", "subline": "subline", "cta": "call to action"}


def check(e: Evidence) -> tuple[Result, ...]:
    if e.copy is None or not e.copy.roles():
        return (Result(CHECK, PASS, f"{e.spec.name}: no copy is asked for."),)
    results = [
        Result(CHECK, FAIL, f"{f.sentence} {f.remedy}", f.measured or "too long", f.limit or "fits", f.remedy)
        for f in e.findings
        if f.code == "overflow"
    ]
    for role, text in e.copy.roles():
        results += _too_long(e, role, text)
        wanted = _letters(text)
        found = _letters("".join(line["text"] for line in e.lines if line["role"] == role))
        if found != wanted and not results:
            remedy = "Plan this rendition again with the brief's current copy."
            sentence = (
                f"{e.spec.name}, {e.copy.locale}: the {NAMES[role]} on the file is not the one in the brief. {remedy}"
            )
            results.append(Result(CHECK, FAIL, sentence, f"{len(found)} letters", f"{len(wanted)} letters", remedy))
    if results:
        return tuple(results)
    return (Result(CHECK, PASS, f"{e.spec.name}, {e.copy.locale}: all of the copy is set, within its limits."),)


def _too_long(e: Evidence, role: str, text: str) -> list[Result]:
    most = e.spec.max_chars.get(role)
    if most is None or len(text) <= most:
        return []
    remedy = f"Shorten it by {len(text) - most}."
    assert e.copy is not None
    sentence = (
        f"{e.spec.name}, {e.copy.locale}: the {NAMES[role]} has {len(text)} characters; {most} are allowed. {remedy}"
    )
    return [Result(CHECK, FAIL, sentence, str(len(text)), str(most), remedy)]


def _letters(text: str) -> str:
    """Without spaces and line ends, which setting may change."""
    return "".join(unicodedata.normalize("NFC", text).split())

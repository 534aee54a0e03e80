"""Every character of the copy has a glyph in the font that sets it."""

from __future__ import annotations

from generation.engine.checks.evidence import Evidence
from generation.engine.checks.result import FAIL, PASS, Result
from generation.engine.finishing.fonts import missing
from generation.engine.finishing.placement import Font

CHECK = "glyphs"
VERSION = "1"
READS = frozenset({"blob", "findings", "recipe", "spec"})


def check(e: Evidence) -> tuple[Result, ...]:
    planned = [
        Result(CHECK, FAIL, f.sentence, "missing", "covered", f.remedy) for f in e.findings if f.code == "glyphs"
    ]
    if planned:
        return tuple(planned)
    remedy = "Upload a font for this language to the style pack, with its licence."
    for node in e.nodes("type.set"):
        for line in node.params["lines"]:
            font = Font(node.inputs[line["font"]].partition(":")[2], line["family"], line["style"], int(line["weight"]))
            assert e.blob is not None, "Evidence with lines of type needs the font bytes"
            if gone := missing(str(line["text"]), font, e.blob):
                shown = " ".join(gone[:8])
                sentence = f"{e.spec.name}: {font.family} has no glyph for {shown} in “{line['text']}”. {remedy}"
                return (Result(CHECK, FAIL, sentence, shown, "covered", remedy, (e.box(line),)),)
    return (Result(CHECK, PASS, f"{e.spec.name}: every character of the copy has its glyph.", "covered", "covered"),)

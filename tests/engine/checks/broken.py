"""A sound rendition with all that checks are shown of it, and ways to break one thing of it."""

from __future__ import annotations

import datetime as dt
import functools
from dataclasses import replace
from typing import Any

import numpy as np

from generation.engine.checks.evidence import Evidence, Licence
from generation.engine.checks.gather import evidence
from generation.engine.checks.result import FAIL, Result
from generation.engine.checks.run import CHECKS
from generation.engine.finishing.placement import Copy, Shot
from generation.engine.picture import Job, Picture
from generation.engine.recipe import Node, Recipe
from generation.engine.render import op
from tests.engine.finishing.scenes import (
    ENGLISH,
    KIT,
    METADATA,
    Store,
    dusk,
    finish,
    spec,
)

OPEN = Licence("previz", "Gatefold", ("experiment", "internal", "public"))
FLIGHT = (dt.date(2027, 1, 11), dt.date(2027, 4, 30))


@functools.cache
def sound() -> Evidence:
    return made(dusk(), ENGLISH)


def made(shot: Shot, copy: Copy | None = None, **changes: Any) -> Evidence:
    placement = changes.pop("spec", spec(max_bytes=200_000))
    kit = changes.pop("kit", KIT)
    options = {k: changes.pop(k) for k in ("metadata", "file_format") if k in changes}
    planned, recipe, picture = finish(shot, placement, copy, kit, **options)
    assert picture.file is not None
    found = evidence(
        picture.file, planned, recipe, placement, copy=copy, kit=kit, blob=Store().blob, licences=(OPEN,),
        use_class="public", territories=("US", "DE"), flight=FLIGHT,
    )  # fmt: skip
    return replace(found, **changes)


def results(name: str, e: Evidence) -> tuple[Result, ...]:
    return CHECKS[name](e)


def refused(name: str, e: Evidence, verdict: str = FAIL) -> Result:
    """The first result of this check with this verdict. It must hold a number or a name, a limit and a remedy."""
    found = [r for r in results(name, e) if r.verdict == verdict]
    assert found, f"{name} let it pass: {results(name, e)}"
    assert found[0].check == name and found[0].measured and found[0].limit and found[0].remedy
    assert found[0].sentence.endswith(".") and found[0].remedy in found[0].sentence
    return found[0]


def retyped(e: Evidence, **changes: Any) -> Evidence:
    """The same file with a recipe whose first line says something else."""
    assert e.recipe is not None
    nodes = []
    for node in e.recipe.nodes:
        if node.op == "type.set":
            lines = [dict(line) for line in node.params["lines"]]
            lines[0] |= changes
            node = Node(node.op, node.version, {**node.params, "lines": lines}, node.inputs)
        nodes.append(node)
    return replace(e, recipe=Recipe(tuple(nodes)))


def reencoded(e: Evidence, pixels: np.ndarray, **params: Any) -> Evidence:  # type: ignore[type-arg]
    """Other pixels, or another encoding, under the same recipe."""
    node = Node("encode", "1", {"format": "jpeg", "metadata": METADATA.document(), **params})
    file = op("encode")(Picture(pixels), node, Job(Store())).file
    assert file is not None
    return replace(e, file=file)

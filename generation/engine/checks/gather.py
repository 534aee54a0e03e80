"""Evidence from what finishing already knows: a plan, its recipe and the file that came out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from generation.engine.checks.evidence import Claim, Evidence, Licence, Never, Right
from generation.engine.finishing.fonts import Blob
from generation.engine.finishing.placement import Copy, Kit, Spec
from generation.engine.finishing.plan import Plan
from generation.engine.finishing.xmp import AI_FIELDS
from generation.engine.recipe import Recipe


def evidence(
    file: bytes,
    plan: Plan,
    recipe: Recipe,
    spec: Spec,
    *,
    copy: Copy | None,
    kit: Kit,
    blob: Blob,
    licences: tuple[Licence, ...] = (),
    rights: tuple[Right, ...] = (),
    claims: tuple[Claim, ...] = (),
    use_class: str = "experiment",
    territories: tuple[str, ...] = (),
    flight: tuple[dt.date, dt.date] | None = None,
    metadata_required: tuple[str, ...] = AI_FIELDS,
    limits: Mapping[str, float] | None = None,
    never_on: tuple[Never, ...] = (),
) -> Evidence:
    """Everything that `run` looks at for one rendition. `recipe` is the whole one that `file` was rendered from."""
    return Evidence(
        file=file,
        spec=spec,
        recipe=recipe,
        blob=blob,
        copy=copy,
        boxes=plan.boxes,
        findings=plan.findings,
        scale=plan.scale,
        palette=kit.palette,
        claims=claims,
        licences=licences,
        rights=rights,
        use_class=use_class,
        territories=territories,
        flight=flight,
        metadata_required=metadata_required,
        limits=limits or {},
        never_on=never_on,
    )

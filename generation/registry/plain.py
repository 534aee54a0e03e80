"""An order of a few words without a brief: what a try-out is made from, and what settings are tried against."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from briefs.spec import BriefSpec
from generation import planning
from generation.engine.engines import Model, Order
from generation.engine.guides import NONE, Guides
from generation.models import ModelEntry


def model_with(entry: ModelEntry, settings: Mapping[str, Any] | None = None) -> Model:
    """The row as its engine needs it, with other settings where they are given."""
    model = planning.model_of(entry)
    return model if settings is None else replace(model, settings=settings)


def plain_order(
    model: Model,
    words: str,
    *,
    dialect: str,
    negative: str = "",
    width: int = 1024,
    height: int = 1024,
    seed: int = 0,
    tier: str = "discovery",
    guides: Guides = NONE,
) -> Order:
    """`words` are the prompt as they stand, and the subject of an otherwise empty brief for an engine that reads one.

    Raises BadInput where they are no subject of a brief.
    """
    brief = BriefSpec.clean({"title": "Try-out", "subject": words, "style_pack": ""}).document() | {"placements": []}
    return Order(
        brief=brief,
        style={},
        palette=(),
        prompt={"dialect": dialect, "positive": words, "negative": negative, "digest": ""},
        model=model,
        width=width,
        height=height,
        seed=seed,
        tier=tier,
        context={"try_out": True, "tier": tier},
        guides=guides,
    )

"""There is a picture: not black, not one flat colour. Weights that hold NaN give black without an error."""

from __future__ import annotations

import numpy as np

from generation.engine.checks.evidence import Evidence
from generation.engine.checks.result import FAIL, PASS, Result

CHECK = "alive"
VERSION = "1"
READS = frozenset({"file", "spec"})
LIMIT = 2.0  # least standard deviation of code values, of 255


def check(e: Evidence) -> tuple[Result, ...]:
    small = e.opened.small().astype(np.float64)
    spread = float(small.std(axis=(0, 1)).max())
    least = e.limit(CHECK, LIMIT)
    measured, limit = f"{spread:.1f} of 255", e.said(CHECK, f"{least:.1f} of 255")
    if spread >= least:
        return (Result(CHECK, PASS, f"{e.spec.name}: tones vary by {measured}.", measured, limit),)
    what = "black" if small.mean() < 4 else "one flat colour" if spread < LIMIT else "flatter than this look allows"
    remedy = "Make the candidate again; if it happens twice, check the model's weights in the registry."
    sentence = f"{e.spec.name}: the picture is {what}: tones vary by {measured}, at least {limit} is needed. {remedy}"
    return (Result(CHECK, FAIL, sentence, measured, limit, remedy),)

"""The shapes of flat illustrations, as thin plates: for measuring, and for whoever renders them in space."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from generation.engine.previz.flat.forms import FORMS
from generation.engine.previz.things.mesh import Mesh, mesh

WEARS: Mapping[str, Mapping[str, str]] = {"flat": {"body": "mid"}}


def flat(p: Mapping[str, Any]) -> dict[str, Mesh]:
    """form, w, h: a fan over the outer ring; lies in the picture plane, centred. Holes are left to flat/raster.py."""
    form = FORMS.get(str(p.get("form")), FORMS["square"])
    outer = form(float(p.get("w", 1.0)), float(p.get("h", 1.0)))[0]
    v = np.vstack([np.c_[outer, np.zeros(len(outer))], [[*outer.mean(0), 0.0]]])
    n = len(outer)
    faces = [(i, (i + 1) % n, n) for i in range(n)]
    return {"body": mesh(v, faces, np.tile([0, 0, 1], (n + 1, 1)))}

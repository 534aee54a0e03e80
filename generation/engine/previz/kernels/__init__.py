"""The inner loops of the path tracer, compiled by numba. Rows of pixels go through them a band at a time.

Never numba's own threads (they abort under forks and other threads): the kernels release the GIL and a thread pool
runs bands. Every random number is a hash of (pixel, pass, dimension, seed), so bands and threads cannot change a bit.

Material row: kind, r, g, b, rough, glow, texture offset (-1: none), texture width, height, ripple, grain,
pattern, second r, g, b, pitch, wall.
Light row: position 3, half axis a 3, half axis b 3, facing 3, radiance 3, area, visible.
Piece row (a part of a thing): the matrix from the world to its own metres 9, its origin 3, which of its axes are
longest, middle and thinnest, and 1 for what is of kind set.
"""

from __future__ import annotations

from hashlib import blake2b
from pathlib import Path

from numba import config


def _own_cache() -> None:
    """numba compares a cached kernel with its own file alone, and these are made of several: each state of them all
    has a folder of its own."""
    here = Path(__file__).parent
    state = blake2b(digest_size=8)
    for file in sorted(here.glob("*.py")):
        state.update(file.read_bytes())
    kept = Path(getattr(config, "CACHE_DIR", "") or here / "__pycache__")
    config.__dict__["CACHE_DIR"] = str(kept / f"kernels-{state.hexdigest()}")


_own_cache()

from generation.engine.previz.kernels.kinds import (  # noqa: E402
    DIFFUSE_BOUNCE,
    GHOST,
    GLASS,
    GLINT,
    GLOW,
    KINDS,
    LAMP,
    LIT_GLOW,
    MATTE,
    METAL,
    MIRROR_BOUNCE,
    PATTERNS,
    PITCH,
    SATIN,
    SCREEN,
    STRAIGHT,
    WATER,
)
from generation.engine.previz.kernels.rays import primary  # noqa: E402
from generation.engine.previz.kernels.shade import shade  # noqa: E402
from generation.engine.previz.kernels.shadow import add_lit, tint_lit  # noqa: E402
from generation.engine.previz.kernels.sky import SKY_ROWS  # noqa: E402

__all__ = [
    "DIFFUSE_BOUNCE", "GHOST", "GLASS", "GLINT", "GLOW", "KINDS", "LAMP", "LIT_GLOW", "MATTE", "METAL", "MIRROR_BOUNCE",
    "PATTERNS", "PITCH", "SATIN", "SCREEN", "SKY_ROWS", "STRAIGHT", "WATER", "add_lit", "primary", "shade", "tint_lit",
]  # fmt: skip

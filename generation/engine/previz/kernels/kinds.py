"""Numbers for the words of a material, and how a ray came to be."""

from __future__ import annotations

MATTE, SATIN, METAL, GLOW, LIT_GLOW, SCREEN, WATER, LAMP, GLASS, GHOST = range(10)
KINDS = {
    "matte": MATTE, "satin": SATIN, "metal": METAL, "glow": GLOW, "lit_glow": LIT_GLOW, "screen": SCREEN,
    "water": WATER, "glass": GLASS, "ghost": GHOST,
}  # fmt: skip

# STRAIGHT: from the lens, through screens and clear glass only. GLINT: off a mirror that may show the lights that are
# not drawn themselves, as a bottle in a studio shows the soft boxes.
DIFFUSE_BOUNCE, MIRROR_BOUNCE, STRAIGHT, GLINT = range(4)

(
    PLAIN, WOOD, PLANKS, BRUSHED, MARBLE, TERRAZZO, BRICK, TILE, WEAVE, CONCRETE, SPECKLE, LEATHER, FIBRE, ROCK,
    CORRUGATED,
) = range(15)  # fmt: skip
PATTERNS = {
    "": PLAIN, "wood": WOOD, "planks": PLANKS, "brushed": BRUSHED, "marble": MARBLE, "terrazzo": TERRAZZO,
    "brick": BRICK, "tile": TILE, "weave": WEAVE, "concrete": CONCRETE, "speckle": SPECKLE, "leather": LEATHER,
    "fibre": FIBRE, "rock": ROCK, "corrugated": CORRUGATED,
}  # fmt: skip
# Usual repeat of each, metres: rings, boards, streaks, slabs, chips, bricks, tiles, threads, blotches, specks, folds.
PITCH = {
    "": 1.0, "wood": 0.011, "planks": 0.14, "brushed": 0.0015, "marble": 0.35, "terrazzo": 0.028, "brick": 0.22,
    "tile": 0.15, "weave": 0.003, "concrete": 0.5, "speckle": 0.004, "leather": 0.005, "fibre": 0.006, "rock": 0.06,
    "corrugated": 0.03,
}  # fmt: skip

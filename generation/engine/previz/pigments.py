"""What a thing is made of whatever the brand's colours are: an apple is red, an egg is an egg."""

from __future__ import annotations

from generation.engine.previz.scene import Material
from generation.engine.previz.scene.things import Kind


def _rows(kind: Kind, rough: float, grain: float, words: str) -> dict[str, Material]:
    """ "name #colour | name #colour": materials of one finish."""
    pairs = (row.strip().rsplit(" ", 1) for row in words.split("|"))
    return {name.strip(): Material(kind, colour, rough, grain=grain) for name, colour in pairs}


PIGMENTS: dict[str, Material] = {
    # what one eats
    **_rows("satin", 0.3, 0.12, "apple skin #a3241d | strawberry flesh #b91f24 | grape skin #4a2440 | tomato #b9301f"),
    **_rows("satin", 0.4, 0.08, "orange peel #e27a17 | lemon peel #e8c22c | banana peel #e2b53a | lime peel #7f9c2e"),
    **_rows("satin", 0.22, 0.0, "chocolate #3b2015 | icing #e7a2b0 | glaze #6e3f22 | caramel #b06a25 | yolk #e9a31d"),
    **_rows("satin", 0.5, 0.05, "cheese #e3b04b | rind #c98b3b | cream #f3ead8 | butter #ecd27c | rice #efece4"),
    **_rows("matte", 0.85, 0.25, "crust #b0713a | dark crust #7f4a25 | crumb #e6cfa3 | wafer #c98f4e | patty #4b2b1d"),
    **_rows("satin", 0.4, 0.12, "salmon #e5764f | pepperoni #9c2d1e | lettuce #7ba344 | stalk #5d4a2c | seed #e7d9a5"),
    **_rows("satin", 0.35, 0.05, "egg shell #e2c3a2 | coffee bean #3c2416 | nori #1f2a22 | milk #f4f1ea"),
    **_rows(
        "satin", 0.12, 0.0, "tea #9a4e1a | wine #4a0d1c | beer #c9811f | juice #e48a1e | tonic #d98a7d | ice #dfeaee"
    ),
    # what one wears and carries
    **_rows("satin", 0.5, 0.12, "leather #8a5a38 | dark leather #3b2a22 | felt #6b6458 | canvas #cbbfa4"),
    **_rows("metal", 0.2, 0.0, "gold #d8a948 | silver #d5d7da | rose gold #d7a08a | chrome #dcdfe3 | copper #c07a50"),
    **_rows("satin", 0.06, 0.0, "lens #15181d | tinted lens #22201f | gem #e8f1f5 | pearl #ece4d8 | jet #0f1012"),
    # what stands on a desk, in a shop, in a workshop
    **_rows(
        "matte", 0.9, 0.05, "sticky yellow #f0d567 | sticky pink #eea0b2 | sticky blue #9cc4dc | page edge #ded5c2"
    ),
    **_rows("satin", 0.5, 0.03, "wax #efe4d0 | eraser #d98b8b | bristle #d9b98a | cork #b98d5c | graphite #2a2b2e"),
    **_rows("satin", 0.45, 0.02, "signal red #b8281f | safety orange #df6a1d | ocean #2d5f86 | land #7d9a58"),
    **_rows("satin", 0.35, 0.0, "white goods #ecebe7 | grey goods #9a9da1 | solder #3d6b4a | cell blue #18264a"),
    # toys, sport, music
    **_rows("satin", 0.3, 0.0, "toy red #c33a2c | toy blue #2f68a8 | toy yellow #e7b52d | toy green #4d9150"),
    **_rows("matte", 0.95, 0.2, "fur #a2744a | pale fur #d8b78c | tennis felt #c6d23c | basketball skin #bd5a24"),
    **_rows(
        "satin", 0.2, 0.15, "varnish #8a4418 | spruce #d3a35f | rosewood #4a2a1d | ebony #17161a | drum skin #ece6d8"
    ),
    "clear glass": Material("glass", "#eef5f2", 0.02),  # for what has its inner wall modelled too
    "small light": Material("glow", "#aee6c8", glow=2.0),
    "filament": Material("glow", "#ffc57a", glow=4.0),
    "candle flame": Material("glow", "#ffc070", glow=6.0),
}

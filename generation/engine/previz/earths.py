"""What the world is made of whatever the brand's colours are: bark and leaves, brick and slate, paint and lamps."""

from __future__ import annotations

from generation.engine.previz.scene import Material


def _rows(kind: str, rough: float, grain: float, words: str) -> dict[str, Material]:
    """ "name #colour | name #colour": materials of one finish."""
    pairs = (row.strip().rsplit(" ", 1) for row in words.split("|"))
    return {name.strip(): Material(kind, colour, rough, grain=grain) for name, colour in pairs}  # type: ignore[arg-type]


EARTHS: dict[str, Material] = {
    # what grows
    **_rows("satin", 0.55, 0.3, "oak leaf #7d9b4c | spring leaf #a3c45c | willow leaf #b0c37f | palm leaf #7fab5b"),
    **_rows("matte", 0.85, 0.3, "needle #6a9a7f | cypress leaf #647f4f | autumn leaf #d68a3c | blossom #f8d3dd"),
    **_rows("matte", 0.85, 0.35, "birch bark #e6e2d9 | pine bark #94684c | palm bark #9d876a | cherry bark #6e5048"),
    **_rows(
        "satin",
        0.5,
        0.12,
        "cactus #6b9a62 | succulent #93b49f | stem #78a04e | glossy leaf #44804f | moss #7d9342 | trunk #7a6852",
    ),
    **_rows(
        "matte",
        0.8,
        0.1,
        "petal red #c22a3c | petal yellow #efbd2c | petal pink #e58fae | petal white #f3efe6 | violet bloom #7a62ad",
    ),
    **_rows("matte", 0.9, 0.3, "pollen #4a2f1c | mushroom cap #a8452c | mushroom stalk #eadfc9 | wheat ear #d0a650"),
    # what lies there
    **_rows("matte", 0.9, 0.3, "rock face #77716a | dune sand #d6b07c | lava rock #3d3836 | drift wood #a3978a"),
    **_rows("satin", 0.25, 0.06, "berg #d5e8ee | shell pink #e8cdb9 | pebble #8f8b84 | foam #eef3f4"),
    **_rows("matte", 0.95, 0.03, "snow #f1f4f6 | vapour #f4f4f2"),
    # what runs, flies and swims
    **_rows("satin", 0.55, 0.12, "deer coat #9a6b42 | horse coat #5e3b27 | dog coat #c09361 | cat coat #6d6a68"),
    **_rows("satin", 0.35, 0.08, "goldfish #df7a2a | plumage #eeece6 | grey plumage #8d949b | beak #d79a35"),
    # what is built
    **_rows("matte", 0.85, 0.2, "roof tile #93503a | slate #4d525a | terracotta #b5663f | limestone #d0c5ae"),
    **_rows("matte", 0.9, 0.08, "whitewash #ebe7de | render #d9cfbd | barn red #8a3328 | thatch #a88a56"),
    **_rows("satin", 0.3, 0.02, "road paint #ebe8e0 | enamel white #f0efec | enamel red #b5261f | enamel blue #2c5a8c"),
    **_rows(
        "satin", 0.3, 0.04, "enamel green #2f6a4c | enamel yellow #e6b328 | galvanised #a9aeb2 | rusty steel #8a5233"
    ),
    **_rows("satin", 0.08, 0.0, "pane day #7f97a6 | greenhouse pane #b9cdcb | tail lamp #8f1a17 | solar cell #16243f"),
    **_rows("matte", 0.95, 0.05, "mattress #ece7dd | bedding #f2efe9 | chalk board #2f3d38 | tarpaulin #b9a98a"),
    "brick": Material("matte", "#9b5a44", 0.9, pattern="brick"),
    "mirror glass": Material("metal", "#e9edef", 0.02),
    "headlamp": Material("glow", "#fff3d8", glow=1.6),
    "soft light": Material("glow", "#fff4e4", glow=3.0),
    "neon": Material("glow", "#ff5f9a", glow=4.5),
    "fairy light": Material("glow", "#ffcf86", glow=6.0),
    "sun disc": Material("glow", "#ffd58a", glow=6.0),
    "moon disc": Material("lit_glow", "#e9e6dc", glow=0.7),
    "signal green": Material("glow", "#58d98a", glow=1.6),
    "ember": Material("glow", "#ff7a2e", glow=3.2),
}

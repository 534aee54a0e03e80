"""Contact sheets of everything previz knows: each thing on neutral ground, each place, each light. For the docs.

`manage.py previz_gallery` writes them. A tile of a thing is the shape itself, dressed as usual; a tile of a place or of
a light is a whole plan of a small brief, so it shows what a brief would get.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from generation.engine.engines import Model, Order
from generation.engine.picture import Job, NoInputs, Pixels
from generation.engine.previz import engine, lexicon, materials
from generation.engine.previz.flat.drawings import WORDS
from generation.engine.previz.frame import fit
from generation.engine.previz.lexicon import Noun
from generation.engine.previz.palette import Palette, read_palette
from generation.engine.previz.scene import Light, Look, Material, Scene, Sky, Thing
from generation.engine.previz.stage import box_points
from generation.engine.previz.things import WEARS
from generation.engine.recipe import Node
from generation.engine.render import op

PALETTE = ("#14213d", "#fca311", "#f5f3ee", "#5c677d")
PAPER, INK = "#f4f2ee", "#33373d"
TILE, CAPTION, GAP = (208, 208), 24, 8
WIDE = (288, 192)
LOOK_DOWN = -20.0  # degrees, at flat things


def thing_scene(noun: Noun) -> Scene:
    """One thing on a pale floor, three-quarter from the front, under a soft key from the left."""
    palette = read_palette(list(PALETTE))
    thing = Thing(
        noun.name, noun.shape, noun.kind, turn=-28.0 if noun.stands not in ("far", "wall") else -14.0, focal=True,
        params=dict(noun.params), wears={**WEARS.get(noun.shape, {"*": "mid"}), **noun.wears},
    )  # fmt: skip
    points = box_points(thing)
    low, high = points.min(0), points.max(0)
    size = float(max(np.ptp(points, axis=0)))
    flat = high[1] - low[1] < (high[0] - low[0]) / 3  # from its own height a plate is a line
    camera = fit(
        points, (0.1, 0.1, 0.9, 0.88), aspect=1.0, fov=26, azimuth=0, eye=float(low[1] + 0.62 * (high[1] - low[1])),
        pitch=LOOK_DOWN if flat else 0.0, anchor="centre" if flat else "bottom",
    )  # fmt: skip
    under, wide = (0.0, float(low[1]) - 0.002 * size, 0.0), 90 * size
    ground = Thing("ground", "deck", "set", under, params={"w": wide, "d": wide}, wears={"*": "ground"})
    middle = (0.0, float((low[1] + high[1]) / 2), 0.0)
    s = size * 1.15
    lights = (
        Light("key", (-2.4 * s, 2.6 * s, 2.2 * s), middle, (1.6 * s, 1.6 * s), "#fff2e2", 15.0),
        Light("rim", (2.2 * s, 1.6 * s, -1.8 * s), middle, (0.6 * s, 1.6 * s), "#eaf0ff", 9.0),
    )
    table = dressed(thing, palette)
    table["ground"] = Material("matte", "#dedad2", 0.9)
    sky = Sky(((-90.0, "#e6e3dd"), (0.0, "#e9e6e0"), (90.0, "#f4f2ee")), fill=0.6)
    return Scene(
        (thing, ground), table, lights, camera, sky, look=Look(exposure=1.2, bloom=0.03, vignette=0.0, grain=0.0)
    )


def dressed(thing: Thing, palette: Palette) -> dict[str, Material]:
    """The materials a thing wears; screens show a chart, products the accent."""
    known = materials.base(palette) | {
        "product": Material("satin", palette.accent, 0.35),
        "device screen": materials.screen(palette, "chart", 3, clear=False),
        "phone screen": materials.screen(palette, "app", 3, clear=False, portrait=True),
        "glass screen": materials.screen(palette, "decision", 3, clear=True),
        "roof": Material("matte", "#5a534b", 0.9, grain=0.3),
    }
    plain = Material("matte", "#a7a9ad", 0.8)
    return {name: known.get(name, plain) for name in set(thing.wears.values())}


def brief_scene(brief: Mapping[str, Any], size: tuple[int, int], position: int = 0) -> Node:
    order = Order(brief, {}, PALETTE, {}, Model("previz", "previz"), *size, 20270111, position, 16)
    return engine.plan(order).nodes[0]


def shot(node: Node, samples: int) -> Pixels:
    """The pixels of a planned still."""
    params = {**node.params, "samples": samples}
    return op("previz.still")(None, Node(node.op, node.version, params), Job(NoInputs())).pixels


def things(samples: int = 4) -> Iterator[tuple[str, list[tuple[str, Pixels]]]]:
    """(department, captioned tiles), department by department."""
    for name, nouns in lexicon.BY_DEPARTMENT.items():
        tiles = []
        for noun in nouns:
            document = thing_scene(noun).document()
            params = {"scene": document, "width": TILE[0], "height": TILE[1], "samples": samples, "seed": 1}
            tiles.append((noun.name, shot(Node("previz.still", engine.VERSION, params), samples)))
        yield name, tiles


def places(samples: int = 4) -> Iterator[tuple[str, list[tuple[str, Pixels]]]]:
    """Every place, with people, with a bottle, and by itself."""
    for subject, title in (("two people", "with people"), ("a bottle", "with a bottle"), ("", "empty")):
        tiles = []
        for place in (p for p in lexicon.PLACES.values() if p.name != "flat"):
            brief = {"subject": subject, "environment": place.words[0], "title": place.words[0]}
            tiles.append((place.name, shot(brief_scene(brief, WIDE), samples)))
        yield title, tiles


def drawings() -> Iterator[tuple[str, list[tuple[str, Pixels]]]]:
    """Every flat drawing, filled, on white and on the palette's darkest."""
    for position, title in enumerate(("on white", "on dark")):
        tiles = []
        for name, words in WORDS.items():
            brief = {"title": f"Empty state: {words[0]}", "subject": words[0], "style": ["flat"]}
            tiles.append((name, shot(brief_scene(brief, TILE, position), 1)))
        yield title, tiles


LIGHTS: Mapping[str, str] = {
    "soft from the left": "soft key from camera left", "4:1 from the left": "key to fill 4:1 from camera left",
    "8:1 from the right": "key to fill 8:1 from camera right, hard", "high key": "high key, bright, airy",
    "low key": "low key, dramatic", "backlit": "backlit, strong rim", "Rembrandt": "Rembrandt light from camera left",
    "butterfly": "butterfly light", "warm 2700 K": "warm light, 2700K", "cool 7000 K": "cool light, 7000K",
    "neon": "neon, night", "silhouette": "silhouette against the light",
}  # fmt: skip
HOURS = ("dawn", "morning", "midday", "golden hour", "overcast", "dusk", "night", "moonlight")


def lights(samples: int = 4) -> Iterator[tuple[str, list[tuple[str, Pixels]]]]:
    """Light words on a portrait and a product, and every hour over a lake."""
    for subject, shot_size in (("one person", "close"), ("a ceramic jar", "")):
        brief = {"subject": subject, "environment": "plain studio", "shot": shot_size, "composition": "centred"}
        tiles = [(name, shot(brief_scene({**brief, "light": words}, TILE), samples)) for name, words in LIGHTS.items()]
        yield subject, tiles
    hours = {"subject": "a rowing boat", "environment": "lake shore", "shot": "wide"}
    yield "hours", [(hour, shot(brief_scene({**hours, "light": hour}, WIDE), samples)) for hour in HOURS]


def sheet(tiles: Sequence[tuple[str, Pixels]], columns: int = 6) -> Image.Image:
    """Tiles with their names under them, on paper."""
    height, width = tiles[0][1].shape[:2]
    rows = -(-len(tiles) // columns)
    page = Image.new(
        "RGB", (columns * (width + GAP) + GAP, rows * (height + CAPTION + GAP) + GAP), PAPER
    )  # fmt: skip
    pen = ImageDraw.Draw(page)
    font = ImageFont.load_default(13)
    for i, (name, pixels) in enumerate(tiles):
        x, y = GAP + i % columns * (width + GAP), GAP + i // columns * (height + CAPTION + GAP)
        image = Image.fromarray(pixels)
        page.paste(image.convert("RGB"), (x, y), image if image.mode == "RGBA" else None)
        pen.text((x + 2, y + height + 4), name, fill=INK, font=font)
    return page


def page(files: Sequence[str]) -> str:
    """The gallery as Markdown: the sheets, and beside each sheet of things the words that ask for them."""
    lines = [
        "# Everything previz knows",
        "",
        "Made by `manage.py previz_gallery`. The words are those a brief may use; each thing answers to its plural.",
    ]
    for kind, title in (("things", "Things"), ("places", "Places"), ("lights", "Light"), ("drawings", "Drawings")):
        lines += ["", f"## {title}"]
        for file in (f for f in files if f.startswith(f"{kind}-")):
            name = file.removeprefix(f"{kind}-").removesuffix(".jpg")
            lines += ["", f"### {name.replace('-', ' ').capitalize()}", "", f"![{name}]({file})"]
            rows = lexicon.BY_DEPARTMENT.get(name, ()) if kind == "things" else ()
            lines += ["", "| thing | also |", "|---|---|"] if rows else []
            lines += [f"| {row.name} | {', '.join(row.words[1:])} |" for row in rows]
        if kind == "places":
            lines += ["", "| place | also |", "|---|---|"]
            lines += [f"| {p.name} | {', '.join(p.words[1:])} |" for p in lexicon.PLACES.values()]
    return "\n".join(lines) + "\n"


def mixed(tiles: Sequence[tuple[str, Pixels]], columns: int) -> Image.Image:
    """A sheet of tiles of different shapes, each in the middle of a square."""
    side = max(max(pixels.shape[:2]) for _, pixels in tiles)
    squares = []
    for name, pixels in tiles:
        square = Image.new("RGB", (side, side), PAPER)
        image = Image.fromarray(pixels)
        corner = ((side - image.width) // 2, (side - image.height) // 2)
        square.paste(image.convert("RGB"), corner, image if image.mode == "RGBA" else None)
        squares.append((name, np.asarray(square)))
    return sheet(squares, columns)

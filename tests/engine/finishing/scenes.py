"""Small made-up pictures with known boxes, and a brand's kit made of bundled fonts."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Mapping
from typing import Any

import numpy as np
from PIL import Image

from generation.engine.finishing import fonts
from generation.engine.finishing.placement import Copy, Kit, Shot, Spec
from generation.engine.finishing.plan import Plan, plan
from generation.engine.finishing.xmp import Metadata
from generation.engine.picture import Box, Job, Picture
from generation.engine.recipe import Node, Recipe
from generation.engine.render import render

PALETTE = ("#14213D", "#FCA311", "#F5F3EE", "#5C677D")
KIT = Kit(PALETTE, tuple(b.font for b in fonts.bundled()))
LATIN = Kit(PALETTE, fonts.family("Source Sans Pro"))
METADATA = Metadata(
    digital_source_type="compositeWithTrainedAlgorithmicMedia",
    ai_system="Gatefold previz",
    ai_system_version="0.1",
    ai_prompt="three people <at> a table & a skyline",
    ai_prompt_writer="Ben",
    title="Decisions, together",
    rights="© Northlight Analytics",
    usage_terms="US, UK, DE, JP until 2027-04-30",
    creators=("Ben", "Dana"),
    subjects=("office", "people"),
    credit="Northlight Analytics",
    identifier="northlight-hero",
    language="en",
)
ENGLISH = Copy("en-GB", "Decisions, together.", "One picture that everyone can read.", "See how it works")
GERMAN = Copy("de-DE", "Entscheiden, gemeinsam.", "Ein Bild, auf das alle schauen.", "Jetzt ansehen")
JAPANESE = Copy("ja-JP", "決める、いっしょに。", "ひとつの画面を囲んで、チームの判断をもっと速く。", "詳しく見る")
ARABIC = Copy("ar-AE", "نقرر معًا.", "صورة واحدة يراها الجميع.", "شاهد كيف")


class Store:
    """Blobs by digest; bundled fonts are always there."""

    def __init__(self, *blobs: bytes) -> None:
        self.blobs = {hashlib.sha256(b).hexdigest(): b for b in blobs}

    def blob(self, sha256: str) -> bytes:
        return self.blobs[sha256] if sha256 in self.blobs else fonts.bundled_blob(sha256)

    def recipe(self, digest: str) -> Mapping[str, Any]:
        raise KeyError(digest)

    def model_path(self, weights_digest: str) -> str:
        raise KeyError(weights_digest)


def spec(**changes: Any) -> Spec:
    document: dict[str, Any] = {
        "slug": "web-hero", "name": "Web hero", "width": 600, "height": 250, "unit": "px", "dpi": 72,
        "safe": {"top": 0.08, "right": 0.06, "bottom": 0.08, "left": 0.06}, "formats": ["jpeg"],
    }  # fmt: skip
    return Spec.from_document(document | changes)


def dusk(width: int = 480, height: int = 320) -> Shot:
    """A dark, calm sky above three people."""
    y, x = np.mgrid[0:height, 0:width].astype(np.float64)
    y, x = y / height, x / width
    sky = np.array([28, 34, 58.0]) * (1 - y[..., None]) + np.array([150, 100, 70.0]) * y[..., None]
    people = []
    for name, cx in (("ana", 0.36), ("bo", 0.53), ("cy", 0.70)):
        sky[((x - cx) / 0.06) ** 2 + ((y - 0.85) / 0.33) ** 2 < 1] = (60, 70, 84)
        sky[((x - cx) / 0.042) ** 2 + ((y - 0.47) / 0.08) ** 2 < 1] = (196, 150, 126)
        people.append(Box(name, cx - 0.065, 0.39, 0.13, 0.61, "person"))
    return Shot(sky.astype(np.uint8), (*people, Box("copy", 0, 0, 1, 0.36, "copy")))


def noise(width: int = 480, height: int = 320, low: int = 60, high: int = 200) -> Shot:
    """Nothing calm anywhere, and middle grey on average: no colour of type reads on it."""
    rng = np.random.default_rng(7)
    small = rng.integers(low, high, (height // 6 + 1, width // 6 + 1), dtype=np.uint8)
    grey = np.asarray(Image.fromarray(small).resize((width, height), Image.Resampling.BICUBIC))
    return Shot(np.repeat(grey[..., None], 3, axis=2))


def flat(colour: tuple[int, ...], width: int = 480, height: int = 320) -> Shot:
    return Shot(np.broadcast_to(np.array(colour, np.uint8), (height, width, len(colour))).copy())


def png(shot: Shot) -> bytes:
    out = io.BytesIO()
    Image.fromarray(shot.pixels).save(out, "PNG")
    return out.getvalue()


def finish(
    shot: Shot, placement: Spec, copy: Copy | None = None, kit: Kit = KIT, *, store: Store | None = None, **options: Any
) -> tuple[Plan, Recipe, Picture]:
    """Plan and render one rendition, as a worker does."""
    source = png(shot)
    held = Store(source, *(store.blobs.values() if store else ()))
    planned = plan(shot, placement, copy, kit, held, **{"metadata": METADATA, **options})
    first = Node("stored", "1", {}, {"picture": f"sha256:{hashlib.sha256(source).hexdigest()}"})
    recipe = Recipe((first, *planned.nodes))
    return planned, recipe, render(recipe, Job(held))

"""The op "previz.still": a Scene in, a path-traced Picture out. Worker side."""

from __future__ import annotations

import ctypes
import platform
import time
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path

import numpy as np

from generation.engine.picture import EngineError, Job, Picture
from generation.engine.previz import denoise, look, measure, moving, packing, passes, photograph, trace
from generation.engine.previz.flat import raster
from generation.engine.previz.scene import BadScene, Scene
from generation.engine.previz.things import UnknownShape
from generation.engine.recipe import Node
from studio.lib.canonical import Json, canonical, parse

METER = 64  # pixels on the shorter side of the picture that a shot's exposure is read from
LARGEST = 8192  # pixels on a side; beyond that, finishing enlarges


def still(_before: Picture | None, node: Node, job: Job) -> Picture:
    """Render `params["scene"]` at width x height pixels with `samples` paths per pixel.

    Raises Cancelled between bands and phases, EngineError when the scene cannot be read or is too large.
    """
    width, height, samples = (int(node.params[k]) for k in ("width", "height", "samples"))
    seed = int(node.params["seed"])
    if not (1 <= samples <= 1024 and 16 <= width <= LARGEST and 16 <= height <= LARGEST):
        raise EngineError(
            f"Previz renders 16 to {LARGEST} pixels a side and 1 to 1024 samples; "
            f"asked for {width} x {height}, {samples}."
        )
    seconds: dict[str, Json] = {}
    began = time.perf_counter()

    def lap(phase: str) -> None:
        nonlocal began
        now = time.perf_counter()
        seconds[phase] = round(now - began, 4)
        began = now
        job.check_cancelled()

    steps = -(-height // trace.BAND) + 2  # bands, then denoise, then develop

    def after_band(done: int, _total: int) -> None:
        job.check_cancelled()
        job.progress(done, steps)

    placed: list[photograph.Placed] = []
    try:
        shot = Scene.from_document(node.params["scene"])
        scene = moving.at(shot, float(node.params.get("seconds", 0.0)))
        if scene.look.flat:
            return illustration(scene, width, height, node.version)
        photos = photograph.photographs(scene.things, node.inputs, job.inputs.blob)
        packed = packing.pack(scene, photos, height, width / height)
    except (BadScene, UnknownShape) as error:
        raise EngineError(str(error)) from error
    lap("build")
    traced = trace.trace(packed, scene.camera, width, height, samples, seed, after_band)
    found = passes.layers(packed, scene.camera, width, height, packing.threads())
    lap("trace")
    del packed  # some 150 MB that the denoiser needs
    _give_back_memory()
    clean = denoise.denoise(traced.radiance, traced.albedo, traced.normal, careful=samples >= 8)
    job.progress(steps - 1, steps)
    lap("denoise")
    seen = look.Seen(np.where(found.pane >= 0, found.pane, found.thing), found.normal, found.depth)
    steady = None
    if shot.look.auto and not shot.motion.still and not photos:
        steady = exposure_of(canonical(shot.document()), width / height, seed)
    pixels = look.develop(
        clean, found.height, seen, scene.look, seed, traced.cover, traced.shade, scene.sky.drift, packing.threads(),
        steady,
    )  # fmt: skip
    palette = measure.palette_found(scene, _colours(node), pixels, found.material, found.thing)
    if photos:
        pixels, placed = photograph.lay(pixels, scene.things, scene.camera, found.depth, photos)
        found = passes.with_photographs(found, placed)
    lap("develop")
    files, reading = passes.files(scene, found)
    boxes = passes.boxes(scene, found.thing, found.pane)
    lap("passes")
    job.progress(steps, steps)
    return Picture(
        pixels=np.ascontiguousarray(pixels),
        passes=files,
        boxes=boxes,
        notes=scene.notes,
        facts={
            "engine": {"name": "previz", "version": node.version, **_software()},
            "machine": machine(),
            "threads": packing.threads(),
            "samples": samples,
            "phases": seconds,
            "passes": reading,
            "palette": list(palette),
            **({"photographs": [one.document(scene.things) for one in placed]} if photos else {}),
        },
    )


@lru_cache(maxsize=64)
def exposure_of(document: bytes, aspect: float, seed: int) -> float:
    """The exposure that every frame of a shot keeps, so that none brightens or darkens by what enters the frame: that
    of a tiny picture of its first moment. `document`: the shot's canonical JSON; a pure function of the three."""
    scene = moving.at(Scene.from_document(parse(document)), 0.0)
    width, height = (round(METER * max(side, 1.0)) for side in (aspect, 1 / aspect))
    packed = packing.pack(scene)
    seen = trace.trace(packed, scene.camera, width, height, 2, seed, lambda _done, _all: None)
    found = passes.layers(packed, scene.camera, width, height)
    return look.metered(seen.radiance, found.height, found.depth, scene.look, seen.cover)


def _colours(node: Node) -> list[str]:
    """The brand's colours that planning wrote beside the scene, for measuring what became of them."""
    asked = node.params.get("palette", [])
    return [text for text in asked if isinstance(text, str)] if isinstance(asked, list | tuple) else []


def illustration(scene: Scene, width: int, height: int, engine_version: str) -> Picture:
    """A flat scene: shapes in exact colours, with their masks. No light, so no depth and no normals."""
    began = time.perf_counter()
    drawn = raster.draw(scene, width, height)
    masks, names = passes.masks_of(scene, drawn.thing)
    return Picture(
        pixels=drawn.pixels,
        passes={"masks": masks},
        boxes=passes.boxes(scene, drawn.thing, drawn.thing),
        notes=scene.notes,
        facts={
            "engine": {"name": "previz", "version": engine_version, **_software()},
            "machine": machine(),
            "phases": {"draw": round(time.perf_counter() - began, 4)},
            "passes": {"masks": {"names": names}},
        },
    )


def _give_back_memory() -> None:
    """Freed arrays go back to the system before the denoiser takes its 230 MB; glibc would keep them."""
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
    if trim is not None:
        trim(0)


def _software() -> dict[str, Json]:
    return {name: version(name) for name in ("embreex", "numba", "pyoidn", "numpy", "scipy", "pillow", "scikit-image")}


def machine() -> str:
    """The class of machine within which the same recipe gives the same bytes: architecture and CPU model."""
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
        models = [line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")]
    except OSError:
        models = []
    return f"{platform.machine()} {models[0] if models else platform.processor() or 'unknown CPU'}"

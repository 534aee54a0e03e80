"""Small scenes that the tests of light and look share: a studio with one thing in it."""

from __future__ import annotations

import numpy as np

from generation.engine.previz import denoise, look, packing, passes, trace
from generation.engine.previz.scene import Camera, Light, Look, Material, Scene, Sky, Thing

EVEN = ((-90.0, "#ffffff"), (90.0, "#ffffff"))
KEY = Light("key", (-0.9, 1.2, 0.9), (0.0, 0.15, 0.0), (0.7, 0.7), power=9.0)


def ball(
    material: Material,
    *,
    behind: str = "#b9b2a8",
    radiance_look: Look | None = None,
    sky: float = 0.6,
    lights: tuple[Light, ...] = (KEY,),
) -> Scene:
    """A ball of 30 cm on a studio sweep, seen from the front."""
    return Scene(
        things=(
            Thing(
                "sweep", "cyclorama", "set", params={"w": 6, "front": 3, "back": -2, "h": 3, "r": 1}, wears={"*": "set"}
            ),
            Thing("ball", "sphere", "product", params={"r": 0.15}, wears={"*": "it"}, focal=True),
        ),
        materials={"set": Material("matte", behind, 0.9), "it": material},
        lights=lights,
        camera=Camera((0.0, 0.2, 1.6), fov=22, shift=(0.0, -0.1)),
        sky=Sky(EVEN, strength=sky, fill=1.0),
        look=radiance_look or Look(grain=0.0, vignette=0.0, bloom=0.0),
    )


def traced(scene: Scene, side: int = 64, samples: int = 4, seed: int = 3) -> trace.Traced:
    packed = packing.pack(scene)
    return trace.trace(packed, scene.camera, side, side, samples, seed, lambda done, total: None)


def shown(scene: Scene, side: int = 64, samples: int = 4, seed: int = 3) -> tuple[np.ndarray, passes.Layers]:
    """The picture and what lies where in it."""
    packed = packing.pack(scene)
    light = trace.trace(packed, scene.camera, side, side, samples, seed, lambda done, total: None)
    clean = denoise.denoise(light.radiance, light.albedo, light.normal)
    found = passes.layers(packed, scene.camera, side, side)
    seen = look.Seen(np.where(found.pane >= 0, found.pane, found.thing), found.normal, found.depth)
    pixels = look.develop(clean, found.height, seen, scene.look, seed, light.cover, light.shade, scene.sky.drift)
    return pixels, found

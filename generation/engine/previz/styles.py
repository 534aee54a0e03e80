"""Scenes redressed before they are lit: what a style changes about the things themselves."""

from __future__ import annotations

from dataclasses import replace

from generation.engine.previz.scene import Material, Mist, Scene, Sky

CLAY = Material("matte", "#c9b6a3", 0.9, grain=0.04)
PANE = Material("glass", "#efe6da", 0.05, wall=0.003)  # what one could see through stays so
STUDIO = ((-90.0, "#8d8781"), (-5.0, "#b9b1a8"), (10.0, "#d9d2c9"), (90.0, "#f3efe9"))


def dressed(scene: Scene) -> Scene:
    """The scene as its style wants it: clay replaces every material and softens the light."""
    if scene.look.style != "clay":
        return scene
    lamps = {name: m.kind in ("glow",) and m.glow > 1.5 for name, m in scene.materials.items()}
    return replace(
        scene,
        materials={
            name: PANE
            if m.kind in ("screen", "glass")
            else replace(CLAY, kind="glow", glow=1.2)
            if lamps[name]
            else CLAY
            for name, m in scene.materials.items()
        },
        lights=tuple(replace(light, colour="#fff4e6") for light in scene.lights),
        sky=Sky(STUDIO, strength=max(scene.sky.strength, 0.9), fill=0.7),
        look=replace(scene.look, mist=Mist(), contrast=max(scene.look.contrast, 0.45)),
    )

"""The Scene: what stands between a brief and the renderer. Plain data, metres and degrees, JSON both ways.

y is up, the camera looks towards -z, the floor is y = 0. A person can edit the document, a test can assert on it, and
another engine can read it. Names in `materials` are what the parts of things point to. docs/scene.md describes it,
docs/scene.schema.json is its JSON Schema (`manage.py scene_schema`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Self

from generation.engine.previz.scene.camera import Camera
from generation.engine.previz.scene.document import BadScene, read, schema_of, write
from generation.engine.previz.scene.light import Fall, Light, Look, Mist, Sky
from generation.engine.previz.scene.motion import CameraKey, Motion, ThingKey
from generation.engine.previz.scene.rules import Area, Ask, Rules
from generation.engine.previz.scene.things import Material, Thing
from generation.engine.previz.scene.vector import Vec3
from studio.lib.canonical import Json

SCHEMA = "gatefold.scene/2"
MOST_THINGS = 2_000
MOST_PARTS = 4_000  # what a count in a thing's parameters may be
COUNTS = frozenset({"count", "leaves", "rows", "columns", "bays", "floors", "stalks", "blades", "n"})
READABLE = (SCHEMA, "gatefold.scene/1")  # 1 lacks what has a default now


@dataclass(frozen=True, slots=True)
class Scene:
    """Everything a picture is made of: things, what they wear, lights, sky, the camera, and the rules it keeps.

    `set` is the place that dressed it; `notes` say in sentences what was understood and what was not.
    """

    things: tuple[Thing, ...]
    materials: Mapping[str, Material]
    lights: tuple[Light, ...]
    camera: Camera
    sky: Sky = field(default_factory=Sky)
    rules: Rules = field(default_factory=Rules)
    look: Look = field(default_factory=Look)
    motion: Motion = field(default_factory=Motion)
    set: str = "studio"
    notes: tuple[str, ...] = ()

    def document(self) -> dict[str, Json]:
        body = write(self)
        assert isinstance(body, dict)
        return {"schema": SCHEMA, **body}

    @classmethod
    def from_document(cls, document: Mapping[str, Any]) -> Self:
        """Read a stored or edited document. Raises BadScene with a sentence that names the part and the remedy."""
        if not isinstance(document, Mapping):
            raise BadScene("A scene is a JSON object with things, materials, lights and a camera.")
        if document.get("schema") not in READABLE:
            raise BadScene(f"This scene says schema {document.get('schema')!r}; this version reads {SCHEMA!r}.")
        scene: Self = read(cls, {key: value for key, value in document.items() if key != "schema"}, "")
        scene.check()
        return scene

    def check(self) -> None:
        """What the types cannot say. Raises BadScene."""
        if not self.things or not self.materials:
            raise BadScene("A scene needs at least one thing and one material.")
        if len(self.things) > MOST_THINGS:
            raise BadScene(f"A scene of {len(self.things):,} things is too large; up to {MOST_THINGS:,}.")
        for i, thing in enumerate(self.things):
            for key, value in thing.params.items():
                if key in COUNTS and isinstance(value, int | float) and value > MOST_PARTS:
                    raise BadScene(f"things[{i}].params.{key[:40]}: {value} is too many. Up to {MOST_PARTS:,}.")
            for part, name in thing.wears.items():
                if name not in self.materials:
                    raise BadScene(
                        f"things[{i}] ({thing.name[:40]!r}) wears {name[:40]!r} on {part[:40]!r}, "
                        "and materials has no such name. Add it there, or name another."
                    )


def json_schema() -> dict[str, Json]:
    """JSON Schema 2020-12 of the document."""
    definitions: dict[str, Json] = {}
    schema_of(Scene, definitions)
    body = definitions.pop("Scene")
    assert isinstance(body, dict)
    properties = body["properties"]
    required = body["required"]
    assert isinstance(properties, dict) and isinstance(required, list)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Gatefold scene",
        **body,
        "properties": {"schema": {"enum": list(READABLE)}, **properties},
        "required": ["schema", *required],
        "$defs": definitions,
    }


__all__ = [
    "SCHEMA", "Area", "Ask", "BadScene", "Camera", "CameraKey", "Fall", "Light", "Look", "Material", "Mist", "Motion",
    "Rules", "Scene", "Sky", "Thing", "ThingKey", "Vec3", "json_schema",
]  # fmt: skip

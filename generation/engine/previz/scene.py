"""The Scene: what stands between a brief and the renderer. Plain data, metres and degrees, JSON both ways.

y is up, the camera looks towards -z, the floor is y = 0. A person can edit the document, a test can assert on it, and
another engine can read it. Names in `materials` are what the parts of things point to.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from typing import Any, Self, TypeVar

from studio.lib.canonical import Json

Vec3 = tuple[float, float, float]
SCHEMA = "gatefold.scene/1"
T = TypeVar("T")


class BadScene(ValueError):
    """The document is not a scene: the sentence names the part and the remedy."""


@dataclass(frozen=True, slots=True)
class Thing:
    """One object. `shape` is a name in things.SHAPES, `params` its parameters, `wears` maps its parts to materials.

    kind: person, product, thing (these get masks and boxes) or set (walls, sky, ground: they do not).
    `turn` rotates about y, then `tilt` (about x) and `roll` (about z) come first, in the thing's own frame.
    """

    name: str
    shape: str
    kind: str = "thing"
    at: Vec3 = (0.0, 0.0, 0.0)
    turn: float = 0.0
    tilt: float = 0.0
    roll: float = 0.0
    scale: float = 1.0
    focal: bool = False  # part of what the picture is about
    params: Mapping[str, Json] = field(default_factory=dict)
    wears: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Material:
    """kind: matte, satin (diffuse under a clear coat), metal, glow (emits), lit_glow (emits and is lit), screen
    (transparent where its texture is), water. `texture` is a document that textures.py knows how to draw."""

    kind: str = "matte"
    colour: str = "#808080"
    rough: float = 0.5
    glow: float = 1.0
    texture: Mapping[str, Json] = field(default_factory=dict)
    ripple: float = 0.0  # height of the water's waves, 0 is a mirror
    grain: float = 0.0  # unevenness of colour, 0-1: concrete, stone, soil


@dataclass(frozen=True, slots=True)
class Light:
    """A rectangle of light at `at`, facing `towards`. `colour` times `power` is its radiance."""

    name: str
    at: Vec3
    towards: Vec3
    size: tuple[float, float]
    colour: str = "#ffffff"
    power: float = 5.0
    visible: bool = False  # whether the camera and mirrors see the rectangle itself


@dataclass(frozen=True, slots=True)
class Sky:
    """What rays that leave the set see. `stops`: (elevation in degrees, colour). `fill` scales it as a light."""

    stops: tuple[tuple[float, str], ...] = ((-90.0, "#26262c"), (0.0, "#c9c6c0"), (90.0, "#7f8a90"))
    strength: float = 1.0
    fill: float = 0.5
    sun: Vec3 = (0.0, 0.1, -1.0)
    sun_colour: str = "#ffd9a8"
    sun_glow: float = 0.0
    clouds: float = 0.0
    cloud_colour: str = "#ffffff"


@dataclass(frozen=True, slots=True)
class Camera:
    """A level view camera: verticals stay vertical because framing is done by shifting the lens, not by tilting.

    `fov` is across the shorter side, degrees. `shift` moves the frame, in half-frames: (0, 0.3) shows more sky.
    `aperture` is the lens radius in metres (0: everything sharp), `focus` the distance of the sharp plane.
    """

    eye: Vec3
    yaw: float = 0.0
    pitch: float = 0.0
    fov: float = 36.0
    shift: tuple[float, float] = (0.0, 0.0)
    aperture: float = 0.0
    focus: float = 5.0


@dataclass(frozen=True, slots=True)
class Area:
    """Part of the frame, 0-1 from the top left."""

    x: float = 0.0
    y: float = 0.0
    w: float = 0.0
    h: float = 0.0

    @property
    def empty(self) -> bool:
        return self.w <= 0 or self.h <= 0


@dataclass(frozen=True, slots=True)
class Rules:
    """What the framing had to respect."""

    copy: Area = Area()
    margin_x: float = 0.05
    margin_y: float = 0.05
    subject_x: float = 0.5  # where the centre of the subject was wanted
    subject_fill: float = 0.6  # share of the frame's free height (or width) the subject was to take
    horizon: float = 0.0  # 0: free; else its height in the frame from the top
    forbidden: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Mist:
    colour: str = "#b9b8aa"
    density: float = 0.0  # per metre at y = 0
    height: float = 4.0  # metres over which it thins to a third
    most: float = 0.9


@dataclass(frozen=True, slots=True)
class Look:
    """From light to picture: exposure, grade, lens."""

    exposure: float = 1.0
    auto: bool = True  # scale exposure by the log-average of the picture
    bloom: float = 0.1
    vignette: float = 0.16
    grain: float = 0.006
    saturation: float = 0.95
    contrast: float = 0.3
    flat: bool = False  # colours exactly as given: no exposure, no grade
    mist: Mist = Mist()


@dataclass(frozen=True, slots=True)
class Scene:
    things: tuple[Thing, ...]
    materials: Mapping[str, Material]
    lights: tuple[Light, ...]
    camera: Camera
    sky: Sky = Sky()
    rules: Rules = Rules()
    look: Look = Look()
    set: str = "studio"
    notes: tuple[str, ...] = ()

    def document(self) -> dict[str, Json]:
        return {"schema": SCHEMA, **_document(self)}

    @classmethod
    def from_document(cls, document: Mapping[str, Any]) -> Self:
        """Read a stored document. Raises BadScene with a sentence."""
        if document.get("schema") != SCHEMA:
            raise BadScene(f"This scene says schema {document.get('schema')!r}; this version reads {SCHEMA!r}.")
        try:
            body = {key: value for key, value in document.items() if key != "schema"}
            parts: dict[str, Any] = {
                "things": tuple(_read(Thing, t) for t in body.pop("things")),
                "materials": {name: _read(Material, m) for name, m in body.pop("materials").items()},
                "lights": tuple(_read(Light, light) for light in body.pop("lights")),
                "camera": _read(Camera, body.pop("camera")),
                "sky": _read(Sky, body.pop("sky", {})),
                "rules": _read_rules(body.pop("rules", {})),
                "look": _read_look(body.pop("look", {})),
                "notes": tuple(body.pop("notes", ())),
            }
            return cls(**parts, **body)
        except (KeyError, TypeError, AttributeError) as error:
            raise BadScene(
                f"A part of this scene is missing or misnamed: {error}. Compare it with scene.py."
            ) from error


def _read_rules(document: Mapping[str, Any]) -> Rules:
    return _read(Rules, {**document, "copy": _read(Area, document.get("copy", {}))})


def _read_look(document: Mapping[str, Any]) -> Look:
    return _read(Look, {**document, "mist": _read(Mist, document.get("mist", {}))})


def _read(kind: type[T], document: Mapping[str, Any]) -> T:
    return kind(**{key: _tuples(value) for key, value in document.items()})


def _tuples(value: Any) -> Any:
    return tuple(_tuples(v) for v in value) if isinstance(value, list | tuple) else value


def _document(value: Any) -> Json:
    """Dataclasses to JSON; numbers rounded to a tenth of a millimetre, so that documents read well."""
    if is_dataclass(value):
        return {f.name: _document(getattr(value, f.name)) for f in fields(value)}
    if isinstance(value, Mapping):
        return {str(key): _document(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_document(item) for item in value]
    return round(value, 4) if isinstance(value, float) else value

"""From the moves that a brief asks for to a shot: keys for the camera and for what drifts.

Amounts that the brief leaves open are shares of the distance to the subject, so that a slow push reads the same on a
bottle and on a bay. Moves with seconds of their own follow one another; the others happen together over the shot.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

import numpy as np

from generation.engine.previz.moving import key_of
from generation.engine.previz.reading import Move, Reading
from generation.engine.previz.scene import Camera, CameraKey, Motion, Thing, ThingKey, Vec3

USUAL_SECONDS = 4.0
SPEEDS: Mapping[str, float] = {"slow": 0.6, "": 1.0, "fast": 1.8}
SHAKE = 0.004  # share of the distance that a hand-held camera wanders
DRIFTERS = ("boat", "ship", "balloon", "bird", "gull", "kite", "raft", "canoe")
DRIFT_WORDS = ("drift", "float", "sail", "fly", "glide", "pass", "move")


def shot(reading: Reading, camera: Camera, focus: Vec3, things: Sequence[Thing]) -> Motion:
    """The motion that a brief asks for round `focus`; without any, a still (seconds 0)."""
    moves = [move for move in reading.motion if move.kind in STEPS]
    if not reading.motion and not reading.seconds:
        return Motion()
    chained = bool(moves) and all(move.seconds > 0 for move in moves)
    seconds = reading.seconds or sum(move.seconds for move in moves) or USUAL_SECONDS
    keys = [key_of(camera, 0.0)]
    if chained and len(moves) > 1:
        now, length = 0.0, sum(move.seconds for move in moves)
        for move in moves:
            now += move.seconds / length * seconds
            keys.append(replace(STEPS[move.kind](keys[-1], move, focus), at=round(now, 3)))
    elif any(move.kind == "handheld" for move in moves):
        keys += _wander(keys[0], focus, seconds)
    elif moves:
        end = keys[0]
        for move in moves:
            end = STEPS[move.kind](end, move, focus)
        keys += _along(keys[0], end, moves, focus, seconds)
    still = len(keys) == 1 or all(replace(key, at=0.0) == keys[0] for key in keys)
    said = ", ".join(dict.fromkeys(move.said or move.kind for move in reading.motion))[:200]
    return Motion(round(seconds, 3), () if still else tuple(keys), drifting(reading, camera, focus, things, seconds),
                  said=said)  # fmt: skip


def sentence(motion: Motion) -> str:
    """What a note says of a shot."""
    moving = [name for name, keys in motion.things.items() if keys]
    camera = "the camera moves" if motion.camera else "the camera stands"
    things = f", {', '.join(moving)} drift" if moving else ""
    return f"Shot of {motion.seconds:g} s: {camera}{things}{f' (“{motion.said}”)' if motion.said else ''}."


def drifting(
    reading: Reading, camera: Camera, focus: Vec3, things: Sequence[Thing], seconds: float
) -> dict[str, tuple[ThingKey, ...]]:
    """Boats and birds, where the brief says that something drifts, sails or flies: a little way, the way they face."""
    if not reading.said(*DRIFT_WORDS):
        return {}
    reach = 0.05 * _distance(camera.eye, focus)
    found: dict[str, tuple[ThingKey, ...]] = {}
    for thing in things:
        if thing.kind != "set" and any(thing.name.startswith(name) for name in DRIFTERS):
            a = np.radians(thing.turn)
            x, y, z = thing.at
            far = (round(x + reach * float(np.sin(a)), 4), y, round(z + reach * float(np.cos(a)), 4))
            pose = {"turn": thing.turn, "tilt": thing.tilt, "roll": thing.roll, "scale": thing.scale}
            found[thing.name] = (ThingKey(0.0, thing.at, **pose), ThingKey(round(seconds, 3), far, **pose))
    return found


# --- steps: where each move ends ------------------------------------------------------------------------------------
def _distance(eye: Vec3, focus: Vec3) -> float:
    return max(float(np.hypot(eye[0] - focus[0], eye[2] - focus[2])), 0.05)


def _ahead(key: CameraKey) -> tuple[float, float]:
    yaw = np.radians(key.yaw)
    return float(np.sin(yaw)), float(-np.cos(yaw))


def _dolly(key: CameraKey, move: Move, focus: Vec3, sign: float) -> CameraKey:
    distance = _distance(key.eye, focus)
    usual = (0.18 if sign > 0 else 0.3) * SPEEDS.get(move.speed, 1.0) * distance
    way = min(move.amount or usual, 0.7 * distance) * sign
    x, z = _ahead(key)
    eye = (key.eye[0] + way * x, key.eye[1], key.eye[2] + way * z)
    return replace(key, eye=eye, focus=max(key.focus - way, 0.05))


def _arc(key: CameraKey, move: Move, focus: Vec3) -> CameraKey:
    degrees = (move.amount or 20 * SPEEDS.get(move.speed, 1.0)) * (1 if move.direction == "right" else -1)
    a = np.radians(degrees)
    x, z = key.eye[0] - focus[0], key.eye[2] - focus[2]
    turned = (focus[0] + x * np.cos(a) + z * np.sin(a), key.eye[1], focus[2] - x * np.sin(a) + z * np.cos(a))
    return replace(key, eye=(float(turned[0]), turned[1], float(turned[2])), yaw=key.yaw - degrees)


def _pan(key: CameraKey, move: Move, _focus: Vec3) -> CameraKey:
    degrees = move.amount or 14 * SPEEDS.get(move.speed, 1.0)
    return replace(key, yaw=key.yaw + (-degrees if move.direction == "left" else degrees))


def _tilt(key: CameraKey, move: Move, _focus: Vec3) -> CameraKey:
    degrees = move.amount or 8 * SPEEDS.get(move.speed, 1.0)
    return replace(key, pitch=key.pitch + (-degrees if move.direction == "down" else degrees))


def _truck(key: CameraKey, move: Move, focus: Vec3) -> CameraKey:
    way = move.amount or 0.14 * SPEEDS.get(move.speed, 1.0) * _distance(key.eye, focus)
    way = -way if move.direction == "left" else way
    x, z = _ahead(key)
    return replace(key, eye=(key.eye[0] - way * z, key.eye[1], key.eye[2] + way * x))


def _lift(key: CameraKey, move: Move, focus: Vec3, sign: float) -> CameraKey:
    way = move.amount or 0.12 * SPEEDS.get(move.speed, 1.0) * _distance(key.eye, focus)
    return replace(key, eye=(key.eye[0], max(key.eye[1] + sign * way, 0.05), key.eye[2]))


def _zoom(key: CameraKey, move: Move, factor: float) -> CameraKey:
    return replace(key, fov=min(max(key.fov * factor ** SPEEDS.get(move.speed, 1.0), 2.0), 110.0))


Step = Callable[[CameraKey, Move, Vec3], CameraKey]
STEPS: Mapping[str, Step] = {
    "push in": lambda key, move, focus: _dolly(key, move, focus, 1.0),
    "pull out": lambda key, move, focus: _dolly(key, move, focus, -1.0),
    "dolly": lambda key, move, focus: _dolly(key, move, focus, -1.0 if move.direction in ("out", "back") else 1.0),
    "arc": _arc,
    "pan": _pan,
    "tilt": _tilt,
    "truck": _truck,
    "rise": lambda key, move, focus: _lift(key, move, focus, 1.0),
    "lower": lambda key, move, focus: _lift(key, move, focus, -1.0),
    "zoom in": lambda key, move, _focus: _zoom(key, move, 0.8),
    "zoom out": lambda key, move, _focus: _zoom(key, move, 1.25),
    "static": lambda key, _move, _focus: key,
    "handheld": lambda key, _move, _focus: key,
}


def _along(
    start: CameraKey, end: CameraKey, moves: Sequence[Move], focus: Vec3, seconds: float
) -> list[CameraKey]:  # fmt: skip
    """The end, and on the way of an arc points of the circle: keys on a straight line would cut the corner."""
    arcs = [move for move in moves if move.kind == "arc"]
    if not arcs:
        return [replace(end, at=round(seconds, 3))]
    steps = max(int(abs(end.yaw - start.yaw) / 5) + 1, 3)
    keys = []
    for i in range(1, steps + 1):
        t = i / steps
        eased = t * t * (3 - 2 * t)
        key = start
        for move in moves:
            whole = STEPS[move.kind](key, move, focus)
            if move.kind == "arc":
                part = replace(move, amount=abs(whole.yaw - key.yaw) * eased)
                key = key if part.amount == 0 else _arc(key, part, focus)
            else:
                key = _between(key, whole, eased)
        keys.append(replace(key, at=round(seconds * t, 3)))
    return keys


def _between(a: CameraKey, b: CameraKey, t: float) -> CameraKey:
    eye = tuple(p + (q - p) * t for p, q in zip(a.eye, b.eye, strict=True))
    return replace(
        b, eye=(eye[0], eye[1], eye[2]), yaw=a.yaw + (b.yaw - a.yaw) * t, pitch=a.pitch + (b.pitch - a.pitch) * t,
        fov=a.fov + (b.fov - a.fov) * t, focus=a.focus + (b.focus - a.focus) * t,
    )  # fmt: skip


def _wander(start: CameraKey, focus: Vec3, seconds: float) -> list[CameraKey]:
    """A hand that breathes: keys every half second, the same every time, back at the start at the end."""
    reach = SHAKE * _distance(start.eye, focus)
    rng = np.random.default_rng(20270111)
    times = np.linspace(0, seconds, max(int(seconds / 0.5), 2) + 1)[1:]
    keys = []
    for t in times:
        dx, dy, turn = rng.uniform(-1, 1, 3) * (reach, reach, 0.25) * (t < seconds)
        eye = (start.eye[0] + float(dx), start.eye[1] + float(dy), start.eye[2])
        keys.append(replace(start, at=round(float(t), 3), eye=eye, yaw=start.yaw + float(turn)))
    return keys

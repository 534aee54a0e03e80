"""Verdicts: every wish about framing measured on the finished arrangement, with a sentence for each that is not met."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from generation.engine.previz.composing.judging import bound, head_of
from generation.engine.previz.frame import Frame
from generation.engine.previz.masks import Bodies, Plate, middle, outline_of, plate, union
from generation.engine.previz.scene import Rules, Scene, Thing
from generation.engine.previz.scene.rules import Ask

FINE = 160  # pixels of the long side
SHOWN = {"close": (0.12, 0.62), "mid": (0.4, 0.86), "full": (0.985, 1.0), "wide": (0.9, 1.0)}  # of a standing figure
WHY = {
    "copy space": "what the picture shows needs more room than the copy leaves in this shape",
    "clear area": "what the picture shows needs more room than is left in this shape",
    "safe margins": "the subject is larger than the frame inside its margins",
    "subject position": "the copy space or the frame's edge is in the way",
    "fill": "another edge of the frame or the copy space is reached first",
    "horizon": "the camera looks up or down too steeply, or the lens cannot be shifted so far",
    "shot size": "the free part of the frame has other proportions than this shot",
    "heads": "so many people in this width stand before each other",
    "nothing cut": "the free part of the frame is narrower than the subject",
    "subject seen": "other things stand before it from this side",
    "headroom": "the heads reach into what has to stay free above them",
    "lens": "the angle of view was needed for the subject to fit",
}


@dataclass(frozen=True, slots=True)
class Seen:
    """A scene in a frame, drawn once for all measurements."""

    rules: Rules
    frame: Frame
    things: tuple[Thing, ...]
    focal: NDArray[np.bool_]
    panes: NDArray[np.bool_]
    plate: Plate
    heads: NDArray[np.float64]  # (people, 4): exact boxes of focal people's heads
    box: tuple[float, float, float, float]  # of the focal outlines, exact
    landscape: bool

    @classmethod
    def of(cls, scene: Scene, aspect: float) -> Seen:
        frame = Frame(scene.camera, aspect)
        things = tuple(t for t in scene.things if t.kind != "set")
        focal = np.array([t.focal for t in things], bool)
        people = [t for t in things if t.kind == "person" and t.focal]
        heads = np.array([frame.box(head_of(t)) for t in people]).reshape(-1, 4)
        main = [t for t in things if t.focal]
        box = frame.box(np.vstack([outline_of(t) for t in main])) if main else (0.0, 0.0, 0.0, 0.0)
        small = bool(len(heads)) and float(np.median(heads[:, 3] - heads[:, 1])) < 0.04
        bodies = Bodies.of(things)
        far = any(t.focal and t.at[2] < -9 for t in things)
        return cls(
            scene.rules, frame, things, focal, bodies.panes, plate(bodies, frame, FINE), heads, box, small or far
        )


def measure(scene: Scene, aspect: float) -> tuple[Ask, ...]:
    """Every wish that the scene's rules hold, measured from its camera in a frame of this shape."""
    if scene.look.flat:
        return ()
    seen = Seen.of(scene, aspect)
    return (*_areas(seen), *_edges(seen), *_place(seen), *_people(seen), *_lens(seen))


def measured(scene: Scene, aspect: float) -> Scene:
    """The scene with its verdicts, and a note for each wish that is not met."""
    asks = measure(scene, aspect)
    old = tuple(sentence(a) for a in scene.rules.asks if not a.met)
    kept = tuple(note for note in scene.notes if note not in old)
    missed = tuple(sentence(a) for a in asks if not a.met)
    return replace(scene, rules=replace(scene.rules, asks=asks), notes=(*kept, *missed))


def sentence(ask: Ask) -> str:
    """What was asked, what was found, and why."""
    family = ask.name.rstrip("0123456789 ")
    found = f"{ask.found:.0f} mm" if ask.name == "lens" else f"{ask.found:.1%}"
    return f"Not met: {ask.said} Found {found}: {WHY.get(family, 'the shape of the frame leaves no other way')}."


def _ask(name: str, said: str, wanted: float, found: float, low: float, high: float) -> Ask:
    """Met between `low` and `high`."""
    off = max(low - found, found - high, 0.0)
    return Ask(name, said, round(wanted, 4), round(found, 4), off <= 1e-6, round(off, 4))


def _areas(seen: Seen) -> list[Ask]:
    out = []
    copy = seen.rules.copy
    if not copy.empty:
        said = f"Copy space of {copy.w:.0%} x {copy.h:.0%} stays free of things."
        out.append(_ask("copy space", said, 0.0, seen.plate.share(copy), 0.0, 0.02))
    for i, area in enumerate((a for a in seen.rules.kept_clear if a != copy), 1):
        which = bound(area, seen.rules, seen.focal)
        what = "things" if which is None else "what the picture is about"
        said = f"The part from {area.x:.0%}, {area.y:.0%} of {area.w:.0%} x {area.h:.0%} stays free of {what}."
        out.append(_ask(f"clear area {i}", said, 0.0, seen.plate.share(area, which), 0.0, 0.02))
    return out


def _edges(seen: Seen) -> list[Ask]:
    """Margins for heads, or for products where nobody is shown; nothing of a product cut; nothing focal hidden."""
    out: list[Ask] = []
    rules, box = seen.rules, seen.box
    if not seen.focal.any():
        return out
    if len(seen.heads):
        box = union(seen.heads)
    inside = min(box[0] - rules.margin_x, 1 - rules.margin_x - box[2], box[1] - rules.margin_y)
    if not seen.landscape or len(seen.heads):
        said = f"The subject keeps {rules.margin_x:.0%} from the sides and {rules.margin_y:.0%} from the top."
        out.append(_ask("safe margins", said, rules.margin_x, inside + rules.margin_x, rules.margin_x - 0.012, 1.0))
    if not len(seen.heads) and not seen.landscape:
        x0, y0, x1, y1 = seen.box
        width, height = max(x1 - x0, 1e-6), max(y1 - y0, 1e-6)
        cut = max(-x0, 0) / width + max(x1 - 1, 0) / width + max(-y0, 0) / height + max(y1 - 1, 0) / height
        out.append(_ask("nothing cut", "The frame's edge cuts nothing of the subject.", 0.0, cut, 0.0, 0.01))
    main = seen.focal & ~seen.panes & (seen.plate.whole > 0.002)
    if main.any():
        least = float(seen.plate.seen()[main].min())
        said = "Everything that the picture is about is seen, none of it more than two thirds hidden."
        out.append(_ask("subject seen", said, 1.0, least, 0.33, 1.0))
    return out


def _place(seen: Seen) -> list[Ask]:
    out: list[Ask] = []
    rules = seen.rules
    if rules.placed and seen.focal.any() and not seen.landscape:
        x, _ = middle(seen.plate.of(seen.focal))
        said = f"The subject's middle is at {rules.subject_x:.0%} of the width."
        out.append(_ask("subject position", said, rules.subject_x, x, rules.subject_x - 0.04, rules.subject_x + 0.04))
    if rules.subject_fill and seen.focal.any() and not seen.landscape:
        fill = max(seen.box[2] - seen.box[0], seen.box[3] - seen.box[1])
        said = f"The subject fills {rules.subject_fill:.0%} of the frame."
        low, high = rules.subject_fill - 0.01, rules.subject_fill + 0.01
        out.append(_ask("fill", said, rules.subject_fill, fill, low, high))
    if rules.horizon:
        said = f"The horizon is at {rules.horizon:.0%} from the top."
        row = float(np.clip(seen.frame.horizon, -9, 9))
        out.append(_ask("horizon", said, rules.horizon, row, rules.horizon - 0.01, rules.horizon + 0.01))
    return out


def _people(seen: Seen) -> list[Ask]:
    out: list[Ask] = []
    heads = seen.heads
    if not len(heads):
        return out
    top = max([0.0, *(a.y + a.h for a in seen.rules.kept_clear if a.w > 0.7 and a.y <= 0.02)])
    room = float(heads[:, 1].min()) - top
    out.append(_ask("headroom", "No head touches the frame's upper edge or the copy above it.", 0.03, room, 0.0, 1.0))
    out.append(_ask("heads", "No head hides another.", 0.0, _overlap(heads), 0.0, 0.3))
    share = SHOWN.get(seen.rules.shot)
    standing = [t for t in seen.things if t.kind == "person" and t.focal]
    if share and not seen.landscape and standing:
        near = min(standing, key=lambda t: float(seen.frame.project([t.at])[0, 2]))
        _, y0, _, y1 = seen.frame.box(outline_of(near))
        found = float(np.clip((1 - y0) / max(y1 - y0, 1e-6), 0, 1))
        said = f"A {seen.rules.shot} shot shows {share[0]:.0%} to {share[1]:.0%} of a figure."
        out.append(_ask("shot size", said, sum(share) / 2, found, *share))
    return out


def _overlap(heads: NDArray[np.float64]) -> float:
    """The largest share of a head's box that another head covers."""
    worst = 0.0
    for i in range(len(heads)):
        for j in range(len(heads)):
            if i == j:
                continue
            w = min(heads[i, 2], heads[j, 2]) - max(heads[i, 0], heads[j, 0])
            h = min(heads[i, 3], heads[j, 3]) - max(heads[i, 1], heads[j, 1])
            if w > 0 and h > 0:
                area = (heads[i, 2] - heads[i, 0]) * (heads[i, 3] - heads[i, 1])
                worst = max(worst, float(w * h / max(area, 1e-9)))
    return worst


def _lens(seen: Seen) -> list[Ask]:
    if not seen.rules.lens:
        return []
    found = float(12.0 / np.tan(np.radians(seen.frame.camera.fov / 2)))
    said = f"The lens is {seen.rules.lens:.0f} mm."
    return [_ask("lens", said, seen.rules.lens, found, seen.rules.lens * 0.98, seen.rules.lens * 1.02)]


def misses(asks: Sequence[Ask]) -> float:
    """How far the wishes are from being met, all together, in shares of the frame."""
    return sum(min(a.off, 1.0) for a in asks if a.name != "lens")

"""Flat illustrations: at most five rounded shapes in the palette's exact colours, no light, no faces, no letters.

Every shape must read: those that stand on the page against the page, those that lie on a shape against that shape, at
3 to 1 (WCAG 2.2, 1.4.11). Both themes are drawn in turn unless the brief names one.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import atan, degrees

from generation.engine.previz import colour
from generation.engine.previz.flat.drawings import DRAWINGS, MOST, WORDS, Shape
from generation.engine.previz.scene import Camera, Look, Material, Sky
from generation.engine.previz.stage import Stage
from generation.engine.previz.stage.subjects import Group

READABLE = 3.0
PAGE = (4.8, 3.6)  # what a drawing is composed for
OPTICAL_LINE = PAGE[1] * 2 / 360  # 2 px of a picture 360 px high
TREATMENTS = ("filled", "on a disc", "outlined", "with dots")


def contrast(a: str, b: str) -> float:
    """WCAG contrast ratio of two colours, 1 to 21."""
    x, y = sorted((colour.brightness(a), colour.brightness(b)))
    return (y + 0.05) / (x + 0.05)


@dataclass(frozen=True, slots=True)
class Inks:
    """Colours by role, and how many of the brand's did not read on this page."""

    page: str
    roles: dict[str, str]
    quiet: int


def inks(colours: tuple[str, ...], page: str, turn: int) -> Inks:
    """Only the brand's own colours. What reads on the page stands on it; the vivid ones that do not lie on a body."""
    reads = sorted((c for c in colours if contrast(c, page) >= READABLE), key=lambda c: -contrast(c, page))
    vivid = [c for c in colours if colour.vividness(c) > 0.3]
    greys = [c for c in reads if c not in vivid] or reads or ["#0f172a" if page == "#ffffff" else "#e2e8f0"]
    body, soft = greys[0], greys[min(1, len(greys) - 1)]
    bright = [c for c in vivid if contrast(c, page) >= READABLE]
    accent = bright[turn % len(bright)] if bright else body

    def on(ground: str) -> str:
        options = [c for c in vivid if contrast(c, ground) >= READABLE] or [
            c for c in (*colours, page) if contrast(c, ground) >= READABLE
        ]
        return options[turn % len(options)] if options else page

    plain = [c for c in colours if c not in vivid and contrast(c, body) >= READABLE]
    turned = max(plain, key=lambda c: contrast(c, body)) if plain else on(body)  # on a disc the theme is turned round
    bold = on(body) if on(body) in vivid else turned
    if bright and len(bright) > 1 and turn % 2:
        soft = bright[(turn + 1) % len(bright)]
    roles = {"body": body, "soft": soft, "accent": accent, "on": on(body), "on soft": on(soft), "on accent": on(accent)}
    roles |= {"turned": turned, "bold": bold, "over on": body}
    return Inks(page, roles, sum(contrast(c, page) < READABLE for c in colours))


def flat(stage: Stage, group: Group) -> None:
    """One drawing, chosen by the brief's words, else by the candidate's position: a batch shows several."""
    reading, position = stage.reading, stage.sky_index
    asked = [name for name, words in WORDS.items() if reading.said(*words)] or list(DRAWINGS)
    name, turn = asked[position % len(asked)], position // len(asked)
    page = theme(stage, turn)
    used = inks(stage.palette.colours, page, turn // 2)
    treatment = TREATMENTS[(turn // 2) % len(TREATMENTS)]
    shapes = treated(DRAWINGS[name], treatment)
    stage.things.clear()
    mirror = -1.0 if turn % 8 >= 6 else 1.0
    for i, shape in enumerate(shapes):
        _add(stage, name, i, shape, used, treatment, mirror)
    stage.frame = replace(stage.frame, camera=_camera(stage.frame.aspect))
    stage.sky = Sky(((-90.0, page), (90.0, page)), strength=1.0, fill=1.0)
    clear = reading.said("transparent", "cut-out", "cutout")
    stage.look = Look(
        flat=True, bloom=0, vignette=0, grain=0, auto=False, background="transparent" if clear else "set"
    )  # fmt: skip
    ground = f"transparent, made for a page of {page}" if clear else f"on {page}"
    stage.notes.append(
        f"Flat drawing “{name}”, {treatment}: {len(shapes)} shapes in the brand's own colours, {ground}."
    )
    if used.quiet:
        stage.notes.append(
            f"{used.quiet} of the brand's colours read at less than 3 to 1 on {page}; they lie on shapes, not on it."
        )


def theme(stage: Stage, turn: int) -> str:
    """White or the brand's darkest, as asked; both in turn where the brief asks for both or for none."""
    dark = min(stage.palette.colours, key=colour.brightness)
    dark = dark if colour.brightness(dark) < 0.12 else "#0f172a"
    asked = [page for word, page in (("light", "#ffffff"), ("dark", dark)) if stage.reading.said(word)]
    pages = asked if len(asked) == 1 else ["#ffffff", dark]
    return pages[turn % len(pages)]


def treated(shapes: tuple[Shape, ...], treatment: str) -> tuple[Shape, ...]:
    """The drawing with what the treatment adds, never more than five shapes in all (holes are no shapes)."""
    solid = sum("gap" not in s[6] for s in shapes)
    if treatment == "on a disc" and solid < MOST:
        ground: Shape = ("disc", 3.1, 3.1, 0, 0, 0, "ground")
        return (ground, *(_over(s) for s in shapes))
    if treatment == "with dots" and solid + 2 <= MOST:
        return (*shapes, ("disc", 0.2, 0.2, -1.75, 0.95, 0, "accent"), ("disc", 0.14, 0.14, 1.8, -0.9, 0, "soft"))
    return shapes


def _over(shape: Shape) -> Shape:
    form, w, h, x, y, roll, role = shape
    k = 0.78
    return form, w * k, h * k, x * k, y * k, roll, "ground gap" if role.startswith("gap") else f"over {role}"


def _add(stage: Stage, name: str, i: int, shape: Shape, used: Inks, treatment: str, mirror: float) -> None:
    form, w, h, x, y, roll, role = shape
    over, plain = role.startswith("over "), role.removeprefix("over ")
    lined = treatment == "outlined" and plain in ("body", "soft") and min(w, h) > 0.3
    if over and plain.startswith("on"):
        ink = used.roles["over on"]
    elif over:
        ink = used.roles["bold" if plain == "body" else "turned"]
    elif treatment == "outlined" and plain.startswith("on"):
        ink = used.roles["accent"]  # what it lies on is only a line, so it stands on the page
    else:
        ink = used.roles.get(plain, used.roles["body"])
    stage.materials[f"flat {ink}"] = Material("glow", ink, glow=1.0)
    params: dict[str, object] = {"form": form, "w": round(w, 4), "h": round(h, 4)}
    if plain.startswith("gap"):
        params["gap"] = True
    elif lined:
        params["line"] = round(OPTICAL_LINE, 4)
    thing = stage.add(
        f"{name} {form}", "flat", (round(x * mirror, 4), round(y, 4), 0.0), kind="thing", roll=roll * mirror,
        wears={"body": f"flat {ink}"}, params=params,
    )  # fmt: skip
    stage.things[-1] = replace(thing, focal=not params.get("gap"))


def _camera(aspect: float) -> Camera:
    """Far away and straight on: the whole page in the frame, whatever its shape."""
    distance = 40.0
    height = max(PAGE[1], PAGE[0] / aspect)
    short = height * min(aspect, 1.0)
    return Camera((0.0, 0.0, distance), fov=round(2 * degrees(atan(short / 2 / distance)), 4))


SETS = {"flat": flat}

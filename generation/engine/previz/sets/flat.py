"""Flat illustrations: at most five rounded shapes in the palette's exact colours, no light, no faces, no letters."""

from __future__ import annotations

from dataclasses import replace

from generation.engine.previz import colour
from generation.engine.previz.scene import Camera, Look, Material, Sky
from generation.engine.previz.stage import Stage
from generation.engine.previz.stage.subjects import Group

# form, width, height, x, y, roll, role. The picture plane is 4.8 x 3.6; later shapes lie in front.
Shape = tuple[str, float, float, float, float, float, str]
DRAWINGS: dict[str, tuple[Shape, ...]] = {
    "search": (("square", 2.2, 1.5, -0.35, 0.1, 0, "pale"), ("pill", 1.3, 0.16, -0.4, 0.42, 0, "mid"),
               ("pill", 0.9, 0.16, -0.6, 0.1, 0, "mid"), ("ring", 1.15, 1.15, 0.75, -0.25, 0, "ink"),
               ("pill", 0.7, 0.2, 1.28, -0.82, -45, "accent")),
    "offline": (("disc", 1.3, 1.3, -0.35, 0.1, 0, "pale"), ("disc", 0.95, 0.95, -1.0, -0.1, 0, "pale"),
                ("disc", 1.0, 1.0, 0.42, -0.08, 0, "pale"), ("pill", 2.5, 0.62, -0.28, -0.36, 0, "pale"),
                ("pill", 2.7, 0.18, -0.2, 0.0, 40, "accent")),
    "project": (("square", 2.3, 1.5, 0, -0.1, 0, "pale"), ("square", 0.95, 0.5, -0.66, 0.68, 0, "pale"),
                ("disc", 0.9, 0.9, 0.9, -0.6, 0, "accent"), ("pill", 0.46, 0.12, 0.9, -0.6, 0, "page"),
                ("pill", 0.12, 0.46, 0.9, -0.6, 0, "page")),
    "upload": (("square", 2.0, 1.3, 0, -0.45, 0, "pale"), ("pill", 0.24, 1.3, 0, 0.35, 0, "accent"),
               ("pill", 0.24, 0.75, -0.22, 0.78, -45, "accent"), ("pill", 0.24, 0.75, 0.22, 0.78, 45, "accent"),
               ("pill", 1.2, 0.16, 0, -0.85, 0, "mid")),
    "permission": (("ring", 1.1, 1.4, 0, 0.45, 0, "mid"), ("square", 1.7, 1.3, 0, -0.4, 0, "ink"),
                   ("disc", 0.4, 0.4, 0, -0.28, 0, "accent"), ("pill", 0.16, 0.46, 0, -0.52, 0, "accent")),
    "done": (("disc", 2.1, 2.1, 0, 0, 0, "pale"), ("pill", 0.72, 0.24, -0.42, -0.2, -45, "accent"),
             ("pill", 1.35, 0.24, 0.26, 0.02, 48, "accent"), ("disc", 0.3, 0.3, 1.35, 0.8, 0, "second")),
    "error": (("square", 2.0, 2.0, 0, 0, 45, "pale"), ("pill", 0.26, 0.95, 0, 0.22, 0, "ink"),
              ("disc", 0.3, 0.3, 0, -0.6, 0, "second")),
    "archive": (("square", 2.5, 0.62, 0, 0.62, 0, "ink"), ("square", 2.2, 1.35, 0, -0.35, 0, "pale"),
                ("pill", 0.85, 0.2, 0, 0.0, 0, "accent")),
    "inbox": (("square", 2.5, 1.6, 0, -0.05, 0, "pale"), ("pill", 1.5, 0.2, -0.58, 0.3, -32, "mid"),
              ("pill", 1.5, 0.2, 0.58, 0.3, 32, "mid"), ("disc", 0.5, 0.5, 1.2, 0.75, 0, "accent")),
    "members": (("disc", 0.85, 0.85, -0.75, 0.4, 0, "mid"), ("pill", 1.3, 0.7, -0.75, -0.5, 0, "mid"),
                ("disc", 0.85, 0.85, 0.7, 0.4, 0, "pale"), ("pill", 1.3, 0.7, 0.7, -0.5, 0, "pale"),
                ("disc", 0.5, 0.5, 1.35, -0.85, 0, "accent")),
    "loading": (("ring", 1.9, 1.9, 0, 0, 0, "pale"), ("disc", 0.42, 0.42, 0.0, 0.8, 0, "accent"),
                ("disc", 0.3, 0.3, 0.57, 0.56, 0, "second"), ("disc", 0.22, 0.22, 0.8, 0.0, 0, "mid")),
    "maintenance": (("ring", 1.2, 1.2, -0.62, 0.5, 0, "ink"), ("pill", 2.2, 0.36, 0.3, -0.3, -42, "ink"),
                    ("disc", 0.62, 0.62, 1.0, -0.95, 0, "accent"), ("square", 0.6, 0.6, 1.1, 0.7, 12, "second")),
}  # fmt: skip
WORDS = {
    "search": ("result", "search", "found"), "offline": ("offline", "cloud", "connection"),
    "project": ("project", "folder", "first"), "upload": ("upload", "arrow"),
    "permission": ("permission", "lock", "access"), "done": ("done", "success", "check"),
    "error": ("error", "warning", "failed"), "archive": ("archive", "archived"), "inbox": ("inbox", "mail", "message"),
    "members": ("member", "people", "team"), "loading": ("loading", "wait"),
    "maintenance": ("maintenance", "tool", "repair"),
}  # fmt: skip


READABLE = 3.0  # to 1: the contrast a graphic needs (WCAG 2.2, 1.4.11)


def _contrast(a: str, b: str) -> float:
    """WCAG contrast ratio of two colours."""
    x, y = sorted((colour.brightness(a), colour.brightness(b)))
    return (y + 0.05) / (x + 0.05)


def flat(stage: Stage, group: Group) -> None:
    """One drawing, chosen by the brief's words, else by the candidate's position: a batch shows several."""
    asked = [name for name, words in WORDS.items() if stage.reading.said(*words)] or list(DRAWINGS)
    name = asked[stage.sky_index % len(asked)]
    p = stage.palette
    vivid = sorted((c for c in p.colours if colour.vividness(c) > 0.3), key=colour.vividness, reverse=True) or [
        p.accent
    ]
    # Every shape must read against the page, so the page is the one on which the brand's vivid colours do.
    page = (
        "#ffffff" if min(_contrast(c, "#ffffff") for c in vivid) >= READABLE else min(p.colours, key=colour.brightness)
    )
    seen = sorted(
        (c for c in p.colours if _contrast(c, page) >= READABLE), key=lambda c: _contrast(c, page), reverse=True
    ) or list(p.colours)
    greys = [c for c in seen if c not in vivid] or seen
    start = (stage.sky_index // len(asked)) % len(vivid)
    roles = {
        "ink": greys[0],
        "mid": greys[0],
        "pale": greys[-1],
        "page": page,
        "accent": vivid[start],
        "second": vivid[(start + 1) % len(vivid)],
    }
    for role, c in roles.items():
        stage.materials[f"flat {role}"] = Material("glow", c, glow=1.0)
    flip = -1.0 if stage.rng.random() < 0.5 and name not in ("done",) else 1.0
    stage.things.clear()
    for i, (form, w, h, x, y, roll, role) in enumerate(DRAWINGS[name]):
        thing = stage.add(
            f"{name} {form}",
            "card",
            (x * flip, y, 0.01 * i),
            kind="thing",
            roll=roll * flip,
            wears={"*": f"flat {role}"},
            params={"form": form, "w": w, "h": h},
        )
        stage.things[-1] = replace(thing, focal=True)
    t = 2 * 2.0 / max(min(stage.frame.aspect, 1.33), 0.5) if stage.frame.aspect < 1.33 else 3.6
    distance = 40.0
    stage.frame = replace(
        stage.frame, camera=Camera((0.0, 0.0, distance), fov=5.2 if stage.frame.aspect >= 1.33 else 5.2 * t / 3.6 * 0.9)
    )
    stage.sky = Sky(((-90.0, page), (90.0, page)), strength=1.0, fill=1.0)
    stage.look = Look(flat=True, bloom=0, vignette=0, grain=0, auto=False)
    stage.notes.append(
        f"Flat drawing “{name}”: {len(DRAWINGS[name])} shapes, exact palette colours, on {page}; "
        "the masks give the cut-out."
    )


SETS = {"flat": flat}

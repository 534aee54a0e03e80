"""Books and paper: what is read, filed, sent and torn off. 0.07 to 0.35 m."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from generation.engine.previz.things.mesh import Mesh, Params, Parts, box, cylinder, join, place, stand_box
from generation.engine.previz.things.outlines import extrude, plate, tile
from generation.engine.previz.things.solids import count, grounded, pipe, sheet, torus

# What its parts are made of unless the scene says otherwise.
WEARS: Mapping[str, Mapping[str, str]] = {
    "book": {"body": "product", "pages": "page edge", "label": "light"},
    "open_book": {"body": "product", "pages": "paper", "lines": "mid"},
    "book_stack": {"body": "product", "others": "mid", "third": "linen", "pages": "page edge"},
    "notebook": {"body": "product", "pages": "page edge", "band": "dark", "pen": "dark metal"},
    "magazine": {"body": "product", "label": "product label", "pages": "paper"},
    "paper_sheet": {"body": "paper", "lines": "mid", "mark": "accent"},
    "folder": {"body": "product", "paper": "paper"},
    "envelope": {"body": "paper", "seal": "product", "flap": "paper"},
    "clipboard": {"board": "wood", "paper": "paper", "clip": "steel", "lines": "mid", "ticks": "accent"},
    "calendar": {"pages": "paper", "head": "product", "days": "mid", "today": "product", "rings": "steel"},
    "sticky_notes": {"yellow": "sticky yellow", "pink": "sticky pink", "blue": "sticky blue"},
}


def _volume(w: float, h: float, d: float) -> tuple[Mesh, Mesh]:
    """A closed book lying: boards and spine (left), and the pages between."""
    boards = [stand_box(w, 0.0028, d, (0, y, 0), bevel=0.0012) for y in (0, h - 0.0028)]
    spine = place(box(0.006, h, d, bevel=0.0028), (-w / 2 + 0.002, h / 2, 0))
    return join([*boards, spine]), place(box(w - 0.008, h - 0.005, d - 0.008, bevel=0.0006, k=2), (0.0015, h / 2, 0))


def book(p: Params) -> Parts:
    """A hardback standing, opened a hand's breadth so that it stays up; `flat` lays it down."""
    boards, pages = _volume(0.15, 0.028, 0.22)
    label = place(tile(0.08, 0.0008, 0.03, 0.004, 0.0002), (0.01, 0.0278, -0.045))
    parts = {
        "body": boards,
        "pages": pages,
        "label": join([label, place(tile(0.05, 0.0008, 0.006, 0.002, 0.0002), (0.01, 0.0278, 0.06))]),
    }
    if p.get("flat"):
        return parts
    return grounded({k: place(place(m, tilt=90), tilt=-9, turn=-4) for k, m in parts.items()})


def open_book(_: Params) -> Parts:
    """Open on the table, both halves curling from the middle."""
    pages, lines, boards = [], [], []
    for s in (-1, 1):
        x = np.linspace(0, 1, 20)
        curve = np.c_[0.15 * x, 0.006 + 0.02 * np.sin(np.pi * np.clip(x * 1.15, 0, 1) ** 0.55) ** 0.8 * (1 - 0.55 * x)]
        grid = np.stack([np.c_[s * curve[:, 0], curve[:, 1], np.full(20, z)] for z in (-0.108, 0.108)])
        m = sheet(grid[:, ::s], 0.012)
        pages.append(m if float(m.n[:40, 1].sum()) > 0 else sheet(grid[:, ::-s], 0.012))
        for i in range(10):
            keep = slice(4, 18 if i % 4 != 3 else 12)
            row = np.stack(
                [
                    np.c_[
                        s * curve[keep, 0], curve[keep, 1] + 0.0006, np.full(len(curve[keep]), -0.083 + 0.018 * i + q)
                    ]
                    for q in (-0.0022, 0.0022)
                ]
            )
            line = sheet(row[:, ::s], 0.0002)
            lines.append(line if float(line.n[:20, 1].sum()) > 0 else sheet(row[:, ::-s], 0.0002))
        boards.append(place(box(0.156, 0.003, 0.224, bevel=0.0013), (s * 0.079, 0.0015, 0)))
    return grounded({k: join(m) for k, m in {"body": boards, "pages": pages, "lines": lines}.items()})


def book_stack(p: Params) -> Parts:
    """A pile of books, none quite square on the next."""
    sizes = (
        (0.17, 0.034, 0.24),
        (0.155, 0.024, 0.225),
        (0.16, 0.04, 0.21),
        (0.135, 0.018, 0.2),
        (0.14, 0.028, 0.19),
        (0.12, 0.02, 0.18),
    )
    names = ("body", "others", "third")
    out: dict[str, list[Mesh]] = {"body": [], "others": [], "third": [], "pages": []}
    y = 0.0
    for i, (w, h, d) in enumerate(sizes[: max(3, count(p, 4, 6))]):
        boards, pages = _volume(w, h, d)
        how: dict[str, Any] = {
            "at": (0.006 * (-1) ** i, y, 0.004 * (i % 3 - 1)),
            "turn": 90.0 + (0, 9, -7, 14, -4, 6)[i],
        }
        out[names[i % 3]].append(place(boards, **how))
        out["pages"].append(place(pages, **how))
        y += h
    return {k: join(v) for k, v in out.items()}


def notebook(_: Params) -> Parts:
    """Bound in cloth, an elastic band, a pen beside it."""
    cover = place(tile(0.14, 0.016, 0.21, 0.008, 0.003), (0, 0, 0))
    pages = place(tile(0.1385, 0.0125, 0.2085, 0.007, 0.0005), (0.0022, 0.0017, 0))
    band = [
        place(box(0.007, 0.0175, 0.2115, bevel=0.001), (0.05, 0.0081, 0)),
        place(box(0.002, 0.001, 0.06, bevel=0.0004), (-0.03, 0.004, 0.12)),
    ]
    pen = pipe([(0.092, 0.0046, -0.07), (0.1, 0.0046, 0.055), (0.1005, 0.004, 0.066)], [0.0046, 0.0046, 0.0012], 14)
    parts = {"body": cover, "pages": pages, "band": join(band), "pen": pen}
    return grounded({k: place(m, turn=-8) for k, m in parts.items()})


def magazine(_: Params) -> Parts:
    """Standing, its pages a little open."""
    front = place(plate(0.21, 0.275, 0.003, 0.001, 0.0005), (0.105, 0, 0))
    label = place(plate(0.16, 0.13, 0.0006, 0.004, 0.0002), (0.105, 0.02, 0.0018))
    quarter = Mesh(label.v, label.f, label.n, label.uv * np.array((0.25, 1), np.float32))
    back = place(place(plate(0.21, 0.275, 0.003, 0.001, 0.0005), (0.105, 0, 0)), turn=28)
    leaves = [place(place(plate(0.206, 0.271, 0.0007, 0.001, 0.0002), (0.104, 0, 0)), turn=t) for t in (4, 9, 15, 22)]
    return grounded(
        {
            "body": place(join([front, back]), turn=-14),
            "label": place(quarter, turn=-14),
            "pages": place(join(leaves), turn=-14),
        }
    )


def _bars(w: float, rows: int, gap: float, seed: int = 2) -> list[Mesh]:
    """Lines of text as bars, facing +z, from the top down."""
    rng = np.random.default_rng(seed)
    out = []
    for i in range(rows):
        long = w * (1.0 if rng.random() < 0.7 else 0.55)
        out.append(place(plate(long, gap * 0.3, 0.0004, gap * 0.14, 0.0001), (-w / 2 + long / 2, -gap * i, 0)))
    return out


def paper_sheet(_: Params) -> Parts:
    """A letter, leaning back, its lower corner lifted."""
    x, y = np.linspace(-0.105, 0.105, 10), np.linspace(0, 0.297, 16)
    gx, gy = np.meshgrid(x, y)
    lift = 0.02 * np.clip((gx / 0.105), 0, 1) ** 2 * (1 - gy / 0.297) ** 2
    sheet_ = sheet(np.dstack([gx, gy, lift]), 0.0006)
    lines = place(join(_bars(0.15, 12, 0.014)), (0, 0.21, 0.0012))
    mark = place(plate(0.03, 0.03, 0.0006, 0.0149, 0.0001), (-0.06, 0.262, 0.0006))
    return grounded({k: place(m, tilt=-22) for k, m in {"body": sheet_, "lines": lines, "mark": mark}.items()})


def folder(_: Params) -> Parts:
    """A document folder with a tab, papers in it, leaning back."""
    back = extrude(
        [(-0.155, 0), (0.155, 0), (0.155, 0.22), (0.05, 0.22), (0.04, 0.24), (-0.145, 0.24), (-0.155, 0.23)],
        0.0022,
        bevel=0.0008,
    )
    front = place(extrude([(-0.155, 0), (0.155, 0), (0.155, 0.2), (-0.155, 0.2)], 0.0022, bevel=0.0008), tilt=7)
    papers = [
        place(plate(0.295, 0.21, 0.0012, 0.001, 0.0003), (0.003 * i, 0.118, 0.004 + 0.004 * i), tilt=2.0 * i)
        for i in range(3)
    ]
    parts = {"body": join([back, place(front, (0, 0, 0.006))]), "paper": join(papers)}
    return grounded({k: place(m, tilt=-20) for k, m in parts.items()})


def envelope(_: Params) -> Parts:
    """Its flap to the viewer, sealed, leaning back."""
    body = place(plate(0.22, 0.13, 0.003, 0.003, 0.0012), (0, 0.065, 0))
    flap = extrude([(-0.108, 0.129), (0.108, 0.129), (0.012, 0.054), (-0.012, 0.054)], 0.0014, bevel=0.0006)
    sides = [
        extrude([(s * 0.109, 0.002), (s * 0.109, 0.127), (s * 0.012, 0.062)], 0.0008, bevel=0.0003) for s in (-1, 1)
    ]
    seal = place(cylinder(0.0125, 0.004, bevel=0.0015, n=40), (0, 0.062, 0.003), tilt=90)
    parts = {
        "body": body,
        "flap": join([place(flap, (0, 0, 0.003)), *(place(m, (0, 0, 0.0017)) for m in sides)]),
        "seal": seal,
    }
    return grounded({k: place(m, tilt=-16) for k, m in parts.items()})


def clipboard(_: Params) -> Parts:
    """A checklist in bars and ticks, leaning back."""
    board = place(plate(0.23, 0.32, 0.004, 0.012, 0.0015), (0, 0.16, 0))
    paper = place(plate(0.205, 0.275, 0.0012, 0.001, 0.0003), (0, 0.145, 0.0027))
    clip = [
        place(plate(0.1, 0.026, 0.006, 0.006, 0.002), (0, 0.298, 0.006)),
        place(plate(0.046, 0.022, 0.005, 0.009, 0.002), (0, 0.316, 0.005)),
    ]
    lines = place(
        join(
            [
                place(plate(w, 0.007, 0.0005, 0.003, 0.0001), (-0.045 + w / 2, -0.04 * i, 0))
                for i, w in enumerate((0.12, 0.09, 0.12, 0.075, 0.11, 0.1))
            ]
        ),
        (0, 0.25, 0.0036),
    )
    ticks = place(
        join(
            [
                pipe([(-0.082, -0.04 * i, 0), (-0.075, -0.008 - 0.04 * i, 0), (-0.062, 0.011 - 0.04 * i, 0)], 0.0021, 6)
                for i in range(4)
            ]
        ),
        (0, 0.25, 0.0038),
    )
    parts = {"board": board, "paper": paper, "clip": join(clip), "lines": lines, "ticks": ticks}
    return grounded({k: place(m, tilt=-18) for k, m in parts.items()})


def calendar(_: Params) -> Parts:
    """A desk calendar: a tent of card, days as squares, one of them marked."""
    w, h = 0.2, 0.15
    face = place(plate(w, h, 0.002, 0.003, 0.0006), (0, h / 2, 0))
    head = place(plate(w, 0.036, 0.0008, 0.002, 0.0002), (0, h - 0.019, 0.0013))
    days: list[Mesh] = []
    today: list[Mesh] = []
    for r in range(5):
        for c in range(7):
            spot = (-0.078 + 0.026 * c, 0.094 - 0.02 * r, 0.0013)
            (today if (r, c) == (2, 4) else days).append(place(plate(0.018, 0.0125, 0.0006, 0.0015, 0.0001), spot))
    rings = [
        place(torus(0.0065, 0.0009, 20, 6), (x, h, -0.003), tilt=90, turn=90) for x in np.linspace(-0.085, 0.085, 12)
    ]
    lean = -20.0
    parts = {
        "pages": join(
            [
                place(face, tilt=lean),
                place(
                    place(face, (0, -h, 0), tilt=0),
                    (0, h * np.cos(np.radians(20)), -h * np.sin(np.radians(20))),
                    tilt=20,
                ),
            ]
        )
    }
    parts |= {
        "head": place(head, tilt=lean),
        "days": place(join(days), tilt=lean),
        "today": place(join(today), tilt=lean),
        "rings": place(join(rings), tilt=lean),
    }
    return grounded(parts)


def sticky_notes(_: Params) -> Parts:
    """Three pads, the top sheets curling."""
    out = {}
    for name, x, z, h, turn in (
        ("yellow", -0.04, 0.01, 0.022, 12),
        ("pink", 0.045, 0.018, 0.014, -10),
        ("blue", 0.008, -0.062, 0.018, 4),
    ):
        s = np.linspace(0, 1, 14)
        pad = stand_box(0.076, h, 0.076, bevel=0.0008, k=2)
        grid = np.stack(
            [
                np.c_[
                    np.linspace(-0.038, 0.038, 6), np.full(6, h + 0.001 + 0.012 * u**3), np.full(6, -0.038 + 0.075 * u)
                ]
                for u in s
            ]
        )
        leaf = sheet(grid[:, ::-1], 0.0004)
        out[name] = place(join([pad, leaf]), (x, 0, z), turn=turn)
    return grounded(out)

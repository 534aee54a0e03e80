"""Which things of a subject are its surroundings: a wall behind it, what it stands between, what the place has."""

from __future__ import annotations

from generation.engine.previz.read import Mention, Reading

# What these sets are furnished with, in rows and along their walls: a thing of the subject need not bring it.
OWN = {
    "shelf": ("warehouse", "archive", "library", "shop"), "archive rack": ("warehouse", "archive", "library"),
    "tree": ("forest", "jungle", "park"), "desk": ("office", "classroom"),
}  # fmt: skip


def of_the_place(reading: Reading, mention: Mention) -> bool:
    """Whether the set brings this itself, because the place is full of it."""
    name = mention.noun.name if mention.noun else ""
    others = [m for m in reading.subject if m is not mention]
    return bool(others or reading.people) and reading.place in OWN.get(name, ())


def is_wall(mention: Mention) -> bool:
    return bool(mention.noun and mention.noun.shape == "wall")


def walls_behind(reading: Reading) -> list[Mention]:
    """Walls that something else of the subject stands by."""
    others = reading.people or any(not is_wall(m) for m in reading.subject)
    return [m for m in reading.subject if is_wall(m)][:1] if others else []


def between(reading: Reading) -> list[Mention]:
    """What the subject stands between."""
    return [below for _, below in reading.related("between") if below.noun and below in reading.subject]

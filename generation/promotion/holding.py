"""What can hold a model to a pick: ControlNets for its passes, pictures and LoRAs for who it shows, and its size."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from generation import guiding
from generation.engine.diffusion.families import FAMILIES, UPSCALE, settle
from generation.engine.diffusion.rows import whole
from generation.engine.engines import engine
from generation.engine.guides import Control, Guides
from generation.engine.picture import EngineError
from generation.kinds import CONTROLNET
from generation.models import Candidate, ModelEntry

HOLDS: Final = ("depth", "pose", "normals", "segments")  # which pass holds a composition best, the best first
MOST_CONTROLS: Final = 2  # each costs a good part of the time again, and a third only repeats what two say
ENOUGH: Final = 0.8  # of the tier's longer side: what falls short of it is enlarged tile by tile
Size = tuple[int, int]


def takes(model: ModelEntry) -> frozenset[str]:
    """What its engine takes of the guides."""
    found: frozenset[str] = getattr(engine(model.engine), "TAKES", frozenset())
    return found


def controls_of(candidate: Candidate, model: ModelEntry, scale: float, until: float) -> tuple[Control, ...]:
    """The passes of the pick that a ControlNet of this model's family can read, the best first."""
    if "controls" not in takes(model):
        return ()
    nets = controlnets(candidate, model)
    read = (
        guiding.control_of(candidate, kind, nets[kind].weights, scale=scale, end=until)
        for kind in HOLDS
        if kind in nets
    )
    return tuple([control for control in read if control][:MOST_CONTROLS])


def controlnets(candidate: Candidate, model: ModelEntry) -> dict[str, ModelEntry]:
    """Kind of control -> the ControlNet in use for this model's family: the newest of the brand's own, else of all."""
    rows = ModelEntry.objects.filter(kind=CONTROLNET, family=model.family, state="ready", active=True)
    rows = rows.filter(brand=None) | rows.filter(brand=candidate.batch.brand_id)
    found: dict[str, ModelEntry] = {}
    for row in sorted(rows, key=lambda row: (row.brand_id is not None, row.pk)):
        found |= {name.removeprefix("control:"): row for name in row.capabilities if name.startswith("control:")}
    return found


def shown(candidate: Candidate, model: ModelEntry, guides: Guides) -> tuple[Guides, tuple[str, ...]]:
    """The guides with what look and sheets add to them for this model, and sentences about what they cannot."""
    batch = candidate.batch
    held = guiding.resolve(guiding.shown(batch.revision, model), model, batch.brand, guides)
    return held.guides, held.unheld


def identity(guides: Guides) -> str:
    """By what those in the picture stay who they are."""
    pictures, loras = len(guides.references), len(guides.loras)
    by = [f"{pictures} reference picture{'s' if pictures > 1 else ''}"] if pictures else []
    by += [f"{loras} LoRA{'s' if loras > 1 else ''}"] if loras else []
    return f"by {' and '.join(by)}" if by else "by the words of the brief"


def made_at(model: ModelEntry, size: Size, longest: int) -> tuple[Size, float]:
    """(the size in pixels that this model makes of an order of `size`, how many times it is then enlarged; 0: not)."""
    made = settled(model, size)
    can = "upscale" in takes(model) and (not model.capabilities or UPSCALE in model.capabilities)
    if not can or max(made) >= ENOUGH * longest:
        return made, 0.0
    for _ in range(4):  # the larger picture is what is planned from: it must settle to the same one again
        times = round(longest / max(made), 2)
        again = settled(model, (round(made[0] * times), round(made[1] * times)))
        if again == made:
            break
        made = again
    return made, times


def settled(model: ModelEntry, size: Size) -> Size:
    family = FAMILIES.get(model.family)
    if family is None:
        return size
    try:
        return settle(*size, family, whole(model.settings, "resolution", family.resolution))
    except EngineError:  # a setting that cannot be read: planning says which
        return size


def short_of(model: ModelEntry, made: Size, times: float, longest: int) -> Iterator[str]:
    """What falls short of the tier, in a sentence."""
    if not times and max(made) < ENOUGH * longest:
        yield f"{model.name} makes {made[0]} × {made[1]} pixels of it and cannot enlarge them; finishing does."

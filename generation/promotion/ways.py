"""How a pick would be kept on the way up: its composition, who it shows, its colours. Nothing is written here."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from generation import guiding, planning
from generation.engine.engines import engine
from generation.engine.guides import Guides, Start
from generation.models import Candidate, ModelEntry
from generation.promotion import holding
from generation.promotion.holding import takes
from studio.lib.problems import BadInput, WrongState

COMPOSITION, IDENTITY, PALETTE = "composition", "identity", "palette"
KEEP: Mapping[str, str] = MappingProxyType({COMPOSITION: "Composition", IDENTITY: "Identity", PALETTE: "Palette"})
TIERS = tuple(planning.LONG_SIDE)


@dataclass(frozen=True, slots=True)
class Closeness:
    """A named step between the same picture and a new one. Strengths are image to image's, 0-1: how far the pick may be
    left. `alone` where nothing else holds the shapes, `across` from one engine's look to another's, `held` with
    ControlNets, of `scale` and until that part of the steps."""

    name: str
    label: str
    hint: str
    alone: float
    across: float
    held: float
    scale: float
    until: float


CLOSENESS: Mapping[str, Closeness] = MappingProxyType(
    {
        one.name: one
        for one in (
            Closeness("close", "Close", "the same picture, better made", 0.3, 0.5, 0.6, 1.0, 1.0),
            Closeness("looser", "Looser", "the same idea, with room for detail", 0.45, 0.65, 0.75, 0.8, 0.8),
            Closeness("free", "Free", "only the bones of it", 0.6, 0.8, 0.9, 0.6, 0.6),
        )
    }
)


@dataclass(frozen=True, slots=True)
class Held:
    """One thing that is kept, and by what."""

    what: str
    how: str

    @property
    def label(self) -> str:
        return KEEP[self.what]


@dataclass(frozen=True, slots=True)
class Way:
    """`exact`: the same scene, so that one picture is all there is to make. `guides` are what the order asks for,
    `along` the weights that go with the model's own, those of look and sheets among them. `size` in pixels. `lost` are
    sentences about what this model does not keep."""

    model: ModelEntry
    tier: str
    guides: Guides
    size: tuple[int, int]
    held: tuple[Held, ...]
    lost: tuple[str, ...] = ()
    along: tuple[str, ...] = ()
    exact: bool = False


def higher(tier: str) -> tuple[str, ...]:
    """The tiers above this one, the next first."""
    return TIERS[TIERS.index(tier) + 1 :] if tier in TIERS else ()


def keeps_scene(candidate: Candidate, model: ModelEntry) -> bool:
    """Can this model's engine make the candidate's own scene again, with more pixels?"""
    return hasattr(engine(model.engine), "promote") and candidate.batch.model.engine == model.engine


def able(candidate: Candidate, model: ModelEntry) -> bool:
    """Can this model be held to the candidate's picture at all?"""
    starts = "start" in takes(model) and (not model.capabilities or "image_to_image" in model.capabilities)
    return keeps_scene(candidate, model) or starts


def way_of(
    candidate: Candidate,
    model: ModelEntry,
    tier: str,
    *,
    keep: Collection[str] = tuple(KEEP),
    closeness: str = "close",
) -> Way:
    """How this pick would go to `tier` on `model`. Raises BadInput (tier, model, keep, closeness) or WrongState."""
    old = candidate.batch
    if candidate.recipe is None or candidate.picture_id is None:
        raise WrongState(f"{candidate} has no picture to promote: it is {candidate.state}. Promote it once it is made.")
    if not higher(old.tier):
        raise WrongState(f"{candidate} is at the highest tier already. Finish it.")
    if tier not in higher(old.tier):
        raise BadInput(
            f"Tier: {candidate} is at {old.tier}. Promote it to {' or '.join(higher(old.tier))}.", field="tier"
        )
    if unknown := sorted(set(keep) - set(KEEP)):
        raise BadInput(f"Keep: “{unknown[0][:40]}” is nothing to keep. Use {', '.join(KEEP)}.", field="keep")
    if closeness not in CLOSENESS:
        raise BadInput(f"How close: “{closeness[:40]}” is not a step. Use {', '.join(CLOSENESS)}.", field="closeness")
    if keeps_scene(candidate, model):
        return same_scene(candidate, model, tier)
    if not able(candidate, model):
        raise BadInput(
            f"Model: {model.name} cannot start from a picture, so it would make another one. Choose one that can.",
            field="model",
        )
    return held_to(candidate, model, tier, keep, CLOSENESS[closeness])


def sized(candidate: Candidate, tier: str) -> tuple[int, int]:
    """The pick's shape at the tier's longer side, in pixels, before an engine settles it."""
    width, height = candidate.batch.width, candidate.batch.height
    factor = planning.LONG_SIDE[tier] / max(width, height)
    return round(width * factor), round(height * factor)


def same_scene(candidate: Candidate, model: ModelEntry, tier: str) -> Way:
    held = (
        Held(COMPOSITION, "exactly: the same scene through the same lens, with more pixels"),
        Held(IDENTITY, "exactly: the same people and things"),
        Held(PALETTE, "exactly: the same materials and light"),
    )
    return Way(model, tier, Guides(), sized(candidate, tier), held, exact=True)


def held_to(candidate: Candidate, model: ModelEntry, tier: str, keep: Collection[str], near: Closeness) -> Way:
    """Held to the pick's picture: by its passes where the registry has ControlNets for this model, else by starting
    from it; by starting from it for its colours too."""
    controls = holding.controls_of(candidate, model, near.scale, near.until) if COMPOSITION in keep else ()
    start = None
    if PALETTE in keep or (COMPOSITION in keep and not controls):
        strength = near.held if controls else near.across if another_look(candidate, model) else near.alone
        start = Start(str(candidate.picture_id), str(candidate.recipe_id), strength)
    if start is None and not controls:
        raise BadInput(
            "Keep: tick composition or palette. A picture that keeps neither is a new batch: order one from the brief.",
            field="keep",
        )
    made, times = holding.made_at(model, sized(candidate, tier), planning.LONG_SIDE[tier])
    guides = Guides(start=start, controls=controls, upscale=times)
    worn, unheld = holding.shown(candidate, model, guides) if IDENTITY in keep else (guides, ())
    size = (round(made[0] * times), round(made[1] * times)) if times else made
    lost = [*unheld, *holding.short_of(model, made, times, planning.LONG_SIDE[tier])]
    along = tuple(guiding.weights_of(worn))
    return Way(model, tier, guides, size, tuple(held_by(worn, keep, near)), tuple(lost), along)


def another_look(candidate: Candidate, model: ModelEntry) -> bool:
    """From a blocked-in still to a photograph: more has to change than from one photograph to a larger one."""
    return candidate.batch.model.engine != model.engine


def held_by(guides: Guides, keep: Collection[str], near: Closeness) -> Iterator[Held]:
    if COMPOSITION in keep:
        passes = " and ".join(control.kind for control in guides.controls)
        yield Held(COMPOSITION, f"by its {passes}" if passes else f"by starting from the picture: {near.hint}")
    if IDENTITY in keep:
        yield Held(IDENTITY, holding.identity(guides))
    if PALETTE in keep:
        yield Held(PALETTE, "by starting from the picture's colours, and by the palette's words in the prompt")

"""What a planned set takes before anything runs: seconds and money for its pictures and for finishing, and bytes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.dispatch import Signal
from django.utils import timezone

from briefs.placement import pixels
from generation import cost, planning
from generation.cost import Estimate
from generation.cost.words import between
from generation.models import ModelEntry, Worker
from generation.sets.plan import Plan

finishing_pace = Signal()
"""Asks the later stations how long a file takes to finish: a receiver returns seconds, or None without history."""

# Before any file was finished here: crop, type, colour, encoding to a budget and every check, on one slow core.
FALLBACK_FILE = 3.0  # seconds
FRAMES = ("previz",)  # engines that frame their scene anew for each placement; for others finishing crops
FRAMED = 2.6  # megapixels: the most that is rendered for a placement before it is enlarged (review/masters.py)


@dataclass(frozen=True, slots=True)
class Outlook:
    """Seconds are wall time with the workers that are on; money is what all of it costs at today's rates."""

    pictures: Estimate
    finishing: Estimate
    bytes: int

    @property
    def seconds(self) -> float:
        return self.pictures.seconds + self.finishing.seconds

    @property
    def micros(self) -> int:
        return self.pictures.micros + self.finishing.micros

    @property
    def money_range(self) -> str:
        """From the median to where nine pictures of ten cost no more; files are counted at their median in both."""
        dear = max(self.pictures.micros, self.pictures.micros_90)
        return between(self.micros, dear + self.finishing.micros)

    @property
    def measured(self) -> bool:
        return self.pictures.measured and self.finishing.measured

    @property
    def time(self) -> str:
        return Estimate(0, 0, self.seconds, 0, False).time

    @property
    def money(self) -> str:
        return cost.money(self.micros)

    def document(self) -> dict[str, Any]:
        """What a planned set keeps of it, and what a program is told."""
        return {
            "pictures": self.pictures.count,
            "files": self.finishing.count,
            "seconds": round(self.seconds, 1),
            "cost_micros": self.micros,
            "pictures_seconds": round(self.pictures.seconds, 1),
            "pictures_micros": self.pictures.micros,
            "pictures_micros_90": max(self.pictures.micros, self.pictures.micros_90),
            "finishing_seconds": round(self.finishing.seconds, 1),
            "most_bytes": self.bytes,
            "measured": self.measured,
        }


def outlook(plan: Plan, document: Mapping[str, Any], model: ModelEntry) -> Outlook:
    """Time, money and bytes of this plan on this model. A fixed number of queries, however many cells."""
    width, height = planning.size_for(planning.ratios_of(document), tier="discovery", engine_name=model.engine)
    pictures = cost.estimate(model, count=plan.pictures, width=width, height=height, tier="discovery")
    return Outlook(pictures, _finishing(plan, document, model, pictures, width * height / 1e6), plan.most_bytes)


def _finishing(
    plan: Plan, document: Mapping[str, Any], model: ModelEntry, one: Estimate, megapixels: float
) -> Estimate:
    """Each pick is rendered large once and framed for each placement where its engine can; then every file is set."""
    told: list[Any] = [seconds for _, seconds in finishing_pace.send(sender=Plan) if seconds is not None]
    each = told[0] if told else FALLBACK_FILE
    picks = plan.ways * plan.picks
    rendered = 0.0
    if model.engine in FRAMES:
        sizes = [pixels(pin["document"]) for pin in document["placements"] if pin["slug"] in plan.axes.placements]
        rendered = (FRAMED + sum(min(w * h / 1e6, FRAMED) for w, h in sizes)) * picks
    framing = rendered * one.seconds_each / megapixels
    setting = each * plan.files
    engines, hands = max(1, cost.live_workers(model.engine)), max(1, _hands())
    seconds = framing / min(engines, max(picks, 1)) + setting / min(hands, max(picks, 1))
    money = framing * one.micros / max(one.seconds_each * one.count, 1e-9) + setting * cost.rate("cpu")
    return Estimate(plan.files, each, seconds, round(money), bool(told) and one.measured)


def _hands() -> int:
    """Workers heard of lately that set files."""
    return Worker.objects.filter(seen_at__gte=timezone.now() - cost.ALIVE, queues__contains=["pixels"]).count()

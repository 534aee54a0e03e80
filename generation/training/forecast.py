"""Before anything runs: how long a training takes, and what it costs."""

from __future__ import annotations

from dataclasses import dataclass
from statistics import median

from generation import cost
from generation.cost.before import fallback, lately, said
from generation.engine.diffusion.families import STEPS
from generation.engine.diffusion.training.settings import Settings
from generation.models import ModelEntry, Training
from generation.states import DONE

OVER_A_PICTURE = 3.0  # a step of training over one of a picture: forward, backward, and forward again for memory's sake
HISTORY = 5  # trainings


@dataclass(frozen=True, slots=True)
class Forecast:
    """`basis` says in a sentence what it rests on. Money in millionths of a euro."""

    seconds: float
    micros: int
    basis: str

    @property
    def time(self) -> str:
        return said(self.seconds)

    @property
    def money(self) -> str:
        return cost.money(self.micros)


def forecast(base: ModelEntry, settings: Settings) -> Forecast:
    """By trainings from this base, else by its pictures, else a guess that says so."""
    work = settings.resolution**2 / 1e6 * settings.batch  # megapixels a step
    rows = Training.objects.filter(base=base, state=DONE).order_by("-pk")[:HISTORY]
    known = [found for row in rows if (found := _measured(row))]
    if known:
        pace, device = median(pace for pace, _ in known), known[0][1]
        seconds = pace * work * settings.steps
        basis = f"As measured in the last {len(known)} trainings from {base.name}."
    elif made := [run for run in lately(base, "") if run.steps and run.work]:
        pace, device = median(run.seconds / run.work for run in made), made[0].device
        seconds = pace * work * settings.steps * OVER_A_PICTURE
        basis = f"From the speed of its pictures: nothing was trained from {base.name} yet."
    else:
        device = ""
        seconds = fallback(base, 1000, 1000) / STEPS["discovery"] * work * settings.steps * OVER_A_PICTURE
        basis = f"A guess for one data-centre GPU: {base.name} has made nothing here yet."
    return Forecast(seconds, cost.of_run(seconds, device, base), basis)


def _measured(row: Training) -> tuple[float, str] | None:
    """Seconds a megapixel-step, and the device."""
    pace, settings = row.facts.get("seconds_a_step"), row.settings
    if not pace or not settings.get("resolution"):
        return None
    return pace / (settings["resolution"] ** 2 / 1e6 * settings.get("batch", 1)), str(row.facts.get("device", ""))

"""What people do to the floor: pause a batch, hold a brand or a model, rest or drain a worker, set a brand's share."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from generation import nudges, waits
from generation.models import Batch, BrandShare, Hold, ModelEntry, Worker
from generation.queue import OPEN
from generation.states import WAITING
from studio.lib import events
from studio.lib.problems import BadInput, NotAllowed, WrongState
from studio.people.models import Brand, User
from studio.people.roles import MAY, require

WANTED = ("work", "pause", "drain")
MOST_WEIGHT = 100
MOST_RUNNING = 10_000


@transaction.atomic
def pause(batch: Batch, *, by: User) -> None:
    """Begin nothing more of it. What is being made is finished; nothing is lost, and `resume` goes on from there."""
    require(by, "pause a batch", batch.brand)
    if not Batch.objects.filter(pk=batch.pk, state__in=OPEN, paused_at=None).update(paused_at=timezone.now()):
        raise WrongState(f"{batch} is paused already, or over. Reload to see how it stands.")
    events.record("pause", batch, by=by, brand=batch.brand)


@transaction.atomic
def resume(batch: Batch, *, by: User) -> None:
    require(by, "pause a batch", batch.brand)
    paused = Batch.objects.filter(pk=batch.pk, state__in=OPEN, paused_at__isnull=False)
    if not paused.update(paused_at=None):
        raise WrongState(f"{batch} is not paused, or it is over. Reload to see how it stands.")
    events.record("resume", batch, by=by, brand=batch.brand)
    nudges.for_candidates(batch.model.engine, batch.candidates.filter(state=WAITING).count())


def may_keep_machines(user: User, brand: Brand | None = None) -> bool:
    """Machines are the house's: an admin of any brand keeps them. What is a brand's own, an admin of that brand."""
    if not user.is_active:
        return False
    if brand is not None:
        return bool(MAY["keep machines"] & user.roles_at(brand))
    return any(MAY["keep machines"] & roles for roles in user.roles.values())


def _require(user: User, brand: Brand | None = None) -> None:
    if not may_keep_machines(user, brand):
        where = f"at {brand.name}" if brand else "at one of the brands"
        raise NotAllowed(f"To keep machines takes the role admin {where}. Ask an admin for it.")


@transaction.atomic
def hold(
    *, by: User, brand: Brand | None = None, model: ModelEntry | None = None, engine: str = "", why: str = ""
) -> Hold:
    """Begin nothing of what is named, until it is lifted; with nothing named, nothing at all."""
    _require(by, brand)
    same = Hold.objects.filter(brand=brand, model=model, engine=engine, lifted_at=None)
    if same.exists():
        raise WrongState("This is held already. Lift that hold, or hold something else.")
    made = Hold.objects.create(brand=brand, model=model, engine=engine[:20], why=_line(why), by=by)
    events.record("hold", made, by=by, brand=brand, model=model.slug if model else "", engine=engine[:20])
    return made


@transaction.atomic
def lift(held: Hold, *, by: User) -> None:
    _require(by, held.brand)
    if not Hold.objects.filter(pk=held.pk, lifted_at=None).update(lifted_at=timezone.now(), lifted_by=by):
        raise WrongState("This hold was lifted already.")
    events.record("lift", held, by=by, brand=held.brand)
    nudges.all_engines()


@transaction.atomic
def ask_of(worker: Worker, wanted: str, *, by: User) -> None:
    """Have a worker rest after the picture in hand ("pause"), end after it ("drain"), or go on ("work")."""
    _require(by)
    if wanted not in WANTED:
        raise BadInput(f"Worker: “{wanted[:20]}” cannot be asked of it. Use {', '.join(WANTED)}.", field="wanted")
    if not Worker.objects.filter(pk=worker.pk).exclude(wanted=wanted).update(wanted=wanted):
        raise WrongState(f"{worker.name} is asked for that already, or has gone. Reload to see how it stands.")
    events.record(wanted, worker, by=by, worker=worker.name)
    if wanted == "work":
        nudges.all_engines()


@transaction.atomic
def share(brand: Brand, *, weight: int, most_running: int | None, by: User) -> BrandShare:
    """How many turns a brand gets for each turn of a brand of weight 1, and how many pictures at once at the most."""
    _require(by, brand)
    if not 1 <= weight <= MOST_WEIGHT:
        raise BadInput(f"Weight: give a whole number from 1 to {MOST_WEIGHT}.", field="weight")
    if most_running is not None and not 1 <= most_running <= MOST_RUNNING:
        raise BadInput(
            f"At once: give a whole number from 1 to {MOST_RUNNING}, or nothing for no limit.", field="most_running"
        )
    made, _ = BrandShare.objects.update_or_create(
        brand=brand, defaults={"weight": weight, "most_running": most_running}
    )
    events.record("share", brand, by=by, brand=brand, weight=weight, most_running=most_running)
    nudges.all_engines()
    return made


def why_waiting(batch: Batch) -> str:
    """Why nothing of it is begun, in a sentence; nothing where it only waits its turn."""
    return waits.why([batch]).get(batch.pk, "")


def _line(text: str) -> str:
    return " ".join(text.replace("\0", "").split())[:200]

"""Try-outs: a picture from a model and a few words, to see what it does. It belongs to no brief and is never shipped.

The row is the order of work, as a golden's is: a worker of the model's engine makes it, beside the line of candidates.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Sequence
from dataclasses import asdict, replace
from datetime import timedelta
from typing import Any, Final

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone

from generation import budgets, cost, kinds, nudges, planning
from generation.cost.cards import cards_for
from generation.engine.engines import engine
from generation.engine.guides import NONE, Guides
from generation.engine.picture import Cancelled, EngineError, Job, Later, Picture
from generation.engine.recipe import Recipe as RecipeDocument
from generation.engine.render import render
from generation.inputs import StoredInputs
from generation.models import ModelEntry, Recipe, TryOut
from generation.models.money import CALL
from generation.registry import LEAVES_THE_MACHINE
from generation.registry.plain import model_with, plain_order
from studio.lib import blobs, events
from studio.lib.locks import alone_with
from studio.lib.models import Blob, Event
from studio.lib.problems import BadInput, NotAllowed, NotNow, TooMuch, WrongState
from studio.people.models import Brand, User
from studio.people.roles import require

log = logging.getLogger(__name__)

WAITING, DONE, FAILED = "waiting", "done", "failed"
LOCK: Final = 0x7472  # "tr": one worker at a try-out
STALE: Final = timedelta(minutes=5)  # one that waited for longer lost its message
PATIENCE: Final = timedelta(hours=1)  # for a service elsewhere
LONGEST: Final = 1000  # characters
SIDES: Final = (64, 2048)  # pixels
MOST_WAITING: Final = 12  # of one person
MOST_BESIDE: Final = 3  # other models on the same words and seed
UPLOAD: Final = 40_000_000  # bytes
START_SIDE: Final = 2048  # pixels that are kept of a picture to begin from


def ask(
    models: Sequence[ModelEntry],
    *,
    brand: Brand,
    by: User,
    words: str,
    negative: str = "",
    seed: int | None = None,
    width: int = 1024,
    height: int = 1024,
    guides: Guides = NONE,
) -> list[TryOut]:
    """One try-out of each model on the same words and seed, or none. Raises BadInput, NotAllowed or WrongState."""
    require(by, "make a batch", brand)
    words, seed = " ".join(words.split()), planning.any_seed() if seed is None else seed
    _check(words, negative, seed, width, height)
    if not 1 <= len({entry.pk for entry in models}) <= MOST_BESIDE + 1:
        raise BadInput(f"Also with: choose up to {MOST_BESIDE} other models.", field="also")
    for entry in models:
        _check_model(entry, brand, guides)
    prices = {entry.pk: price(entry) for entry in models}
    _check_budget(brand, sum(prices.values()))
    rows = [
        TryOut(
            model=entry, brand=brand, prompt=words, negative=negative, seed=seed, width=width, height=height,
            guides=guides.document(), by=by,
        )
        for entry in models
    ]  # fmt: skip
    for row in rows:
        try:  # what the engine cannot make of it, it says now
            plan(row, guides)
        except EngineError as error:
            raise BadInput(f"{row.model.name}: {error}", field="words") from error
    with transaction.atomic():
        if TryOut.objects.filter(by=by, state=WAITING).count() + len(rows) > MOST_WAITING:
            raise WrongState(f"{MOST_WAITING} of your try-outs are being made already. Look at those first.")
        for row in rows:
            row.save()
            paid = {"micros": prices[row.model_id]} if prices[row.model_id] else {}
            events.record("ask", row, by=by, brand=brand, model=row.model.slug, **paid)
            nudge(row)
    return rows


def price(entry: ModelEntry) -> int:
    """What one of its calls costs, in millionths of a euro; 0 where it runs here."""
    if entry.engine not in LEAVES_THE_MACHINE:
        return 0
    card = cards_for("", entry).get(CALL)
    return card.micros if card else 0


def _check_budget(brand: Brand, micros: int) -> None:
    """A try-out that is paid for goes by the brand's month, with the earlier ones of that month. It belongs to no
    campaign, so it is in no campaign's figures: its price stands in the record of events."""
    for one in budgets.of_brands([brand.pk]) if micros else ():
        left = one.left - _asked_this_month(brand)
        if one.hard and (one.level == budgets.STOP or micros > left):
            title = one.title[0].upper() + one.title[1:]
            raise WrongState(
                f"{title} is {cost.money(one.limit)}, and {cost.money(max(left, 0))} of it is left: this would take "
                f"{cost.money(micros)}. Try a model that runs here, or have the budget raised."
            )


def _asked_this_month(brand: Brand) -> int:
    """Millionths of a euro that this month's try-outs were asked at."""
    first = timezone.localtime().replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    paid = Event.objects.filter(brand=brand, kind="tryout.ask", at__gte=first, data__has_key="micros")
    return sum(data["micros"] for data in paid.values_list("data", flat=True))


def _check(words: str, negative: str, seed: int, width: int, height: int) -> None:
    if not 1 <= len(words) <= LONGEST:
        raise BadInput(f"Words: say in 1 to {LONGEST} characters what is in the picture.", field="words")
    if len(negative) > LONGEST:
        raise BadInput(f"Not in it: up to {LONGEST} characters.", field="negative")
    if not 0 <= seed < planning.SEEDS:
        raise BadInput(f"Seed: use a whole number from 0 to {planning.SEEDS - 1}.", field="seed")
    for field, side in (("width", width), ("height", height)):
        if not SIDES[0] <= side <= SIDES[1]:
            raise BadInput(f"{field.capitalize()}: use {SIDES[0]} to {SIDES[1]} pixels.", field=field)


def _check_model(entry: ModelEntry, brand: Brand, guides: Guides) -> None:
    if entry.brand_id not in (None, brand.pk):
        raise BadInput(f"{entry.name} belongs to another brand. Choose one of {brand.name}.", field="also")
    if entry.state != "ready" or not entry.active or entry.kind not in kinds.ORDERED_FROM:
        raise WrongState(f"{entry.name} is not in use, so it cannot be tried. Choose another model.")
    if brand.local_only and entry.engine in LEAVES_THE_MACHINE:
        raise NotAllowed(f"{brand.name} is confidential, and {entry.name} runs elsewhere. Try one that runs here.")
    if guides.start is not None and "image_to_image" not in entry.capabilities:
        raise BadInput(f"Start picture: {entry.name} makes pictures from words alone. Leave it out.", field="start")
    worn = [one.weights for ones in (guides.loras, guides.references, guides.controls) for one in ones]
    if worn and entry.engine != "diffusers":
        raise BadInput(
            f"{entry.name} takes neither LoRA nor reference nor control picture. Leave it out.", field="words"
        )
    for row in ModelEntry.objects.filter(weights__in=worn):
        if row.family and row.family != entry.family:
            raise BadInput(f"{row.name} is made for {row.family}, and {entry.name} is {entry.family}.", field="also")


def plan(row: TryOut, guides: Guides) -> RecipeDocument:
    """Raises EngineError, or BadInput where the words are no subject."""
    order = plain_order(
        model_with(row.model),
        row.prompt,
        dialect=row.model.dialect,
        negative=row.negative,
        width=row.width,
        height=row.height,
        seed=row.seed,
        guides=guides,
    )
    return engine(row.model.engine).plan(order)


def keep_upload(file: UploadedFile[Any], *, by: User, brand: Brand, field: str) -> str:
    """Keep what was uploaded as it came, shown to nobody; a worker reads it. Call it before a transaction."""
    require(by, "make a batch", brand)
    size = file.size or 0
    if not 0 < size <= UPLOAD:
        raise TooMuch(f"The picture has {size / 1e6:.0f} MB. Use one of up to {UPLOAD // 1_000_000} MB.", field=field)
    digest = blobs.put(file.file)  # type: ignore[arg-type]  # an upload's file is a binary stream
    Blob.objects.get_or_create(digest=digest, defaults={"size": size, "media_type": "application/octet-stream"})
    return digest


def nudge(row: TryOut) -> None:
    from generation.tasks import make_try_out

    nudges.later(make_try_out, row.pk, nudges.queue_of(row.model.engine))


def make(pk: int) -> None:
    """In a worker: render it unless it is there. Coming twice changes nothing."""
    with alone_with(LOCK, pk) as alone:
        row = TryOut.objects.filter(pk=pk, state=WAITING).select_related("model", "brand").first() if alone else None
        if row is None:
            return
        began = time.perf_counter()
        try:
            recipe, picture = _rendered(row)
        except Later as later:
            _put_off(row, later)
        except (Cancelled, NotNow):
            log.info("Try-out %s waits for another worker, or for the store", pk)  # nudge_forgotten sends it again
        except (EngineError, BadInput) as error:
            _end(row, state=FAILED, error=str(error)[:500])
        except Exception as error:  # whatever a model's code may raise; the row keeps the sentence, the log the rest
            log.exception("Try-out %s failed", pk)
            why = f"The engine broke down ({type(error).__name__}). The worker's log tells more."
            _end(row, state=FAILED, error=why)
        else:
            _keep(row, recipe, picture, time.perf_counter() - began)


def _rendered(row: TryOut) -> tuple[RecipeDocument, Picture]:
    from generation.work import draining

    if row.brand.local_only and row.model.engine in LEAVES_THE_MACHINE:  # it may have become confidential since
        raise EngineError(f"{row.brand.name} is confidential, and {row.model.name} runs elsewhere: nothing is sent.")
    recipe = plan(row, _taken_in(row))

    def keep_ticket(ticket: Any) -> None:
        TryOut.objects.filter(pk=row.pk).update(ticket=dict(ticket))

    job = Job(StoredInputs(), cancelled=draining, ticket=row.ticket, keep_ticket=keep_ticket)
    return recipe, render(recipe, job)


def _taken_in(row: TryOut) -> Guides:
    """Its guides with each upload made a clean picture of our own (studio.lib.intake); the row says so from then on."""
    guides = Guides.from_document(row.guides)
    clean = replace(
        guides,
        start=replace(guides.start, picture=_clean(guides.start.picture)) if guides.start else None,
        references=tuple(replace(one, picture=_clean(one.picture)) for one in guides.references),
        controls=tuple(replace(one, picture=_clean(one.picture)) for one in guides.controls),
    )
    if asdict(clean) != asdict(guides):
        TryOut.objects.filter(pk=row.pk).update(guides=clean.document())
    return clean


def _clean(digest: str) -> str:
    blob = Blob.objects.get(pk=digest)
    if blob.media_type == "image/png":
        return digest
    from studio.lib.intake import picture as taken_in  # it decodes: in workers only

    taken = taken_in(blobs.read(digest), name="The picture", long_side=START_SIDE)
    return _stored(taken.png, "image/png", taken.width, taken.height).digest


def _stored(data: bytes, kind: str, width: int, height: int) -> Blob:
    defaults = {"size": len(data), "media_type": kind, "width": width, "height": height}
    return Blob.objects.get_or_create(digest=blobs.put(data), defaults=defaults)[0]


def _keep(row: TryOut, recipe: RecipeDocument, picture: Picture, seconds: float) -> None:
    from generation import previews  # Pillow's encoders, in workers only

    small, wide, tall = previews.webp(picture)
    file = _stored(previews.png(picture), "image/png", picture.width, picture.height)
    stored, _ = Recipe.objects.get_or_create(digest=recipe.digest, defaults={"document": recipe.document()})
    _end(
        row,
        state=DONE,
        picture=file,
        preview=_stored(small, "image/webp", wide, tall),
        recipe=stored,
        seconds=seconds,
        notes=list(picture.notes),
    )


@transaction.atomic
def _end(row: TryOut, *, state: str, **changes: Any) -> None:
    if TryOut.objects.filter(pk=row.pk, state=WAITING).update(state=state, done_at=timezone.now(), **changes):
        events.record(state, row, brand=row.brand)


def _put_off(row: TryOut, later: Later) -> None:
    """A service asked for patience: its worker goes on with other work, and this is asked for again."""
    if timezone.now() - row.made_at > PATIENCE:
        _end(row, state=FAILED, error=f"{later.sentence} It was asked for an hour in vain.")
        return
    if later.ticket is not None:
        TryOut.objects.filter(pk=row.pk).update(ticket=dict(later.ticket))
    from generation.tasks import make_try_out

    queue = nudges.queue_of(row.model.engine)
    make_try_out.apply_async((row.pk,), queue=queue, countdown=later.seconds, ignore_result=True)


def nudge_forgotten() -> int:
    """Send again what a lost message left waiting; the sweep calls it. Returns how many."""
    rows = TryOut.objects.filter(state=WAITING, made_at__lt=timezone.now() - STALE).select_related("model")
    found = list(rows[:20])
    for row in found:
        nudge(row)
    return len(found)

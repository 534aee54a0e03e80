"""A person orders a LoRA: everything that can be refused is refused here, in sentences, before anything is written."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, Final
from uuid import UUID

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.text import slugify

from generation import budgets, kinds
from generation.engine.diffusion.training.families import TRAINED, trained
from generation.engine.diffusion.training.settings import BadSetting, Settings
from generation.engine.picture import EngineError
from generation.models import ModelEntry, Training
from generation.states import RUNNING, WAITING
from generation.training.forecast import Forecast, forecast
from generation.training.line import nudge
from generation.training.rights import objection, rolled
from studio.lib import events
from studio.lib.models import Blob
from studio.lib.problems import BadInput, WrongState
from studio.people.models import Brand, User
from studio.people.roles import require

FEWEST, MOST = 5, 200  # pictures: of fewer only the pictures themselves are learned, of more no look
MOST_OPEN: Final = 4  # trainings of a brand that wait or run
LONGEST_NAME, LONGEST_CAPTION = 80, 500  # characters
TRIGGER: Final = re.compile(r"[A-Za-z][A-Za-z0-9_-]{1,39}")


def bases(brand: Brand) -> QuerySet[ModelEntry]:
    """The models that a LoRA of this brand can be trained from."""
    rows = ModelEntry.objects.filter(engine="diffusers", kind=kinds.CHECKPOINT, state="ready", active=True)
    return rows.filter(Q(brand=brand) | Q(brand=None), family__in=list(TRAINED), capabilities__contains="text_to_image")


def order(
    brand: Brand,
    *,
    name: str,
    base: ModelEntry,
    pictures: Sequence[Mapping[str, Any]],
    trigger: str,
    settings: Mapping[str, Any],
    by: User,
    once: UUID | None = None,
) -> Training:
    """A training that waits for a worker. `pictures`: {digest, caption, asset, title, rights (a licence record)} each.

    The same `once` gives the same training. Raises BadInput (name, base, pictures, trigger, or a setting), NotAllowed,
    or WrongState.
    """
    require(by, "train a LoRA", brand)
    name, trigger = " ".join(name.split()), trigger.strip()
    _check_words(name, trigger)
    asked = _check_base(brand, base, settings)
    kept = _check_pictures(pictures, trigger)
    licence = rolled(base, [one["rights"] for one in kept])
    if not licence.covers or not licence.territories:
        raise BadInput(
            f"Pictures: with the licence of {base.name} ({licence.id[:120]}) they leave no use or no territory that "
            "all of them allow. Choose pictures that are cleared for the same, or another base.",
            field="pictures",
        )
    _check_budget(brand, forecast(base, asked))
    with transaction.atomic():
        Brand.objects.select_for_update().get(pk=brand.pk)
        if once and (made := Training.objects.filter(once=once).first()):
            if made.brand_id != brand.pk or made.by_id != by.pk:
                raise WrongState("This form was used for something else already. Open it anew.")
            return made
        if Training.objects.filter(brand=brand, state__in=(WAITING, RUNNING)).count() >= MOST_OPEN:
            raise WrongState(f"{MOST_OPEN} trainings of {brand.name} are under way. Wait for one, or cancel it.")
        row = Training.objects.create(
            brand=brand, name=name, base=base, trigger=trigger, pictures=kept, settings=asked.document(),
            rights=licence.document(), once=once, by=by,
        )  # fmt: skip
        events.record("order", row, by=by, brand=brand, base=base.slug, pictures=len(kept))
        nudge(row)
    return row


def _check_words(name: str, trigger: str) -> None:
    if not 1 <= len(name) <= LONGEST_NAME or not slugify(name) or not name.isprintable():
        raise BadInput(f"Name: up to {LONGEST_NAME} characters, with a letter or digit among them.", field="name")
    if not TRIGGER.fullmatch(trigger):
        raise BadInput(
            "Trigger: one word of 2 to 40 letters and digits that begins with a letter. Make one up, as nlklook: a "
            "word with a meaning of its own would call that as well.",
            field="trigger",
        )


def _check_base(brand: Brand, base: ModelEntry, settings: Mapping[str, Any]) -> Settings:
    try:
        trained(base.family)
        asked = Settings.from_document(settings)
    except BadSetting as fault:
        raise BadInput(str(fault), field=fault.field) from fault
    except EngineError as fault:
        raise BadInput(f"Base: {fault}", field="base") from fault
    if not bases(brand).filter(pk=base.pk).exists():
        raise BadInput(f"Base: {base.name} is not in use at {brand.name} as a model of its own.", field="base")
    return asked


def _check_pictures(pictures: Sequence[Mapping[str, Any]], trigger: str) -> list[dict[str, Any]]:
    once = {str(one["digest"]): one for one in pictures}
    if not FEWEST <= len(once) <= MOST:
        raise BadInput(f"Pictures: {len(once)} are chosen. Choose {FEWEST} to {MOST} different ones.", field="pictures")
    there = set(Blob.objects.filter(pk__in=once, media_type__startswith="image/").values_list("pk", flat=True))
    today = timezone.localdate()
    found = []
    for digest, one in once.items():
        title, caption = str(one["title"])[:120], " ".join(str(one["caption"]).replace("\0", "").split())
        if digest not in there:
            raise BadInput(f"Pictures: {title} has no picture here. Leave it out.", field="pictures")
        if why := objection(one["rights"], today):
            raise BadInput(f"Pictures: {title} {why}. Leave it out.", field="pictures")
        if not 1 <= len(caption) <= LONGEST_CAPTION:
            raise BadInput(
                f"Pictures: say in 1 to {LONGEST_CAPTION} characters what is to be seen in {title}.", field="pictures"
            )
        said = caption if trigger.lower() in caption.lower().split() else f"{trigger}, {caption}"
        found.append(
            {"digest": digest, "caption": said, "asset": one["asset"], "title": title, "rights": one["rights"]}
        )
    return found


def _check_budget(brand: Brand, expected: Forecast) -> None:
    for one in budgets.of_brands([brand.pk]):
        if one.hard and (one.stopped or expected.micros > one.left):
            raise BadInput(
                f"Steps: this would take about {expected.money}, and {one.title} does not hold it. "
                "Ask for fewer steps, or have the budget raised.",
                field="steps",
            )

"""A row for a service elsewhere. Everything of it is checked here; a worker then tries it before it is offered."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from django.db import transaction
from django.utils.text import slugify

from briefs.dialects import DIALECTS
from generation.engine.engines import Model
from generation.engine.picture import EngineError
from generation.engine.remote import workflow
from generation.engine.remote.engine import QUALITIES, describes
from generation.engine.remote.hosts import BadAddress
from generation.engine.remote.params import ANSWERS
from generation.engine.remote.service import COMFYUI, FAMILIES, IMAGES, KEY_VARIABLE
from generation.kinds import SERVICE
from generation.models import ModelEntry, RateCard
from generation.models.money import CALL
from generation.registry.licence import Licence
from generation.services.policy import allowed
from generation.services.trying import nudge
from studio.lib import blobs, events
from studio.lib.canonical import digest
from studio.lib.models import Blob
from studio.lib.problems import BadInput, NotAllowed
from studio.people.models import Brand, User
from studio.people.roles import require

SIZE: Final = re.compile(r"([1-9][0-9]{1,4})x([1-9][0-9]{1,4})")
MOST_SIZES, MOST_SIDE = 20, 8192
LIMITS: Final = {"most_running": (1, 1000), "per_minute": (1, 100_000), "patience": (5, 86_400)}
MOST_MICROS: Final = 10**10  # ten thousand euros a call: beyond it somebody has slipped
LONGEST_POLICY: Final = 4_000  # characters


@dataclass(frozen=True, slots=True)
class Wanted:
    """A service as it is asked for. `sizes` as "1024x1536"; `cost_micros` a call; None or "" leaves a thing unsaid."""

    name: str
    family: str
    base: str
    model: str
    key: str = ""
    sizes: tuple[str, ...] = ()
    quality: str = ""
    answers: str = "output_format"
    sends_seed: bool = False
    dialect: str = "t5"
    cost_micros: int = 0
    most_running: int | None = None
    per_minute: int | None = None
    patience: int | None = None
    policy: str = ""
    workflow: bytes = b""
    slots: Mapping[str, Any] = field(default_factory=dict)
    output: str = ""


def add(wanted: Wanted, *, brand: Brand, licence: Licence, by: User) -> ModelEntry:
    """Register the service. Raises BadInput naming the field, or NotAllowed; then nothing is written."""
    require(by, "keep models", brand)
    if brand.local_only:
        raise NotAllowed(f"{brand.name} is confidential: nothing of it leaves these machines, so it has no services.")
    slug = slugify(wanted.name)[:50]
    check(wanted, slug)
    settings = _settings(wanted)
    with transaction.atomic():
        entry = ModelEntry.objects.create(
            brand=brand,
            slug=slug,
            name=wanted.name,
            engine="remote",
            kind=SERVICE,
            family=wanted.family,
            dialect=wanted.dialect,
            weights=digest({"slug": slug, "family": wanted.family, "settings": settings}),
            settings=settings,
            capabilities=describes(Model(wanted.name, "remote", wanted.family, settings=settings)),
            licence=licence.document(),
            by=by,
        )
        RateCard.objects.create(model=entry, per=CALL, micros=wanted.cost_micros, since=date.today())
        events.record("add", entry, by=by, brand=brand, base=wanted.base, family=wanted.family)
        nudge(entry)
    return entry


def check(wanted: Wanted, slug: str) -> None:
    """Everything of it, and every fault at once. Raises BadInput."""
    faults: dict[str, list[str]] = {}

    def fault(name: str, sentence: str) -> None:
        faults.setdefault(name, []).append(sentence)

    if not slug:
        fault("name", "Name: it needs at least one letter or digit. Call it as its publisher does.")
    elif ModelEntry.objects.filter(slug=slug).exists():
        fault("name", f"Name: there is a model called {slug} already. Add a version, as in “{wanted.name[:60]} 2”.")
    if wanted.family not in FAMILIES:
        fault("family", f"Kind: choose one of {', '.join(FAMILIES.values())}.")
    try:
        allowed(wanted.base)
    except BadAddress as error:
        fault("base", f"Address: {error}")
    if not wanted.model.strip():
        fault("model", "Model: say what the service calls it; for ComfyUI, what its workflow runs.")
    if wanted.key and not KEY_VARIABLE.fullmatch(wanted.key):
        fault("key", "Key: the name of a variable, never the key itself: REMOTE_KEY_ and capitals, digits or _.")
    if wanted.dialect not in DIALECTS:
        fault("dialect", f"Prompts: choose one of {', '.join(DIALECTS)}.")
    if not wanted.policy.strip():
        fault("policy", "Data policy: say what leaves, how long it is kept, whether it trains on it, and where.")
    if len(wanted.policy) > LONGEST_POLICY:
        fault("policy", f"Data policy: up to {LONGEST_POLICY:,} characters. Say the rest by a link.")
    if not 0 <= wanted.cost_micros <= MOST_MICROS:
        fault("cost", f"Cost: from 0 to {MOST_MICROS // 10**6:,} euros a call.")
    for name, (least, most) in LIMITS.items():
        value = getattr(wanted, name)
        if value is not None and not least <= value <= most:
            fault(name, f"{name.replace('_', ' ').capitalize()}: from {least:,} to {most:,}, or nothing.")
    _check_sizes(wanted, fault)
    if wanted.family == IMAGES:
        _check_images(wanted, fault)
    if wanted.family == COMFYUI:
        _check_workflow(wanted, fault)
    if faults:
        raise BadInput(fields=faults)


def _check_sizes(wanted: Wanted, fault: Any) -> None:
    sides = [(size, SIZE.fullmatch(size)) for size in wanted.sizes]
    for size, read in sides:
        if not read or max(int(read[1]), int(read[2])) > MOST_SIDE or min(int(read[1]), int(read[2])) < 16:
            fault("sizes", f"Sizes: “{size[:20]}” is not one. Write width and height in pixels, as 1024x1536.")
    if len(sides) > MOST_SIZES:
        fault("sizes", f"Sizes: up to {MOST_SIZES}. Name those that the service makes.")
    if wanted.family == IMAGES and not sides:
        fault("sizes", "Sizes: name those that the service makes, as 1024x1024, 1536x1024, 1024x1536.")


def _check_images(wanted: Wanted, fault: Any) -> None:
    if wanted.quality not in ("", *QUALITIES):
        fault("quality", f"Quality: one of {', '.join(QUALITIES)}, or nothing.")
    if wanted.answers not in ANSWERS:
        fault("answers", "Answers: choose how its pictures come back.")
    if wanted.workflow or wanted.slots:
        fault("workflow", "Workflow: only ComfyUI takes one. Take it away, or choose ComfyUI.")


def _check_workflow(wanted: Wanted, fault: Any) -> None:
    if not wanted.workflow:
        fault("workflow", "Workflow: upload the file that ComfyUI gives by “Export (API)”.")
        return
    found, slots = None, None
    try:
        found = workflow.read(wanted.workflow)
    except EngineError as error:
        fault("workflow", str(error))
    try:
        slots = workflow.slots_of(wanted.slots)
    except EngineError as error:
        fault("slots", str(error))
    if found is not None and slots is not None:
        try:
            workflow.fits(found, slots, wanted.output)
        except EngineError as error:
            fault("output" if str(error).startswith("Output") else "slots", str(error))


def _settings(wanted: Wanted) -> dict[str, Any]:
    """What the row keeps: what is said, and nothing of what is not. The workflow is a blob, kept by its digest."""
    said: dict[str, Any] = {"base": wanted.base.rstrip("/"), "model": wanted.model.strip(), "policy": wanted.policy}
    said |= {"key": wanted.key, "sizes": list(wanted.sizes), "most_running": wanted.most_running}
    said |= {"per_minute": wanted.per_minute, "patience": wanted.patience}
    if wanted.family == IMAGES:
        said |= {"quality": wanted.quality, "answers": wanted.answers, "sends_seed": wanted.sends_seed}
    else:
        slots = {name: list(path) for name, path in workflow.slots_of(wanted.slots).items()}
        said |= {"workflow": _kept(wanted.workflow), "slots": slots, "output": wanted.output}
    return {name: value for name, value in said.items() if value not in (None, "", []) or name == "answers"}


def _kept(data: bytes) -> str:
    """The workflow in the store, as it was uploaded: before the transaction, because the store may stall."""
    kept = blobs.put(data)
    Blob.objects.get_or_create(digest=kept, defaults={"size": len(data), "media_type": "application/json"})
    return kept

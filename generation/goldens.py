"""Goldens: fixed briefs and seeds in a style pack's look, rendered before it is published and held against the last.

A golden's row is the order of work, as a candidate's is. Its picture is made by the built-in engine, which every
machine has and which gives the same bytes everywhere it is replayed. The same golden is rendered in the look of the
version it is compared with, so that the two differ by the style pack alone.
"""

from __future__ import annotations

import io
import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final

from django.db import transaction
from django.utils import timezone

from briefs.compile import compile_prompt
from briefs.goldens import judged_by
from briefs.models import StylePackVersion
from briefs.seeds.templates import SCENE
from briefs.spec import FIELDS, BriefSpec
from briefs.style import drift_limit
from generation import nudges, planning
from generation.engine.engines import Order, engine
from generation.engine.picture import EngineError, Job, Picture, Pixels
from generation.engine.recipe import Recipe as RecipeDocument
from generation.engine.render import render
from generation.inputs import StoredInputs
from generation.models import Golden, ModelEntry, Recipe
from studio.lib import blobs, events
from studio.lib.canonical import digest
from studio.lib.models import Blob
from studio.lib.problems import BadInput, WrongState
from studio.people.models import User
from studio.people.roles import require

log = logging.getLogger(__name__)

ENGINE: Final = "previz"
SIZE: Final = (384, 256)  # pixels
STALE: Final = timedelta(minutes=5)  # a golden that waited for longer lost its message
WAITING, DONE, FAILED = "waiting", "done", "failed"


# --- what to render --------------------------------------------------------------------------------------------------
def plan(document: Mapping[str, Any], golden: Mapping[str, Any], model: ModelEntry) -> RecipeDocument:
    """The recipe of one golden in the look of a style pack's `document`. Pure but for the model's row."""
    named = {name: golden[name] for name in FIELDS if golden.get(name)}
    spec = BriefSpec.clean({**named, "title": golden["name"], "style_pack": ""})
    prompt = compile_prompt(spec, template=SCENE, pack=document, dialect=model.dialect)
    order = Order(
        brief=spec.document() | {"placements": []},
        style=document,
        palette=tuple(colour["hex"] for colour in document.get("palette", [])),
        prompt={
            "dialect": prompt.dialect,
            "positive": prompt.positive_text,
            "negative": prompt.negative_text,
            "digest": prompt.digest,
        },
        model=planning.model_of(model),
        width=SIZE[0],
        height=SIZE[1],
        seed=int(golden.get("seed", 0)),
        context={"golden": str(golden["name"]), "style_pack": digest(document), "prompt": prompt.digest},
    )
    return engine(model.engine).plan(order)


def model_for_goldens() -> ModelEntry:
    found = ModelEntry.objects.filter(engine=ENGINE, brand=None, active=True, state="ready").first()
    if found is None:
        raise WrongState("There is no built-in model to render goldens with. Run the seed command.")
    return found


def baseline_of(version: StylePackVersion) -> StylePackVersion | None:
    """The published version before this one: what its goldens are held against."""
    rows = StylePackVersion.objects.published().filter(pack=version.pack_id, number__lt=version.number)
    found: StylePackVersion | None = rows.order_by("-number").first()
    return found


def key_of(version: StylePackVersion, golden: Mapping[str, Any]) -> str:
    """Names what a golden's picture depends on. A draft that changes makes it another."""
    return digest({"pack": version.digest, "golden": dict(golden)})


# --- ordering and rendering ------------------------------------------------------------------------------------------
@transaction.atomic
def order(version: StylePackVersion, *, by: User, against: StylePackVersion | None = None) -> list[Golden]:
    """Have the goldens of `version` rendered, and the same ones in the look of `against` (else its baseline).

    What is there already is not made again; what failed is tried once more.
    """
    require(by, "keep style packs", version.pack.brand)
    before = against or baseline_of(version)
    if before is not None and before.pack_id != version.pack_id:
        raise BadInput("Goldens are compared within one style pack. Choose another version of it.", field="against")
    model = model_for_goldens()
    wanted = judged_by(version.document, before.document if before else None)
    made = []
    for place, golden in enumerate(wanted):
        old = _row(before, golden, place, model) if before else None
        made.append(_row(version, golden, place, model, against=old))
    if version.published_at is None:  # of what the draft said before
        keys = [key_of(version, golden) for golden in wanted]
        Golden.objects.filter(version=version).exclude(pack_digest__in=keys).delete()
    events.record("goldens", version, by=by, brand=version.pack.brand, count=len(made))
    return made


def _row(
    version: StylePackVersion, golden: Mapping[str, Any], place: int, model: ModelEntry, against: Golden | None = None
) -> Golden:
    try:
        recipe = plan(version.document, golden, model)
    except EngineError as error:
        raise BadInput(f"Golden “{golden['name']}”: {error}", field="goldens") from error
    stored, _ = Recipe.objects.get_or_create(digest=recipe.digest, defaults={"document": recipe.document()})
    row, made = Golden.objects.get_or_create(
        version=version,
        name=golden["name"],
        pack_digest=key_of(version, golden),
        defaults={"place": place, "recipe": stored, "against": against},
    )
    if against is not None and row.against_id != against.pk:
        Golden.objects.filter(pk=row.pk).update(against=against)
        row.against = against
    if not made:
        Golden.objects.filter(pk=row.pk, state=FAILED).update(state=WAITING, error="")
        row.refresh_from_db(fields=["state", "error"])
    if row.state == WAITING or (against is not None and str(against.pk) not in row.drift):
        nudge(row.pk)
    return row


def nudge(pk: int) -> None:
    from generation.tasks import render_golden

    nudges.later(render_golden, pk, nudges.queue_of(ENGINE))


def make(pk: int) -> None:
    """In a worker: render the golden unless it is there, and measure what can be compared. Twice changes nothing."""
    row = Golden.objects.filter(pk=pk).select_related("recipe", "version__pack__brand", "against").first()
    if row is None or row.recipe is None:
        return
    if row.state == WAITING:
        try:
            picture = render(RecipeDocument.from_document(row.recipe.document), Job(StoredInputs()))
        except EngineError as error:
            Golden.objects.filter(pk=pk, state=WAITING).update(state=FAILED, error=str(error)[:500])
            _tell(row)
            return
        _keep(row, picture)
    for later in Golden.objects.filter(against=pk, state=DONE):
        _measure(later)
    row.refresh_from_db()
    _measure(row)
    _tell(row)


def _keep(row: Golden, picture: Picture) -> None:
    from generation import previews  # Pillow's encoders, in workers only

    file, (small, width, height) = previews.png(picture), previews.webp(picture)
    with transaction.atomic():
        kept = []
        for data, kind, wide, tall in (
            (file, "image/png", picture.width, picture.height),
            (small, "image/webp", width, height),
        ):
            defaults = {"size": len(data), "media_type": kind, "width": wide, "height": tall}
            kept.append(Blob.objects.get_or_create(digest=blobs.put(data), defaults=defaults)[0])
        Golden.objects.filter(pk=row.pk, state=WAITING).update(
            state=DONE, picture=kept[0], preview=kept[1], done_at=timezone.now()
        )


def _measure(row: Golden) -> None:
    """Write how far `row` lies from what it is held against, once both are there."""
    before = row.against
    if before is None or row.state != DONE or before.state != DONE or str(before.pk) in row.drift:
        return
    from generation.engine import drift

    one, other = (pixels_of(golden) for golden in (before, row))
    found: dict[str, Any] = dict(drift.drift(one, other).document())
    found["map"] = _map(drift.heat(one, other))
    Golden.objects.filter(pk=row.pk).update(drift={**row.drift, str(before.pk): found})


def _map(pixels: Pixels) -> str:
    from PIL import Image

    out = io.BytesIO()
    Image.fromarray(pixels, "RGB").save(out, "WEBP", quality=80)
    data = out.getvalue()
    defaults = {"size": len(data), "media_type": "image/webp", "width": pixels.shape[1], "height": pixels.shape[0]}
    return Blob.objects.get_or_create(digest=blobs.put(data), defaults=defaults)[0].digest


def pixels_of(golden: Golden) -> Pixels:
    """(h, w, 3 or 4) uint8, from our own stored PNG."""
    import numpy as np
    from PIL import Image

    with Image.open(io.BytesIO(blobs.read(str(golden.picture_id)))) as image:
        return np.asarray(image)


def _tell(row: Golden) -> None:
    with transaction.atomic():
        brand = row.version.pack.brand
        events.record("done", row, brand=brand, version=row.version_id)


def nudge_forgotten() -> int:
    """Send again what a lost message left waiting; the sweep calls it. Returns how many."""
    waiting = Golden.objects.filter(state=WAITING, made_at__lt=timezone.now() - STALE).values_list("pk", flat=True)
    found = list(waiting[:20])
    for pk in found:
        nudge(pk)
    return len(found)


# --- what they say ---------------------------------------------------------------------------------------------------
@dataclass(frozen=True)
class Pair:
    """One golden before and after. `drift` is None until both are rendered."""

    name: str
    before: Golden | None
    after: Golden | None
    limit: float

    @property
    def drift(self) -> Mapping[str, Any] | None:
        if self.before is None or self.after is None:
            return None
        found: Mapping[str, Any] | None = self.after.drift.get(str(self.before.pk))
        return found

    @property
    def same(self) -> bool:
        """Would the two recipes make the same pixels? Then nothing has to be rendered to know."""
        if self.before is None or self.after is None or self.before.recipe is None or self.after.recipe is None:
            return False
        return bool(self.before.recipe.document["nodes"] == self.after.recipe.document["nodes"])

    @property
    def delta_e(self) -> float | None:
        if self.drift is not None:
            return float(self.drift["delta_e"])
        return 0.0 if self.same else None

    @property
    def failed(self) -> bool:
        return any(golden is not None and golden.state == FAILED for golden in (self.before, self.after))

    @property
    def verdict(self) -> str:
        if self.delta_e is None:
            return "fail" if self.failed else "wait"
        return "pass" if self.delta_e <= self.limit else "fail"


@dataclass(frozen=True)
class Report:
    """How a version's goldens stand against another version's."""

    version: StylePackVersion
    baseline: StylePackVersion | None
    pairs: Sequence[Pair]
    limit: float

    @property
    def ordered(self) -> bool:
        return all(pair.after is not None and (self.baseline is None or pair.before is not None) for pair in self.pairs)

    @property
    def waiting(self) -> bool:
        """Is a worker still at it?"""
        rows = [golden for pair in self.pairs for golden in (pair.before, pair.after) if golden is not None]
        unmeasured = any(
            pair.delta_e is None and not pair.failed for pair in self.pairs if pair.after is not None and pair.before
        )
        return any(golden.state == WAITING for golden in rows) or unmeasured

    @property
    def worst(self) -> float | None:
        """The largest drift, mean ΔE 2000; None until all are known."""
        found = [pair.delta_e for pair in self.pairs]
        return max((drift for drift in found if drift is not None), default=0.0) if None not in found else None

    @property
    def beyond(self) -> list[Pair]:
        return [pair for pair in self.pairs if pair.delta_e is not None and pair.delta_e > self.limit]

    @property
    def objection(self) -> str:
        """Why this version must not be published, in a sentence; empty where nothing speaks against it."""
        if self.baseline is None:
            return ""
        if self.worst is None:
            return (
                f"The goldens of {self.version} have not been held against {self.baseline} yet. Render them, "
                "look at them, then publish; or give a reason for publishing without."
            )
        if not self.beyond:
            return ""
        names = ", ".join(f"“{pair.name}” {pair.delta_e:.1f}" for pair in self.beyond)
        return (
            f"{self.version} drifts further from {self.baseline} than ΔE {self.limit:g}: {names}. "
            "Bring it closer, or give a reason for publishing despite the drift."
        )


def report(version: StylePackVersion, against: StylePackVersion | None = None) -> Report:
    """How the goldens of `version` stand against `against` (else its baseline), in one query beside the baseline's."""
    before = against or baseline_of(version)
    wanted = judged_by(version.document, before.document if before else None)
    ids = [version.pk] + ([before.pk] if before else [])
    rows = Golden.objects.filter(version__in=ids).select_related("recipe", "picture", "preview")
    found = {(row.version_id, row.pack_digest): row for row in rows}
    # The limit of the version before: a draft does not set the bar it is measured by.
    limit = drift_limit(before.document if before else version.document)
    pairs = [
        Pair(
            golden["name"],
            found.get((before.pk, key_of(before, golden))) if before else None,
            found.get((version.pk, key_of(version, golden))),
            limit,
        )
        for golden in wanted
    ]
    return Report(version, before, pairs, limit)


def refuse_drift(sender: Any, *, version: StylePackVersion, by: User, override: str, **_: Any) -> None:
    """Nothing is published that has drifted, or that nobody has looked at, unless somebody with the right says why."""
    objection = report(version).objection
    if objection and override:
        require(by, "publish despite drift", version.pack.brand)
    elif objection:
        raise WrongState(objection)

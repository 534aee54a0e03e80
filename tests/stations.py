"""One brief carried to any station by its real actions, the workers' part done in this process. Small and quick."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from briefs.models import Placement, PlacementVersion
from briefs.placement import clean
from dam import actions as library
from dam.models import Asset
from generation.models import Batch, Candidate, ModelEntry
from review import carry_out, masters
from review.actions.finish import finish as order_finish
from review.actions.gates import ask, sign, warnings
from review.actions.select import pick
from review.manifest import manifest
from review.models import Finish, Gate
from studio.lib.canonical import digest
from tests.cast import PASSWORD, Cast
from tests.generation.orders import order, revision_of, work_it_off


@dataclass
class Stations:
    """Each property is the line up to there; asking for a later one does what is still to do."""

    cast: Cast
    model: ModelEntry

    def batch(self, count: int = 2, **draft: Any) -> Batch:
        draft = {"placements": [stamp().slug, strip().slug], "copy": {}, "safe_margins": 0.05} | draft
        revision = revision_of(self.cast, **draft)
        made = order(self.cast, self.model, count=count, revision=revision)
        work_it_off()
        return Batch.objects.get(pk=made.pk)

    def picked(self, **draft: Any) -> Candidate:
        candidate = self.batch(**draft).candidates.select_related("batch__brand", "batch__revision").all()[0]
        pick(candidate, by=self.cast.dana)
        return candidate

    def finished(self, candidate: Candidate | None = None, **draft: Any) -> Finish:
        made = order_finish(candidate or self.picked(**draft), by=self.cast.dana)
        carry(made)
        return Finish.objects.get(pk=made.pk)

    def asked(self, **draft: Any) -> Finish:
        return ask(self.finished(**draft), by=self.cast.dana)

    def signed(self, **draft: Any) -> Finish:
        return self.sign(self.asked(**draft))

    def sign(self, made: Finish) -> Finish:
        """Both of the standard gates."""
        for kind, person in ((Gate.Kind.BRAND, self.cast.bea), (Gate.Kind.LEGAL, self.cast.leo)):
            gate = made.gates.get(kind=kind, state="waiting")
            sign(gate, by=person, password=PASSWORD, seen=seen(made), accepted=warnings(made))
        made.refresh_from_db()
        return made

    def asset(self, **draft: Any) -> Asset:
        return self.shipped(self.signed(**draft))

    def shipped(self, made: Finish) -> Asset:
        asset = library.admit(made)
        library.deliver(asset)
        return asset


def carry(finish: Finish) -> None:
    """What the workers do with a finish."""
    if masters.make_master(finish.pk):
        carry_out.make_renditions(finish.pk)


def seen(finish: Finish) -> str:
    """The digest a reviewer's page shows."""
    return digest(manifest(finish))


def placement(slug: str, width: int, height: int, **spec: Any) -> Placement:
    """A published placement of a few pixels."""
    made, new = Placement.objects.get_or_create(
        brand=None, slug=slug, defaults={"name": slug.replace("-", " ").capitalize(), "channel": "web"}
    )
    if new:
        document = {"slug": slug, "name": made.name, "channel": "web", "width": width, "height": height, "unit": "px"}
        document |= {"formats": ["png"], "colour_space": "srgb", "max_bytes": 200_000, **spec}
        document = clean(document)
        PlacementVersion.objects.create(placement=made, number=1, document=document, published_at=timezone.now())
    return made


def another_like(asset: Asset, number: int, **changes: Any) -> Asset:
    """One more row like it, straight into the table, with a finish and signatures of its own: for counting queries."""
    finish = Finish.objects.get(pk=asset.finish_id)
    gates = list(finish.gates.prefetch_related("sign_offs"))
    finish.pk, finish.number = None, finish.number + 1 + number
    finish.save(force_insert=True)
    for gate in gates:
        rows = list(gate.sign_offs.all())
        gate.pk, gate.finish = None, finish
        gate.save(force_insert=True)
        for row in rows:
            row.pk, row.gate = None, gate
            row.save(force_insert=True)
    made = Asset.objects.get(pk=asset.pk)
    made.pk, made.finish = None, finish
    for name, value in changes.items():
        setattr(made, name, value)
    made.save(force_insert=True)
    return made


def stamp() -> Placement:
    return placement("stamp", 64, 48)


def strip() -> Placement:
    return placement("strip", 96, 32, formats=["jpeg"])

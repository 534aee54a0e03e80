"""The whole line, driven by its own actions as five people: what `make demo` and the benchmarks run."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings

from briefs import actions as briefs
from briefs.models import BriefRevision, Campaign
from dam.models import Asset
from generation import actions as generation
from generation.models import Batch, Candidate, ModelEntry, Replay
from generation.replay import ask as ask_replay
from review.actions.finish import finish as order_finish
from review.actions.gates import ask as ask_for_sign_off
from review.actions.gates import sign, warnings
from review.actions.select import pick
from review.manifest import manifest
from review.models import Check, Finish
from review.states import SIGNED, WAITING
from studio.lib.canonical import digest
from studio.people.models import User


class Stalled(RuntimeError):
    """A station did not finish in time; the sentence says which and what to look at."""


@dataclass(frozen=True)
class Row:
    """What one station did."""

    station: str
    what: str
    many: int
    seconds: float
    digest: str


@dataclass
class Line:
    """One brief on its way. Each method is a station; `rows` is what they did."""

    people: Mapping[str, User]  # marketer, designer, brand, legal
    password: str  # asked for again at each gate
    patience: float = 900.0  # seconds to wait for the workers at one station
    told: Callable[[Row], None] = lambda row: None
    rows: list[Row] = field(default_factory=list)

    def _tell(self, station: str, what: str, many: int, began: float, digest_: str) -> None:
        row = Row(station, what, many, time.perf_counter() - began, digest_)
        self.rows.append(row)
        self.told(row)

    def _wait(self, station: str, over: Callable[[], bool]) -> None:
        until = time.monotonic() + self.patience
        while not over():
            if time.monotonic() > until:
                raise Stalled(f"{station} took over {self.patience:.0f} s. Is a worker running? Its log tells more.")
            time.sleep(0.1)

    def brief(self, campaign: Campaign, document: Mapping[str, Any]) -> BriefRevision:
        began, by = time.perf_counter(), self.people["marketer"]
        made = briefs.create_brief(campaign, by=by, title=str(document["title"]))
        made = briefs.save_draft(made, dict(document), by=by, saves=made.saves)
        revision = briefs.submit(made, by=by)
        self._tell("Brief", f"revision {revision.number}", len(revision.document["placements"]), began, revision.digest)
        return revision

    def batch(self, revision: BriefRevision, model: ModelEntry, count: int) -> Batch:
        began = time.perf_counter()
        made = generation.order_batch(revision, model=model, count=count, by=self.people["marketer"])
        prompt = made.prompt
        self._tell("Prompt", f"{prompt['dialect']} dialect", len(prompt.get("phrases", [])), began, prompt["digest"])
        return self.settle(made)

    def settle(self, made: Batch) -> Batch:
        """Wait until an ordered batch is over."""
        began = time.perf_counter()
        self._wait("Batch", lambda: Batch.objects.get(pk=made.pk).state not in ("queued", "running"))
        made.refresh_from_db()
        done = made.candidates.filter(state="done").order_by("position")
        self._tell("Batch", f"candidates by {made.model.name}, {made.state}", done.count(), began,
                   digest([candidate.pixels for candidate in done]))  # fmt: skip
        return made

    def select(self, batch: Batch, position: int = 0) -> Candidate:
        began = time.perf_counter()
        chosen = batch.candidates.filter(state="done", position__gte=position).order_by("position").first()
        if chosen is None:
            raise Stalled("No candidate of the batch was finished, so there is nothing to pick.")
        pick(chosen, by=self.people["designer"], reasons=["copy-space-clear"])
        self._tell("Selection", f"picked candidate {chosen}", 1, began, chosen.pixels)
        return chosen

    def finish(self, candidate: Candidate, begun: Finish | None = None) -> Finish:
        """Order a finish and wait for it; `begun` is one that was ordered before."""
        began = time.perf_counter()
        made = begun or order_finish(candidate, by=self.people["designer"])
        self._wait("Finishing", lambda: Finish.objects.get(pk=made.pk).state not in ("queued", "running"))
        made = Finish.objects.select_related("brand", "master").get(pk=made.pk)
        lines = manifest(made)
        self._tell("Finishing", f"files for {made.renditions.count()} asked, {made.state}",
                   made.renditions.filter(state="done").count(), began, digest(lines))  # fmt: skip
        checks = Check.objects.filter(finish=made)
        counts = {verdict: checks.filter(verdict=verdict).count() for verdict in ("pass", "not run", "warn", "fail")}
        words = ", ".join(f"{many} {verdict}" for verdict, many in counts.items())
        self._tell("Checks", f"{words}; {len(lines)} may ship", checks.count(), time.perf_counter(), "")
        return made

    def sign_off(self, finish: Finish) -> None:
        """Every gate, or what is left of them where somebody began."""
        began, seen = time.perf_counter(), ""
        if not finish.gates.exists():
            ask_for_sign_off(finish, by=self.people["designer"])
        seen = digest(manifest(finish))
        while gate := finish.gates.filter(state=WAITING).select_related("finish__brand").first():
            seen = digest(gate.asks.of(manifest(finish)))
            sign(gate, by=self.people[gate.kind], password=self.password, seen=seen, accepted=warnings(finish))
        signed = [str(name).lower() for name in finish.gates.filter(state=SIGNED).values_list("name", flat=True)]
        self._tell("Sign-off", f"signed for {' and '.join(signed)}", len(signed), began, seen)

    def asset(self, finish: Finish) -> Asset:
        began = time.perf_counter()

        def delivered() -> bool:
            there = Asset.objects.filter(finish=finish).first()
            return there is not None and not there.renditions.filter(delivered_at__isnull=True).exists()

        self._wait("Library", delivered)
        made = Asset.objects.get(finish=finish)
        self._tell("Asset", f"GF-{made.pk:06d} delivered", made.renditions.count(), began, made.master_id)
        return made

    def replay(self, batch: Batch, asset: Asset) -> list[Replay]:
        """Render every candidate of the batch and every delivered file again, and hold the bytes against the stored."""
        began, by = time.perf_counter(), self.people["designer"]
        asked: list[Replay] = []
        for candidate in batch.candidates.filter(state="done").select_related("recipe", "picture"):
            if candidate.recipe and candidate.picture:
                file = candidate.picture.digest
                asked.append(ask_replay(candidate.recipe, brand=batch.brand, file=file, pixels=candidate.pixels, by=by))
        for row in asset.renditions.select_related("rendition__recipe"):
            made = row.rendition
            if made.recipe:
                asked.append(ask_replay(made.recipe, brand=asset.brand, file=made.replayed, held=row.file_id, by=by))
        wanted = [replay.pk for replay in asked]
        mine = Replay.objects.filter(pk__in=wanted)
        self._wait("Replay", lambda: not mine.filter(state__in=["waiting", "running"]).exists())
        identical = mine.filter(verdict="identical").count()
        self._tell("Replay", f"identical, of {len(wanted)} rendered again", identical, began, "")
        return list(mine)


def delivered_to(asset: Asset) -> list[str]:
    """Where the files are: paths for a folder, addresses for a bucket."""
    place = settings.DELIVERY_URL.removeprefix("file://")
    return [f"{place.partition('?')[0].rstrip('/')}/{row.name}" for row in asset.renditions.all()]

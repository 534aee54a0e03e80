"""How the goldens of a version stand against another's, and whether it may be published."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from briefs.goldens import judged_by
from briefs.models import StylePackVersion
from briefs.style import drift_limit
from generation.goldens.making import FAILED, WAITING
from generation.goldens.planning import baseline_of, key_of
from generation.models import Golden
from studio.lib.problems import WrongState
from studio.people.models import User
from studio.people.roles import require


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

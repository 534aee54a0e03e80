"""What may be learned from an asset: a record of its rights as licences have them, and words for what is to be seen.

The rights of a picture are those of everything it came about by, all at once: the models and what went along with them
at each tier, what both gates signed it for (use, markets, flight), references with recorded rights, and likenesses.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.utils import timezone

from briefs.models import Reference
from briefs.vocabulary import USE_CLASSES
from dam.models import Asset
from dam.recall import held_back
from generation import registry, training
from generation.promotion import climbed
from generation.registry import WORLD, Licence, weights_in
from generation.registry.licence import strictest

NO_TRAINING: Final = re.compile(r"\bno[- ](?:\w+ ){0,2}train|\bnot? .{0,40}\btrain(?:ed|ing)?\b|\bno[- ]ai\b", re.I)
LONGEST: Final = 300  # characters of a caption to begin with
ALL: Final = tuple(USE_CLASSES)


@dataclass(frozen=True, slots=True)
class Lesson:
    """An asset to learn from. `objection`: why it may not be, to go after its title; empty where it may."""

    asset: Asset
    caption: str
    rights: Mapping[str, Any]
    objection: str

    def document(self, caption: str) -> dict[str, Any]:
        """As a training keeps it."""
        return {
            "digest": str(self.asset.master_id),
            "caption": caption,
            "asset": self.asset.pk,
            "title": self.asset.title,
            "rights": dict(self.rights),
        }


class Lessons:
    """Of several assets: the same model's record is read once."""

    def __init__(self) -> None:
        self._models: dict[tuple[int, tuple[str, ...]], Licence] = {}

    def of(self, assets: Sequence[Asset]) -> list[Lesson]:
        """In order. `assets` with finish__revision and finish__candidate__batch__model at hand."""
        references: dict[int, list[Reference]] = {}
        briefs = {one.finish.revision.brief_id for one in assets}
        for row in Reference.objects.filter(brief__in=briefs, state="ready").exclude(rights={}):
            references.setdefault(row.brief_id, []).append(row)
        today, found = timezone.localdate(), []
        held = set(held_back().filter(asset__in=assets))
        for asset in assets:
            shown = references.get(asset.finish.revision.brief_id, [])
            rights = strictest([*self._made_by(asset), _signed(asset), *_likenesses(asset), *map(_reference, shown)])
            record = rights.document()
            objection = "is in quarantine" if asset.pk in held else training.objection(record, today)
            found.append(Lesson(asset, caption_of(asset), record, objection))
        return found

    def _made_by(self, asset: Asset) -> Iterator[Licence]:
        for pick in climbed(asset.finish.candidate):
            along = tuple(dict.fromkeys(weights_in(pick.recipe.document if pick.recipe else {})))
            key = (pick.batch.model_id, along)
            if key not in self._models:
                self._models[key] = registry.rests_on(pick.batch.model, along).licence
            yield self._models[key]


def caption_of(asset: Asset) -> str:
    """What the brief asked to be seen, to begin with: the subject, those in it, where and in what light."""
    document = asset.finish.revision.document
    said = [str(document.get(name) or "").strip() for name in ("subject", "people", "environment", "light")]
    words = ", ".join(" ".join(one.rstrip(".").split()) for one in said if one) or asset.title
    return words if len(words) <= LONGEST else words[:LONGEST].rsplit(" ", 1)[0].rstrip(",")


def _signed(asset: Asset) -> Licence:
    use = (asset.facets.get("use") or [ALL[0]])[0]
    return Licence(
        "signed off",
        read_on=asset.made_at.date().isoformat(),
        use_classes=ALL[: ALL.index(use) + 1] if use in ALL else (),
        territories=tuple(asset.facets.get("market") or ()) or (WORLD,),
        until=asset.rights_until.isoformat() if asset.rights_until else "",
    )


def _reference(row: Reference) -> Licence:
    said = row.rights
    licence = str(said.get("licence") or "a reference")
    return Licence(
        licence,
        use_classes=ALL,
        territories=tuple(said.get("territories") or ()) or (WORLD,),
        until=str(said.get("until") or ""),
        duties=("no_training",) if NO_TRAINING.search(licence) else (),
    )


def _likenesses(asset: Asset) -> Iterator[Licence]:
    for pin in asset.finish.revision.document.get("characters", []):
        said = (pin.get("document") or {}).get("likeness") or {}
        if said:
            words = f"{said.get('release') or ''} {said.get('disclosure') or ''}"
            yield Licence(
                f"likeness of {said.get('person') or pin.get('slug') or 'a character'}",
                use_classes=ALL,
                territories=tuple(said.get("territories") or ()) or (WORLD,),
                excluded=tuple(said.get("not_in") or ()),
                until=str(said.get("until") or ""),
                duties=("no_training",) if NO_TRAINING.search(words) else (),
            )

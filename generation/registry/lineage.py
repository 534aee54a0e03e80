"""What a picture rests on: its model, what that was trained from, and what goes along. The most restrictive wins."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from generation.models import ModelEntry
from generation.registry.licence import Licence, strictest

DEEPEST: Final = 6  # a model of a model of a model …: further up nobody keeps a record


@dataclass(frozen=True, slots=True)
class Rests:
    """`rows` have a record each, the first being the model itself; `unknown` are weights that no row has, `lost` the
    names of base models that no row has."""

    rows: tuple[ModelEntry, ...]
    unknown: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()

    @property
    def licence(self) -> Licence:
        """What may be done with a picture of it. Weights that nobody has registered allow nothing."""
        records = [Licence.from_document(row.licence) for row in self.rows]
        return strictest([*records, *(Licence("") for _ in (*self.unknown, *self.lost))])


def base_of(entry: ModelEntry) -> str:
    """The slug of the model that this one was trained from, or nothing."""
    base = entry.lineage.get("base") if isinstance(entry.lineage, Mapping) else None
    found = base.get("slug") if isinstance(base, Mapping) else base
    return found if isinstance(found, str) else ""


def weights_in(document: Any) -> Iterator[str]:
    """Digests of weights that a recipe's or a guides' document names, wherever they stand."""
    if isinstance(document, Mapping):
        for name, value in document.items():
            if name in ("weights", "refiner", "upscaler") and isinstance(value, str) and value:
                yield value
            elif isinstance(value, str) and value.startswith("weights:"):  # a step's input: {"lora.0": "weights:…"}
                yield value.removeprefix("weights:")
            else:
                yield from weights_in(value)
    elif isinstance(document, list | tuple):
        for value in document:
            yield from weights_in(value)


def rests_on(entry: ModelEntry, along: Iterable[str] = ()) -> Rests:
    """`entry` with its bases and those of the weights that go `along`: at most one query a generation."""
    wanted = [digest for digest in dict.fromkeys(along) if digest != entry.weights]
    rows = [entry]
    if wanted:
        known: dict[str, ModelEntry] = {}
        for row in ModelEntry.objects.filter(weights__in=wanted).order_by("active", "pk"):
            known[row.weights] = row  # registered twice: the newest that is in use
        rows += known.values()
        wanted = [digest for digest in wanted if digest not in known]
    found, lost = _with_bases(rows)
    return Rests(tuple(found), tuple(wanted), tuple(lost))


def _with_bases(rows: list[ModelEntry]) -> tuple[list[ModelEntry], list[str]]:
    seen = {row.slug: row for row in rows}
    lost: list[str] = []
    young = rows
    for _ in range(DEEPEST):
        asked = {base for row in young if (base := base_of(row)) and base not in seen}
        if not asked:
            break
        young = list(ModelEntry.objects.filter(slug__in=asked).order_by("pk"))
        seen |= {row.slug: row for row in young}
        lost += sorted(asked - {row.slug for row in young})
    return list(seen.values()), lost

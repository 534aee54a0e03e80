"""The placements of a brief as rows, those it could add, and the channels they bring."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from briefs import placement
from briefs.models import PlacementVersion
from briefs.vocabulary import CHANNELS


@dataclass(frozen=True)
class Place:
    """A placement of the brief as a row."""

    slug: str
    name: str
    size: str
    budget: str
    ratio: float
    known: bool


def place(slug: str, versions: Mapping[str, PlacementVersion]) -> Place:
    version = versions.get(slug)
    if version is None:
        return Place(slug, slug, "not in the catalogue", "", 1.0, known=False)
    document = version.document
    size, budget = placement.size_words(document), placement.budget_words(document)
    return Place(slug, document["name"], size, budget, placement.ratio(document), known=True)


def left(offered: Mapping[str, PlacementVersion], taken: Collection[str]) -> list[tuple[str, list[tuple[str, str]]]]:
    """Channel -> (slug, words) of what is offered and not taken."""
    groups: dict[str, list[tuple[str, str]]] = {}
    for slug, version in sorted(offered.items(), key=lambda item: str(item[1].document["name"])):
        if slug not in taken:
            words = f"{version.document['name']}, {placement.size_words(version.document)}"
            groups.setdefault(CHANNELS[version.document["channel"]].label, []).append((slug, words))
    return sorted(groups.items())


@dataclass(frozen=True)
class Channels:
    """(slug, label) each: what the placements bring, what is named beside them, and what is left."""

    brought: tuple[tuple[str, str], ...]
    more: tuple[tuple[str, str], ...]
    left: tuple[tuple[str, str], ...]


def channels(documents: Sequence[Mapping[str, Any]], said: Collection[str]) -> Channels:
    used = {str(document["channel"]) for document in documents}
    listed = [(slug, term.label) for slug, term in CHANNELS.items()]
    return Channels(
        brought=tuple(row for row in listed if row[0] in used),
        more=tuple(row for row in listed if row[0] in said and row[0] not in used),
        left=tuple(row for row in listed if row[0] not in said and row[0] not in used),
    )

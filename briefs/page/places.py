"""The placements of a brief as rows, and those it could add."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

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

"""The fixed briefs a style pack is judged by: small scenes with a seed, the same for every version. Pure: no Django.

A golden is {name, seed} and any of a brief's words: subject, people, environment, shot, light, mood, composition. A
pack names its own under "goldens"; one that names none is judged by these four, which together hold a person, a
product, a place and artificial light.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

DEFAULT: Final[tuple[Mapping[str, Any], ...]] = (
    {
        "name": "person by a window",
        "subject": "Woman reading at a long table",
        "people": "one woman, forties",
        "environment": "Quiet office with tall windows",
        "shot": "mid",
        "light": "Window light from the left",
        "seed": 11,
    },
    {
        "name": "bottle on stone",
        "subject": "Water bottle on a wet basalt pedestal",
        "people": "no people",
        "environment": "Misty lake shore at sunrise",
        "shot": "product",
        "light": "Low morning sun from the left",
        "seed": 23,
    },
    {
        "name": "street at dusk",
        "subject": "Two people walking with a bicycle",
        "people": "two people, thirties",
        "environment": "City street at dusk",
        "shot": "full",
        "light": "Dusk, city lights",
        "seed": 37,
    },
    {
        "name": "open land",
        "subject": "Small house beside a lake",
        "people": "no people",
        "environment": "Wide valley with hills",
        "shot": "wide",
        "light": "Overcast key, cold fill",
        "seed": 53,
    },
)


def goldens_of(document: Mapping[str, Any]) -> Sequence[Mapping[str, Any]]:
    """The goldens of a style pack's document; the four of the house where it names none."""
    own: Sequence[Mapping[str, Any]] = document.get("goldens") or ()
    return own or DEFAULT


def judged_by(document: Mapping[str, Any], before: Mapping[str, Any] | None) -> list[Mapping[str, Any]]:
    """What a version is judged by: the goldens of the version before it, which a draft cannot take out, and its own."""
    found = list(goldens_of(before)) if before is not None else []
    found += [golden for golden in goldens_of(document) if golden not in found]
    names: set[str] = set()
    unique: list[Mapping[str, Any]] = []
    for golden in found:
        name = str(golden["name"])
        while name in names:  # the draft says another scene under a name that is taken
            name += ", new"
        names.add(name)
        unique.append({**golden, "name": name})
    return unique

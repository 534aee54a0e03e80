"""What a model's licence lets one do, as somebody read it; and what several together leave. Pure.

Dates are ISO 8601, territories ISO 3166-1 alpha-2 or "world". Stored in `ModelEntry.licence`; records of before some of
these fields existed read as if they said nothing there.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from typing import Any, Final

from briefs.vocabulary import USE_CLASSES

WORLD: Final = "world"

DUTIES: Final = {
    "review": "A person looks at each picture before it is used",
    "filter": "What may not be made is filtered out",
    "disclosure": "Say that the picture is made by a model",
    "marks": "Keep marks and metadata of origin",
    "no_training": "Train no other model on its pictures",
    "flow_down": "Its limits on use pass on to whoever gets the pictures or the weights",
}
# From the best known to the least: several models together are as good as the last of theirs.
TRAINING_DATA: Final = {
    "own": "The operator's own pictures",
    "licensed": "Licensed for training",
    "public": "Public domain or openly licensed",
    "mixed": "Part licensed, part gathered",
    "gathered": "Gathered from the web",
    "undisclosed": "The publisher does not say",
}
THRESHOLDS: Final = {
    "revenue_below": "US dollars of yearly revenue",
    "users_below": "users a month",
    "visits_below": "visits a month",
}


@dataclass(frozen=True, slots=True)
class Licence:
    """`use_classes` and `territories` are those of its pictures, `weights_use` and `use_territories` those of running
    the weights; empty `weights_use`: as its pictures. `excluded` and `use_excluded` are taken out of theirs.

    `…_below` are thresholds above which it does not hold; 0: none. `text` is the SHA-256 of the text that was read.
    """

    id: str
    version: str = ""
    read_on: str = ""
    use_classes: tuple[str, ...] = ()
    territories: tuple[str, ...] = (WORLD,)
    until: str = ""
    url: str = ""
    note: str = ""
    text: str = ""
    weights_use: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()
    use_territories: tuple[str, ...] = (WORLD,)
    use_excluded: tuple[str, ...] = ()
    revenue_below: int = 0
    users_below: int = 0
    visits_below: int = 0
    duties: tuple[str, ...] = ()
    training_data: str = ""
    evidence: str = ""
    indemnity: str = ""
    reviewer: str = ""
    review_by: str = ""
    known: str = ""  # the entry of the known licences that it was begun from

    @property
    def covers(self) -> tuple[str, ...]:
        """The classes of use that both the weights and their pictures may be put to."""
        return tuple(use for use in self.use_classes if use in (self.weights_use or self.use_classes))

    def outside(self, markets: Iterable[str]) -> list[str]:
        """Those of `markets` where its pictures may not be shown."""
        barred = set(self.excluded)
        return [m for m in markets if m in barred or (WORLD not in self.territories and m not in self.territories)]

    def document(self) -> dict[str, Any]:
        """As it is stored: the first fields always, the others where they say something."""
        silent = Licence("")._plain()
        return {k: value for k, value in self._plain().items() if k in _FIRST or value != silent[k]}

    def _plain(self) -> dict[str, Any]:
        return {k: list(v) if isinstance(v, tuple) else v for k, v in asdict(self).items()}

    @classmethod
    def from_document(cls, record: Mapping[str, Any]) -> Licence:
        """Read a stored record, of whatever age. What it does not know it leaves."""
        known = {f.name: f for f in fields(cls)}
        said: dict[str, Any] = {"id": ""}
        for name, value in record.items():
            if name in known and value not in (None, ""):
                said[name] = tuple(value) if isinstance(value, list) else value
        return cls(**said)


_FIRST: Final = frozenset({"id", "version", "read_on", "use_classes", "territories", "until", "url", "note"})


def strictest(licences: Sequence[Licence]) -> Licence:
    """What is left when all of them hold at once: the least that any allows, and every duty of each.

    One without a record allows nothing. Raises ValueError where there is none.
    """
    if not licences:
        raise ValueError("There is no licence to roll up.")
    if len(licences) == 1:
        return licences[0]

    def each(name: str) -> list[Any]:
        return [getattr(licence, name) for licence in licences]

    return Licence(
        id=" + ".join(_once(name for name in each("id") if name)),
        version=" + ".join(_once(name for name in each("version") if name)),
        read_on=_first(each("read_on"), whole=True),
        use_classes=_common(each("use_classes")),
        weights_use=_common([one.weights_use or one.use_classes for one in licences]),
        territories=_shared(each("territories")),
        use_territories=_shared(each("use_territories")),
        excluded=_once(place for one in each("excluded") for place in one),
        use_excluded=_once(place for one in each("use_excluded") for place in one),
        until=_first(each("until")),
        review_by=_first(each("review_by")),
        revenue_below=_least(each("revenue_below")),
        users_below=_least(each("users_below")),
        visits_below=_least(each("visits_below")),
        duties=tuple(duty for duty in DUTIES if any(duty in said for said in each("duties"))),
        training_data=max(each("training_data"), key=_doubt),
        indemnity="; ".join(_once(each("indemnity"))) if all(each("indemnity")) else "",
    )


def _once(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(values))


def _common(sets: Sequence[Sequence[str]]) -> tuple[str, ...]:
    return tuple(use for use in USE_CLASSES if all(use in one for one in sets))


def _shared(sets: Sequence[Sequence[str]]) -> tuple[str, ...]:
    """Territories in all of them; the world is in nobody's way."""
    named = [set(one) for one in sets if WORLD not in one]
    return tuple(sorted(set.intersection(*named))) if named else (WORLD,)


def _first(days: Sequence[str], *, whole: bool = False) -> str:
    """The earliest day. `whole`: none where one of them has none."""
    said = [day for day in days if day]
    return "" if not said or (whole and len(said) < len(days)) else min(said)


def _least(numbers: Sequence[int]) -> int:
    return min((number for number in numbers if number), default=0)


def _doubt(data: str) -> int:
    """How little is known of it; not said at all is as little as the publisher not saying."""
    return list(TRAINING_DATA).index(data) if data in TRAINING_DATA else len(TRAINING_DATA)


def changes(before: Mapping[str, Any], after: Mapping[str, Any]) -> dict[str, list[Any]]:
    """name -> [before, after] of what differs: what an event keeps."""
    names = sorted({*before, *after})
    return {n: [before.get(n), after.get(n)] for n in names if before.get(n) != after.get(n)}

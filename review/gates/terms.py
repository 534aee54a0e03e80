"""A gate's terms as data: which discipline, on which files, how many of whom, in what order, by when. Pure.

A template is a list of gates. Those of one stage stand side by side; the next stage opens when all of them are signed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from django.utils.text import slugify

from briefs.spec import tidy
from studio.lib.canonical import digest
from studio.lib.problems import BadInput

if TYPE_CHECKING:
    from review.manifest import Line

BRAND, LEGAL, MARKETING, DESIGN = "brand", "legal", "marketing", "design"
VERBS: Final = {
    BRAND: "sign for brand",
    LEGAL: "sign for legal",
    MARKETING: "sign for marketing",
    DESIGN: "sign for design",
}
FILES, MASTER, CHECKS, RIGHTS, RULES = "files", "master", "checks", "rights", "rules"
CONCERNS: Final[Mapping[str, frozenset[str]]] = {
    BRAND: frozenset({FILES, MASTER, CHECKS}),
    LEGAL: frozenset({FILES, MASTER, CHECKS, RIGHTS, RULES}),
    MARKETING: frozenset({FILES, MASTER}),
    DESIGN: frozenset({FILES, MASTER, CHECKS}),
}
"""What a discipline answers for: when one of these changes, its signature is void, and it alone is asked again."""
INDOORS: Final = frozenset({"experiment", "internal"})
"""Use classes that the public never sees. Whatever else may ship takes brand and legal, each on every file."""
MOST_GATES, MOST_STAGES, MOST_NEEDED, MOST_HOURS = 8, 5, 9, 24 * 60
NAME = 40  # characters


@dataclass(frozen=True, slots=True)
class Terms:
    """One gate of a template.

    `needed` signatures of different people (k of n). `people`: primary keys of those who may sign; empty: whoever has
    the discipline's role. `veto`: one refusal ends it; without, it ends when too few are left to reach `needed`.
    `placements` and `locales` narrow it to those files; empty: all of them. `due` and `escalate` are hours, 0 for
    never: from its opening until it is due, and from then until those of the role `escalate_to` are told.
    """

    slug: str
    name: str
    kind: str
    stage: int = 1
    needed: int = 1
    people: tuple[int, ...] = ()
    veto: bool = True
    placements: tuple[str, ...] = ()
    locales: tuple[str, ...] = ()
    due: int = 72
    escalate: int = 24
    escalate_to: str = "admin"

    def covers(self, line: Line) -> bool:
        """Whether this file is among those it answers for."""
        placed = not self.placements or line["placement"] in self.placements
        return placed and (not self.locales or line["locale"] in self.locales)

    def of(self, lines: Iterable[Line]) -> list[Line]:
        return [line for line in lines if self.covers(line)]

    @property
    def whole(self) -> bool:
        """Whether it answers for every file."""
        return not self.placements and not self.locales

    def document(self) -> dict[str, Any]:
        """JSON, as a gate keeps it for good."""
        return {key: list(value) if isinstance(value, tuple) else value for key, value in asdict(self).items()}

    @classmethod
    def from_document(cls, document: Mapping[str, Any]) -> Terms:
        """Of what `document` gave, or an older gate: what is not said is as it was before it could be."""
        known = {key: value for key, value in document.items() if key in cls.__dataclass_fields__}
        said: dict[str, Any] = {
            key: tuple(value) if isinstance(value, list) else value for key, value in known.items()
        }
        return cls(**said)


@dataclass(frozen=True, slots=True)
class Template:
    """The gates of a use class. `apart`: who signs one of them signs no other. `reviewers`: roles asked to look and to
    comment, who sign nothing by that."""

    gates: tuple[Terms, ...]
    apart: bool = True
    reviewers: tuple[str, ...] = ()

    def document(self) -> dict[str, Any]:
        return {
            "gates": [gate.document() for gate in self.gates],
            "apart": self.apart,
            "reviewers": list(self.reviewers),
        }

    @classmethod
    def from_document(cls, document: Mapping[str, Any]) -> Template:
        gates = tuple(Terms.from_document(one) for one in document["gates"])
        return cls(gates, bool(document.get("apart", True)), tuple(document.get("reviewers", ())))

    @property
    def digest(self) -> str:
        return digest(self.document())

    def with_kinds(self, kinds: Iterable[str]) -> Template:
        """With a gate of each kind for every file: a rule may ask for one that the template does not have."""
        there = {gate.kind for gate in self.gates if gate.whole}
        more = [_plain(kind) for kind in dict.fromkeys(kinds) if kind not in there]
        taken = {gate.slug for gate in self.gates}
        fresh = (replace(one, slug=f"{one.slug}-all") if one.slug in taken else one for one in more)
        return replace(self, gates=(*self.gates, *fresh))


def _plain(kind: str) -> Terms:
    return Terms(kind, kind.capitalize(), kind)


STANDARD: Final = Template((_plain(BRAND), _plain(LEGAL)))
"""Where nothing else is published: brand and legal, side by side."""


def clean(document: object, *, use_class: str, roles: Sequence[str]) -> Template:
    """A template from outside. Raises BadInput, whose sentence names the gate and the field."""
    if not isinstance(document, Mapping) or not isinstance(document.get("gates"), list):
        raise BadInput("A template is a list of gates.", field="gates")
    rows = document["gates"]
    if not 1 <= len(rows) <= MOST_GATES:
        raise BadInput(f"A template has 1 to {MOST_GATES} gates; this one has {len(rows)}.", field="gates")
    gates = tuple(_gate(row, place, roles) for place, row in enumerate(rows, 1))
    _apart(gates)
    _in_order(gates)
    _whole(gates, use_class)
    asked = _names(document.get("reviewers"), "reviewers", "reviewers")
    if wrong := [role for role in asked if role not in roles]:
        raise BadInput(f"{wrong[0]} is no role. Reviewers are roles, such as marketer.", field="reviewers")
    return Template(gates, document.get("apart", True) is True, asked)


def _gate(row: object, place: int, roles: Sequence[str]) -> Terms:
    if not isinstance(row, Mapping):
        raise BadInput(f"Gate {place} is not a set of fields.", field="gates")
    name = tidy(str(row.get("name") or ""))
    if not 0 < len(name) <= NAME:
        raise BadInput(f"Gate {place}: give it a name of at most {NAME} characters.", field="name")
    kind = row.get("kind")
    if kind not in VERBS:
        raise BadInput(f"{name}: its discipline is one of {', '.join(VERBS)}.", field="kind")
    to = row.get("escalate_to") or "admin"
    if to not in roles:
        raise BadInput(f"{name}: {to} is no role. It escalates to a role, such as admin.", field="escalate_to")
    needed = _number(row, "needed", name, 1, 1, MOST_NEEDED)
    people = row.get("people") or []
    if not isinstance(people, list) or not all(type(one) is int and 0 < one < 2**63 for one in people):
        raise BadInput(f"{name}: its people are chosen from the list.", field="people")
    if people and len(set(people)) < needed:
        raise BadInput(f"{name}: {needed} have to sign, and {len(set(people))} may. Name more people.", field="needed")
    return Terms(
        slug=slugify(name) or f"gate-{place}",
        name=name,
        kind=str(kind),
        stage=_number(row, "stage", name, 1, 1, MOST_STAGES),
        needed=needed,
        people=tuple(sorted(set(people))),
        veto=row.get("veto", True) is True,
        placements=_names(row.get("placements"), "placements", name),
        locales=_names(row.get("locales"), "locales", name),
        due=_number(row, "due", name, 72, 0, MOST_HOURS),
        escalate=_number(row, "escalate", name, 24, 0, MOST_HOURS),
        escalate_to=str(to),
    )


def _number(row: Mapping[str, Any], field: str, name: str, otherwise: int, low: int, high: int) -> int:
    value = row.get(field, otherwise)
    if type(value) is not int or not low <= value <= high:
        raise BadInput(f"{name}: {field} is a whole number from {low} to {high}.", field=field)
    return value


def _names(value: object, field: str, name: str) -> tuple[str, ...]:
    if value in (None, "", []):
        return ()
    if (
        not isinstance(value, list)
        or len(value) > 100
        or not all(isinstance(one, str) and len(one) < 100 for one in value)
    ):
        raise BadInput(f"{name}: {field} is a list of at most 100 names.", field=field)
    return tuple(dict.fromkeys(value))


def _apart(gates: Sequence[Terms]) -> None:
    seen: set[str] = set()
    for gate in gates:
        if gate.slug in seen:
            raise BadInput(f"Two gates are called {gate.name}. Give each a name of its own.", field="name")
        seen.add(gate.slug)


def _in_order(gates: Sequence[Terms]) -> None:
    stages = {gate.stage for gate in gates}
    if stages != set(range(1, len(stages) + 1)):
        raise BadInput(f"Stages are counted from 1 without a gap; these are {_listed(stages)}.", field="stage")


def _listed(numbers: Iterable[int]) -> str:
    return ", ".join(str(one) for one in sorted(numbers))


def _whole(gates: Sequence[Terms], use_class: str) -> None:
    """Nothing ships that no gate answers for; what the public may see takes both, each on every file."""
    whole = {gate.kind for gate in gates if gate.whole}
    if use_class not in INDOORS and (missing := [kind for kind in (BRAND, LEGAL) if kind not in whole]):
        raise BadInput(
            f"What the public may see is signed for brand and for legal, each on every file. Add a {missing[0]} gate "
            "for all placements and locales.", field="gates",
        )  # fmt: skip
    if not whole:
        raise BadInput(
            "One gate at least answers for every file. Leave its placements and locales empty.", field="gates"
        )

"""The models as pages and programs list them: by words, kind, state, brand and use class, a page at a time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any, Final
from urllib.parse import urlencode

from django.db.models import Q, QuerySet

from briefs.spec import tidy
from briefs.vocabulary import USE_CLASSES
from generation.kinds import KINDS
from generation.models import ModelEntry

STATES: Final = {
    "ready": "Ready",
    "waiting": "Being looked through",
    "refused": "Refused",
    "deprecated": "Deprecated",
}
SHARED: Final = "shared"
PAGE: Final = 40
FURTHEST: Final = 10_000  # pages


@dataclass(frozen=True)
class Wanted:
    """What of the registry is asked for. An unknown choice asks for everything. `brand` is a slug, or "shared"."""

    words: str = ""
    kind: str = ""
    state: str = ""
    brand: str = ""
    use: str = ""
    page: int = 1

    @classmethod
    def of(cls, sent: Mapping[str, Any]) -> Wanted:
        """From the query of an address."""

        def one(name: str, choices: Mapping[str, Any]) -> str:
            value = str(sent.get(name) or "")
            return value if value in choices else ""

        page = str(sent.get("page") or "")
        return cls(
            words=" ".join(tidy(str(sent.get("q") or "")).split())[:100],
            kind=one("kind", KINDS),
            state=one("state", STATES),
            brand=tidy(str(sent.get("brand") or ""))[:60],
            use=one("use", USE_CLASSES),
            page=min(FURTHEST, max(1, int(page))) if page.isascii() and page.isdigit() and len(page) < 9 else 1,
        )

    def query(self, page: int) -> str:
        """The query of an address that asks for the same, on another page."""
        said = {name: value for name, value in asdict(replace(self, page=page)).items() if value not in ("", 1)}
        return urlencode({"q" if name == "words" else name: value for name, value in said.items()})

    @property
    def everything(self) -> bool:
        return not any((self.words, self.kind, self.state, self.brand, self.use))


def listed(user: Any, wanted: Wanted) -> QuerySet[ModelEntry]:
    """Those that this person may see, in use before deprecated, then by name."""
    rows = ModelEntry.objects.visible_to(user).select_related("brand", "successor")
    if wanted.kind:
        rows = rows.filter(kind=wanted.kind)
    if wanted.state == "deprecated":
        rows = rows.filter(active=False)
    elif wanted.state:
        rows = rows.filter(active=True, state=wanted.state)
    if wanted.brand:
        rows = rows.filter(brand=None) if wanted.brand == SHARED else rows.filter(brand__slug=wanted.brand)
    if wanted.use:
        rows = rows.filter(licence__use_classes__contains=[wanted.use])
        rows = rows.filter(Q(licence__weights_use__isnull=True) | Q(licence__weights_use__contains=[wanted.use]))
    for word in wanted.words.split():
        rows = rows.filter(
            Q(name__icontains=word)
            | Q(slug__icontains=word)
            | Q(family__icontains=word)
            | Q(engine__icontains=word)
            | Q(licence__id__icontains=word)
            | Q(weights__startswith=word.lower())
        )
    return rows.order_by("-active", "name", "pk")


@dataclass(frozen=True, slots=True)
class Page:
    rows: list[ModelEntry]
    number: int
    more: bool


def page_of(user: Any, wanted: Wanted) -> Page:
    """One page of them, in one query."""
    begin = (wanted.page - 1) * PAGE
    found = list(listed(user, wanted)[begin : begin + PAGE + 1])
    return Page(found[:PAGE], wanted.page, len(found) > PAGE)

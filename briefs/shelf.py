"""The placements of the catalogue as pages and programs list them: by channel, owner, words, and read or not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import F, OuterRef, Q, QuerySet, Subquery
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Coalesce

from briefs.models import Placement, PlacementVersion
from briefs.spec import tidy
from briefs.vocabulary import CHANNELS

OWNERS: Final = {"": "All", "shared": "Shared", "own": "Our own"}
READS: Final = {"": "Read or not", "yes": "Read at the source", "no": "Not read yet"}


@dataclass(frozen=True)
class Wanted:
    """What of the catalogue is asked for. An unknown choice asks for everything."""

    words: str = ""
    channel: str = ""
    owner: str = ""
    read: str = ""
    retired: bool = False

    @classmethod
    def of(cls, sent: Mapping[str, Any]) -> Wanted:
        """From the query of an address."""

        def one(name: str, choices: Mapping[str, Any]) -> str:
            value = str(sent.get(name) or "")
            return value if value in choices else ""

        return cls(
            words=" ".join(tidy(str(sent.get("q") or "")).split())[:100],
            channel=one("channel", CHANNELS),
            owner=one("owner", OWNERS),
            read=one("read", READS),
            retired=sent.get("retired") == "1",
        )


def shelf(user: Any, wanted: Wanted) -> QuerySet[Placement]:
    """Placements with `shown` (the newest published document, else the draft), `newest`, `draft` and `draft_pk`."""
    versions = PlacementVersion.objects.filter(placement=OuterRef("pk")).order_by("-number")
    published, drafts = versions.filter(published_at__isnull=False), versions.filter(published_at__isnull=True)
    rows = Placement.objects.visible_to(user).select_related("brand").annotate(
        newest=Subquery(published.values("number")[:1]),
        draft=Subquery(drafts.values("number")[:1]),
        shown=Coalesce(Subquery(published.values("document")[:1]), Subquery(drafts.values("document")[:1])),
    )  # fmt: skip
    rows = rows.filter(shown__isnull=False)
    if not wanted.retired:
        rows = rows.filter(retired=False)
    if wanted.channel:
        rows = rows.filter(channel=wanted.channel)
    if wanted.owner:
        rows = rows.filter(brand__isnull=wanted.owner == "shared")
    rows = rows.annotate(read_on=KeyTextTransform("read", "shown"), said_by=KeyTextTransform("source", "shown"))
    if wanted.read:
        rows = rows.filter(read_on="") if wanted.read == "no" else rows.exclude(read_on="")
    if wanted.words:
        found = Q(name__icontains=wanted.words) | Q(slug__icontains=wanted.words) | Q(said_by__icontains=wanted.words)
        rows = rows.filter(found)
    ordered: QuerySet[Placement] = rows.order_by("channel", "name", F("brand").asc(nulls_first=True), "pk")
    return ordered

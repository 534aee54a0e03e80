"""Exactly what ships: the list a signature binds."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NotRequired, TypedDict

from django.db.models import QuerySet

from review.models import Finish, Rendition
from review.states import DONE
from review.waivers import held_back
from studio.lib.canonical import digest
from studio.lib.models import Blob


class Line(TypedDict):
    rendition: int
    placement: str
    version: int
    locale: str
    hook: NotRequired[str]  # only where the file shows one of the brief's hooks
    sha256: str
    bytes: int
    recipe: str


def shipping(finish: Finish) -> QuerySet[Rendition]:
    """The renditions that may ship: finished, and no check holds them back that nobody waived for today."""
    rows = finish.renditions.filter(state=DONE).exclude(pk__in=held_back(finish))
    return rows.select_related("placement__placement", "file").order_by("pk")


def manifest(finish: Finish) -> list[Line]:
    """One line per file, in a fixed order, each with the SHA-256 of the exact bytes."""
    return [line(rendition, rendition.file) for rendition in shipping(finish) if rendition.file is not None]


def line(rendition: Rendition, file: Blob) -> Line:
    made = Line(
        rendition=rendition.pk,
        placement=rendition.placement.placement.slug,
        version=rendition.placement.number,
        locale=rendition.locale,
        sha256=file.digest,
        bytes=file.size,
        recipe=rendition.recipe_id or "",
    )
    if rendition.hook:
        made["hook"] = rendition.hook
    return made


def checks_digest(finish: Finish, lines: Iterable[Line]) -> str:
    """SHA-256 over every verdict on these files as it was shown, with the version of the check where it had one. Two
    finishes of the same files with the same verdicts have the same."""
    files = {line["rendition"]: [line["placement"], line["locale"], line.get("hook", "")] for line in lines}
    fields = ("rendition_id", "name", "verdict", "sentence", "measured", "limit", "version")
    rows = finish.checks.filter(rendition__in=files).values_list(*fields)
    return digest(sorted([*files[pk], *said] for pk, *said in rows))

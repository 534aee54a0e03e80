"""What another style pack version does to briefs: their prompts before and after, in every dialect."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import F, Q

from briefs.compile import compile_prompt, spoken, template_slug
from briefs.dialects import DIALECT_NAMES
from briefs.goldens import goldens_of
from briefs.models import Brief, PromptTemplateVersion, StylePack
from briefs.spec import FIELDS, BriefSpec
from briefs.states import CLOSED
from briefs.trying import said
from studio.people.models import Brand

SAMPLES: Final = 3
AFFECTED: Final = 20
SAME, GONE, NEW = "same", "gone", "new"
_WORDS: Final = re.compile(r"\w+|\s+|[^\w\s]")


@dataclass(frozen=True)
class Sample:
    """A brief, or a golden scene, that is compiled before and after."""

    title: str
    spec: BriefSpec
    brief: Brief | None = None


@dataclass(frozen=True)
class Piece:
    kind: str  # same, gone, new
    text: str


@dataclass(frozen=True)
class Retold:
    """One prompt of a sample that says something else."""

    dialect: str
    name: str
    positive: tuple[Piece, ...]
    negative: tuple[Piece, ...]  # empty where it stays the same


@dataclass(frozen=True)
class Restyled:
    sample: Sample
    prompts: tuple[Retold, ...]  # those that change


def samples(pack: StylePack, document: Mapping[str, Any]) -> list[Sample]:
    """Three to look at: briefs that use the pack, newest first; where there are fewer, the pack's golden scenes."""
    found = [_sample(brief) for brief in using(pack, pack.brand)[:SAMPLES]]
    for golden in goldens_of(document):
        if len(found) < SAMPLES:
            words = {name: golden[name] for name in FIELDS if golden.get(name)}
            found.append(Sample(str(golden["name"]), BriefSpec.clean({**words, "title": str(golden["name"])})))
    return found


def affected(pack: StylePack, campaign: Any) -> list[Sample]:
    """Every open brief of the campaign that uses the pack, newest first."""
    return [_sample(brief) for brief in using(pack, pack.brand).filter(campaign=campaign)]


def using(pack: StylePack, brand: Brand) -> Any:
    """Briefs in work whose draft names the pack."""
    rows = Brief.objects.filter(brand=brand, draft__style_pack=pack.slug).exclude(state=CLOSED)
    return rows.select_related("campaign").order_by("-saved_at", "-pk")


def _sample(brief: Brief) -> Sample:
    return Sample(brief.title, BriefSpec.clean(brief.draft), brief)


def restyled(
    brand: Brand, found: Iterable[Sample], before: Mapping[str, Any] | None, after: Mapping[str, Any]
) -> list[Restyled]:
    """Each sample with the prompts that change from one document to the other, in a fixed number of queries."""
    templates, found = templates_for(brand), list(found)
    told = []
    for sample, drawn in zip(found, said(brand, [sample.spec for sample in found]), strict=True):
        template = templates.get(template_slug(sample.spec)) or templates["scene"]
        pairs = (
            [
                compile_prompt(sample.spec, template=template, pack=pack, dialect=dialect, **drawn)
                for pack in (before, after)
            ]
            for dialect in spoken(template)
        )
        prompts = tuple(
            Retold(
                one.dialect,
                DIALECT_NAMES.get(one.dialect, one.dialect),
                _told(one.positive_text, other.positive_text),
                _told(one.negative_text, other.negative_text) if one.negative_text != other.negative_text else (),
            )
            for one, other in pairs
            if one.digest != other.digest
        )
        told.append(Restyled(sample, prompts))
    return told


def templates_for(brand: Brand) -> dict[str, Mapping[str, Any]]:
    """slug -> the newest published prompt template's document; the brand's own goes before the shared one."""
    rows = PromptTemplateVersion.objects.published().filter(Q(template__brand=brand) | Q(template__brand=None))
    rows = rows.select_related("template").order_by(
        "template__slug", F("template__brand").asc(nulls_last=True), "-number"
    )
    return {row.template.slug: row.document for row in rows.distinct("template__slug")}


def _told(before: str, after: str) -> tuple[Piece, ...]:
    """The two texts as one, with what is gone and what is new marked, word by word."""
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    return tuple(_joined(_pieces(old, new)))


def _pieces(old: Sequence[str], new: Sequence[str]) -> Iterator[Piece]:
    for verb, a, b, c, d in difflib.SequenceMatcher(a=old, b=new, autojunk=False).get_opcodes():
        if verb == "equal":
            yield Piece(SAME, "".join(old[a:b]))
            continue
        if b > a:
            yield Piece(GONE, "".join(old[a:b]))
        if d > c:
            yield Piece(NEW, "".join(new[c:d]))


def _joined(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """Without islands of a space or a comma between two changes: they read as one."""
    held: list[Piece] = []
    for piece in pieces:
        island = piece.kind == SAME and not re.search(r"\w", piece.text)
        if piece.kind != SAME or (island and held):
            held.append(piece)
            continue
        yield from _both(held)
        held = []
        yield piece
    yield from _both(held)


def _both(held: list[Piece]) -> Iterator[Piece]:
    tail = []
    while held and held[-1].kind == SAME:
        tail.append(held.pop())
    for kind in (GONE, NEW):
        text = "".join(piece.text for piece in held if piece.kind in (kind, SAME))
        if text and any(piece.kind == kind for piece in held):
            yield Piece(kind, text)
    yield from reversed(tail)

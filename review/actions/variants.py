"""Put survivors against each other, and take in what came back of them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone

from briefs.exchange.reading import MOST_BYTES
from briefs.models import Brief
from briefs.spec import tidy
from generation.models import Candidate
from review.models import Selection, Variant, VariantResult, VariantSet
from review.standing import PICKED
from review.variants.reading import Line, read, refuse
from review.words import plain_words
from studio.lib import blobs, events
from studio.lib.models import Blob
from studio.lib.problems import BadInput, TooMuch, WrongState
from studio.people.models import Brand, User
from studio.people.roles import require

TEST = "test variants"
FEWEST, MOST = 2, 12
LETTERS = "ABCDEFGHIJKL"
NAME, QUESTION = 80, 200  # characters


@transaction.atomic
def make_set(brief: Brief, candidates: Sequence[int], *, by: User, name: str, question: str = "") -> VariantSet:
    """A to L of this brief's picks, lettered in the order given. Raises NotAllowed, BadInput."""
    require(by, TEST, brief.brand)
    name = plain_words(name, "name", most=NAME)
    question = plain_words(question, "question", most=QUESTION) if question.strip() else ""
    chosen = list(dict.fromkeys(candidates))
    if not FEWEST <= len(chosen) <= MOST:
        raise BadInput(f"Choose {FEWEST} to {MOST} picks to test; these are {len(chosen)}.", field="candidate")
    known = picks(brief, by=by)
    if any(pk not in known for pk in chosen):
        raise BadInput(
            "One of these is not a pick of this brief any more. Choose among those shown.", field="candidate"
        )
    Brief.objects.select_for_update(of=("self",), no_key=True).get(pk=brief.pk)
    last = VariantSet.objects.filter(brief=brief).order_by("-number").values_list("number", flat=True).first() or 0
    one = VariantSet.objects.create(
        brand=brief.brand, brief=brief, number=last + 1, name=name, question=question, by=by
    )  # fmt: skip
    Variant.objects.bulk_create(
        Variant(set=one, candidate_id=pk, letter=letter, code=f"{initials(brief.brand)}-{one.pk:04d}-{letter}")
        for pk, letter in zip(chosen, LETTERS, strict=False)
    )
    events.record("make", one, by=by, brand=brief.brand, candidates=chosen)
    return one


def picks(brief: Brief, *, by: User) -> dict[int, Candidate]:
    """The picks of the brief that this person knows of, by primary key: newest batch first."""
    told = Selection.objects.told(by).filter(verdict=PICKED, candidate__batch__revision__brief=brief)
    rows = Candidate.objects.filter(pk__in=told.values("candidate")).select_related("batch")
    return {row.pk: row for row in rows.order_by("-batch", "position")}


def initials(brand: Brand) -> str:
    """NL of “north-light”, TE of “tern”: letters that any file system and ad platform takes. The set's number beside
    them is unique, so two brands may share them."""
    words = [re.sub(r"[^a-z0-9]", "", word) for word in brand.slug.lower().split("-")]
    words = [word for word in words if word]
    return ("".join(word[0] for word in words[:4]) if len(words) > 1 else "".join(words)[:2]).upper() or "GF"


def take_results(one: VariantSet, name: str, data: bytes, *, by: User) -> int:
    """Keep every row of the file, or none. The same file again adds nothing; returns how many rows were added.

    Raises NotAllowed, WrongState (closed), TooMuch, BadInput naming each line.
    """
    require(by, TEST, one.brand)
    if len(data) > MOST_BYTES:
        raise TooMuch(
            f"{tidy(name)[:60] or 'The file'} has {len(data) / 1e6:.0f} MB, and {MOST_BYTES / 1e6:.0f} MB are taken."
            " Send it in parts.",
            field="file",
        )
    variants = {row.code: row for row in one.variants.all()}
    lines = read(data, variants)
    digest = blobs.put(data)  # before the transaction: the store may stall
    with transaction.atomic():
        # One file of a set at a time, or two could both find a period free.
        held = VariantSet.objects.select_for_update(of=("self",)).get(pk=one.pk)
        if held.closed_at is not None:
            raise WrongState(f"{held.name} was closed. Open it again to take in results.")
        there = list(VariantResult.objects.filter(variant__set=one).select_related("variant"))
        if any(row.source_id == digest for row in there):
            return 0
        refuse(_taken(lines, there))
        defaults = {"size": len(data), "media_type": "application/octet-stream"}
        Blob.objects.get_or_create(digest=digest, defaults=defaults)
        VariantResult.objects.bulk_create(_row(line, variants[line.code], digest, by) for line in lines)
        events.record("take_results", one, by=by, brand=one.brand, rows=len(lines), source=digest)
    return len(lines)


def _taken(lines: Sequence[Line], there: Sequence[VariantResult]) -> list[str]:
    """Why days cannot be counted again: a sentence for each line that would."""
    known: dict[tuple[str, str], list[VariantResult]] = {}
    for row in there:
        known.setdefault((row.variant.code, row.channel), []).append(row)
    faults = []
    for line in lines:
        rows = known.get((line.code, line.channel), ())
        clash = next((row for row in rows if line.overlaps(row.since, row.until)), None)
        if clash is not None:
            period = f"{clash.since} to {clash.until}" if clash.since else "all of the time"
            faults.append(
                f"Line {line.line:,}: {line.code} on {line.channel or 'no channel'} has figures for {period}, from a "
                f"file of {clash.at:%d %b %Y, %H:%M}. Take that file out first, or leave these days out of this one."
            )
    return faults


def _row(line: Line, variant: Variant, digest: str, by: User) -> VariantResult:
    return VariantResult(
        variant=variant, source_id=digest, channel=line.channel, since=line.since, until=line.until,
        impressions=line.impressions, clicks=line.clicks, conversions=line.conversions, spend=line.spend, by=by,
    )  # fmt: skip


@transaction.atomic
def take_out_file(one: VariantSet, digest: str, *, by: User) -> int:
    """Take all rows of one file out again, so that a corrected one can be sent. What it said stays in the store."""
    require(by, TEST, one.brand)
    gone, _ = VariantResult.objects.filter(variant__set=one, source_id=digest[:64]).delete()
    if not gone:
        raise WrongState("Nothing of that file is counted here. Reload the page.")
    events.record("take_out_results", one, by=by, brand=one.brand, rows=gone, source=digest)
    return gone


@transaction.atomic
def close_set(one: VariantSet, *, by: User, closed: bool = True) -> None:
    """The test is over (or goes on): its figures stand, and no more are taken in."""
    require(by, TEST, one.brand)
    changed = VariantSet.objects.filter(pk=one.pk, closed_at__isnull=closed).update(
        closed_at=timezone.now() if closed else None
    )
    if changed:
        events.record("close" if closed else "reopen", one, by=by, brand=one.brand)

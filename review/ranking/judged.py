"""What a brand's people said so far, as evidence. In workers only, for its size; it reads rows and changes none."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import Any, Final

from django.db.models import Count, Q, QuerySet

from generation.engine.features.table import VERSION
from generation.models import Batch
from review.models import BlindRound, Duel, Features, Rating, Selection
from review.ranking.evidence import Evidence, Pair, Said, Values
from review.ranking.looks import directions, with_looks
from review.ranking.words import named
from review.standing import PICKED, REJECTED
from review.variants.outcomes import outcomes
from studio.lib.models import Event
from studio.people.models import Brand

MOST_BATCHES: Final = 60  # the newest that were judged: taste moves on, and learning stays quick
VERBS: Final = ("pick", "reject", "clear", "rate", "undo")


def judged_batches(brand: Brand) -> list[int]:
    """The newest batches of which something was said, none in a blind round: what is hidden teaches nobody."""
    said = (
        Selection.objects.filter(candidate__batch__brand=brand).values("candidate__batch"),
        Rating.objects.filter(candidate__batch__brand=brand).values("candidate__batch"),
        Duel.objects.filter(batch__brand=brand, taken_back_at=None).values("batch"),
    )
    rows = Batch.objects.filter(Q(pk__in=said[0]) | Q(pk__in=said[1]) | Q(pk__in=said[2]), brand=brand)
    rows = rows.exclude(pk__in=BlindRound.objects.values("batch"))
    return list(rows.order_by("-pk").values_list("pk", flat=True)[:MOST_BATCHES])


def evidence_of(brand: Brand) -> Evidence:
    batches = judged_batches(brand)
    market = [Pair(0, won, lost, weight) for won, lost, weight in outcomes(brand)]
    measured: dict[int, dict[int, Values]] = defaultdict(dict)
    embedded: dict[int, dict[int, list[float]]] = defaultdict(dict)
    rows = Features.objects.filter(
        Q(candidate__batch__in=batches) | Q(candidate__in={pk for pair in market for pk in (pair.better, pair.worse)}),
        version=VERSION,
    )
    encoder = _encoder(rows)
    read = rows.order_by("candidate").values_list("candidate__batch", "candidate", "values", "encoder", "embedding")
    for batch, pk, values, by, embedding in read.iterator():
        if values:
            measured[batch][pk] = values
        if values and embedding and by == encoder:
            embedded[batch][pk] = embedding
    along = directions(embedded)
    return Evidence(
        with_looks(measured, embedded, along),
        _said(batches),
        named(_reasons(batches)),
        market,
        encoder if len(along) else "",
        along.tolist(),
    )


def _encoder(rows: QuerySet[Features]) -> str:
    """The one that saw most of these pictures: what two encoders say is not to be compared."""
    known = rows.exclude(embedding=None).order_by().values_list("encoder").annotate(many=Count("pk"))
    found = known.order_by("-many", "encoder").first()
    return found[0] if found else ""


def _said(batches: list[int]) -> dict[int, Said]:
    verdicts: dict[int, dict[str, list[int]]] = defaultdict(lambda: {PICKED: [], REJECTED: []})
    chosen = Selection.objects.filter(candidate__batch__in=batches).order_by("candidate")
    for batch, pk, verdict in chosen.values_list("candidate__batch", "candidate", "verdict"):
        verdicts[batch][verdict].append(pk)
    ratings: dict[int, dict[int, dict[int, int]]] = defaultdict(lambda: defaultdict(dict))
    rated = Rating.objects.filter(candidate__batch__in=batches).order_by("pk")
    for batch, person, pk, stars in rated.values_list("candidate__batch", "by", "candidate", "stars"):
        ratings[batch][person][pk] = stars
    duels: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for duel in Duel.objects.filter(batch__in=batches, taken_back_at=None, winner__isnull=False):
        loser = duel.right_id if duel.winner_id == duel.left_id else duel.left_id
        duels[duel.batch_id].append((int(duel.winner_id or 0), loser))
    return {
        one: Said(verdicts[one][PICKED], verdicts[one][REJECTED], ratings[one], duels[one])
        for one in sorted({*verdicts, *ratings, *duels})
    }


def _reasons(batches: list[int]) -> list[tuple[str, int]]:
    """(text, how often) of every reason and note that was given."""
    chosen = Selection.objects.filter(candidate__batch__in=batches)
    found: Counter[str] = Counter()
    given = chosen.exclude(reasons=None).order_by().values("reasons__slug", "reasons__label").annotate(many=Count("pk"))
    for row in given:
        found[f"{row['reasons__label']} {row['reasons__slug'].replace('-', ' ')}"] += row["many"]
    for note in chosen.exclude(note="").values_list("note", flat=True):
        found[note] += 1
    return sorted(found.items())


def judgements(brand: Brand) -> QuerySet[Event]:
    """What was said at this brand, newest first."""
    kinds = [f"candidate.{verb}" for verb in VERBS]
    other = Q(kind__startswith="duel.") | Q(kind__startswith="variant")
    return Event.objects.filter(Q(kind__in=kinds) | other, brand=brand).order_by("-pk")


def counts(evidence: Evidence) -> dict[str, Any]:
    """What it was learned from, for the record."""
    said = evidence.said.values()
    return {
        "batches": len(evidence.said),
        "picks": sum(len(one.picked) for one in said),
        "rejects": sum(len(one.rejected) for one in said),
        "ratings": sum(len(stars) for one in said for stars in one.ratings.values()),
        "duels": sum(len(one.duels) for one in said),
        "tested": len(evidence.market),
        "pictures": sum(len(rows) for rows in evidence.measured.values()),
        "version": VERSION,
    }

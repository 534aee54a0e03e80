"""The rows of the home page: what waits for the person, station by station, oldest first. A query or two a section."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.urls import NoReverseMatch, reverse
from django.utils.text import Truncator

from briefs.models import Brief, BriefComment
from briefs.vocabulary import LABELS
from generation import states as generation_states
from generation.models import Batch, Candidate
from review import states as review_states
from review.models import Annotation, Check, Comment, Finish, Gate, Selection
from studio.home.waiting import MOST, Waiting

SAID: Final = 140  # characters of what somebody said; the thread itself has it all
SHOWN: Final = 6  # rows a section; the station itself has them all


@dataclass(frozen=True, slots=True)
class Job:
    """One thing to do: what it is, what is asked, since when, and the verb that leads there."""

    title: str
    url: str
    about: str
    ask: str
    since: datetime
    verb: str
    thumb: str = ""
    ratio: float = 1.5
    verdict: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    title: str
    note: str
    url: str
    jobs: list[Job]
    total: int

    @property
    def more(self) -> int:
        return self.total - len(self.jobs)


def place(view: str, *args: Any) -> str:
    """The address of a page of another room, or of home while that room has none."""
    try:
        return reverse(view, args=args)
    except NoReverseMatch:
        return "/"


def thumb(candidate: Candidate | None) -> str:
    """The sheet-size picture; its digest in the address makes it safe to keep for ever."""
    if candidate is None or not candidate.preview_id:
        return ""
    try:
        return f"{reverse('generation:preview', args=[candidate.pk])}?v={candidate.preview_id[:16]}"
    except NoReverseMatch:
        return ""


def at_most(number: int) -> str:
    return str(number) if number < MOST else f"{MOST - 1}+"


def words(number: int, one: str, many: str) -> str:
    return f"{at_most(number)} {one if number == 1 else many}"


def quoted(text: str) -> str:
    return f"“{Truncator(' '.join(text.split())).chars(SAID)}”"


# --- One function a kind of work: rows in, jobs out -----------------------------------------------------------------
def of_drafts(rows: QuerySet[Brief]) -> Iterable[Job]:
    for brief in rows.select_related("brand", "campaign").order_by("made_at")[:SHOWN]:
        about = f"{brief.brand} · {brief.campaign}"
        yield Job(brief.title, place("briefs:edit", brief.pk), about, "Not submitted yet", brief.saved_at, "Go on")


def of_mentions(rows: QuerySet[BriefComment]) -> Iterable[Job]:
    threads: list[Any] = list(rows.select_related("brief__brand").order_by("at")[:SHOWN])
    said = BriefComment.objects.select_related("by").in_bulk([thread.named for thread in threads])
    for thread in threads:
        words_, field = said[thread.named], LABELS.get(thread.field, "the whole brief").lower()
        about = f"{thread.brief.brand} · {field} · {words_.by.first_name or words_.by.name} wrote"
        url = f"{place('briefs:comments', thread.brief_id)}#thread-{thread.pk}"
        yield Job(thread.brief.title, url, about, quoted(words_.text), words_.at, "Answer")


def of_undecided(rows: QuerySet[Batch]) -> Iterable[Job]:
    # Chosen first, looked into second: otherwise every batch is counted for the sake of the six that show.
    shown = list(rows.order_by("made_at").values_list("pk", flat=True)[:SHOWN])
    state = {"candidates__state": generation_states.DONE}
    picks = (
        Selection.objects.in_the_open().filter(candidate__batch=OuterRef("pk")).order_by().values("candidate__batch")
    )
    judged, picked = picks.annotate(n=Count("pk")), picks.filter(verdict="picked").annotate(n=Count("pk"))
    first = Candidate.objects.filter(batch=OuterRef("pk"), preview__isnull=False).order_by("position")
    rows = Batch.objects.filter(pk__in=shown).select_related("revision__brief", "brand")
    rows = rows.annotate(
        here=Count("candidates", filter=Q(**state)),
        judged=Subquery(judged.values("n")),
        picked=Subquery(picked.values("n")),
        face=Subquery(first.values("pk")[:1]),
        face_preview=Subquery(first.values("preview")[:1]),
    )
    for batch in rows.order_by("made_at"):
        left, chosen = batch.here - (batch.judged or 0), batch.picked or 0
        ask = f"{left} of {batch.count} undecided, {f'{chosen} picked' if chosen else 'none picked yet'}"
        face = Candidate(pk=batch.face, preview_id=batch.face_preview) if batch.face else None
        about = f"{batch.brand} · batch {batch.number}, {batch.tier}"
        since = batch.ended_at or batch.made_at
        title = batch.revision.brief.title
        yield Job(title, place("review:sheet", batch.pk), about, ask, since, "Choose", thumb(face), _ratio(batch))


def of_marks(rows: QuerySet[Annotation]) -> Iterable[Job]:
    said = Comment.objects.filter(annotation=OuterRef("pk")).order_by("-id")
    rows = rows.select_related("candidate__batch__revision__brief", "by").annotate(
        said=Subquery(said.values("text")[:1]),
        said_at=Subquery(said.values("at")[:1]),
        said_first=Subquery(said.values("by__first_name")[:1]),
    )
    for mark in rows.order_by("at")[:SHOWN]:
        candidate = mark.candidate
        words_ = quoted(mark.said) if mark.said else "A mark without words"
        title = f"{candidate.batch.revision.brief.title}, {candidate.position + 1:03d}"
        about = f"{mark.said_first or mark.by.name} wrote"
        url = f"{place('review:loupe', candidate.pk)}#mark-{mark.pk}"
        since = mark.said_at or mark.at
        yield Job(title, url, about, words_, since, "Answer", thumb(candidate), _ratio(candidate.batch))


def of_picked(rows: QuerySet[Selection]) -> Iterable[Job]:
    rows = rows.select_related("candidate__batch__revision__brief", "candidate__batch__brand", "by")
    for pick in rows.order_by("at")[:SHOWN]:
        batch = pick.candidate.batch
        title = f"{batch.revision.brief.title}, {pick.candidate.position + 1:03d}"
        ask = "Picked, not finished yet"
        url = place("review:loupe", pick.candidate_id)
        about = f"{batch.brand} · picked by {pick.by.name}"
        yield Job(title, url, about, ask, pick.at, "Finish", thumb(pick.candidate), _ratio(batch))


def of_ready(rows: QuerySet[Finish]) -> Iterable[Job]:
    for finish in _finishes(rows):
        stopped = finish.state == review_states.FAILED
        ask = finish.error or "The work stopped" if stopped else _warned(finish.warnings)
        verdict = "fail" if stopped else "warn" if finish.warnings else "pass"
        yield _finish_job(finish, ask, verdict, "Read" if stopped else "Ask for sign-off")


def of_failing(rows: QuerySet[Finish]) -> Iterable[Job]:
    for finish in _finishes(rows):
        yield _finish_job(finish, finish.worst or "A check fails", "fail", "Fix")


def of_sent_back(rows: QuerySet[Finish]) -> Iterable[Job]:
    note = Gate.objects.filter(finish=OuterRef("pk"), state=review_states.SENT_BACK).order_by("-decided_at")
    rows = rows.annotate(
        note=Subquery(note.values("note")[:1]),
        who=Subquery(note.values("decided_by__first_name")[:1]),
        back_at=Subquery(note.values("decided_at")[:1]),
    )
    for finish in _finishes(rows):
        ask = f"{finish.who or 'A reviewer'}: “{finish.note}”" if finish.note else "Sent back without a note"
        yield _finish_job(finish, ask, "", "Read", since=finish.back_at)


def of_gates(rows: QuerySet[Gate]) -> Iterable[Job]:
    warned = Check.objects.filter(finish=OuterRef("finish"), verdict="warn").order_by().values("finish")
    rows = rows.select_related(
        "finish__candidate__batch", "finish__revision__brief", "finish__brand", "finish__by"
    ).annotate(warnings=Subquery(warned.annotate(n=Count("pk")).values("n")))
    for gate in rows.order_by("opened_at")[:SHOWN]:
        finish = gate.finish
        about = f"{finish.brand} · {gate.name.lower()} gate · finished by {finish.by.name}"
        ask, verdict = _warned(gate.warnings), "warn" if gate.warnings else "pass"
        face, ratio = thumb(finish.candidate), _ratio(finish.candidate.batch)
        url = f"{place('review:sign_off', finish.pk)}#{gate.slug}"  # one who signs for both has two rows
        since = gate.opened_at or gate.asked_at
        yield Job(finish.revision.brief.title, url, about, ask, since, "Read and sign", face, ratio, verdict)


def _finishes(rows: QuerySet[Finish]) -> QuerySet[Any]:
    checks = Check.objects.filter(finish=OuterRef("pk"))
    warned = checks.filter(verdict="warn").order_by().values("finish").annotate(n=Count("pk")).values("n")
    worst = checks.filter(verdict="fail").order_by("id").values("sentence")[:1]
    return (
        rows.select_related("candidate__batch", "revision__brief", "brand")
        .annotate(warnings=Subquery(warned), worst=Subquery(worst), files=Count("renditions"))
        .order_by("made_at")[:SHOWN]
    )


def _finish_job(finish: Any, ask: str, verdict: str, verb: str, *, since: datetime | None = None) -> Job:
    title = f"{finish.revision.brief.title}, {finish.candidate.position + 1:03d}"
    about = f"{finish.brand} · {words(finish.files, 'file', 'files')}"
    face, ratio = thumb(finish.candidate), _ratio(finish.candidate.batch)
    url = place("review:finish", finish.pk)
    return Job(title, url, about, ask, since or finish.made_at, verb, face, ratio, verdict)


def _warned(number: int | None) -> str:
    return f"{words(number, 'warning', 'warnings')} to read" if number else "Every check passes"


def _ratio(batch: Batch) -> float:
    return round(batch.width / batch.height, 4)


# --- The sections, in the order of the line -------------------------------------------------------------------------
SECTIONS: Final[tuple[tuple[str, str, str, tuple[str, str], Callable[[Any], Iterable[Job]]], ...]] = (
    ("sent_back", "Sent back to you", "review:finishing", ("asset", "assets"), of_sent_back),
    ("gates", "Sign-off", "review:sign_off_list", ("signature", "signatures"), of_gates),
    ("undecided", "Selection", "review:selection", ("batch", "batches"), of_undecided),
    ("marks", "Marks to answer", "review:selection", ("thread", "threads"), of_marks),
    ("mentions", "Named in comments", "briefs:list", ("thread", "threads"), of_mentions),
    ("picked", "Picks to finish", "review:finishing", ("pick", "picks"), of_picked),
    ("ready", "Finishing", "review:finishing", ("asset", "assets"), of_ready),
    ("failing", "Checks", "home:checks", ("asset", "assets"), of_failing),
    ("drafts", "Briefs you began", "briefs:list", ("brief", "briefs"), of_drafts),
)


def sections(waits: Waiting) -> list[Section]:
    """Those that hold anything. The same few queries, however many rows there are."""
    found = []
    for kind, title, view, (one, many), rows_of in SECTIONS:
        if total := waits.numbers.get(kind, 0):
            jobs = list(rows_of(getattr(waits, kind)()))
            found.append(Section(title, words(total, one, many), place(view), jobs, total))
    return found

"""Picking, rejecting, clearing, rating and taking back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest

from generation.models import Batch, Candidate
from review.actions import clear, decide, pick, rate, reject, shortlist, undo
from review.actions.decide import read
from review.models import Rating, Selection
from review.standing import standings
from studio.lib.models import Event
from studio.lib.problems import BadInput, NotAllowed, WrongState
from tests.cast import Cast


def judgements(candidate: Candidate) -> list[Event]:
    told = Event.objects.filter(noun="candidate", subject=candidate.pk).exclude(by=None)
    return list(told.order_by("pk"))


def decision(candidate: Candidate, verb: str, **more: object) -> dict[str, object]:
    return {"id": str(uuid4()), "candidate": candidate.pk, "verb": verb, **more}


def test_a_pick_is_one_verdict_with_reasons_and_an_event_that_says_before_and_after(cast: Cast, one: Candidate) -> None:
    chosen = pick(one, by=cast.dana, reasons=["on-palette", "copy-space-clear"], note=" Quiet top. ")
    assert (chosen.verdict, chosen.note, chosen.by) == ("picked", "Quiet top.", cast.dana)
    assert [r.slug for r in chosen.reasons.all()] == ["copy-space-clear", "on-palette"]
    (told,) = judgements(one)
    assert (told.kind, told.by, told.brand) == ("candidate.pick", cast.dana, cast.northlight)
    assert told.data["before"] == {"verdict": "", "reasons": [], "note": ""}
    assert told.data["after"]["reasons"] == ["copy-space-clear", "on-palette"]


def test_a_repeated_pick_changes_nothing_and_tells_nothing(cast: Cast, one: Candidate) -> None:
    pick(one, by=cast.dana, reasons=["on-palette"])
    pick(one, by=cast.dana, reasons=["on-palette"])
    assert len(judgements(one)) == 1


def test_the_last_word_wins_and_every_word_is_kept(cast: Cast, one: Candidate) -> None:
    pick(one, by=cast.dana)
    reject(one, by=cast.ada, reasons=["wrong-light"])
    assert Selection.objects.get(candidate=one).verdict == "rejected"
    assert [(e.kind, e.by) for e in judgements(one)] == [
        ("candidate.pick", cast.dana),
        ("candidate.reject", cast.ada),
    ]


def test_the_shortlist_is_the_picks_in_the_order_they_were_picked(cast: Cast, batch: Batch) -> None:
    first, second, third = batch.candidates.order_by("position")
    pick(third, by=cast.dana)
    pick(first, by=cast.dana)
    reject(second, by=cast.dana)
    assert [choice.candidate for choice in shortlist(batch)] == [third, first]


def test_only_designers_and_admins_of_the_brand_judge(cast: Cast, one: Candidate) -> None:
    for who in (cast.ben, cast.bea, cast.leo, cast.zoe):
        for act in (pick, reject, clear, undo):
            with pytest.raises(NotAllowed, match="To judge candidates at Northlight"):
                act(one, by=who)
        with pytest.raises(NotAllowed):
            rate(one, 3, by=who)
    assert not Selection.objects.exists() and not Rating.objects.exists() and not judgements(one)


def test_a_candidate_without_a_picture_is_not_judged(cast: Cast, make_batch: Callable[..., Batch]) -> None:
    waiting = make_batch(1, waiting=True).candidates.get()
    for act in (pick, reject, clear):
        with pytest.raises(WrongState, match="001 has no picture to judge: it is waiting"):
            act(waiting, by=cast.dana)
    assert not Selection.objects.exists()


def test_reasons_come_from_the_vocabulary_and_fit_the_verdict(cast: Cast, one: Candidate) -> None:
    with pytest.raises(BadInput) as refused:
        pick(one, by=cast.dana, reasons=["face-hidden"])
    assert "not a reason for picking" in refused.value.sentence and "reasons" in refused.value.fields
    with pytest.raises(BadInput, match="because"):
        reject(one, by=cast.dana, reasons=["because"])
    with pytest.raises(BadInput, match="under 300"):
        reject(one, by=cast.dana, note="x" * 301)
    assert not Selection.objects.exists() and not judgements(one)


def test_each_person_has_their_own_stars(cast: Cast, one: Candidate) -> None:
    rate(one, 5, by=cast.dana)
    rate(one, 2, by=cast.ada)
    mine = standings([one.pk], viewer=cast.dana)[one.pk]
    assert (mine.stars, mine.others, mine.mean) == (5, (("Ada Brandt", 2),), 3.5)
    rate(one, 0, by=cast.dana)
    assert standings([one.pk], viewer=cast.dana)[one.pk].stars == 0
    for bad in (6, -1, True, 2.5):
        with pytest.raises(BadInput):
            rate(one, bad, by=cast.dana)  # type: ignore[arg-type]


def test_undo_goes_back_step_by_step_to_where_it_began(cast: Cast, one: Candidate) -> None:
    pick(one, by=cast.dana, reasons=["on-palette"])
    rate(one, 4, by=cast.dana)
    reject(one, by=cast.dana, reasons=["anatomy"])
    undo(one, by=cast.dana)
    chosen = Selection.objects.get(candidate=one)
    assert (chosen.verdict, [r.slug for r in chosen.reasons.all()]) == ("picked", ["on-palette"])
    undo(one, by=cast.dana)
    assert not Rating.objects.exists()
    undo(one, by=cast.dana)
    assert not Selection.objects.exists()
    with pytest.raises(WrongState, match="no judgement of yours"):
        undo(one, by=cast.dana)


def test_undoing_an_undo_is_redo_and_can_be_undone_again(cast: Cast, one: Candidate) -> None:
    first, back, again, once_more = (str(uuid4()) for _ in range(4))
    pick(one, by=cast.dana, once=first)
    undo(one, by=cast.dana, of=first, once=back)
    undo(one, by=cast.dana, of=back, once=again)
    assert Selection.objects.get(candidate=one).verdict == "picked"
    undo(one, by=cast.dana, of=first, once=once_more)
    assert not Selection.objects.exists()


def test_nobody_takes_back_what_somebody_else_has_said_since(cast: Cast, one: Candidate) -> None:
    pick(one, by=cast.dana)
    reject(one, by=cast.ada)
    with pytest.raises(WrongState, match="judged again since"):
        undo(one, by=cast.dana)
    assert Selection.objects.get(candidate=one).verdict == "rejected"


def test_a_decision_counts_once_however_often_it_is_sent(cast: Cast, one: Candidate) -> None:
    picked = decision(one, "pick", reasons=["light"])
    first = decide(read([picked]), by=cast.dana)
    reject(one, by=cast.dana)
    second = decide(read([picked]), by=cast.dana)
    assert [first[0].status, second[0].status] == [200, 208]
    assert Selection.objects.get(candidate=one).verdict == "rejected"
    assert second[0].standing and second[0].standing["verdict"] == "rejected"


def test_a_no_change_with_an_id_still_counts_only_once(cast: Cast, one: Candidate) -> None:
    pick(one, by=cast.dana)
    repeat = decision(one, "pick")
    decide(read([repeat]), by=cast.dana)
    clear(one, by=cast.dana)
    assert decide(read([repeat]), by=cast.dana)[0].status == 208
    assert not Selection.objects.exists()


def test_decisions_are_carried_out_in_order_and_one_refusal_stops_none(
    cast: Cast, batch: Batch, make_batch: Callable[..., Batch]
) -> None:
    first, second, _ = batch.candidates.order_by("position")
    foreign = make_batch(1, tern=True).candidates.get()
    waiting = make_batch(1, waiting=True).candidates.get()
    told = [
        decision(first, "pick"),
        decision(foreign, "pick"),
        decision(waiting, "pick"),
        decision(second, "reject", reasons=["nonsense"]),
        decision(first, "reject", reasons=["anatomy"]),
        decision(first, "rate", stars=2),
    ]
    results = decide(read(told), by=cast.dana)
    assert [result.status for result in results] == [200, 404, 409, 422, 200, 200]
    assert results[1].standing is None
    assert Selection.objects.get().verdict == "rejected"
    assert [r.id for r in results] == [t["id"] for t in told]


def test_words_that_no_database_takes_are_refused_or_cleaned(cast: Cast, one: Candidate) -> None:
    odd = ["\x00", "\ud800", "a" * 100_000]
    told = [decision(one, "pick", reasons=[word]) for word in odd]
    told.append(decision(one, "pick", note="Quiet\x00 top \ud800"))
    assert [result.status for result in decide(read(told), by=cast.dana)] == [422, 422, 422, 200]
    assert Selection.objects.get().note == "Quiet  top ?"
    with pytest.raises(BadInput):
        read([decision(one, "\ud800\x00")])


UNREADABLE: list[Any] = [
    {},
    [1],
    [{"id": "1", "candidate": 1, "verb": "pick"}],
    [{"id": str(uuid4()), "candidate": "1", "verb": "pick"}],
    [{"id": str(uuid4()), "candidate": True, "verb": "pick"}],
    [{"id": str(uuid4()), "candidate": 2**70, "verb": "pick"}],
    [{"id": str(uuid4()), "candidate": 1, "verb": "delete"}],
    [{"id": str(uuid4()), "candidate": 1, "verb": "pick", "reasons": "light"}],
    [{"id": str(uuid4()), "candidate": 1, "verb": "rate", "stars": 4.5}],
    [{"id": str(uuid4()), "candidate": 1, "verb": "pick"}] * 101,
]


def test_a_list_that_cannot_be_read_writes_nothing(cast: Cast, one: Candidate) -> None:
    good = decision(one, "pick")
    for items in UNREADABLE:
        wrong = [good, *items] if isinstance(items, list) else items
        with pytest.raises(BadInput):
            decide(read(wrong), by=cast.dana)
    assert not Selection.objects.exists()

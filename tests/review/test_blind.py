"""A blind round, as two people: nothing of another's vote comes by any answer before one has judged oneself."""

from __future__ import annotations

import json
import re
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from generation.models import Batch, Candidate
from review.actions import clear, pick, rate, reject, undo
from review.actions.blind import begin_blind, lift_blind
from review.actions.finish import finish
from review.models import Selection
from review.standing import standings, waiting_for_choice
from review.votes import votes
from studio.lib import stream
from studio.lib.models import Event
from studio.lib.problems import NotAllowed, WrongState
from studio.people.models import User
from tests.cast import Cast

TOLD = ("Ada Brandt", "anatomy", "Body or hands wrong", "Six fingers", 'data-verdict="rejected"', '"rejected"')


def as_(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def answers(client: Client, one: Candidate) -> dict[str, str]:
    """Everything that says how a candidate stands, by what it is."""
    batch, pk = one.batch_id, one.pk
    htmx = {"HX-Request": "true"}
    seen = {
        "sheet": client.get(f"/batches/{batch}/sheet/?sort=rating&team=on"),
        "sheet body": client.get(f"/batches/{batch}/sheet/", headers=htmx),
        "rejected": client.get(f"/batches/{batch}/sheet/?show=rejected"),
        "tile": client.get(f"/candidates/{pk}/tile/"),
        "tiles": client.get(f"/batches/{batch}/tiles/?candidate={pk}"),
        "loupe": client.get(f"/candidates/{pk}/"),
        "loupe parts": client.get(f"/candidates/{pk}/", headers=htmx),
        "loupe four up": client.get(f"/candidates/{pk}/?up=4"),
    }
    assert {answer.status_code for answer in seen.values()} == {200}
    return {what: without_words(answer.content.decode()) for what, answer in seen.items()}


def without_words(html: str) -> str:
    """Less the lists of reasons and of people that anybody may choose from, and the buttons that name the verdicts."""
    for part in (r'<script id="reason-labels".*?</script>', r"<ul hidden data-people>.*?</ul>"):
        html = re.sub(part, "", html, flags=re.DOTALL)
    html = re.sub(r'<div popover id="reasons".*?</form>\s*</div>', "", html, flags=re.DOTALL)
    return html.replace('data-key="rejected" data-show="rejected"', "")


def leaks(client: Client, one: Candidate) -> list[str]:
    return [f"{what}: {word}" for what, html in answers(client, one).items() for word in TOLD if word in html]


@pytest.fixture
def told(cast: Cast, batch: Batch, one: Candidate) -> Candidate:
    """Ada has rejected it and given it two stars, in a blind round that Dana began."""
    begin_blind(batch, by=cast.dana)
    reject(one, by=cast.ada, reasons=["anatomy"], note="Six fingers")
    rate(one, 2, by=cast.ada)
    return one


def test_no_answer_tells_what_another_said_until_one_has_judged(cast: Cast, told: Candidate) -> None:
    dana = as_(cast.dana)
    assert leaks(dana, told) == []
    assert standings([told.pk], viewer=cast.dana)[told.pk].hidden
    assert leaks(as_(cast.ada), told) != [], "She sees what she said herself."
    assert leaks(as_(cast.ben), told) == [], "Who may not judge waits until it is lifted."

    decision: dict[str, Any] = {"id": str(uuid4()), "candidate": told.pk, "verb": "rate", "stars": 0}
    said = dana.post("/decisions/", json.dumps([decision]), content_type="application/json").json()["decisions"][0]
    assert (said["standing"]["verdict"], said["standing"]["others"], said["standing"]["hidden"]) == ("", [], True)
    assert leaks(dana, told) == [], "No stars are no judgement."
    clear(told, by=cast.dana)
    assert Selection.objects.get().verdict == "rejected", "Nobody clears what they do not see."
    assert leaks(dana, told) == []

    decision |= {"id": str(uuid4()), "stars": 4}
    said = dana.post("/decisions/", json.dumps([decision]), content_type="application/json").json()["decisions"][0]
    assert said["standing"]["verdict"] == "rejected" and said["standing"]["others"] == [["Ada Brandt", 2]]
    assert any(leak.startswith("loupe:") for leak in leaks(dana, told))


def test_counts_lists_and_events_tell_nothing_either(
    cast: Cast, told: Candidate, batch: Batch, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, second, third = batch.candidates.order_by("position")
    for one in (second, third):
        pick(one, by=cast.ada)
    assert list(waiting_for_choice(cast.dana)) == [batch] and not waiting_for_choice(cast.ada).exists()
    dana = as_(cast.dana)
    listed = dana.get("/selection/").content.decode()
    assert "2 picked" not in listed and "1 rejected" not in listed
    assert "Picks to finish" not in dana.get("/").content.decode()
    assert f"/candidates/{second.pk}/" not in dana.get("/finishing/").content.decode()
    with pytest.raises(WrongState, match="Only a picked candidate is finished"):
        finish(second, by=cast.dana)
    assert "Only a pick is promoted" in dana.get(f"/candidates/{second.pk}/promote/").content.decode()

    heard: list[tuple[int | None, str, int]] = []
    monkeypatch.setattr(stream, "notify", lambda brand, kind, pk: heard.append((brand, kind, pk)))
    reject(second, by=cast.ada)
    rate(second, 1, by=cast.ada)
    undo(second, by=cast.ada)
    assert {kind for _, kind, _ in heard} == {"candidate.judge"}, "Open pages hear that, never what."
    kinds = Event.objects.filter(subject=second.pk, noun="candidate", by=cast.ada).values_list("kind", flat=True)
    assert set(kinds) == {"candidate.pick", "candidate.reject", "candidate.rate", "candidate.undo"}


def test_every_verdict_is_kept_the_last_counts_and_the_loupe_says_so(cast: Cast, told: Candidate) -> None:
    """Dana says what Ada has said already, which she cannot know, and then the contrary, twice."""
    dana = as_(cast.dana)
    assert "The last verdict counts" in dana.get(f"/candidates/{told.pk}/").content.decode()
    assert votes(told, standings([told.pk], viewer=cast.dana)[told.pk]) == []
    reject(told, by=cast.dana, reasons=["anatomy"], note="Six fingers")
    assert not standings([told.pk], viewer=cast.dana)[told.pk].hidden, "The same word is a word."
    pick(told, by=cast.dana)
    reject(told, by=cast.dana, reasons=["wrong-light"])
    kept = Event.objects.filter(noun="candidate", subject=told.pk, kind__in=["candidate.pick", "candidate.reject"])
    assert [(row.by, row.data["after"]["verdict"]) for row in kept.order_by("pk")] == [
        (cast.ada, "rejected"), (cast.dana, "rejected"), (cast.dana, "picked"), (cast.dana, "rejected"),
    ]  # fmt: skip
    assert Selection.objects.get().by == cast.dana and Selection.objects.get().note == ""

    def said() -> list[tuple[str, str, bool]]:
        shown = votes(told, standings([told.pk], viewer=cast.dana)[told.pk])
        return [(vote.name, vote.verdict, vote.stands) for vote in shown]

    assert said() == [("Ada Brandt", "rejected", False), ("Dana Okafor", "rejected", True)]
    page = re.sub(r"<[^>]+>", " ", dana.get(f"/candidates/{told.pk}/", headers={"HX-Request": "true"}).content.decode())
    assert re.search(r"Ada Brandt\s+rejected\b.*Dana Okafor\s+rejected\s*,\s+counts", page, re.DOTALL)
    rate(told, 4, by=cast.dana)
    undo(told, by=cast.dana)
    assert len(said()) == 2, "Stars that are taken back take no verdict along."
    undo(told, by=cast.dana)
    assert said() == [], "One verdict is left, and is taken for granted."


def test_lifting_shows_all_and_only_who_judges_switches(cast: Cast, told: Candidate, batch: Batch) -> None:
    for who in (cast.ben, cast.bea, cast.zoe):
        with pytest.raises(NotAllowed):
            lift_blind(batch, by=who)
    assert as_(cast.ben).post(f"/batches/{batch.pk}/blind/", {"do": "lift"}).status_code == 403
    assert "Lift blind" in as_(cast.dana).get(f"/batches/{batch.pk}/sheet/").content.decode()
    assert as_(cast.dana).post(f"/batches/{batch.pk}/blind/", {"do": "peek"}).status_code == 422
    assert as_(cast.dana).post(f"/batches/{batch.pk}/blind/", {"do": "lift"}).status_code == 302
    assert {what.partition(":")[0] for what in leaks(as_(cast.ben), told)} >= {"sheet", "tile", "tiles", "loupe"}
    kinds = Event.objects.filter(noun="batch", subject=batch.pk, by=cast.dana).values_list("kind", flat=True)
    assert list(kinds) == ["batch.blind", "batch.lift_blind"]


def test_who_takes_a_judgement_back_has_seen_and_another_batch_is_not_blind(
    cast: Cast, told: Candidate, django_assert_num_queries: Any
) -> None:
    pick(told, by=cast.dana)
    undo(told, by=cast.dana)
    stands = standings([told.pk], viewer=cast.dana)[told.pk]
    assert (stands.verdict, stands.others, stands.mean, stands.spread) == ("rejected", (("Ada Brandt", 2),), 2.0, "")
    rate(told, 5, by=cast.dana)
    assert standings([told.pk], viewer=cast.dana)[told.pk].spread == "2 to 5"
    pks = list(told.batch.candidates.values_list("pk", flat=True))
    with django_assert_num_queries(4):
        standings(pks, viewer=cast.dana)

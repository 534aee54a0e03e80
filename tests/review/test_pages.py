"""The pages of selection: who may see and do what, what they cost, and what they do with hostile words."""

from __future__ import annotations

import json
from collections.abc import Callable
from uuid import uuid4

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from generation.models import Batch, Candidate
from review.actions import annotate, pick, rate, reject
from review.models import Annotation, Comment, Rating, Selection
from studio.people.models import User
from tests.cast import Cast

HOSTILE = '<script>alert(1)</script>{{ 7|add:7 }}{% now "Y" %}"\'><img src=x onerror=alert(1)>'


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def pages(batch: Batch, one: Candidate) -> list[str]:
    return [
        reverse("review:sheet", args=[batch.pk]),
        reverse("review:loupe", args=[one.pk]),
        reverse("review:loupe", args=[one.pk]) + "?up=2",
        reverse("review:loupe", args=[one.pk]) + "?up=4&overlay=web-hero",
        reverse("review:tile", args=[one.pk]),
        reverse("review:selection"),
    ]


def test_everybody_of_the_brand_sees_the_pages(cast: Cast, batch: Batch, one: Candidate) -> None:
    for who in (cast.ben, cast.dana, cast.bea, cast.leo, cast.ada):
        client = signed_in(who)
        for address in pages(batch, one):
            assert client.get(address).status_code == 200, (who, address)


def test_zoe_of_another_brand_finds_nothing(cast: Cast, batch: Batch, one: Candidate) -> None:
    mark = annotate(one, "pin", [[0.5, 0.5]], "Ours.", by=cast.dana)
    zoe = signed_in(cast.zoe)
    for address in pages(batch, one)[:-1]:
        assert zoe.get(address).status_code == 404, address
    assert "Decisions together" not in zoe.get(reverse("review:selection")).content.decode()
    for name, pk in [
        ("judge", one.pk),
        ("mark", one.pk),
        ("reply", mark.pk),
        ("resolve", mark.pk),
        ("reopen", mark.pk),
    ]:
        answer = zoe.post(reverse(f"review:{name}", args=[pk]), {"verb": "pick", "text": "Hello"})
        assert answer.status_code == 404, name
    told = [{"id": str(uuid4()), "candidate": one.pk, "verb": "pick"}]
    answer = zoe.post(reverse("review:decisions"), json.dumps(told), content_type="application/json")
    assert [item["status"] for item in answer.json()["decisions"]] == [404]
    assert answer.json()["decisions"][0]["standing"] is None
    assert not Selection.objects.exists() and Comment.objects.count() == 1


def test_a_marketer_sees_and_does_not_judge(cast: Cast, batch: Batch, one: Candidate) -> None:
    ben = signed_in(cast.ben)
    assert ben.post(reverse("review:judge", args=[one.pk]), {"verb": "pick"}).status_code == 403
    told = [{"id": str(uuid4()), "candidate": one.pk, "verb": "pick"}]
    answer = ben.post(reverse("review:decisions"), json.dumps(told), content_type="application/json")
    assert [item["status"] for item in answer.json()["decisions"]] == [403]
    assert not Selection.objects.exists()
    for address in pages(batch, one)[:2]:
        page = ben.get(address).content.decode()
        assert 'value="pick"' not in page and 'data-do="pick"' not in page


def test_judging_works_without_a_script(cast: Cast, one: Candidate) -> None:
    dana = signed_in(cast.dana)
    judge = reverse("review:judge", args=[one.pk])
    back = reverse("review:loupe", args=[one.pk])
    answer = dana.post(judge, {"verb": "reject", "reasons": ["anatomy", "off-palette"], "note": "Hands.", "next": back})
    assert answer.status_code == 302 and answer.headers["Location"] == back
    assert [r.slug for r in Selection.objects.get().reasons.all()] == ["off-palette", "anatomy"]
    dana.post(judge, {"verb": "rate", "stars": "4"})
    assert Rating.objects.get().stars == 4
    dana.post(judge, {"verb": "undo"})
    dana.post(judge, {"verb": "undo"})
    assert not Rating.objects.exists() and not Selection.objects.exists()


def test_a_form_leads_nowhere_else(cast: Cast, one: Candidate) -> None:
    answer = signed_in(cast.dana).post(
        reverse("review:judge", args=[one.pk]), {"verb": "pick", "next": "https://elsewhere.example/"}
    )
    assert answer.headers["Location"] == reverse("review:sheet", args=[one.batch_id])


def test_a_form_that_makes_no_sense_is_refused_by_field(cast: Cast, one: Candidate) -> None:
    dana = signed_in(cast.dana)
    for said in ({"verb": "eat"}, {"verb": "rate", "stars": "9"}, {"verb": "pick", "reasons": "no-such"}, {}):
        assert dana.post(reverse("review:judge", args=[one.pk]), said).status_code == 422, said
    assert not Selection.objects.exists() and not Rating.objects.exists()


def test_a_queue_that_cannot_be_read_is_422(cast: Cast) -> None:
    dana = signed_in(cast.dana)
    for body in ("", "nonsense", "{}", "[" * 50_000, '[{"id": 1}]', "null", '"pick"'):
        answer = dana.post(reverse("review:decisions"), body, content_type="application/json")
        assert answer.status_code == 422, body[:20]


def test_a_stranger_is_asked_to_sign_in(batch: Batch, one: Candidate) -> None:
    for address in pages(batch, one):
        answer = Client().get(address)
        assert answer.status_code == 302 and "/sign-in/" in answer.headers["Location"]


def test_hostile_words_stay_words(cast: Cast, batch: Batch, one: Candidate) -> None:
    annotate(one, "pin", [[0.5, 0.5]], HOSTILE, by=cast.ben)
    reject(one, by=cast.dana, note=HOSTILE)
    dana = signed_in(cast.dana)
    for address in pages(batch, one)[:5]:
        page = dana.get(address).content.decode()
        assert "<script>alert" not in page and "<img src=x" not in page, address
        assert "{{ 7|add:7 }}" in page and "%}2" not in page, address


def test_a_mark_by_a_plain_form_goes_to_the_middle(cast: Cast, one: Candidate) -> None:
    bea = signed_in(cast.bea)
    answer = bea.post(reverse("review:mark", args=[one.pk]), {"text": "Warmer."})
    assert answer.status_code == 302
    mark = Annotation.objects.get()
    assert (mark.kind, mark.points, mark.by) == ("pin", [[0.5, 0.5]], cast.bea)
    bea.post(reverse("review:reply", args=[mark.pk]), {"text": "Much warmer."})
    bea.post(reverse("review:resolve", args=[mark.pk]))
    mark.refresh_from_db()
    assert mark.resolved_by == cast.bea and mark.comments.count() == 2
    bea.post(reverse("review:reopen", args=[mark.pk]))
    mark.refresh_from_db()
    assert mark.resolved_at is None


def test_a_mark_outside_the_picture_is_refused(cast: Cast, one: Candidate) -> None:
    dana = signed_in(cast.dana)
    for points in ("[[2, 2]]", "nonsense", "{}", "[[0.1, 0.2], [0.3]]", "1e999", "[" * 40_000):
        said = {"text": "Here.", "kind": "pin", "points": points}
        assert dana.post(reverse("review:mark", args=[one.pk]), said).status_code == 422, points[:20]
    assert not Annotation.objects.exists()


def test_the_fragment_of_a_mark_holds_its_place_and_thread(cast: Cast, one: Candidate) -> None:
    said = {"text": "This part.", "kind": "box", "points": "[[0.25, 0.5], [0.5, 0.75]]", "once": str(uuid4())}
    dana = signed_in(cast.dana)
    for _ in range(2):
        answer = dana.post(reverse("review:mark", args=[one.pk]), said, headers={"HX-Request": "true"})
    page = answer.content.decode()
    assert "left: 25.000%; top: 50.000%" in page and page.count('<li class="thread') == 1 and "<html" not in page


def test_the_loupe_shows_how_a_picture_came_about_and_what_differs_from_another(cast: Cast, batch: Batch) -> None:
    first, second, _ = batch.candidates.order_by("position")
    page = (
        signed_in(cast.bea).get(reverse("review:loupe", args=[second.pk]) + f"?up=2&with={first.pk}").content.decode()
    )
    assert reverse("generation:recipe", args=[second.recipe_id]) in page
    assert str(first.seed) in page and str(second.seed) in page and 'class="differs"' in page
    assert "A bottle." in page  # what the engine says
    assert page.count('<option value="web-hero"') == 1 and 'data-placement="web-hero" hidden' in page


def test_filters_and_order_are_in_the_address(cast: Cast, batch: Batch) -> None:
    first, second, third = batch.candidates.order_by("position")
    pick(second, by=cast.dana)
    rate(third, 5, by=cast.dana)
    dana = signed_in(cast.dana)
    sheet = reverse("review:sheet", args=[batch.pk])
    page = dana.get(f"{sheet}?show=picked&sort=rating").content.decode()
    cells = [part.split(">")[0] for part in page.split('<li class="cell"')[1:]]
    assert [f'id="c{second.pk}"' in cell and " hidden" not in cell for cell in cells] == [True]
    assert f'"candidate":["{third.pk}","{first.pk}"]' in page, "The others go along, in order, for a filter to show."
    assert dana.get(f"{sheet}?show=nonsense&sort=nonsense").status_code == 200


def test_waiting_and_failed_tiles_say_so(cast: Cast, make_batch: Callable[..., Batch]) -> None:
    waiting = make_batch(2, waiting=True)
    first, second = waiting.candidates.order_by("position")
    Candidate.objects.filter(pk=first.pk).update(state="failed", error="The brush broke. Try another model.")
    Candidate.objects.filter(pk=second.pk).update(state="running", steps_done=3, steps_total=20)
    page = signed_in(cast.dana).get(reverse("review:sheet", args=[waiting.pk])).content.decode()
    assert "The brush broke. Try another model." in page
    assert "002, step 3 of 20" in page
    assert signed_in(cast.dana).get(reverse("review:loupe", args=[first.pk])).status_code == 200


def test_selection_lists_the_batch_that_waits_longest_first(cast: Cast, make_batch: Callable[..., Batch]) -> None:
    old, new, decided = make_batch(1), make_batch(1), make_batch(1)
    make_batch(1, waiting=True)
    pick(decided.candidates.get(), by=cast.dana)
    page = signed_in(cast.dana).get(reverse("review:selection")).content.decode()
    places = [page.find(reverse("review:sheet", args=[batch.pk])) for batch in (old, new, decided)]
    assert places == sorted(places) and -1 not in places
    assert page.find("All decided") < places[2]


def test_a_sheet_costs_the_same_queries_for_one_candidate_and_for_fifty(
    cast: Cast, make_batch: Callable[..., Batch]
) -> None:
    dana = signed_in(cast.dana)
    small, large = make_batch(1), make_batch(50)
    for batch in (small, large):
        for candidate in batch.candidates.order_by("position"):
            pick(candidate, by=cast.dana, reasons=["light"])
        first = batch.candidates.order_by("position")[0]
        for _ in range(batch.count // 5 + 1):
            annotate(first, "pin", [[0.5, 0.5]], "Here.", by=cast.bea)
        rate(first, 3, by=cast.ada)
    addresses = [
        (lambda batch: reverse("review:sheet", args=[batch.pk])),
        (lambda batch: reverse("review:loupe", args=[batch.candidates.order_by("position")[0].pk])),
    ]
    for address in addresses:
        counts = []
        for batch in (small, large):
            where = address(batch)
            dana.get(where)  # what is read once a process is read before
            with CaptureQueriesContext(connection) as asked:
                assert dana.get(where).status_code == 200
            counts.append(len(asked))
        assert counts[0] == counts[1] and counts[0] <= 26, counts

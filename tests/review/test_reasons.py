"""Each brand's own words for why: begun from the house's, at most nine to a verdict, never removed."""

from __future__ import annotations

import pytest
from django.test import Client

from generation.models import Candidate
from review.actions import pick, reject
from review.actions.reasons import (
    add_reason,
    move_reason,
    offer_reason,
    own_list,
    retire_reason,
    reword_reason,
)
from review.models import Reason, Selection
from review.reasons import vocabulary
from review.standing import standings
from studio.lib.models import Event
from studio.lib.problems import BadInput, NotAllowed, WrongState
from tests.cast import Cast


def said(cast: Cast, verdict: str = "picked") -> list[str]:
    return [reason.label for reason in vocabulary(cast.northlight)[verdict]]


def test_a_brand_begins_from_the_house_words_and_the_other_list_and_brand_keep_them(cast: Cast, one: Candidate) -> None:
    house = said(cast)
    assert house and {reason.brand for reason in vocabulary(cast.northlight)["picked"]} == {None}
    made = add_reason(cast.northlight, "picked", "  Quiet   sky ", by=cast.bea)
    assert said(cast) == [*house, "Quiet sky"] and made.slug == "northlight-quiet-sky"
    assert {reason.brand for reason in vocabulary(cast.northlight)["picked"]} == {cast.northlight}
    assert {reason.brand for reason in vocabulary(cast.northlight)["rejected"]} == {None}
    assert made not in vocabulary(cast.tern)["picked"]
    assert [row.pk for row in own_list(cast.northlight, "picked", by=cast.ada)] == [
        row.pk for row in vocabulary(cast.northlight)["picked"]
    ], "Begun once only."


def test_a_reason_of_another_brand_is_refused_and_ones_own_and_the_houses_stand(cast: Cast, one: Candidate) -> None:
    foreign = add_reason(cast.tern, "picked", "Sea in it", by=cast.zoe)
    own = add_reason(cast.northlight, "picked", "Quiet sky", by=cast.ada)
    with pytest.raises(BadInput, match="“tern-sea-in-it” is not a reason for picking at Northlight"):
        pick(one, by=cast.dana, reasons=[foreign.slug])
    assert not Selection.objects.exists()
    pick(one, by=cast.dana, reasons=[own.slug, "on-palette"])  # the house's word waited for a lost line
    assert standings([one.pk], viewer=cast.ada)[one.pk].why == "On palette, Quiet sky"


def test_words_are_reworded_moved_and_retired_and_what_was_said_stands(cast: Cast, one: Candidate) -> None:
    own_list(cast.northlight, "rejected", by=cast.ada)
    last = vocabulary(cast.northlight)["rejected"][-1]
    reject(one, by=cast.dana, reasons=[last.slug])
    reword_reason(last, "Off the brief", by=cast.bea)
    move_reason(last, -1, by=cast.bea)
    assert said(cast, "rejected")[-2] == "Off the brief"
    retire_reason(last, by=cast.bea)
    assert "Off the brief" not in said(cast, "rejected")
    stands = standings([one.pk], viewer=cast.dana)[one.pk]
    assert stands.reasons == ((last.slug, "Off the brief"),)
    with pytest.raises(WrongState, match="retired already"):
        retire_reason(last, by=cast.bea)
    with pytest.raises(WrongState, match="has no place"):
        move_reason(last, 1, by=cast.bea)
    offer_reason(last, by=cast.bea)
    assert said(cast, "rejected")[-1] == "Off the brief"
    kinds = list(Event.objects.filter(noun="reason", subject=last.pk).order_by("pk").values_list("kind", flat=True))
    assert kinds == ["reason.reword", "reason.move", "reason.retire", "reason.offer"]


def test_nine_are_the_most_and_no_word_stands_twice(cast: Cast, one: Candidate) -> None:
    full = own_list(cast.northlight, "rejected", by=cast.ada)
    assert len(full) == 9
    with pytest.raises(WrongState, match="9 reasons for rejecting, one for each key"):
        add_reason(cast.northlight, "rejected", "A tenth", by=cast.ada)
    retire_reason(full[0], by=cast.ada)
    with pytest.raises(BadInput, match="in the list already"):
        add_reason(cast.northlight, "rejected", full[1].label.upper(), by=cast.ada)
    again = add_reason(cast.northlight, "rejected", full[0].label, by=cast.ada)
    assert again.slug == f"{full[0].slug}-2", "A slug is never given twice, not even a retired one's."
    with pytest.raises(BadInput):
        offer_reason(full[0], by=cast.ada)
    for bad in ("", "x" * 61, "\x00"):
        with pytest.raises(BadInput):
            add_reason(cast.northlight, "picked", bad, by=cast.ada)
    with pytest.raises(BadInput, match="two lists"):
        own_list(cast.northlight, "loved", by=cast.ada)


def test_only_who_keeps_vocabularies_keeps_reasons_and_nobody_the_houses(cast: Cast, one: Candidate) -> None:
    before = Reason.objects.count()
    for who in (cast.ben, cast.dana, cast.leo, cast.zoe):
        with pytest.raises(NotAllowed, match="To keep vocabularies at Northlight"):
            add_reason(cast.northlight, "picked", "Mine", by=who)
    house = vocabulary(cast.northlight)["picked"][0]
    with pytest.raises(NotAllowed, match="belongs to the house"):
        reword_reason(house, "Mine", by=cast.ada)
    assert Reason.objects.count() == before


def test_the_page_keeps_them_with_plain_forms(cast: Cast, one: Candidate) -> None:
    client = Client()
    client.force_login(cast.bea)
    page = client.get("/admin/reasons/").content.decode()
    assert "Keep a list of Northlight" in page and "Copy space clear" in page and "Tern" not in page
    assert client.post(f"/admin/reasons/{cast.northlight.pk}/own/", {"verdict": "picked"}).status_code == 302
    first = vocabulary(cast.northlight)["picked"][0]
    client.post(f"/admin/reasons/reason/{first.pk}/", {"do": "reword", "label": "Room for <b>words</b>"})
    client.post(f"/admin/reasons/reason/{first.pk}/", {"do": "down"})
    page = client.get("/admin/reasons/").content.decode()
    assert "Room for &lt;b&gt;words" in page and said(cast)[1] == "Room for <b>words</b>"
    assert client.post(f"/admin/reasons/reason/{first.pk}/", {"do": "burn"}).status_code == 422
    client.force_login(cast.dana)
    sheet = client.get(f"/batches/{one.batch_id}/sheet/").content.decode()
    assert first.slug in sheet and 'data-reason="copy-space-clear"' not in sheet, "The sheet offers the brand's own."
    assert '"copy-space-clear": "Copy space clear"' in sheet, "What was said in the house's words still has its label."

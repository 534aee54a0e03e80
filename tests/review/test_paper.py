"""Marks taken elsewhere: as W3C Web Annotations, held to the MUSTs of the model, and as review sheets in PDF."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit
from xml.etree import ElementTree

import pytest
from django.test import Client
from django.utils import timezone

from generation.models import Batch, Candidate
from review import tasks
from review.actions import annotate, pick, reply, resolve
from review.actions.print_sheet import sweep
from review.models.sheet import ReviewSheet
from review.sheet_pdf import drawn, marked
from studio.lib import blobs as store
from tests.cast import Cast

HOSTILE = (
    '</font><script>alert(1)</script> &amp; "quoted" <para> <b>not bold</b> \u202e 日本 \N{PILE OF POO} ' + "x" * 300
)
NUMBER = r"\d+"
FRAGMENT = re.compile(rf"xywh=(?:pixel:|percent:)?{NUMBER},{NUMBER},{NUMBER},{NUMBER}")
MOTIVATIONS = {"commenting", "editing", "replying"}


@pytest.fixture
def said(cast: Cast, one: Candidate) -> Candidate:
    """A mark of every kind, one answered, one settled, one with hostile words."""
    annotate(one, "pin", [[1.0, 1.0]], "Turn her 20°.", by=cast.bea, due=timezone.localdate() + timedelta(days=3))
    box = annotate(one, "box", [[0.104, 0.2], [0.5, 0.601]], "No lamp, @dana.", by=cast.leo)
    reply(box, "Out it goes.", by=cast.dana)
    settled = annotate(one, "arrow", [[0.2, 0.2], [0.9, 0.4]], "Towards the light.", by=cast.ben)
    resolve(settled, by=cast.dana)
    annotate(one, "stroke", [[0.1, 0.1], [0.2, 0.3], [0.3, 0.1]], HOSTILE, by=cast.dana)
    annotate(one, "text", [[0.0, 0.5]], "Warmer", by=cast.ada)
    return one


def iri(value: object) -> bool:
    return isinstance(value, str) and bool(urlsplit(value).scheme and urlsplit(value).netloc)


def broken(document: dict[str, Any]) -> Iterator[str]:
    """What of the MUSTs of https://www.w3.org/TR/annotation-model/ a collection breaks; sections in brackets."""
    context = document.get("@context")
    if "http://www.w3.org/ns/anno.jsonld" not in (context if isinstance(context, list) else [context]):
        yield "[3.1] the context of the model is among the contexts"
    if not iri(document.get("id")) or document.get("type") != "AnnotationCollection":
        yield "[5.1] a collection has one IRI and its type"
    page = document.get("first")
    if document["total"] and not page:
        yield "[5.1] a collection that is not empty has a first page"
    if page and (
        not iri(page.get("id")) or page.get("type") != "AnnotationPage" or not isinstance(page["items"], list)
    ):
        yield "[5.2] a page has one IRI, its type, and one list of items"
    ids = [one.get("id") for one in page["items"]] if page else []
    if len(set(ids)) != len(ids) or not all(map(iri, ids)):
        yield "[3.1] every annotation has an IRI of its own"
    for one in page["items"] if page else []:
        yield from broken_in(one)


def broken_in(one: dict[str, Any]) -> Iterator[str]:
    if one["type"] != "Annotation" or not one.get("target"):
        yield "[3.1] an annotation has its type and a target"
    asked = one["motivation"] if isinstance(one["motivation"], list) else [one["motivation"]]
    if not set(asked) <= MOTIVATIONS:
        yield "[3.3.5] motivations are the model's"
    for moment in (one["created"], one["modified"]):
        if not re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)", moment):
            yield "[3.3.2] moments are xsd:dateTime with a zone"
    for body in one["body"]:
        if body["type"] != "TextualBody" or not isinstance(body.get("value"), str):
            yield "[3.2.4] a textual body has its type and one value"
        if body.get("purpose") not in MOTIVATIONS:
            yield "[3.3.5] a purpose is a motivation"
    target = one["target"]
    if target["type"] != "SpecificResource" or not iri(target["source"]["id"]):
        yield "[4] a specific resource has one source"
    if target["state"]["type"] != "TimeState" or not ({"sourceDate", "cached"} & set(target["state"])):
        yield "[4.3.1] a time state says when"
    every = target["selector"] if isinstance(target["selector"], list) else [target["selector"]]
    for selector in every:
        if selector["type"] == "FragmentSelector" and not FRAGMENT.fullmatch(selector["value"]):
            yield "[4.2.1] a fragment is one of the media fragments that it conforms to"
        if selector["type"] == "SvgSelector":
            ElementTree.fromstring(selector["value"])  # [4.2.7] well-formed
        if selector["type"] not in ("FragmentSelector", "SvgSelector"):
            yield "[4.2] selectors are the model's"


def test_marks_are_web_annotations_and_keep_every_must_of_the_model(
    cast: Cast, said: Candidate, client: Client
) -> None:
    client.force_login(cast.ben)
    answer = client.get(f"/candidates/{said.pk}/annotations.jsonld")
    assert answer["Content-Type"].startswith("application/ld+json")
    document = answer.json()
    assert list(broken(document)) == []
    pin, box, arrow, stroke, text = document["first"]["items"]
    width, height = said.batch.width, said.batch.height
    assert pin["target"]["selector"]["value"] == f"xywh=pixel:{width - 1},{height - 1},1,1"
    assert [one["type"] for one in box["target"]["selector"]] == ["FragmentSelector", "SvgSelector"]
    assert box["target"]["selector"][0]["value"] == "xywh=percent:10,20,40,41", "never less than the box"
    assert [one["purpose"] for one in box["body"]] == ["commenting", "replying"]
    assert (box["creator"]["name"], box["creator"]["gatefold:role"]) == ("Leo Marsh", "legal reviewer")
    assert (arrow["gatefold:state"], arrow["gatefold:resolved"]["creator"]["name"]) == ("done", "Dana Okafor")
    assert stroke["body"][0]["value"] == HOSTILE and text["target"]["source"]["schema:sha256"] == said.picture_id
    assert pin["gatefold:due"] and "example.test" not in answer.text.replace("testserver", "")
    other = said.batch.candidates.get(position=1)
    empty = client.get(f"/candidates/{other.pk}/annotations.jsonld").json()
    assert empty["total"] == 0 and "first" not in empty and list(broken(empty)) == []
    del document["id"], box["target"]["state"]["sourceDate"]
    assert [one[:6] for one in broken(document)] == ["[5.1] ", "[4.3.1"], "a check that cannot fail checks nothing"


def test_a_review_sheet_is_drawn_by_a_worker_once_for_the_same_marks(
    cast: Cast, said: Candidate, batch: Batch, client: Client
) -> None:
    client.force_login(cast.ben)
    address = f"/candidates/{said.pk}/review-sheet.pdf"
    assert client.get(address).status_code == 200 and not ReviewSheet.objects.exists(), "looking asks for nothing"
    coming = client.post(address, follow=True)
    assert (coming.status_code, coming["Refresh"]) == (202, "2")
    client.post(address)
    [row] = ReviewSheet.objects.all()
    ReviewSheet.objects.update(asked_at=timezone.now() - timedelta(hours=1))
    sweep()
    tasks.review_sheet(row.pk)
    tasks.review_sheet(row.pk)
    file = client.get(address)
    assert (file.status_code, file["Content-Type"]) == (200, "application/pdf")
    assert file.content.startswith(b"%PDF-") and b"/JavaScript" not in file.content and b"/DCTDecode" in file.content
    assert drawn(row.document, store.read) == file.content, "the same document is the same bytes"
    [picture] = row.document["pictures"]
    assert [mark["state"].partition(",")[0] for mark in picture["marks"]] == ["open", "open", "done", "open", "open"]
    annotate(said, "pin", [[0.5, 0.5]], "One more.", by=cast.ben)
    assert b"Draw the sheet" in client.get(address).content, "another mark is another sheet"

    nothing = client.get(f"/batches/{batch.pk}/review-sheet.pdf")
    assert nothing.status_code == 409 and "Nothing of" in nothing.text
    for candidate in batch.candidates.select_related("batch__brand").order_by("position")[:2]:
        pick(candidate, by=cast.dana)
    assert client.post(f"/batches/{batch.pk}/review-sheet.pdf", follow=True).status_code == 202
    picks = ReviewSheet.objects.latest("pk")
    tasks.review_sheet(picks.pk)
    picks.refresh_from_db()
    assert picks.file is not None and [one["name"] for one in picks.document["pictures"]] == [
        "Candidate 001",
        "Candidate 002",
    ]
    client.force_login(cast.zoe)
    assert client.get(address).status_code == 404


def test_a_sheet_that_cannot_be_drawn_says_so_and_is_tried_anew_when_it_is_asked_for(
    cast: Cast, one: Candidate, client: Client
) -> None:
    client.force_login(cast.ben)
    address = f"/candidates/{one.pk}/review-sheet.pdf"
    client.post(address)
    row = ReviewSheet.objects.get()
    ReviewSheet.objects.update(document=row.document | {"pictures": [{"sha256": "0" * 64}]})
    tasks.review_sheet(row.pk)
    row.refresh_from_db()
    assert row.file is None and row.error.startswith("This sheet could not be drawn.")
    assert "This sheet could not be drawn." in client.get(address).text
    assert client.post(address, follow=True).status_code == 202
    row.refresh_from_db()
    assert row.error == ""


def test_words_on_paper_are_text_whatever_they_contain() -> None:
    assert marked("<b>&</b>\n") == "&lt;b&gt;&amp;&lt;/b&gt;<br/>"
    assert marked("日本") == '<font name="HeiseiKakuGo-W5">日本</font>'
    assert "\N{PILE OF POO}" not in marked("a\N{PILE OF POO}")

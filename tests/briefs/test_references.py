"""References: kept unseen as they came, made safe in a worker, pinned by digest."""

import io
import time
from types import ModuleType
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from briefs.actions import (
    add_reference,
    close,
    create_brief,
    order_references,
    remove_reference,
    submit,
)
from briefs.actions.reference import MAX_BYTES
from briefs.models import Brief, Reference
from briefs.seeds import SAMPLE_BRIEFS
from briefs.tasks import nudge_forgotten, read_reference
from studio.lib.models import Blob, Event
from studio.lib.problems import BadInput, NotAllowed, TooMuch, WrongState
from tests.cast import Cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def brief(cast: Cast) -> Brief:
    return create_brief(cast.campaign, by=cast.ben, title="Decisions together", document=SAMPLE_BRIEFS["01"])


def photo(name: str = "office.jpg", data: bytes | None = None) -> SimpleUploadedFile:
    if data is None:
        out = io.BytesIO()
        Image.new("RGB", (120, 80), (20, 33, 61)).save(out, "JPEG")
        data = out.getvalue()
    return SimpleUploadedFile(name, data, content_type="image/jpeg")


def test_an_upload_waits_until_a_worker_has_read_it(brief: Brief, cast: Cast, blobs: ModuleType) -> None:
    reference = add_reference(brief, photo(), by=cast.ben, role="style", note="Light, not colour")
    assert (reference.state, reference.picture, reference.upload.media_type) == (
        "waiting",
        None,
        "application/octet-stream",
    )
    client = Client()
    client.force_login(cast.ben)
    assert client.get(f"/references/{reference.pk}/picture/").status_code == 404
    read_reference(reference.pk)
    read_reference(reference.pk)  # a message may come twice
    reference.refresh_from_db()
    assert (reference.state, reference.picture.media_type, reference.picture.width) == ("ready", "image/png", 120)
    assert reference.picture_id != reference.upload_id
    assert Event.objects.filter(kind="reference.ready", subject=reference.pk).count() == 1
    shown = client.get(f"/references/{reference.pk}/picture/")
    assert shown.content == blobs.read(reference.picture_id) and shown["Content-Type"] == "image/png"


def test_a_file_that_lies_about_its_type_is_refused_with_the_reason_beside_it(
    brief: Brief, cast: Cast, blobs: ModuleType
) -> None:
    reference = add_reference(brief, photo("../../evil<b>.jpg", b"<svg onload=alert(1)>" * 9), by=cast.ben)
    read_reference(reference.pk)
    reference.refresh_from_db()
    assert (reference.state, reference.picture, reference.name) == ("refused", None, "evil<b>.jpg")
    assert "is not JPEG, PNG" in reference.refusal
    client = Client()
    client.force_login(cast.ben)
    page = client.get(f"/briefs/{brief.pk}/").content.decode()
    assert "A reference could not be used" in page and "evil&lt;b&gt;.jpg is not JPEG" in page
    with pytest.raises(BadInput, match="could not be used"):
        submit(brief, by=cast.ben)


def test_a_revision_pins_the_pictures_that_are_ready(brief: Brief, cast: Cast, blobs: ModuleType) -> None:
    ready, waiting = (add_reference(brief, photo(f"{n}.jpg"), by=cast.ben, role="layout", note="Depth") for n in "ab")
    read_reference(ready.pk)
    ready.refresh_from_db()
    document = submit(brief, by=cast.ben).document
    assert document["references"] == [
        {"id": ready.pk, "role": "layout", "note": "Depth", "digest": ready.picture_id, "outline": None}
    ]
    remove_reference(waiting, by=cast.ben)
    remove_reference(ready, by=cast.ben)
    assert Blob.objects.filter(digest=document["references"][0]["digest"]).exists()


def test_what_is_too_large_or_empty_stores_nothing(brief: Brief, cast: Cast, blobs: ModuleType) -> None:
    huge = photo()
    huge.size = MAX_BYTES + 1
    with pytest.raises(TooMuch, match="may have 40 MB"):
        add_reference(brief, huge, by=cast.ben)
    with pytest.raises(BadInput, match="is empty"):
        add_reference(brief, photo(data=b""), by=cast.ben)
    with pytest.raises(BadInput, match="one of these roles"):
        add_reference(brief, photo(), by=cast.ben, role="boss")
    with pytest.raises(NotAllowed):
        add_reference(brief, photo(), by=cast.leo)
    assert not Reference.objects.exists() and not Blob.objects.exists()


def test_the_page_takes_describes_and_removes_a_picture(brief: Brief, cast: Cast, blobs: ModuleType) -> None:
    client = Client()
    client.force_login(cast.ben)
    answer = client.post(
        f"/briefs/{brief.pk}/references/add/",
        {"file": [photo("a.jpg"), photo("b.jpg")]},
        headers={"HX-Request": "true"},
    )
    assert answer.status_code == 200 and answer.content.decode().count("Being read") == 2
    first = Reference.objects.earliest("pk")
    client.post(f"/references/{first.pk}/describe/", {f"role-{first.pk}": "do-not", f"note-{first.pk}": "Never this"})
    first.refresh_from_db()
    assert (first.role, first.note) == ("do-not", "Never this")
    stranger = Client()
    stranger.force_login(cast.zoe)
    for address in (f"/references/{first.pk}/remove/", f"/references/{first.pk}/describe/"):
        assert stranger.post(address).status_code == 404
    assert stranger.get(f"/references/{first.pk}/picture/").status_code == 404
    assert client.post(f"/references/{first.pk}/remove/").status_code == 302
    assert Reference.objects.count() == 1
    assert client.post(f"/briefs/{brief.pk}/references/add/").status_code == 422


HTMX = {"HX-Request": "true"}


def browse(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


def three(brief: Brief, cast: Cast) -> list[int]:
    return [add_reference(brief, photo(f"{name}.jpg"), by=cast.ben).pk for name in "abc"]


def order(brief: Brief) -> list[int]:
    return list(brief.references.values_list("pk", flat=True))


def test_references_keep_the_order_they_are_put_into(brief: Brief, cast: Cast, blobs: ModuleType) -> None:
    a, b, c = three(brief, cast)
    assert order(brief) == [a, b, c]
    order_references(brief, [c, a, b], by=cast.dana)
    assert order(brief) == [c, a, b]
    last = add_reference(brief, photo("d.jpg"), by=cast.ben).pk
    assert order(brief) == [c, a, b, last]
    order_references(brief, [b, a], by=cast.dana)  # what it does not name, added meanwhile, comes after
    assert order(brief) == [b, a, c, last]
    assert Event.objects.filter(kind="brief.order_references", subject=brief.pk).count() == 2
    order_references(brief, [b, a, c, last], by=cast.dana)  # as it was: nothing happened
    assert Event.objects.filter(kind="brief.order_references").count() == 2
    for pk in (a, b, c, last):
        read_reference(pk)
    assert [one["id"] for one in submit(brief, by=cast.ben).document["references"]] == [b, a, c, last]


def test_an_order_that_names_what_is_not_the_briefs_is_refused(brief: Brief, cast: Cast, blobs: ModuleType) -> None:
    a, b, c = three(brief, cast)
    other = create_brief(cast.tern_campaign, by=cast.zoe, title="Hero set")
    theirs = add_reference(other, photo("z.jpg"), by=cast.zoe).pk
    client = browse(cast.ben)
    for ids in ([a, b, theirs], [a, a, b], [2**60], ["x"], ["²"], [], ["9" * 40]):
        assert client.post(f"/briefs/{brief.pk}/references/order/", {"id": ids}).status_code == 422
    assert client.post(f"/briefs/{brief.pk}/references/order/", {"move": f"{theirs}:later"}).status_code == 422
    assert client.post(f"/briefs/{brief.pk}/references/order/", {"move": ":later"}).status_code == 422
    assert browse(cast.zoe).post(f"/briefs/{brief.pk}/references/order/", {"id": [a]}).status_code == 404
    with pytest.raises(NotAllowed):
        order_references(brief, [c, b, a], by=cast.leo)
    close(brief, by=cast.ben)
    with pytest.raises(WrongState, match="closed"):
        order_references(brief, [c, b, a], by=cast.ben)
    assert order(brief) == [a, b, c]


def test_earlier_and_later_move_by_one_and_stop_at_the_ends(brief: Brief, cast: Cast, blobs: ModuleType) -> None:
    a, b, c = three(brief, cast)
    client, address = browse(cast.ben), f"/briefs/{brief.pk}/references/order/"
    assert client.post(address, {"move": f"{c}:earlier"}).url.endswith(f"/briefs/{brief.pk}/#refs")
    assert order(brief) == [a, c, b]
    page = client.post(address, {"move": f"{a}:later"}, headers=HTMX).content.decode()
    assert order(brief) == [c, a, b] and "It is number 2 of 3 now." in page
    client.post(address, {"move": f"{c}:earlier"})
    client.post(address, {"move": f"{b}:later"})
    assert order(brief) == [c, a, b]


def test_of_several_files_those_that_can_be_taken_are(brief: Brief, cast: Cast, blobs: ModuleType) -> None:
    client, address = browse(cast.ben), f"/briefs/{brief.pk}/references/add/"
    sent = {"file": [photo("a.jpg"), photo("none.jpg", b""), photo("b.jpg")]}
    page = client.post(address, sent, headers=HTMX)
    assert page.status_code == 200 and "none.jpg is empty" in page.content.decode()
    assert [row.name for row in brief.references.all()] == ["a.jpg", "b.jpg"]
    assert client.post(address, {"file": [photo("none.jpg", b"")]}).status_code == 422
    plain = client.post(address, {"file": [photo("c.jpg"), photo("none.jpg", b"")]}, follow=True)
    assert "none.jpg is empty" in plain.content.decode() and brief.references.count() == 3


def test_a_refused_file_shows_its_reason_and_can_be_removed(brief: Brief, cast: Cast, blobs: ModuleType) -> None:
    reference = add_reference(brief, photo("notes.jpg", b"not a picture"), by=cast.ben)
    read_reference(reference.pk)
    client = browse(cast.ben)
    page = client.get(f"/briefs/{brief.pk}/").content.decode()
    assert "notes.jpg is not JPEG" in page and 'aria-label="Remove notes.jpg"' in page
    client.post(f"/references/{reference.pk}/remove/")
    assert not brief.references.exists()


def test_a_broker_that_is_away_loses_no_upload_and_the_sweep_sends_it_again(
    brief: Brief,
    cast: Cast,
    blobs: ModuleType,
    settings: Any,
    django_capture_on_commit_callbacks: Any,
    monkeypatch: Any,
) -> None:
    sent: list[int] = []

    def away(args: tuple[int], **_: Any) -> None:
        sent.append(args[0])
        raise OSError("no broker")

    monkeypatch.setattr(read_reference, "apply_async", away)
    with django_capture_on_commit_callbacks(execute=True):
        reference = add_reference(brief, photo(), by=cast.ben)
    assert (sent, reference.state) == ([reference.pk], "waiting")
    assert nudge_forgotten() == 0
    Reference.objects.update(at="2026-01-01T00:00Z")
    with django_capture_on_commit_callbacks(execute=True):
        assert nudge_forgotten() == 1
    assert sent == [reference.pk] * 2


@pytest.mark.django_db(transaction=True)
def test_a_real_worker_reads_what_ben_uploads(cast: Cast, worker: Any) -> None:
    brief = create_brief(cast.campaign, by=cast.ben, title="Decisions together", document=SAMPLE_BRIEFS["01"])
    reference = add_reference(brief, photo(), by=cast.ben)
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline and reference.state == "waiting":
        time.sleep(0.1)
        reference.refresh_from_db()
    assert reference.state == "ready", worker.log()

"""Pictures of the catalogue: kept unseen as they came, made safe in a worker, shown to the brand's people alone."""

import io
import time
from datetime import timedelta
from types import ModuleType
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from PIL import Image

from briefs.actions import add_picture
from briefs.actions.picture import MAX_BYTES
from briefs.models import Picture
from briefs.tasks import nudge_forgotten, read_picture
from studio.lib.models import Blob, Event
from studio.lib.problems import BadInput, NotAllowed, TooMuch
from tests.cast import Cast

pytestmark = pytest.mark.django_db
KEEP = "keep characters"


def photo(name: str = "front.jpg", data: bytes | None = None, colour: Any = (20, 33, 61)) -> SimpleUploadedFile:
    if data is None:
        out = io.BytesIO()
        Image.new("RGB", (90, 120), colour).save(out, "JPEG")
        data = out.getvalue()
    return SimpleUploadedFile(name, data, content_type="image/jpeg")


def test_an_upload_is_shown_once_a_worker_has_read_it(cast: Cast, blobs: ModuleType) -> None:
    picture = add_picture(cast.northlight, photo("../../a<b>.jpg"), by=cast.ada, verb=KEEP)
    client = Client()
    client.force_login(cast.ben)
    assert client.get(f"/pictures/{picture.pk}/").status_code == 404
    read_picture(picture.pk)
    read_picture(picture.pk)  # a message may come twice
    picture.refresh_from_db()
    assert picture.picture and (picture.state, picture.name, picture.picture.width) == ("ready", "a<b>.jpg", 90)
    assert Event.objects.filter(kind="picture.ready", subject=picture.pk).count() == 1
    shown = client.get(f"/pictures/{picture.pk}/")
    assert shown.content == blobs.read(picture.picture_id) and "sandbox" in shown["Content-Security-Policy"]
    client.force_login(cast.zoe)
    assert client.get(f"/pictures/{picture.pk}/").status_code == 404


def test_a_file_that_lies_about_its_type_is_refused_in_a_sentence(cast: Cast, blobs: ModuleType) -> None:
    picture = add_picture(cast.northlight, photo(data=b"<svg onload=alert(1)>" * 9), by=cast.ada, verb=KEEP)
    read_picture(picture.pk)
    picture.refresh_from_db()
    assert (picture.state, picture.picture) == ("refused", None) and "is not JPEG, PNG" in picture.refusal


def test_what_is_too_large_or_empty_or_not_theirs_to_add_stores_nothing(cast: Cast, blobs: ModuleType) -> None:
    huge = photo()
    huge.size = MAX_BYTES + 1
    with pytest.raises(TooMuch, match="may have 40 MB"):
        add_picture(cast.northlight, huge, by=cast.ada, verb=KEEP)
    with pytest.raises(BadInput, match="is empty"):
        add_picture(cast.northlight, photo(data=b""), by=cast.ada, verb=KEEP)
    with pytest.raises(NotAllowed):
        add_picture(cast.northlight, photo(), by=cast.ben, verb=KEEP)
    assert not Picture.objects.exists() and not Blob.objects.exists()


def test_a_picture_whose_message_was_lost_is_sent_again(
    cast: Cast, blobs: ModuleType, monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: Any
) -> None:
    sent: list[int] = []
    monkeypatch.setattr(read_picture, "apply_async", lambda args, **_: sent.append(args[0]))
    picture = add_picture(cast.northlight, photo(), by=cast.ada, verb=KEEP)
    Picture.objects.update(at=timezone.now() - timedelta(minutes=9))
    with django_capture_on_commit_callbacks(execute=True):
        assert nudge_forgotten() == 1
    for _ in range(50):  # sent from a thread of its own, where the broker may stall
        if sent:
            break
        time.sleep(0.05)
    assert sent == [picture.pk]

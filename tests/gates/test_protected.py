"""The marks that a brand keeps away from: uploaded as hostile files are, and looked for in every brief from then on."""

from __future__ import annotations

import io
from typing import Any

import numpy as np
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from briefs.tasks import read_picture
from review import recheck
from review.actions.protected import add_mark, retire_mark
from review.actions.recheck import check_again
from review.evidence import protected_of
from review.models import ProtectedMark
from studio.lib.problems import BadInput, NotAllowed, WrongState
from tests.cast import Cast
from tests.stations import Stations

pytestmark = pytest.mark.django_db(transaction=True)


def upload(data: bytes | None = None) -> Any:
    out = io.BytesIO()
    y, x = np.mgrid[0:120, 0:120]
    Image.fromarray((((x - 60) ** 2 + (y - 60) ** 2 < 2500) * 200).astype(np.uint8)).save(out, "PNG")
    return SimpleUploadedFile("mark.png", out.getvalue() if data is None else data, content_type="image/png")


def kept(cast: Cast, **more: Any) -> ProtectedMark:
    given = {"name": "A rival’s ring", "whose": "theirs", "by": cast.bea, **more}
    return add_mark(cast.northlight, given.pop("file", upload()), **given)


def test_a_mark_counts_once_it_is_read_and_until_it_is_retired(cast: Cast) -> None:
    mark = kept(cast)
    assert protected_of(cast.northlight) == ()
    read_picture(mark.picture_id)
    ours = kept(cast, name="Northlight", whose="ours", by=cast.leo)
    read_picture(ours.picture_id)
    assert [(name, pixels.shape[:2]) for name, pixels in protected_of(cast.northlight)] == [
        ("A rival’s ring", (120, 120)), ("Northlight, our own", (120, 120)),
    ]  # fmt: skip
    assert protected_of(cast.tern) == ()
    retire_mark(mark, by=cast.ada)
    assert [name for name, _ in protected_of(cast.northlight)] == ["Northlight, our own"]
    with pytest.raises(WrongState):
        retire_mark(mark, by=cast.ada)
    retire_mark(mark, by=cast.bea, retired=False)
    assert len(protected_of(cast.northlight)) == 2


def test_a_file_that_is_no_picture_is_refused_in_words_and_never_looked_for(cast: Cast) -> None:
    mark = kept(cast, file=upload(b"\x89PNG no picture at all"))
    read_picture(mark.picture_id)
    mark.picture.refresh_from_db()
    assert mark.picture.state == "refused" and mark.picture.refusal and protected_of(cast.northlight) == ()


@pytest.mark.parametrize(
    ("more", "field"),
    [({"name": ""}, "name"), ({"name": "x" * 81}, "name"), ({"whose": "x"}, "whose"), ({"file": None}, "file"),
     ({"file": upload(b"")}, "file")],
)  # fmt: skip
def test_a_mark_without_a_name_a_side_or_a_picture_is_refused(cast: Cast, more: dict[str, Any], field: str) -> None:
    with pytest.raises(BadInput) as refused:
        kept(cast, **more)
    assert refused.value.field == field and not ProtectedMark.objects.exists()
    with pytest.raises(NotAllowed):
        kept(cast, by=cast.dana)


def test_a_new_mark_runs_that_check_alone_again_and_finds_itself(line: Stations) -> None:
    made = line.finished(placements=["stamp"])
    assert "no reference" in made.checks.get(name="do_not").sentence
    candidate = made.candidate.picture
    assert candidate is not None
    read_picture(kept(line.cast).picture_id)
    asked = check_again(made, by=line.cast.bea)
    recheck.recheck(asked.pk)
    asked.refresh_from_db()
    assert asked.changed == ["do_not"] and not asked.error
    row = made.checks.filter(name="do_not")[0]
    assert "A rival’s ring" in row.sentence or "nothing like the 1 references" in row.sentence


def test_the_page_shows_the_marks_and_offers_the_form_to_who_keeps_them(cast: Cast) -> None:
    clients = {}
    for person in ("bea", "ben"):
        clients[person] = Client()
        clients[person].force_login(getattr(cast, person))
    path = f"/admin/protected-marks/{cast.northlight.pk}/add/"
    body = {"name": "A rival’s ring", "whose": "theirs", "file": upload()}
    assert clients["ben"].post(path, body | {"file": upload()}).status_code == 403
    assert clients["bea"].post(path, body).status_code == 302
    assert "Being read" in clients["ben"].get("/admin/protected-marks/").content.decode()
    mark = ProtectedMark.objects.get()
    read_picture(mark.picture_id)
    shown = clients["bea"].get("/admin/protected-marks/").content.decode()
    assert f"/pictures/{mark.picture_id}/" in shown and "Somebody else’s" in shown
    one = f"/admin/protected-marks/mark/{mark.pk}/"
    assert clients["bea"].post(one, {"do": "nonsense"}).status_code == 422
    assert clients["bea"].post(one, {"do": "retire"}).status_code == 302
    assert "Look for it again" in clients["bea"].get("/admin/protected-marks/").content.decode()

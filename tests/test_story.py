"""One brief from the form to a signed asset, as five people, by the addresses they use. Read this first.

The pictures here come from a tiny engine, so that the story takes seconds; the browser test and `make demo` tell the
same story with the real ones.
"""

from __future__ import annotations

import re

import pytest
from django.test import Client

from dam.models import Asset
from dam.tasks import admit
from generation.models import Batch, ModelEntry, Replay
from generation.replay import perform
from review.models import Finish
from studio.people.models import User
from tests.cast import PASSWORD, Cast
from tests.cast import cast as cast
from tests.generation.conftest import still_engine as still_engine
from tests.generation.orders import work_it_off
from tests.stations import carry, stamp, strip

BRIEF = {
    "title": "Decisions together",
    "placements": ["stamp", "strip"],
    "job": "clarify",
    "message": "People decide together, on one shared picture.",
    "subject": "Three people around a large transparent display",
    "people": "any, mixed",
    "shot": "mid",
    "environment": "Modern office, city skyline at dusk outside",
    "light": "Soft, practical",
    "style": ["realistic", "slightly desaturated"],
    "style_pack": "northlight",
    "copy_space": "top-third",
    "safe_margins": "6",
    "must_not_show": ["handshakes"],
    "markets": ["US", "DE"],
    "channels": ["web"],
    "flight_from": "2027-01-11",
    "flight_to": "2027-04-30",
    "use_class": "public",
}


def sign_in(user: User) -> Client:
    client = Client()
    assert client.post("/sign-in/", {"username": user.username, "password": PASSWORD}).status_code == 302
    return client


@pytest.fixture
def previz(db: None) -> ModelEntry:
    licence = {"id": "own-work", "read_on": "2026-11-01", "use_classes": ["public"], "territories": ["world"]}
    return ModelEntry.objects.create(slug="still", name="Still", engine="still", state="ready", licence=licence)


def test_a_brief_becomes_a_signed_asset(cast: Cast, previz: ModelEntry) -> None:
    stamp(), strip()
    ben, dana, bea, leo = (sign_in(user) for user in (cast.ben, cast.dana, cast.bea, cast.leo))

    # Ben writes a brief. It is checked while he types, and submitting keeps a revision that never changes.
    page = ben.post("/briefs/new/", {"title": "Decisions together", "campaign": cast.campaign.pk})
    brief = page["Location"]
    assert ben.post(f"{brief}save/", BRIEF | {"saves": "0"}).status_code in (200, 302)
    assert ben.post(f"{brief}submit/", {"saves": "1"}).status_code == 302

    # He asks for four options. A worker makes them; nothing else has to be done.
    order = ben.get(f"{brief}order/").content.decode()
    once = re.search(r'name="once"[^>]*value="([^"]+)"', order)
    assert once is not None
    ben.post(f"{brief}order/", {"model": previz.pk, "count": 4, "once": once[1]})
    assert work_it_off() == 4
    batch = Batch.objects.get()
    assert batch.state == "done"

    # Dana chooses on the contact sheet, says why, and has the pick finished for every placement.
    assert dana.get(f"/batches/{batch.pk}/sheet/").status_code == 200
    first = batch.candidates.order_by("position")[0]
    dana.post(f"/candidates/{first.pk}/judge/", {"verb": "pick", "reasons": []})
    finishing = dana.post(f"/candidates/{first.pk}/finish/")["Location"]
    finish = Finish.objects.get()
    carry(finish)
    assert dana.get(finishing).status_code == 200
    gates = dana.post(f"/finishes/{finish.pk}/ask/")["Location"]

    # Bea and Leo see exactly what ships, and sign those bytes with their passwords. Dana could not.
    seen = re.search(r'name="seen" value="([0-9a-f]{64})"', bea.get(gates).content.decode())
    assert seen is not None
    warnings = re.findall(r'name="accepted" value="([^"]+)"', bea.get(gates).content.decode())
    signature = {"do": "sign", "seen": seen[1], "password": PASSWORD, "accepted": warnings}
    assert dana.post(f"{gates}brand/", signature).status_code == 403
    assert bea.post(f"{gates}brand/", signature).status_code == 302
    assert leo.post(f"{gates}legal/", signature).status_code == 302

    # The asset lands in the library by itself, is found by what it shows, and renders again to the same bytes.
    admit(finish.pk)
    asset = Asset.objects.get()
    assert "Decisions together" in ben.get("/library/?q=transparent+display").content.decode()
    ben.post(f"/library/{asset.pk}/replay/")
    for replay in Replay.objects.all():
        perform(replay.pk)
    assert "Identical." in ben.get(f"/library/{asset.pk}/").content.decode()

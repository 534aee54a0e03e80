"""The registry's pages and its addresses for programs."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from briefs.models import StylePackVersion
from generation.models import Batch, Candidate, ModelEntry, Run
from generation.registry import deprecate, pinned, restore, tune
from generation.registry.speed import speeds
from review.evidence import licences_of
from studio.lib import blobs
from studio.lib.models import Event
from studio.lib.problems import BadInput, NotAllowed, WrongState
from studio.people.models import User
from tests.cast import Cast
from tests.generation.conftest import LICENCE
from tests.generation.orders import order

pytestmark = pytest.mark.django_db


def as_(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture
def sd(cast: Cast) -> ModelEntry:
    """A whole model as a scan leaves it."""
    return ModelEntry.objects.create(
        slug="shop-sd", name="Shop SD", brand=cast.northlight, engine="diffusers", family="sd15", state="ready",
        weights="d" * 64, size=1_900_000_000, memory=4_300_000_000, source="/srv/secret/sd",
        capabilities=["text_to_image", "image_to_image"], settings={"resolution": 512, "dtype": "float32"},
        licence=LICENCE,
    )  # fmt: skip


def test_a_page_shows_what_was_found_and_only_keepers_see_where(cast: Cast, sd: ModelEntry) -> None:
    page = as_(cast.ada).get("/admin/models/shop-sd/").content.decode()
    assert "found: Stable Diffusion 1.5, 1.9 GB, float32, text to image, image to image" in page
    assert "512 × 512 as trained, 0.13 to 0.33 megapixels, sides by 8" in page and "4.3 GB of weights" in page
    assert "Not measured yet" in page and "/srv/secret/sd" in page
    assert "/srv/secret" not in as_(cast.dana).get("/admin/models/shop-sd/").content.decode()


def test_speed_is_the_median_of_seconds_a_megapixel_step_by_device(cast: Cast, model: ModelEntry) -> None:
    batch = order(cast, model, count=3)
    Batch.objects.filter(pk=batch.pk).update(width=1000, height=1000)
    for at, (candidate, seconds) in enumerate(zip(batch.candidates.order_by("pk"), (2.0, 4.0, 9.0), strict=True)):
        Candidate.objects.filter(pk=candidate.pk).update(steps_total=2)
        facts = {"device_name": "Fast 1"} if at < 2 else {}
        Run.objects.create(
            candidate=candidate, claim=f"00000000-0000-0000-0000-00000000000{at}", worker="w", device="cpu",
            outcome="done", seconds=seconds, facts=facts, ended_at=timezone.now(),
        )  # fmt: skip
    assert speeds(model) == []  # nothing is done yet
    from generation.registry import speed

    batches = Batch.objects.filter(pk=batch.pk)
    with pytest.MonkeyPatch.context() as patched:  # a candidate is only done with a picture
        patched.setattr(speed, "DONE", "waiting")
        Run.objects.filter(candidate__batch__in=batches).update(outcome="waiting")
        found = speeds(model)
    assert [(one.device, one.seconds, one.picture, one.count) for one in found] == [
        ("Fast 1", 1.5, 3.0, 2),
        ("cpu", 4.5, 9.0, 1),
    ]


def test_settings_change_in_versions_and_what_does_not_fit_is_named(cast: Cast, sd: ModelEntry) -> None:
    assert tune(sd, {"steps": {"discovery": 8, "export": 40}, "scheduler": "ddim"}, by=cast.ada).data["number"] == 2
    sd.refresh_from_db()
    assert sd.settings == {
        "resolution": 512, "dtype": "float32", "steps": {"discovery": 8, "export": 40}, "scheduler": "ddim",
    }  # fmt: skip
    client = as_(cast.ada)
    url = "/admin/models/shop-sd/settings/"
    kept = {
        name: "" if field.initial is None else field.value() for name, field in
        ((one.name, one) for one in client.get(url).context["form"])
    }  # fmt: skip
    assert kept["steps-discovery"] == 8 and kept["scheduler"] == "ddim"
    for bad, says in (
        ({"steps-export": "4.5"}, "steps, export: “4.5” does not fit"), ({"guidance-export": "1e999"}, "guidance"),
        ({"scheduler": "flow-euler"}, "Select a valid choice"), ({"together": "99"}, "a whole number from 1 to 16"),
        ({"resolution": "-1"}, "resolution"), ({}, "Nothing is different"),
        ({"steps-discovery": "9" * 70}, "does not fit"), ({"steps-discovery": "\0"}, "Null characters"),
    ):  # fmt: skip
        answer = client.post(url, {name: value or "" for name, value in kept.items()} | bad)
        assert answer.status_code == 422 and says in answer.content.decode(), says
    assert client.post(url, {**kept, "scheduler": "", "steps-export": "8", "steps-validation": "8"}).status_code == 302
    sd.refresh_from_db()
    assert sd.settings == {"resolution": 512, "dtype": "float32", "steps": 8}
    said = Event.objects.filter(kind="modelentry.settings").latest("id")
    assert said.data == {
        "number": 3,
        "changed": {"steps": [{"discovery": 8, "export": 40}, 8], "scheduler": ["ddim", None]},
    }
    page = client.get("/admin/models/shop-sd/").content.decode()
    assert "8 in discovery, 40 in export → 8" in page
    with pytest.raises(BadInput, match="no such setting"):
        tune(sd, {"safety": 1}, by=cast.ada)
    with pytest.raises(NotAllowed):
        tune(sd, {"steps": 9}, by=cast.dana)


def test_a_controlnet_whose_files_do_not_say_what_it_reads_is_told_by_a_person(cast: Cast) -> None:
    net = ModelEntry.objects.create(
        slug="net", name="Net", brand=cast.northlight, engine="diffusers", family="sd15", kind="controlnet",
        state="ready", weights="e" * 64, capabilities=["control"],
    )  # fmt: skip
    tune(net, {"control": "depth"}, by=cast.ada)
    net.refresh_from_db()
    assert net.capabilities == ["control:depth"]
    with pytest.raises(BadInput, match="one of depth, normals, pose, segments"):
        tune(net, {"control": "smell"}, by=cast.ada)


def test_a_known_licence_fills_the_form_and_is_confirmed_before_it_counts(cast: Cast, sd: ModelEntry) -> None:
    client = as_(cast.ada)
    url = "/admin/models/shop-sd/licence/"
    page = client.get(url, {"known": "tencent-hunyuan-community"}).content.decode()
    assert "second-hand" in page and 'value="EU, GB, KR"' in page
    form = {
        "known": "tencent-hunyuan-community", "licence_id": "Tencent", "read_on": "2026-11-20", "excluded": "EU, GB",
        "use_classes": ["public", "internal"], "weights_use": ["internal"], "licence_text": "Be\r\ngood.",
        "revenue_below": "1000000", "duties": ["marks"], "training_data": "licensed",
    }  # fmt: skip
    answer = client.post(url, form)
    assert answer.status_code == 422 and "Confirm that you have read" in answer.content.decode()
    for bad, says in (
        ({"excluded": "Europe"}, "not a country code"), ({"revenue_below": "9" * 30}, "less than or equal"),
        ({"duties": ["dance"]}, "Select a valid choice"), ({"read_on": "yesterday"}, "Enter a valid date"),
    ):  # fmt: skip
        answer = client.post(url, form | {"confirmed": "on"} | bad)
        assert answer.status_code == 422 and says in answer.content.decode(), says
    sd.refresh_from_db()
    assert sd.licence == LICENCE
    assert client.post(url, form | {"confirmed": "on"}).status_code == 302
    sd.refresh_from_db()
    assert sd.licence["weights_use"] == ["internal"] and sd.licence["reviewer"] == "Ada Brandt"
    assert "DE" in sd.licence["excluded"] and blobs.read(sd.licence["text"]) == b"Be\ngood."
    changed = Event.objects.get(kind="modelentry.licence").data["changed"]
    assert changed["id"] == ["own-work", "Tencent"] and changed["revenue_below"] == [None, 1_000_000]
    text = as_(cast.dana).get("/admin/models/shop-sd/licence.txt")
    assert text.content == b"Be\ngood." and text["Content-Type"].startswith("text/plain")
    assert as_(cast.zoe).get("/admin/models/shop-sd/licence.txt").status_code == 404
    again = client.post(url, form | {"confirmed": "on", "licence_text": ""})  # the text stays, so nothing is different
    assert again.status_code == 422 and "nothing in the record is different" in again.content.decode()


def test_the_check_before_sign_off_judges_all_that_a_picture_rests_on(cast: Cast, sd: ModelEntry) -> None:
    class Asked:
        """As much of a finish as the licence check looks at."""

        class candidate:
            class batch:
                model = sd
                version_of = None

            class recipe:
                document = {"nodes": [{"params": {"weights": "d" * 64}, "inputs": {"lora.0": "weights:" + "f" * 64}}]}

    sd.licence = LICENCE | {"excluded": ["KR"], "weights_use": ["internal"]}
    own, lora = licences_of(Asked)  # type: ignore[arg-type]
    assert (own.model, own.use_classes, own.excluded) == ("Shop SD", ("internal",), ("KR",))
    assert lora.use_classes == () and "f" * 12 in lora.model


def test_what_still_counts_on_a_model_is_shown_and_it_comes_back_when_asked(cast: Cast, sd: ModelEntry) -> None:
    version = StylePackVersion.objects.get(pack__brand=cast.northlight)
    lora = {"model": "shop-sd", "weights": "f" * 64, "scale": 1.0, "trigger": ""}
    StylePackVersion.objects.filter(pk=version.pk).update(document={**version.document, "loras": [lora]})
    batch = order(cast, sd, count=1)
    found = pinned(sd, cast.ada)
    assert [one.pk for one in found.packs] == [version.pk] and [one.pk for one in found.batches] == [batch.pk]
    assert not pinned(sd, cast.zoe)
    common: dict[str, Any] = {"brand": cast.northlight, "engine": "diffusers", "state": "ready", "weights": "1" * 64}
    for at, (family, kind) in enumerate((("sdxl", "checkpoint"), ("sd15", "checkpoint"), ("sd15", "lora"))):
        ModelEntry.objects.create(slug=f"o{at}", name=f"Other {at}", family=family, kind=kind, **common)
    client = as_(cast.ada)
    page = client.get("/admin/models/shop-sd/")
    assert page.context["suggested"].slug == "o1" and [one.slug for one in page.context["successors"]] == ["o1", "o0"]
    with pytest.raises(BadInput, match="another kind"):
        deprecate(sd, by=cast.ada, successor=ModelEntry.objects.get(slug="o2"))
    client.post("/admin/models/shop-sd/deprecate/", {"successor": "o1"})
    assert client.post("/admin/models/shop-sd/restore/").status_code == 302
    sd.refresh_from_db()
    assert sd.active and sd.successor is None and Event.objects.filter(kind="modelentry.restore").exists()
    with pytest.raises(WrongState, match="in use already"):
        restore(sd, by=cast.ada)


def test_the_list_is_filtered_paged_and_asks_as_often_however_long_it_is(cast: Cast, sd: ModelEntry) -> None:
    client = as_(cast.ada)
    for at in range(3):
        ModelEntry.objects.create(slug=f"a{at}", name=f"A{at}", engine="still", kind="lora", brand=cast.northlight)

    def slugs(query: str) -> list[str]:
        return [row["entry"].slug for row in client.get(f"/admin/models/?{query}").context["rows"]]

    assert slugs("q=shop") == slugs("use=public") == slugs("kind=checkpoint&state=ready") == ["shop-sd"]
    assert slugs("q=" + "d" * 12) == ["shop-sd"] and slugs("kind=lora&brand=northlight") == ["a0", "a1", "a2"]
    assert slugs("brand=shared") == [] and b"No model is like that" in client.get("/admin/models/?brand=shared").content
    sd.licence = LICENCE | {"weights_use": ["experiment"]}
    sd.save()
    assert slugs("use=public") == [] and slugs("use=experiment") == ["shop-sd"]

    def count() -> int:
        with CaptureQueriesContext(connection) as queries:
            client.get("/admin/models/")
        return len(queries)

    few = count()
    ModelEntry.objects.bulk_create(
        ModelEntry(slug=f"m{at}", name=f"M{at:02d}", engine="still", brand=cast.northlight, state="refused")
        for at in range(60)
    )
    assert count() == few
    assert len(slugs("")) == 40 and len(slugs("page=2")) == 24 and slugs("page=9") == []


def test_programs_read_the_registry_without_the_places_where_weights_lie(cast: Cast, sd: ModelEntry) -> None:
    sd.settings = {**sd.settings, "config": "/srv/secret/config"}
    sd.save()
    client = as_(cast.ben)
    found = client.get("/api/models/", {"q": "shop"}).json()
    assert [row["slug"] for row in found["results"]] == ["shop-sd"]
    one = client.get("/api/models/shop-sd/").json()
    assert one["allows"]["covers"] == ["experiment", "internal", "public"] and one["rests_on"] == ["shop-sd"]
    assert one["settings"]["resolution"] == 512 and one["speed"] == [] and one["capabilities"][0] == "text_to_image"
    assert "/srv/secret" not in str(found) + str(one)
    assert as_(cast.zoe).get("/api/models/shop-sd/").status_code == 404
    assert client.post("/api/models/", {}).status_code == 405

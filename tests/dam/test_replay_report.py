"""An asset replayed months and versions later: what came out, and why it is as it is."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from django.test import Client
from django.utils import timezone
from PIL import Image
from pytest_django import DjangoDbBlocker

from briefs.models import Placement, StylePackVersion
from dam.lineage import behind
from dam.models import Asset
from generation import replay, replay_why
from generation.engine import engines, render
from generation.engine.differing import compare
from generation.engine.picture import EngineError
from generation.models import Candidate, ModelEntry, Replay, Run
from review.models import Rendition
from studio.lib import blobs
from studio.people.models import User
from tests.cast import make_cast
from tests.dam.shelf import LORA, LOST, with_step
from tests.generation.conftest import LICENCE
from tests.stations import Stations

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def made_once(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[int]:
    """An asset at Northlight by the still engine; made once, each test is undone."""
    with pytest.MonkeyPatch.context() as patch, django_db_blocker.unblock(), transaction.atomic():
        patch.setitem(engines.ENGINES, "still", "tests.generation.still")
        patch.setitem(render.OPS, "still.paint", "tests.generation.still:paint")
        common = {"engine": "still", "dialect": "clip", "state": "ready", "licence": LICENCE}
        ModelEntry.objects.create(slug="glow", name="Glow", weights=LORA, kind="lora", **common)
        model = ModelEntry.objects.create(slug="still", name="Still life", **common)
        yield Stations(make_cast(), model).asset().pk
        transaction.set_rollback(True)


@pytest.fixture
def plain(made_once: int) -> Asset:
    return Asset.objects.get(pk=made_once)


def the(asset: Asset) -> replay.Made:
    """Its picture, as it was picked."""
    return behind(asset)[0]


def performed(made: replay.Made) -> Replay:
    asked = replay.ask(made.recipe, brand=made.brand, file=made.file, pixels=made.pixels, held=made.held)
    replay.perform(asked.pk)
    asked.refresh_from_db()
    return asked


def told(asset: Asset) -> str:
    client = Client()
    client.force_login(User.objects.get(username="leo"))
    return " ".join(client.get(f"/library/{asset.pk}/").content.decode().split())


def test_weights_that_are_gone_are_named_with_where_they_were_and_who_had_them_last(plain: Asset) -> None:
    ModelEntry.objects.filter(slug="glow").update(source="/models/glow.safetensors")
    candidate = plain.finish.candidate
    assert candidate.recipe is not None
    worn = with_step(candidate.recipe, "no.such", {"lora.0": f"weights:{LORA}", "lora.1": f"weights:{LOST}"})
    Candidate.objects.filter(pk=candidate.pk).update(recipe=worn)
    asked = performed(the(Asset.objects.get(pk=plain.pk)))
    assert asked.state == "failed"
    gone = {one["digest"]: one for one in asked.detail["missing"]}
    assert gone.keys() == {LORA, LOST}
    assert gone[LORA]["name"] == "Glow" and gone[LORA]["places"] == ["/models/glow.safetensors"]
    assert gone[LORA]["last"]["worker"] == Run.objects.get(candidate=candidate).worker
    words = asked.detail["sentence"]
    assert "These weights are not on this machine: Glow" in words and "which no registered model has" in words
    page = told(plain)
    assert "What is missing" in page and "/models/glow.safetensors" in page and "last used by" in page
    out = io.StringIO()
    with pytest.raises(CommandError, match="1 of 3 did not come out the same: cannot be rendered"):
        call_command("replay", f"GF-{plain.pk}", stdout=out)
    assert "cannot be rendered. It cannot be rendered again. These weights" in out.getvalue()


def test_a_whole_asset_by_its_number_as_json(plain: Asset) -> None:
    out = io.StringIO()
    call_command("replay", f"gf-{plain.pk:06d}", "--json", stdout=out)
    said = json.loads(out.getvalue())
    assert len(said["parts"]) == 3 and {one["verdict"] for one in said["parts"]} == {"identical"}
    stack = {one["name"]: one for one in said["parts"][1]["detail"]["stack"]}
    assert stack["libvips"]["then"] == stack["libvips"]["now"] is not None
    with pytest.raises(CommandError, match="there is no GF-999999"):
        call_command("replay", "GF-999999")


def test_another_version_of_a_library_is_said_beside_a_picture_that_differs(
    plain: Asset, monkeypatch: pytest.MonkeyPatch
) -> None:
    Run.objects.update(facts={"still": {"device": "cuda", "version": "0.9", "drift": 0}})
    monkeypatch.setenv("STILL_DRIFT", "5")
    detail = performed(the(plain)).detail
    assert detail["recorded"] and {"name": "still.version", "then": "0.9", "now": "1"} in detail["stack"]
    assert {"name": "still.device", "then": "cuda", "now": "cpu"} in detail["stack"]
    assert "What changed: still.device, still.drift, still.version." in detail["sentence"]


def test_a_file_made_under_another_libvips_says_so(plain: Asset) -> None:
    row = Rendition.objects.get(recipe=behind(plain)[-1].recipe)
    facts = json.loads(json.dumps(row.facts).replace(f'"{libvips_of(row.facts)}"', '"8.1.0"'))
    Rendition.objects.filter(pk=row.pk).update(facts=facts)
    asked = performed(behind(plain)[-1])
    assert asked.verdict == "identical"
    [one] = [one for one in asked.detail["stack"] if one["name"].endswith("libvips")]
    assert one["then"] == "8.1.0" != one["now"]


def libvips_of(facts: dict[str, Any]) -> str:
    return next(value for name, value in replay_why.flat(facts) if name.endswith("libvips"))


def test_one_pixel_is_measured_and_seen_as_one_pixel(plain: Asset) -> None:
    made = the(plain)
    pixels = np.asarray(Image.open(io.BytesIO(blobs.read(made.file)))).copy()
    pixels[7, 9] = (pixels[7, 9].astype(int) + 60) % 256
    packed = io.BytesIO()
    Image.fromarray(pixels).save(packed, "PNG")
    proof = replay.prove(replay.Made(made.recipe, made.brand, blobs.put(packed.getvalue())))
    assert proof.verdict == "differs"
    assert proof.detail["share"] == pytest.approx(1 / (64 * 48), abs=1e-6) and proof.detail["largest"] in range(60, 197)
    assert proof.detail["delta_e_most"] > 1 and proof.detail["delta_e"] < proof.detail["delta_e_most"] / 1000
    assert "ΔE 2000 up to" in proof.detail["sentence"]
    assert "software and device are the same" in proof.detail["sentence"]


def test_later_style_packs_and_a_placement_that_is_gone_change_nothing(plain: Asset) -> None:
    pack = plain.finish.revision.style_pack
    for number in (pack.number + 1, pack.number + 2):
        document = {**pack.document, "palette": [{"name": "Ink", "hex": f"#00000{number}"}]}
        StylePackVersion.objects.create(pack=pack.pack, number=number, document=document, published_at=timezone.now())
    Placement.objects.update(retired=True)
    for made in behind(plain):
        asked = performed(made)
        assert asked.verdict == "identical"
        assert (asked.detail["pinned"]["number"], asked.detail["pinned"]["newest"]) == (pack.number, pack.number + 2)


def test_a_style_pack_that_is_no_longer_here_is_no_hindrance(plain: Asset, monkeypatch: pytest.MonkeyPatch) -> None:
    made = the(plain)
    context = {**made.recipe.document["context"], "style_pack": "0" * 64}
    made.recipe.document["context"] = context
    detail = replay.prove(made).detail
    assert detail["pinned"] == {"digest": "0" * 64, "found": False}


def test_what_an_engine_refuses_without_weights_gone_is_said_in_its_words(plain: Asset) -> None:
    said = replay.hindered(the(plain).recipe, EngineError("The brush broke."))
    assert (said["sentence"], said["missing"]) == ("The brush broke.", [])


def test_sizes_and_no_difference_are_told_apart() -> None:
    black, white = np.zeros((4, 4, 3), np.uint8), np.full((4, 4, 3), 255, np.uint8)
    assert compare(black, black) == {"largest": 0, "share": 0.0}
    assert compare(black, white) == {"largest": 255, "share": 1.0, "delta_e": 100.0, "delta_e_most": 100.0}
    assert compare(black, black[:2]) == {"size_then": [4, 4], "size_now": [4, 2]}


def test_the_page_shows_the_last_report(plain: Asset) -> None:
    performed(the(plain))
    page = told(plain)
    assert "Software and device" in page and "pinned as" in page and "still.version" in page

"""Goldens: a style pack's second version is looked at before it is published. The pictures are real, and small."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from django.test import Client

from briefs.actions import create_brief, draft_style_pack, publish, save_draft, submit
from briefs.compile import compile_revision
from briefs.models import CampaignPin, StylePack, StylePackVersion
from briefs.seeds import SAMPLE_BRIEFS, brands
from generation import goldens
from generation.engine.drift import difference, drift, heat
from generation.engine.picture import EngineError
from generation.models import Golden
from generation.registry import seed_models
from studio.lib import blobs
from studio.lib.canonical import canonical
from studio.lib.models import Event
from studio.lib.problems import NotAllowed, WrongState
from tests.cast import Cast

ONE = [{"name": "bottle", "subject": "Water bottle on a table", "environment": "White studio", "seed": 5}]


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch, db: None) -> None:
    monkeypatch.setattr("generation.goldens.planning.SIZE", (144, 96))
    monkeypatch.setattr("briefs.goldens.DEFAULT", tuple(ONE))
    plain = {slug: {**kit, "goldens": []} for slug, kit in brands._KITS.items()}
    monkeypatch.setattr(brands, "_KITS", plain)  # the demo packs name scenes of their own
    seed_models()


@pytest.fixture
def pack(cast: Cast) -> StylePack:
    return StylePack.objects.get(brand=cast.northlight)


def draft(cast: Cast, pack: StylePack, **changes: Any) -> StylePackVersion:
    newest = pack.versions.first()
    assert newest is not None
    return draft_style_pack(pack, {**newest.document, **changes}, by=cast.bea, note="Warmer")


def work_off() -> None:
    for row in Golden.objects.filter(state="waiting").order_by("pk"):
        goldens.make(row.pk)


def test_a_second_version_is_not_published_before_its_goldens_were_seen(cast: Cast, pack: StylePack) -> None:
    version = draft(cast, pack, contrast=1.2)
    with pytest.raises(WrongState, match="have not been held against"):
        publish(version, by=cast.bea)
    version.refresh_from_db()
    assert version.published_at is None


def test_a_small_change_is_within_the_limit_and_is_published(cast: Cast, pack: StylePack) -> None:
    version = draft(cast, pack, contrast=1.13)
    goldens.order(version, by=cast.bea)
    work_off()
    report = goldens.report(version)
    assert report.worst is not None and 0 < report.worst < 2 and not report.waiting and not report.beyond
    assert publish(version, by=cast.bea).published_at is not None


def test_a_look_that_drifts_is_stopped_until_a_named_person_says_why(cast: Cast, pack: StylePack) -> None:
    version = draft(cast, pack, contrast=1.9, desaturate=1.0, grain=0.1)
    goldens.order(version, by=cast.bea)
    work_off()
    [pair] = goldens.report(version).pairs
    assert pair.delta_e is not None and pair.delta_e > 6
    with pytest.raises(WrongState, match=r"drifts further from Northlight v1 than ΔE 3: “bottle” \d+\.\d"):
        publish(version, by=cast.bea)
    published = publish(version, by=cast.bea, override="The new look is black and white; agreed on 3 November.")
    assert published.published_by == cast.bea and published.override.startswith("The new look")
    last = Event.objects.filter(kind="stylepackversion.publish").latest("id")
    assert last.data["override"] == published.override and last.by == cast.bea


def test_the_limit_is_the_one_of_the_version_before(cast: Cast, pack: StylePack) -> None:
    version = draft(cast, pack, contrast=1.9, desaturate=1.0)
    version.document["drift_limit"] = 99.0
    version.save()
    assert goldens.report(version).limit == 3.0


def test_a_draft_cannot_take_out_the_golden_that_judges_it(cast: Cast, pack: StylePack) -> None:
    version = draft(cast, pack, contrast=1.2)
    version.document["goldens"] = [{"name": "easy", "subject": "Grey wall", "seed": 1}]
    version.save()
    assert [pair.name for pair in goldens.report(version).pairs] == ["bottle", "easy"]


def test_what_changes_no_pixel_needs_no_picture(cast: Cast, pack: StylePack) -> None:
    version = draft(cast, pack, logo={"corner": "top-left", "width": 0.1, "clear": 0.02})
    goldens.order(version, by=cast.bea)
    assert goldens.report(version).worst == 0.0 and goldens.report(version).objection == ""


def test_a_draft_that_changes_is_rendered_again_and_the_first_version_only_once(cast: Cast, pack: StylePack) -> None:
    version = draft(cast, pack, contrast=1.15)
    goldens.order(version, by=cast.bea)
    work_off()
    before = Golden.objects.get(version__number=1).pk
    version = draft(cast, pack, contrast=1.16)
    assert goldens.report(version).worst is None
    goldens.order(version, by=cast.bea)
    work_off()
    assert Golden.objects.get(version__number=1).pk == before and Golden.objects.filter(version=version).count() == 1
    assert goldens.report(version).worst is not None


def test_a_golden_is_the_same_bytes_each_time(cast: Cast, pack: StylePack) -> None:
    version = draft(cast, pack, contrast=1.15)
    goldens.order(version, by=cast.bea)
    work_off()
    row = Golden.objects.get(version=version)
    first = row.picture_id
    Golden.objects.filter(pk=row.pk).update(state="waiting", picture=None, preview=None, drift={})
    goldens.make(row.pk)
    row.refresh_from_db()
    assert row.picture_id == first and row.drift[str(row.against_id)]["delta_e"] > 0


def test_coming_twice_changes_nothing(cast: Cast, pack: StylePack) -> None:
    version = draft(cast, pack, contrast=1.15)
    goldens.order(version, by=cast.bea)
    work_off()
    row = Golden.objects.get(version=version)
    goldens.make(row.pk)
    again = Golden.objects.get(version=version)
    assert (again.picture_id, again.drift, again.done_at) == (row.picture_id, row.drift, row.done_at)


def test_only_who_keeps_style_packs_has_them_rendered(cast: Cast, pack: StylePack) -> None:
    version = draft(cast, pack, contrast=1.15)
    with pytest.raises(NotAllowed):
        goldens.order(version, by=cast.ben)
    assert not Golden.objects.exists()


def test_a_pinned_campaign_stays_as_it_was_to_the_byte_when_a_second_version_comes(cast: Cast, pack: StylePack) -> None:
    first = pack.versions.get(number=1)
    CampaignPin.objects.create(campaign=cast.campaign, pack=pack, version=first, by=cast.ada)
    brief = create_brief(cast.campaign, by=cast.ben, title="Hero")
    brief = save_draft(brief, SAMPLE_BRIEFS["01"], by=cast.ben, saves=brief.saves)
    before = submit(brief, by=cast.ben)
    prompts = [canonical(compile_revision(before.document, dialect).digest) for dialect in ("clip", "t5", "previz")]

    tokens = {**first.document["tokens"], "clip": ["warm paper light"]}
    version = draft(cast, pack, contrast=1.14, tokens=tokens)
    goldens.order(version, by=cast.bea)
    work_off()
    assert goldens.report(version).worst is not None
    publish(version, by=cast.bea)

    brief.refresh_from_db()
    after = submit(brief, by=cast.ben)
    assert after.pk == before.pk and canonical(after.document) == canonical(before.document)
    assert prompts == [canonical(compile_revision(after.document, d).digest) for d in ("clip", "t5", "previz")]

    CampaignPin.objects.all().delete()
    moved = submit(brief, by=cast.ben)
    assert moved.number == 2 and moved.document["style_pack"]["number"] == 2
    assert "warm paper light" in compile_revision(moved.document, "clip").positive_text
    before.refresh_from_db()
    assert before.document["style_pack"]["digest"] == first.digest


def test_the_page_shows_both_looks_and_how_far_they_lie_apart(
    cast: Cast, pack: StylePack, client: Client, django_assert_num_queries: Any
) -> None:
    version = draft(cast, pack, contrast=1.9, desaturate=1.0)
    client.force_login(cast.bea)
    address = f"/style-pack-versions/{version.pk}/goldens/"
    assert "not rendered yet" in client.get(address).content.decode()
    assert client.post(f"{address}render/").status_code == 302
    assert "Being rendered" in client.get(address).content.decode()
    work_off()
    page = client.get(address).content.decode()
    row = Golden.objects.get(version=version)
    assert "drift beyond the limit" in page and f"/goldens/{row.pk}/picture.webp" in page and "Where it moved" in page
    picture = client.get(f"/goldens/{row.pk}/picture.webp")
    assert picture["Content-Type"] == "image/webp" and len(picture.content) > 500
    assert client.get(f"/goldens/{row.pk}/picture.webp?map={row.against_id}")["Content-Type"] == "image/webp"
    assert client.get(f"/goldens/{row.pk}/picture.webp?map=7").status_code == 404
    client.force_login(cast.zoe)
    assert client.get(address).status_code == 404 and client.get(f"/goldens/{row.pk}/picture.webp").status_code == 404


def test_the_report_asks_as_often_for_one_golden_as_for_eight(
    cast: Cast, pack: StylePack, django_assert_num_queries: Any
) -> None:
    version = draft(cast, pack, contrast=1.2)
    goldens.order(version, by=cast.bea)
    with django_assert_num_queries(2):
        _ = goldens.report(version).worst
    version.document["goldens"] = [{**ONE[0], "name": f"number {n}", "seed": n} for n in range(8)]
    version.save()
    goldens.order(version, by=cast.bea)
    with django_assert_num_queries(2):
        _ = goldens.report(version).worst


# --- the measure -----------------------------------------------------------------------------------------------------
def flat(colour: tuple[int, int, int], size: tuple[int, int] = (96, 144)) -> Any:
    return np.full((*size, 3), colour, np.uint8)


def test_the_same_picture_has_not_drifted() -> None:
    one = np.random.default_rng(1).integers(0, 256, (96, 144, 3), dtype=np.uint8)
    assert drift(one, one).document() == {"delta_e": 0.0, "worst": 0.0, "structure": 0.0}


def test_drift_is_the_colour_difference_of_what_has_one_colour() -> None:
    found = drift(flat((128, 128, 128)), flat((138, 128, 128)))
    assert 4 < found.delta_e < 8 and found.delta_e == found.worst


def test_grain_is_not_drift_and_another_picture_is() -> None:
    rng = np.random.default_rng(2)
    scene = np.kron(rng.integers(60, 200, (8, 12, 3)), np.ones((12, 12, 1))).astype(np.uint8)
    grained = np.clip(scene + rng.normal(0, 8, scene.shape), 0, 255).astype(np.uint8)
    assert drift(scene, grained).delta_e < 3 < drift(scene, scene[::-1].copy()).delta_e
    assert drift(scene, scene[::-1].copy()).structure > 0.3


def test_the_map_is_orange_where_it_moved_and_grey_where_not() -> None:
    before, after = flat((90, 90, 90)), flat((90, 90, 90))
    after[:, 72:] = (200, 60, 60)
    drawn = heat(before, after)
    assert drawn.shape == after.shape and np.ptp(drawn[40, 10].astype(int)) == 0
    assert int(drawn[40, 130, 0]) - int(drawn[40, 130, 2]) > 100


def test_pictures_of_two_sizes_are_not_compared() -> None:
    with pytest.raises(EngineError, match="differ in size"):
        difference(flat((1, 2, 3)), flat((1, 2, 3), (48, 72)))


def test_the_bytes_of_a_golden_are_in_the_store(cast: Cast, pack: StylePack) -> None:
    version = draft(cast, pack, contrast=1.15)
    goldens.order(version, by=cast.bea)
    work_off()
    row = Golden.objects.get(version=version)
    assert blobs.read(str(row.picture_id)).startswith(b"\x89PNG")

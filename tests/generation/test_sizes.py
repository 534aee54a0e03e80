"""The smaller copies of a candidate's picture, and what stands before they load."""

from __future__ import annotations

import io

import numpy as np
import pytest
from django.test import Client
from django.urls import reverse
from numpy.typing import NDArray
from PIL import Image, features

from generation import work
from generation.engine.picture import Picture
from generation.engine.thumbhash import thumbhash
from generation.models import Candidate, ModelEntry
from generation.previews import small
from tests.cast import Cast
from tests.generation.orders import order, work_it_off


def hills(height: int, width: int) -> NDArray[np.uint8]:
    """Waves across and down, with nothing in them that is symmetric: no term lies between two roundings."""
    y, x = np.mgrid[:height, :width].astype(float)
    bands = 128 + 100 * np.sin(x / 9 + y / 31), 128 + 90 * np.cos(y / 7 - x / 23), x * y % 200 + 20
    return np.stack(bands, 2).astype(np.uint8)


@pytest.mark.parametrize(
    ("height", "width", "hash_"),
    [
        # As the MIT port github.com/justinforlenza/thumbhash-py 0.1.2 says of the same pixels.
        (48, 72, "4BgKNZb3V2d6Vne4djiYd/mMek9p"),
        (72, 48, "XugFLRLOc7ljp2P4aqJoZ9+7/Ixa"),
        (9, 100, "HgkKUZCPO3R0eWiHr4kKmnc="),
    ],
)
def test_a_thumbhash_is_the_published_one(height: int, width: int, hash_: str) -> None:
    assert thumbhash(hills(height, width)) == hash_


def test_a_thumbhash_is_made_of_small_rgb_pixels_alone() -> None:
    for shape in ((101, 5, 3), (5, 5, 4), (0, 5, 3)):
        with pytest.raises(ValueError, match="at most 100 a side"):
            thumbhash(np.zeros(shape, np.uint8))


def test_a_large_picture_has_three_sizes_and_a_small_one_only_what_is_smaller() -> None:
    avif = features.check("avif")
    large = small(Picture(hills(66, 1320)))
    every = [(copy.width, copy.media_type) for copy in (*large.copies, large.preview)]
    kinds = ["image/webp"] + (["image/avif"] if avif else [])
    assert sorted(every) == sorted((width, kind) for width in (256, 640, 1280) for kind in kinds)
    for copy in large.copies:
        opened = Image.open(io.BytesIO(copy.data))
        assert opened.size == (copy.width, copy.height) and Image.MIME[opened.format or ""] == copy.media_type
    usual = small(Picture(hills(30, 300)))
    assert {(copy.width, copy.media_type) for copy in usual.copies} == {(256, kind) for kind in kinds} | (
        {(300, "image/avif")} if avif else set()
    )
    assert (usual.preview.width, usual.preview.media_type) == (300, "image/webp")
    assert small(Picture(hills(30, 200))).copies == ()


def test_sizes_are_kept_with_the_candidate_and_served_for_ever(
    cast: Cast, model: ModelEntry, blobs: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    larger = Picture(hills(200, 300))
    monkeypatch.setattr(work, "render", lambda recipe, job: larger)
    batch = order(cast, model, count=1)
    assert work_it_off() == 1
    row = batch.candidates.select_related("preview").get()
    assert row.thumbhash == small(larger).thumbhash
    assert {one["w"] for one in row.sizes} == {256, 300} and row.sizes == sorted(row.sizes, key=lambda one: one["w"])
    assert row.preview is not None and row.preview.digest in {one["sha256"] for one in row.sizes}
    dana, zoe = Client(), Client()
    dana.force_login(cast.dana)
    zoe.force_login(cast.zoe)
    for one in row.sizes:
        kind = one["type"].partition("/")[2]
        where = reverse("generation:size", args=[row.pk, one["sha256"][:16], kind])
        answer = dana.get(where)
        assert (answer.status_code, answer["Content-Type"]) == (200, one["type"])
        assert answer["Cache-Control"] == "private, max-age=31536000, immutable"
        assert Image.open(io.BytesIO(answer.content)).size == (one["w"], one["h"])
        assert zoe.get(where).status_code == 404
        assert dana.get(reverse("generation:size", args=[row.pk, one["sha256"][:16], "png"])).status_code == 404
    other = reverse("generation:size", args=[row.pk, "0" * 16, "webp"])
    assert dana.get(other).status_code == 404
    Candidate.objects.update(sizes=[])
    assert dana.get(where).status_code == 404

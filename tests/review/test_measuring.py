"""Pictures are measured and stacked behind their making, and what cannot be measured holds up nothing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from PIL import Image

from generation.engine.features.table import VERSION
from generation.kinds import ENCODER
from generation.models import Batch, ModelEntry
from review import measuring, tasks
from review.measuring import measure_some
from review.models import Features
from review.ranking.due import unmeasured, unmeasured_batches
from review.stacks import stacks, with_stacks
from studio.lib import blobs
from studio.lib.models import Blob
from tests.cast import Cast
from tests.generation.orders import order, work_it_off

Django = Callable[..., Any]


def test_every_picture_that_comes_is_measured_once_and_nobody_waits(
    cast: Cast,
    model: ModelEntry,
    blobs: object,
    monkeypatch: pytest.MonkeyPatch,
    django_capture_on_commit_callbacks: Django,
) -> None:
    sent: list[int] = []
    monkeypatch.setattr(tasks.measure, "apply_async", lambda args, **_: sent.append(args[0]))
    made = order(cast, model, count=2)
    with django_capture_on_commit_callbacks(execute=True):
        work_it_off()
    assert set(sent) == {made.pk} and not Features.objects.exists()
    monkeypatch.setattr(measuring, "HAND", 1)
    assert measure_some(made.pk) is True
    assert unmeasured_batches() == [made.pk]
    assert measure_some(made.pk) is False
    rows = list(Features.objects.order_by("candidate"))
    assert [row.version for row in rows] == [VERSION] * 2 and not unmeasured().exists()
    assert {"copy_space", "palette", "blur"} <= set(rows[0].values) and rows[0].embedding is None
    before = [row.at for row in rows]
    measure_some(made.pk)
    assert [row.at for row in Features.objects.order_by("candidate")] == before


def test_a_picture_that_cannot_be_read_is_passed_over_and_not_tried_for_ever(batch: Batch) -> None:
    first = batch.candidates.get(position=0)
    bad = b"no picture"
    first.picture = Blob.objects.create(digest=blobs.put(bad), size=len(bad), media_type="image/png")
    first.save()
    assert measure_some(batch.pk) is False
    row = Features.objects.get(candidate=first)
    found = stacks(with_stacks(batch.candidates.all()))
    assert row.values == {} and first.pk not in found and len(found) == 2


def test_stacks_are_the_leads_position_in_one_query(batch: Batch, django_assert_num_queries: Django) -> None:
    same = batch.candidates.get(position=0)
    for other in batch.candidates.filter(position=2):
        other.picture = same.picture
        other.save()
    measure_some(batch.pk)
    with django_assert_num_queries(1):
        found = stacks(with_stacks(batch.candidates.all()))
    positions = dict(batch.candidates.values_list("pk", "position"))
    assert {positions[pk]: stack for pk, stack in found.items()} == {0: 0, 1: 1, 2: 0}


def test_an_embedding_is_kept_only_where_an_encoder_is_registered_and_here(
    cast: Cast, batch: Batch, monkeypatch: pytest.MonkeyPatch
) -> None:
    common = {"engine": "diffusers", "kind": ENCODER, "state": "ready", "weights": "e" * 64}
    ModelEntry.objects.create(slug="eyes", name="Eyes", source="/nowhere", **common)
    measure_some(batch.pk)
    assert not Features.objects.exclude(embedding=None).exists(), "Its folder is not on this machine."
    Features.objects.update(version=VERSION - 1)
    monkeypatch.setattr(measuring.StoredInputs, "model_path", lambda self, digest: "here")
    monkeypatch.setattr(measuring, "load", lambda folder: lambda pixels: np.array([0.6, 0.8]))
    measure_some(batch.pk)
    row = Features.objects.first()
    assert row is not None and row.embedding == [0.6, 0.8] and row.encoder == "eyes eeeeeeeeeeee"


def test_pictures_of_any_kind_that_the_store_holds_are_read(blobs: object, db: None) -> None:
    from io import BytesIO

    from studio.lib import blobs as store

    for mode, channels in (("L", 3), ("RGB", 3), ("RGBA", 4)):
        out = BytesIO()
        Image.new(mode, (4, 3)).save(out, "PNG")
        assert measuring.pixels_of(store.put(out.getvalue())).shape == (3, 4, channels)

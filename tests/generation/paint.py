"""A picture service on a real socket, and its row as an admin adds it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from generation import services
from generation.engine.remote import comfyui as comfyui_op
from generation.models import Batch, Candidate, ModelEntry
from generation.registry.licence import Licence
from generation.services import calling
from tests.cast import Cast
from tests.engine.remote.conftest import KEY, SLOTS, WORKFLOW
from tests.engine.remote.elsewhere import Elsewhere

LICENCE = Licence("Terms of Paint", "2026-10", "2026-11-01", ("experiment", "internal", "public"))
FLOW = json.dumps(WORKFLOW).encode()
POLICY = "Prompts and start pictures leave; kept 30 days; no training; EU."


@pytest.fixture(scope="module")
def _paint() -> Iterator[Elsewhere]:
    server = Elsewhere()
    yield server
    server.stop()


@pytest.fixture
def paint(_paint: Elsewhere, settings: Any, monkeypatch: pytest.MonkeyPatch) -> Elsewhere:
    """A service on a host that the operator allows, and its key in the environment."""
    _paint.reset()
    settings.REMOTE_HOSTS = [_paint.host]
    monkeypatch.setenv("REMOTE_KEY_PAINT", KEY)
    monkeypatch.setattr(comfyui_op, "STAY", 0.02)
    monkeypatch.setattr(comfyui_op, "LOOK", 0.01)
    return _paint


def wanted(paint: Elsewhere, **more: Any) -> services.Wanted:
    plain = services.Wanted(
        name="Paint", family="openai-images", base=f"{paint.url}/v1", model="paint-1", key="REMOTE_KEY_PAINT",
        sizes=("64x48", "48x64"), cost_micros=40_000, policy=POLICY,
    )  # fmt: skip
    return replace(plain, **more)


def flow(paint: Elsewhere, **more: Any) -> services.Wanted:
    said = {"family": "comfyui", "base": paint.url, "sizes": ("64x48",), "workflow": FLOW, "slots": SLOTS}
    return wanted(paint, **{**said, "answers": "", **more})


def added(cast: Cast, what: services.Wanted) -> ModelEntry:
    """Registered, and tried by a worker."""
    entry = services.add(what, brand=cast.northlight, licence=LICENCE, by=cast.ada)
    calling.perform(entry.pk)
    return ModelEntry.objects.get(pk=entry.pk)


def again(batch: Batch) -> Candidate:
    """The batch's only candidate as it is now, due at once."""
    Candidate.objects.filter(batch=batch).update(ready_at=None)
    return Candidate.objects.get(batch=batch)

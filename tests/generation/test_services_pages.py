"""The pages that add a picture service, and what a hostile form is told."""

from __future__ import annotations

import json
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from generation import kinds
from generation.models import ModelEntry, RateCard
from generation.services import calling
from tests.cast import Cast
from tests.engine.remote.conftest import KEY, SLOTS
from tests.engine.remote.elsewhere import Elsewhere
from tests.generation.paint import FLOW, POLICY, _paint, paint

__all__ = ["_paint", "paint"]  # fixtures


def form(paint: Elsewhere, cast: Cast, **more: Any) -> dict[str, Any]:
    said = {
        "brand": cast.northlight.pk, "family": "openai-images", "name": "Paint", "base": f"{paint.url}/v1",
        "model": "p", "key": "REMOTE_KEY_PAINT", "dialect": "t5", "sizes": "1024x1024, 1536X1024",
        "answers": "b64_json",
        "cost": "0.041", "most_running": "4", "policy": POLICY, "licence_id": "Terms", "read_on": "2026-11-01",
        "use_classes": ["internal"],
    }  # fmt: skip
    return said | more


def test_a_service_is_added_by_its_form(client: Client, cast: Cast, paint: Elsewhere) -> None:
    client.force_login(cast.ada)
    assert b"Add a service" in client.get("/admin/models/").content
    page = client.get("/admin/models/services/add/")
    assert paint.host.encode() in page.content
    answer = client.post("/admin/models/services/add/", form(paint, cast))
    assert answer.status_code == 302, answer.content.decode()[:2000]
    entry = ModelEntry.objects.get(slug="paint")
    assert entry.settings["sizes"] == ["1024x1024", "1536x1024"]
    assert RateCard.objects.get(model=entry).micros == 41_000
    calling.perform(entry.pk)
    shown = client.get("/admin/models/paint/").content.decode()
    assert "It answers, and does not list p among its 1 models." in shown and POLICY in shown and paint.url in shown
    assert client.post("/admin/models/paint/connection/").status_code == 302
    assert "A worker is asking it." in client.get("/admin/models/paint/").content.decode()
    client.force_login(cast.ben)
    told = client.get("/admin/models/paint/").content.decode()
    assert POLICY in told and paint.url not in told and "REMOTE_KEY" not in told


def test_a_workflow_is_added_by_its_form(client: Client, cast: Cast, paint: Elsewhere) -> None:
    client.force_login(cast.ada)
    file = SimpleUploadedFile("flow.json", FLOW, content_type="application/json")
    said = {"family": "comfyui", "base": paint.url, "sizes": "", "answers": "", "slots": json.dumps(SLOTS)}
    assert client.post("/admin/models/services/add/", form(paint, cast, workflow=file, **said)).status_code == 302
    entry = ModelEntry.objects.get(slug="paint")
    assert entry.settings["slots"] == SLOTS and len(entry.settings["workflow"]) == 64


HOSTILE: list[dict[str, Any]] = [
    {"base": "javascript:alert(1)"}, {"base": "\0"}, {"base": "http://127.0.0.1:1/v1"}, {"name": "\0"},
    {"cost": "1e999"}, {"cost": "NaN"}, {"cost": "-1"}, {"most_running": "9" * 400}, {"slots": "[" * 9_000},
    {"slots": "{"}, {"sizes": "x"},
    {"family": "x"}, {"key": KEY}, {"policy": "x" * 5_000}, {"use_classes": []}, {"brand": "1e9"}, {"patience": "soon"},
    {"workflow": SimpleUploadedFile("a.json", b"x")},
]  # fmt: skip


def test_a_hostile_form_is_answered_with_a_sentence(client: Client, cast: Cast, paint: Elsewhere) -> None:
    client.force_login(cast.ada)
    for more in HOSTILE:
        answer = client.post("/admin/models/services/add/", form(paint, cast, **more))
        assert answer.status_code in (400, 422), more
    assert not ModelEntry.objects.filter(kind=kinds.SERVICE).exists() and not paint.seen

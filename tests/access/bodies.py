"""What is sent to an address to see whether it is taken."""

from __future__ import annotations

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.timezone import localdate

from briefs.forms import PlacementForm, StylePackForm
from briefs.style.file import Packed, pack
from tests.access.site import Objects
from tests.cast import PASSWORD


def placement_form(o: Objects) -> dict[str, Any]:
    fields = PlacementForm.initial_from(o["placement_row"])
    return {name: "" if value is None else value for name, value in fields.items()} | {"height": "777"}


def pack_form(o: Objects) -> dict[str, Any]:
    fields = StylePackForm.initial_from(o["pack_row"])
    return {name: "" if value is None else value for name, value in fields.items()} | {"medium": "etching"}


def template_form(_: Objects) -> dict[str, Any]:
    return {"name": "Scene", "clip": '{"positive": [{"field": "subject"}], "negative": [{"field": "must_not_show"}]}'}


def png(_: Objects) -> dict[str, Any]:
    return {"file": SimpleUploadedFile("a.png", b"\x89PNG not read before a worker does", content_type="image/png")}


def csv_file(_: Objects) -> dict[str, Any]:
    return {"file": SimpleUploadedFile("briefs.csv", b"title\nBy the dozen\n", content_type="text/csv")}


def gates_form(_: Objects) -> dict[str, Any]:
    said = {"stage": "1", "needed": "1", "due": "9", "escalate": "0", "escalate_to": "admin", "veto": "on"}
    gates = {f"g{place}-{name}": value for place in (0, 1) for name, value in said.items()}
    gates |= {"g0-name": "Brand", "g0-kind": "brand", "g1-name": "Legal", "g1-kind": "legal"}
    return gates | {"gates": "2", "apart": "on", "do": "publish"}


def results(o: Objects) -> dict[str, Any]:
    rows = f"code,impressions,clicks\n{o['variant_code']},1000,10\n".encode()
    return {"file": SimpleUploadedFile("results.csv", rows, content_type="text/csv")}


def pack_file(o: Objects) -> dict[str, Any]:
    document = {**o["pack_row"], "slug": "imported", "name": "Imported"}
    return {"brand": o["brand"], "file": SimpleUploadedFile("a.zip", pack(Packed(document, {})))}


def words(_: Objects) -> dict[str, Any]:
    return {"file": SimpleUploadedFile("words.csv", b"vocabulary,label\nmood,Windy\n", content_type="text/csv")}


def a_scene(_: Objects) -> dict[str, Any]:
    return {"scene": '{"schema": "gatefold.scene/2"}'}


def a_set(o: Objects) -> dict[str, Any]:
    axes = {"locales": "", "hooks": "", "placements": ["stamp", "strip"]}
    return axes | {"model": o["model_pk"], "count": 1, "cap": 1}


def a_set_by_program(o: Objects) -> dict[str, Any]:
    return {"revision": o["revision"], "model": o["model"], "count": 1}


def licence_form(_: Objects) -> dict[str, Any]:
    return {"licence_id": "Apache-2.0", "read_on": "2026-10-01", "use_classes": ["internal"]}


def try_out(_: Objects) -> dict[str, Any]:
    return {"words": "A bottle", "width": "64", "height": "64", "seed": "7"}


def model_form(o: Objects) -> dict[str, Any]:
    licence = {"licence_id": "Apache-2.0", "read_on": "2026-10-01", "use_classes": ["internal"]}
    return {"brand": o["brand"], "kind": "lora", "name": "A new one", "source": "/srv/models/new"} | licence


def service_form(o: Objects) -> dict[str, Any]:
    said = {"family": "openai-images", "name": "A new service", "base": "http://127.0.0.1:9/v1", "model": "m"}
    told = {"dialect": "t5", "sizes": "64x64", "answers": "output_format", "cost": "0.04", "policy": "All."}
    return {"brand": o["brand"]} | said | told | licence_form(o)


def decided(o: Objects) -> dict[str, Any]:
    return {"password": PASSWORD, "seen": o["seen"], "accepted": o["accepted"]}


def waived(o: Objects) -> dict[str, Any]:
    return {"check": [o["verdict"]], "scope": "file", "why": "Somebody looked.", "until": localdate().isoformat()}


def decisions(o: Objects) -> Any:
    once = "7c0f0b55-3a1c-4c8c-9c5c-000000000001"
    return [{"id": once, "candidate": o["candidate"], "verb": "pick"}]


def a_duel(o: Objects) -> Any:
    once = "7c0f0b55-3a1c-4c8c-9c5c-000000000002"
    return {"duels": [{"id": once, "left": o["candidate"], "right": o["second"], "winner": o["second"]}]}

"""`remote.images`: one picture from a service that speaks the OpenAI images API. It has no job to come back to."""

from __future__ import annotations

import base64
import binascii
import json
import time
from collections.abc import Mapping
from typing import Any

from urllib3.filepost import encode_multipart_formdata

from generation.engine.picture import EngineError, Job, Later, Picture
from generation.engine.recipe import Node
from generation.engine.remote import patience, wire
from generation.engine.remote.engine import VERSION
from generation.engine.remote.hosts import BadAddress, read
from generation.engine.remote.params import ImagesAsked
from generation.engine.remote.pixels import blob_of, holes, of_size, opened, png, received
from generation.engine.remote.service import IMAGES, Service
from generation.engine.remote.wire import Answer, Fault
from generation.engine.remote.words import clean

REVISED = 4_000  # characters of a prompt that the service wrote itself
FETCH = 60.0  # seconds for a picture that is answered by its address


def images(before: Picture | None, node: Node, job: Job) -> Picture:
    """Raises Later where the service asks for patience, Cancelled, or EngineError with what it said."""
    if before is not None or node.version != VERSION:
        raise EngineError("remote.images makes a picture from words, as the first step. Order it again.")
    asked = ImagesAsked.from_params(node.params)
    service = job.inputs.service(asked.service)
    if service.family != IMAGES:
        raise EngineError(f"{service.name} is no longer a service of the OpenAI images API. Order it again.")
    job.check_cancelled()
    try:
        return _make(service, asked, node, job)
    except Fault as fault:
        raised = patience.after(fault, job.ticket or {})
        if not isinstance(raised, Later):
            job.keep_ticket({})  # it is over: the next try counts from the start
        raise raised from None


def _make(service: Service, asked: ImagesAsked, node: Node, job: Job) -> Picture:
    began = time.perf_counter()
    job.progress(0, 2)
    start = blob_of(node, "start", job)
    answer = _ask(service, asked, start, blob_of(node, "mask", job), job).document()
    job.progress(1, 2)
    first = _first(service, answer)
    pixels = received(service, _bytes_of(service, first, job))
    job.progress(2, 2)
    facts = {
        "device": "elsewhere",
        "service": service.name,
        "family": IMAGES,
        "model": asked.model,
        "waited_seconds": round(time.perf_counter() - began, 3),
        **_said(service, answer, first),
    }
    made = Picture(pixels=pixels, notes=_notes(asked, start), facts={"remote": facts})
    return of_size(made, asked.width, asked.height, service)


def _ask(service: Service, asked: ImagesAsked, start: bytes | None, mask: bytes | None, job: Job) -> Answer:
    fields = {"model": asked.model, "prompt": asked.prompt, "n": 1, "size": f"{asked.width}x{asked.height}"}
    fields |= {"quality": asked.quality} if asked.quality else {}
    fields |= {"seed": asked.seed} if asked.sends_seed else {}
    fields |= {"output_format": "png"} if asked.answers == "output_format" else {}
    fields |= {"response_format": asked.answers} if asked.answers in ("b64_json", "url") else {}
    if start is None:
        body, media_type = json.dumps(fields).encode(), "application/json"
    else:
        body, media_type = _multipart(asked, fields, start, mask)
    headers = {"Content-Type": media_type, "Accept": "application/json", "Idempotency-Key": asked.once}
    path = "/images/generations" if start is None else "/images/edits"
    return wire.call(
        service, "POST", service.place.under(path), body=body, headers=headers, cancelled=job.cancelled
    )  # fmt: skip


def _multipart(asked: ImagesAsked, fields: Mapping[str, Any], start: bytes, mask: bytes | None) -> tuple[bytes, str]:
    size = (asked.width, asked.height)
    parts: list[tuple[str, Any]] = [(name, str(value)) for name, value in fields.items()]
    parts.append(("image", ("start.png", png(opened(start, size, "RGB")), "image/png")))
    if mask is not None:
        parts.append(("mask", ("mask.png", png(holes(opened(mask, size, "L"))), "image/png")))
    return encode_multipart_formdata(parts, boundary=f"gatefold-{asked.once}")


def _first(service: Service, answer: Mapping[str, Any]) -> Mapping[str, Any]:
    data = answer.get("data")
    if not isinstance(data, list) or not data or not isinstance(data[0], dict):
        raise Fault(f"{service.name} answered without a picture. Is its address that of an images API?")
    return data[0]


def _bytes_of(service: Service, first: Mapping[str, Any], job: Job) -> bytes:
    """The picture itself: in the answer as base64, or behind an address on a host that may be called."""
    if isinstance(text := first.get("b64_json"), str) and text:
        try:
            return base64.b64decode(text, validate=True)
        except (binascii.Error, ValueError):
            raise Fault(f"{service.name} answered with a picture that is not whole base64.") from None
    if not isinstance(url := first.get("url"), str) or not url:
        raise Fault(f"{service.name} answered without a picture: neither its bytes nor its address.")
    try:
        place = read(url, query=True)
    except BadAddress as error:
        raise Fault(f"{service.name} answered with an address that is not fetched: {error}") from None
    # Without the key: the address is the permission, and may be another host's.
    return wire.call(service, "GET", place, with_key=False, seconds=FETCH, cancelled=job.cancelled).body


def _said(service: Service, answer: Mapping[str, Any], first: Mapping[str, Any]) -> dict[str, Any]:
    """What the service told of the picture, as far as it is text or numbers."""
    usage = answer.get("usage")
    told = {
        "answered_model": clean(service, answer.get("model"), 120),
        "revised_prompt": clean(service, first.get("revised_prompt"), REVISED),
        "usage": _numbers(service, usage) if isinstance(usage, dict) else {},
    }
    return {name: value for name, value in told.items() if value}


def _numbers(service: Service, usage: Mapping[Any, Any]) -> dict[str, Any]:
    named = {clean(service, k, 40): v for k, v in list(usage.items())[:20]}
    return {k: v for k, v in named.items() if isinstance(v, int | float) and not isinstance(v, bool) and abs(v) < 2**53}


def _notes(asked: ImagesAsked, start: bytes | None) -> tuple[str, ...]:
    notes = ["What must not show was not told to this service: its interface has no word for it."]
    if not asked.sends_seed:
        notes.append("This service takes no seed: asked again, it makes another picture.")
    if start is not None:
        notes.append("How far the start picture may be left was not told to this service: that is its own choice.")
    return tuple(notes)

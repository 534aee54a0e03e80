from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest

from generation.engine.engines import Model, Order
from generation.engine.guides import NONE, Guides
from generation.engine.picture import Job, NoInputs
from generation.engine.remote.hosts import Hosts, read
from generation.engine.remote.service import COMFYUI, IMAGES, Secret, Service
from studio.lib.canonical import sha256
from tests.engine.remote.elsewhere import Elsewhere

KEY = "sk-secret-value-0123456789abcdef"
DIGEST = "ab" * 32
WORKFLOW: dict[str, Any] = {
    "3": {
        "class_type": "KSampler",
        "inputs": {"seed": 1, "steps": 20, "cfg": 7.0, "denoise": 1.0, "positive": ["6", 0]},
    },
    "5": {"class_type": "EmptyLatentImage", "inputs": {"width": 512, "height": 512, "batch_size": 1}},
    "6": {"class_type": "CLIPTextEncode", "inputs": {"text": "a template's own words", "clip": ["4", 1]}},
    "7": {"class_type": "CLIPTextEncode", "inputs": {"text": "", "clip": ["4", 1]}},
    "9": {"class_type": "SaveImage", "inputs": {"images": ["8", 0], "filename_prefix": "gatefold"}},
    "10": {"class_type": "LoadImage", "inputs": {"image": "example.png"}},
    "11": {"class_type": "LoadImageMask", "inputs": {"image": "example.png", "channel": "red"}},
}  # fmt: skip
SLOTS: dict[str, list[str]] = {
    "positive": ["6", "inputs", "text"],
    "negative": ["7", "inputs", "text"],
    "seed": ["3", "inputs", "seed"],
    "width": ["5", "inputs", "width"],
    "height": ["5", "inputs", "height"],
    "steps": ["3", "inputs", "steps"],
    "guidance": ["3", "inputs", "cfg"],
}


@dataclass
class Given(NoInputs):
    """The inputs of a test: blobs in a dict, and one service."""

    there: Service
    blobs: dict[str, bytes] = field(default_factory=dict)

    def blob(self, sha256: str) -> bytes:
        return self.blobs[sha256]

    def service(self, digest: str) -> Service:
        assert digest == DIGEST
        return self.there

    def keep(self, data: bytes) -> str:
        self.blobs[sha256(data)] = data
        return sha256(data)


@pytest.fixture(scope="session")
def _elsewhere() -> Iterator[Elsewhere]:
    server = Elsewhere()
    yield server
    server.stop()


@pytest.fixture
def elsewhere(_elsewhere: Elsewhere) -> Elsewhere:
    _elsewhere.reset()
    return _elsewhere


def service_at(elsewhere: Elsewhere, family: str, patience: float = 5.0, key: str = KEY) -> Service:
    base = elsewhere.url + ("/v1" if family == IMAGES else "")
    hosts = Hosts.of([elsewhere.host])
    return Service("Paint", family, read(base), hosts, Secret("REMOTE_KEY_PAINT", key) if key else None, patience)


@pytest.fixture
def images(elsewhere: Elsewhere) -> Given:
    return Given(service_at(elsewhere, IMAGES))


@pytest.fixture
def comfyui(elsewhere: Elsewhere) -> Given:
    return Given(service_at(elsewhere, COMFYUI))


def order(family: str, settings: dict[str, Any], guides: Guides = NONE, **more: Any) -> Order:
    said = {"model": "paint-1", **settings}
    prompt = {"positive": "A bottle on basalt", "negative": "people", "dialect": "t5", "digest": "0" * 64}
    return Order(
        brief={}, style={}, palette=(), prompt=prompt, model=Model("Paint", "remote", family, DIGEST, said),
        **{"width": 64, "height": 48, "seed": 7, "context": {"batch": {"seed": 1}}, "guides": guides, **more},
    )  # fmt: skip


@dataclass
class Kept:
    """A job whose tickets are kept, as the queue keeps them."""

    tickets: list[dict[str, Any]] = field(default_factory=list)

    def job(self, inputs: Given, **more: Any) -> Job:
        ticket = self.tickets[-1] if self.tickets and self.tickets[-1] else None
        return Job(inputs, **{"ticket": ticket, "keep_ticket": lambda t: self.tickets.append(dict(t)), **more})

"""Tiny models, built once a session, and short ways to order and render a picture from them."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from generation.engine.diffusion import engine
from generation.engine.diffusion.adapters.scan import AdapterFile, look_at
from generation.engine.diffusion.scan import ModelFolder, look
from generation.engine.engines import Model, Order
from generation.engine.picture import EngineError, Job, Picture
from generation.engine.recipe import Recipe
from generation.engine.remote.service import Service
from generation.engine.render import render
from tests import tiny_adapters, tiny_models, tiny_others

# Tiny models gain nothing from threads, and several test processes on few cores lose much by waiting for each other.
os.environ.setdefault("OMP_NUM_THREADS", "1")

Tiny = Callable[[str], Path]
Adapter = Callable[..., AdapterFile]


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "diffusers: needs torch and diffusers (pip install -e '.[diffusers]')")


@dataclass
class Shelf:
    """The registry and the store as the engine sees them: weights digest to folder, blob digest to bytes."""

    folders: dict[str, str] = field(default_factory=dict)
    blobs: dict[str, bytes] = field(default_factory=dict)

    def keep(self, data: bytes) -> str:
        self.blobs[key := sha256(data).hexdigest()] = data
        return key

    def blob(self, sha256: str) -> bytes:
        try:
            return self.blobs[sha256]
        except KeyError:
            raise EngineError(f"No blob {sha256}.") from None

    def recipe(self, digest: str) -> Mapping[str, Any]:
        raise EngineError(f"No recipe {digest}.")

    def service(self, digest: str) -> Service:
        raise EngineError(f"No service {digest}.")

    def model_path(self, weights_digest: str) -> str:
        try:
            return self.folders[weights_digest]
        except KeyError:
            raise EngineError(f"No model with the weights {weights_digest[:12]} is on this machine.") from None


@dataclass
class Studio:
    """Registers folders, orders and renders."""

    shelf: Shelf = field(default_factory=Shelf)

    def register(self, folder: Path) -> ModelFolder:
        found = look(folder)
        self.shelf.folders[found.weights] = str(folder)
        return found

    def order(
        self,
        found: ModelFolder,
        *,
        seed: int = 1,
        prompt: str = "a red fox",
        negative: str = "",
        width: int = 64,
        height: int = 64,
        **settings: Any,
    ) -> Order:
        """`settings` are the model's, on top of small and quick ones."""
        model = Model(
            name="Tiny",
            engine="diffusers",
            family=found.family,
            weights=found.weights,
            settings={**found.settings, "resolution": 64, "steps": 3, "dtype": "float32", **settings},
        )
        words = {"positive": prompt, "negative": negative, "dialect": "words", "digest": "0" * 64}
        return Order(brief={}, style={}, palette=(), prompt=words, model=model, width=width, height=height, seed=seed)

    def plan(self, found: ModelFolder, **asked: Any) -> Recipe:
        return engine.plan(self.order(found, **asked))

    def job(self, **more: Any) -> Job:
        return Job(inputs=self.shelf, **more)

    def make(self, found: ModelFolder, **asked: Any) -> Picture:
        return render(self.plan(found, **asked), self.job())


@pytest.fixture(scope="session")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """tiny("sd") is the folder of a tiny model, to be read only."""
    built: dict[str, Path] = {}

    def folder(name: str) -> Path:
        if name not in built:
            built_by = tiny_models if hasattr(tiny_models, f"tiny_{name}") else tiny_others
            built[name] = getattr(built_by, f"tiny_{name}")(tmp_path_factory.mktemp("models") / name)
        return built[name]

    return folder


@pytest.fixture
def studio() -> Studio:
    return Studio()


@pytest.fixture
def sd(studio: Studio, tiny: Callable[[str], Path]) -> ModelFolder:
    return studio.register(tiny("sd"))


@pytest.fixture
def copy_of_sd(tiny: Callable[[str], Path], tmp_path: Path) -> Path:
    """A tiny SD of this test's own, to be spoiled."""
    return Path(shutil.copytree(tiny("sd"), tmp_path / "model"))


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory, tiny: Tiny) -> Callable[[str, str, int], Path]:
    """built("lora", "sd", 1): the file or folder of a tiny adapter, to be read only."""
    root = tmp_path_factory.mktemp("adapters")

    def path(kind: str, name: str, seed: int) -> Path:
        where = root / f"{kind}-{name}-{seed}"
        if where.exists():
            return where / "ip.safetensors" if kind == "ip" else where
        if kind == "lora":
            where = where.with_suffix(".safetensors")
            return where if where.exists() else tiny_adapters.tiny_lora(where, tiny(name), name, seed=seed, alpha=8)
        if kind == "net":
            return tiny_adapters.tiny_controlnet(where, name, seed=seed)
        return tiny_adapters.tiny_ip_adapter(where, tiny(name), seed=seed)

    return path


@pytest.fixture
def adapter(studio: Studio, built: Callable[[str, str, int], Path]) -> Adapter:
    """adapter("lora", "sd", 1) is registered and can be asked for by its weights."""

    def found(kind: str, name: str, seed: int = 0) -> AdapterFile:
        file = look_at(built(kind, name, seed))
        studio.shelf.folders[file.weights] = str(file.path)
        return file

    return found

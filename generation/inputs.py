"""Where the engine gets bytes from: the blob store, the stored recipes, and the model folders of this machine."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from generation import shelf
from generation.engine.diffusion.scan import source_of
from generation.engine.picture import EngineError
from generation.engine.remote.service import Service
from generation.kinds import LORA
from generation.models import ModelEntry, Recipe
from generation.services.policy import called
from studio.lib import blobs


class StoredInputs:
    """generation.engine.picture.Inputs over our own tables."""

    def blob(self, sha256: str) -> bytes:
        return blobs.read(sha256)

    def recipe(self, digest: str) -> Mapping[str, Any]:
        stored = Recipe.objects.filter(pk=digest).first()
        if stored is None:
            raise EngineError(
                f"The recipe {digest[:12]} is not in this database. Restore it from the backup it came with."
            )
        document: Mapping[str, Any] = stored.document
        return document

    def model_path(self, weights_digest: str) -> str:
        """The folder or file with these weights, the newest entry first: the same may be registered twice."""
        entries = ModelEntry.objects.filter(weights=weights_digest).exclude(source="").order_by("-active", "-pk")
        for entry in entries:
            if Path(entry.source).exists():
                return source_of(entry.source, str(entry.settings.get("config") or ""))
        if any(entry.kind == LORA for entry in entries) and (brought := shelf.here(weights_digest)):
            return str(brought)  # trained here, on another machine
        if entries:
            places = " or ".join(entry.source for entry in entries)
            raise EngineError(f"The model {entries[0].name} is not on this machine. Copy its folder to {places}.")
        raise EngineError(f"No registered model has the weights {weights_digest[:12]}. Register its folder again.")

    def service(self, digest: str) -> Service:
        """The service elsewhere of this digest, if operator, admin and brand let it be called now (services.policy)."""
        return called(digest)

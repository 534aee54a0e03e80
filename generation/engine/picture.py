"""What travels between the nodes of a recipe, and what comes out at the end."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np
from numpy.typing import NDArray

from studio.lib.canonical import Json

if TYPE_CHECKING:
    from generation.engine.remote.service import Service

Pixels = NDArray[np.uint8]


class Cancelled(Exception):
    """Someone asked to stop; nothing of this picture is kept."""


class EngineError(Exception):
    """The engine could not make this picture. The sentence says what, and what to do next."""


class OutOfMemory(EngineError):
    """It did not fit into the device, however it was tried. Another device may have the room."""


class PlanSmaller(OutOfMemory):
    """As it was planned it does not fit; planned otherwise it may. Whoever planned it plans anew and tries again.

    `together`: pictures at once, at most. `settings` of the model to plan with, over its own. The sentence says what
    was done about it, for the pictures' notes.
    """

    def __init__(self, sentence: str, *, together: int = 1, settings: Mapping[str, Json] | None = None) -> None:
        super().__init__(sentence)
        self.sentence, self.together, self.settings = sentence, together, dict(settings or {})


class Refused(EngineError):
    """It will not be made so, however often it is tried: what is asked for, or who is asked, must change first."""


class Later(Exception):
    """Not now: a service elsewhere asked for patience. The candidate goes back in the line for `seconds`.

    `ticket` is what the service calls the job it was handed, kept with the candidate and given back in `Job.ticket`,
    so that asking again never orders twice.
    """

    def __init__(self, sentence: str, seconds: float, ticket: Mapping[str, Json] | None = None) -> None:
        super().__init__(sentence)
        self.sentence, self.seconds, self.ticket = sentence, seconds, ticket


@dataclass(frozen=True, slots=True)
class Box:
    """A named region, 0-1 of width and height, origin at the top left (W3C Web Annotation, fragment selector order)."""

    name: str
    x: float
    y: float
    w: float
    h: float
    kind: str = "thing"  # thing, person, product, copy, focal

    def document(self) -> dict[str, Json]:
        return {"name": self.name, "kind": self.kind, **{k: round(getattr(self, k), 5) for k in "xywh"}}

    @classmethod
    def from_document(cls, d: Mapping[str, Any]) -> Box:
        return cls(d["name"], float(d["x"]), float(d["y"]), float(d["w"]), float(d["h"]), d.get("kind", "thing"))


@dataclass(frozen=True, slots=True)
class Picture:
    """Pixels (H, W, 3|4) uint8; `space` is "srgb" (3: RGB, 4: RGBA) or "cmyk" (4). `file` is set once encoded."""

    pixels: Pixels
    space: str = "srgb"
    icc: bytes | None = None
    passes: Mapping[str, bytes] = field(default_factory=dict)  # name -> PNG/EXR bytes: depth, normals, masks
    boxes: tuple[Box, ...] = ()
    notes: tuple[str, ...] = ()  # what was understood, what was not, in sentences
    facts: Mapping[str, Json] = field(
        default_factory=dict
    )  # what replay needs to know: device, versions, quality found
    file: bytes | None = None
    media_type: str | None = None

    @property
    def width(self) -> int:
        return int(self.pixels.shape[1])

    @property
    def height(self) -> int:
        return int(self.pixels.shape[0])

    @property
    def pixels_sha256(self) -> str:
        """Digest of the raw pixels with their shape, so that a re-encode can be told from a re-render."""
        head = f"{self.space}:{self.pixels.shape}".encode()
        return hashlib.sha256(head + np.ascontiguousarray(self.pixels).tobytes()).hexdigest()

    def with_(self, **changes: Any) -> Picture:
        return replace(self, **changes)

    def add_facts(self, **facts: Json) -> Picture:
        return replace(self, facts={**self.facts, **facts})


class Inputs(Protocol):
    """Where a node gets the bytes behind the digests in its `inputs`."""

    def blob(self, sha256: str) -> bytes: ...

    def recipe(self, digest: str) -> Mapping[str, Any]: ...

    def model_path(self, weights_digest: str) -> str:
        """The folder on this machine that holds these weights. Raises EngineError naming the model and the remedy."""
        ...

    def service(self, digest: str) -> Service:
        """The service elsewhere that goes by this digest. Raises EngineError where it may not be called now."""
        ...


class NoInputs:
    """The inputs of a recipe that needs none: whatever is asked for is an error."""

    def blob(self, sha256: str) -> bytes:
        raise EngineError(f"This picture asks for the file {sha256[:12]}, and there is no store here.")

    def recipe(self, digest: str) -> Mapping[str, Any]:
        raise EngineError(f"This picture asks for the recipe {digest[:12]}, and there is no database here.")

    def model_path(self, weights_digest: str) -> str:
        raise EngineError(f"This picture asks for the model {weights_digest[:12]}, and there is no registry here.")

    def service(self, digest: str) -> Service:
        raise EngineError("This picture is made elsewhere, and nothing is called from here.")


@dataclass(frozen=True, slots=True)
class Job:
    """What a node may use besides its own parameters. None of it changes pixels."""

    inputs: Inputs
    progress: Callable[[int, int], None] = lambda done, total: None  # steps done, steps in all
    cancelled: Callable[[], bool] = lambda: False
    # What picture `index` of the device batch looks like by now, pixels (h, w, 3) of any small size. An engine asks
    # `wants_preview` first: it is dear.
    preview: Callable[[Pixels, int], None] = lambda pixels, index: None
    wants_preview: Callable[[], bool] = lambda: False
    ticket: Mapping[str, Json] | None = None  # see Later
    keep_ticket: Callable[[Mapping[str, Json]], None] = lambda ticket: None  # before waiting: the worker may be killed

    def check_cancelled(self) -> None:
        if self.cancelled():
            raise Cancelled

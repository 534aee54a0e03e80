"""Each step of a recipe as a standard action of C2PA (specification 2.2, 18.15.4).

An op that is not in the table cannot be told truly; a test holds the table against the ops that exist.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from generation.engine.picture import EngineError
from generation.engine.recipe import Node

PARAMETER = "org.gatefold.op"
PLACED = "c2pa.placed"


@dataclass(frozen=True, slots=True)
class Action:
    """`name` is the standard's ("c2pa.cropped"). `parameters` are texts: lists of whole numbers come back corrupted.

    `uses` are digests of ingredients. `source_type` is a name of IPTC's vocabulary, where the step brings its own.
    """

    name: str
    description: str = ""
    parameters: Mapping[str, str] = field(default_factory=dict)
    uses: tuple[str, ...] = ()
    source_type: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """`makes`: the step makes a picture when it comes first; `source_type` is what it then is, or brings in later."""

    action: str
    describe: Callable[[Mapping[str, Any]], str]
    parameters: tuple[str, ...] = ()
    makes: bool = False
    source_type: str = ""


def _said(text: str) -> Callable[[Mapping[str, Any]], str]:
    return lambda params: text


def _model(text: str) -> Step:
    return Step("c2pa.edited", _said(text), makes=True, source_type="trainedAlgorithmicMedia")


def _cropped(p: Mapping[str, Any]) -> str:
    return f"Cropped to {p.get('w')} x {p.get('h')} pixels"


def _resized(p: Mapping[str, Any]) -> str:
    return f"Resized to {p.get('width')} x {p.get('height')} pixels"


def _set(p: Mapping[str, Any]) -> str:
    lines = p.get("lines")
    words = " / ".join(str(line.get("text", "")) for line in lines) if isinstance(lines, list) else ""
    return f"Copy set in type: {words}"


def _labelled(p: Mapping[str, Any]) -> str:
    words = p.get("words")
    return f"Labelled visibly: {' / '.join(map(str, words)) if isinstance(words, list) else ''}"


def _converted(p: Mapping[str, Any]) -> str:
    return f"Colours converted to {str(p.get('to', 'srgb')).upper()}"


def _encoded(p: Mapping[str, Any]) -> str:
    return f"Encoded as {str(p.get('format', '')).upper()}"


STEPS: dict[str, Step | None] = {
    "stored": None,  # fetches what another recipe made: no act upon it
    "previz.still": Step("c2pa.edited", _said("Rendered from a described scene"), makes=True,
                         source_type="algorithmicMedia"),
    "diffusers.text_to_image": _model("Made by a diffusion model from words"),
    "diffusers.image_to_image": _model("Made by a diffusion model from words and a picture"),
    "diffusers.inpaint": _model("Part of it made by a diffusion model"),
    "diffusers.refine": _model("Refined by a diffusion model"),
    "diffusers.upscale": _model("Enlarged by a model"),
    "remote.images": _model("Made by a model of a service"),
    "remote.comfyui": _model("Made by a workflow of models"),
    "fit.crop": Step("c2pa.cropped", _cropped, ("x", "y", "w", "h")),
    "fit.resize": Step("c2pa.resized", _resized, ("width", "height")),
    "grade.lut": Step("c2pa.color_adjustments", _said("Graded with the brand's look-up table")),
    "type.scrim": Step("c2pa.drawing", _said("Darkened or lightened under the copy"), ("edge", "colour", "strength")),
    "type.set": Step("c2pa.edited", _set),
    "label.disclosure": Step("c2pa.edited", _labelled),
    "logo.place": Step("c2pa.placed", _said("Logo placed"), ("x", "y", "w", "h")),
    "colour.convert": Step("c2pa.color_adjustments", _converted, ("to",)),
    "encode": Step("c2pa.converted", _encoded, ("format",)),
}  # fmt: skip


def step(node: Node) -> Step | None:
    """Raises EngineError for an op that no action is known for."""
    try:
        return STEPS[node.op]
    except KeyError:
        raise EngineError(
            f"No Content Credentials action is known for the step {node.op!r}, so what was done cannot be told. Add it "
            "to generation/engine/credentials/actions.py."
        ) from None


def told(nodes: tuple[Node, ...]) -> tuple[Action, ...]:
    """The nodes as actions, without the first where it makes or fetches the picture: that is the manifest's first."""
    found = []
    for position, node in enumerate(nodes):
        known = step(node)
        if known is None or (known.makes and position == 0):
            continue
        kept = {key: _text(node.params[key]) for key in known.parameters if node.params.get(key) is not None}
        inputs = {key: value for key, value in node.inputs.items() if value.startswith("sha256:")}
        parameters = {f"org.gatefold.{key}": value for key, value in (kept | inputs).items()}
        uses = tuple(value.removeprefix("sha256:") for value in inputs.values())
        found.append(
            Action(
                known.action,
                known.describe(node.params),
                {PARAMETER: f"{node.op} {node.version}", **parameters},
                uses if known.action == PLACED else (),
                known.source_type,
            )
        )
    return tuple(found)


def _text(value: Any) -> str:
    return f"{value:g}" if isinstance(value, float) else str(value)

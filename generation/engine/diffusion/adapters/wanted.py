"""What a recipe's step asks a pipeline to wear: read from its params and inputs, and written into them. No torch.

    params["controls"]    [{"kind", "scale", "start", "end", "pass"?}]   inputs["control.0"], ["control.0.weights"], …
    params["references"]  [{"scale"}]                                    inputs["reference.0"], ["reference.0.weights"]
    params["loras"]       [{"scale"}]                                    inputs["lora.0"]

Pictures are "sha256:<digest>", weights "weights:<digest>". A step that wears nothing says nothing of it.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from generation.engine.guides import CONTROLS, Control, Guides, Lora, Reference
from generation.engine.picture import EngineError
from studio.lib.canonical import Json

NAMES: Final = ("controls", "references", "loras")  # of node.params
PREFIXES: Final = ("control.", "reference.", "lora.")  # of node.inputs
MOST: Final = 8  # of each
SEES: Final = ("sd15", "sd2", "sdxl")  # families whose models can be shown pictures
LARGEST_SCALE: Final = {"control": 2.0, "reference": 2.0, "lora": 2.0}


@dataclass(frozen=True, slots=True)
class Wanted:
    """In canonical order: what adds up is added in the same order however it was asked for, since sums are rounded."""

    controls: tuple[Control, ...] = ()
    references: tuple[Reference, ...] = ()
    loras: tuple[Lora, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.controls or self.references or self.loras)

    @classmethod
    def of(cls, guides: Guides) -> Wanted:
        """What of the guides is worn. A scale of 0 does nothing, so it is not worn. Raises EngineError."""
        return cls(
            _settled("control", guides.controls, lambda c: (c.kind, c.weights, c.picture, c.start)),
            # The order in which pictures are shown to one adapter is the brief's: the first counts no more.
            _settled("reference", guides.references, lambda r: (r.weights, r.scale)),
            _settled("lora", guides.loras, lambda lora: (lora.weights, lora.scale)),
        )

    def params(self) -> dict[str, Json]:
        said: dict[str, list[Json]] = {
            "controls": [_control_params(control) for control in self.controls],
            "references": [{"scale": reference.scale} for reference in self.references],
            "loras": [{"scale": lora.scale} for lora in self.loras],
        }
        return {name: value for name, value in said.items() if value}

    def inputs(self) -> dict[str, str]:
        found: dict[str, str] = {}
        for i, control in enumerate(self.controls):
            found |= {f"control.{i}": f"sha256:{control.picture}", f"control.{i}.weights": f"weights:{control.weights}"}
            for name, key in beside(control).items():
                found[f"control.{i}.{name}"] = f"sha256:{key}"
            if control.recipe:
                found[f"control.{i}.recipe"] = f"recipe:{control.recipe}"
        for i, reference in enumerate(self.references):
            found |= {
                f"reference.{i}": f"sha256:{reference.picture}",
                f"reference.{i}.weights": f"weights:{reference.weights}",
            }
        return found | {f"lora.{i}": f"weights:{lora.weights}" for i, lora in enumerate(self.loras)}

    @classmethod
    def read(cls, params: Mapping[str, Any], inputs: Mapping[str, str]) -> Wanted:
        """From a node. Raises EngineError naming what is missing or not understood."""
        return cls(
            tuple(_control(one, i, inputs) for i, one in enumerate(_rows(params, "controls"))),
            tuple(
                Reference(
                    picture=_digest(inputs, f"reference.{i}", "sha256"),
                    weights=_digest(inputs, f"reference.{i}.weights", "weights"),
                    scale=_scale("reference", one, ("scale",)),
                )
                for i, one in enumerate(_rows(params, "references"))
            ),
            tuple(
                Lora(_digest(inputs, f"lora.{i}", "weights"), _scale("lora", one, ("scale",)))
                for i, one in enumerate(_rows(params, "loras"))
            ),
        )


def beside(control: Control) -> dict[str, str]:
    """Other passes of the same picture that its reading needs: name to blob digest."""
    found = control.read.get("beside") or {}
    if not isinstance(found, Mapping):
        raise EngineError("beside of a control picture has to name passes and their digests.")
    return {str(name): str(key) for name, key in sorted(found.items())}


def _settled(noun: str, given: Sequence[Any], order: Callable[[Any], tuple[Any, ...]]) -> tuple[Any, ...]:
    if len(given) > MOST:
        raise EngineError(f"{len(given)} {noun}s are asked for, and {MOST} is the most. Take some out.")
    for one in given:
        _checked(noun, one.scale)
        if isinstance(one, Control):
            _check_control(one)
    return tuple(sorted((one for one in given if one.scale), key=order))


def _control_params(control: Control) -> dict[str, Json]:
    said: dict[str, Json] = {name: getattr(control, name) for name in ("kind", "scale", "start", "end")}
    reading = {name: value for name, value in control.read.items() if name != "beside"}
    return said | ({"read": reading} if reading else {})


def _control(one: Mapping[str, Any], i: int, inputs: Mapping[str, str]) -> Control:
    scale = _scale("control", one, ("kind", "scale", "start", "end", "read"))
    reading = one.get("read") or {}
    if not isinstance(reading, Mapping):
        raise EngineError("How a control picture is read has to be an object. Plan the recipe again.")
    stem = f"control.{i}."
    others = {name.removeprefix(stem): key.removeprefix("sha256:") for name, key in inputs.items()
              if name.startswith(stem) and key.startswith("sha256:")}  # fmt: skip
    try:
        control = Control(
            kind=str(one["kind"]),
            picture=_digest(inputs, f"control.{i}", "sha256"),
            weights=_digest(inputs, f"control.{i}.weights", "weights"),
            scale=scale,
            start=float(one.get("start", 0.0)),
            end=float(one.get("end", 1.0)),
            read={**reading, **({"beside": others} if others else {})},
            recipe=inputs.get(f"control.{i}.recipe", "").removeprefix("recipe:"),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise EngineError(f"Control {i + 1} of this recipe is not understood: {error}. Plan it again.") from error
    return _check_control(control)


def _check_control(control: Control) -> Control:
    if control.kind not in CONTROLS:
        raise EngineError(f"No control of the kind {control.kind[:40]!r} is known here. Known: {', '.join(CONTROLS)}.")
    if not 0 <= control.start < control.end <= 1:
        raise EngineError(
            f"The {control.kind} control holds from {control.start:g} to {control.end:g} of the steps: it has to begin "
            "before it ends, both from 0 to 1."
        )
    return control


def _rows(params: Mapping[str, Any], name: str) -> list[Mapping[str, Any]]:
    rows = params.get(name, [])
    if not isinstance(rows, list | tuple) or len(rows) > MOST or not all(isinstance(one, Mapping) for one in rows):
        raise EngineError(f"{name} has to be a list of at most {MOST} objects.")
    return list(rows)


def _scale(noun: str, one: Mapping[str, Any], known: tuple[str, ...]) -> float:
    if strange := sorted(set(one) - set(known)):
        raise EngineError(f"A {noun} of this recipe says {', '.join(strange)}, which is not understood here.")
    return _checked(noun, one.get("scale"))


def _checked(noun: str, scale: object) -> float:
    most = LARGEST_SCALE[noun]
    least = -most if noun == "lora" else 0.0
    fits = isinstance(scale, int | float) and not isinstance(scale, bool) and math.isfinite(scale)
    if not fits or not least <= scale <= most:  # type: ignore[operator]
        raise EngineError(f"The scale of a {noun} is {scale!r}: it must be a number from {least:g} to {most:g}.")
    return float(scale)  # type: ignore[arg-type]


def _digest(inputs: Mapping[str, str], name: str, kind: str) -> str:
    found, _, key = inputs.get(name, "").partition(":")
    if found != kind or len(key) != 64:
        raise EngineError(f"This recipe does not say {name} by its {kind} digest. Plan it again.")
    return key


def without(params: Mapping[str, Any]) -> dict[str, Any]:
    """A node's params without what it wears: those of the picture itself."""
    return {name: value for name, value in params.items() if name not in NAMES}

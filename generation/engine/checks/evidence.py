"""What the checks look at: the bytes that would ship, how they came to be, and what the law and the contracts say."""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from typing import Any

import numpy as np
import pyvips
from numpy.typing import NDArray

from generation.engine.checks.opened import Opened
from generation.engine.finishing.fonts import Blob
from generation.engine.finishing.label import Label
from generation.engine.finishing.placement import Copy, Spec
from generation.engine.finishing.type import line_ink
from generation.engine.picture import Box, Pixels
from generation.engine.recipe import Node, Recipe

NOWHERE = Spec("", "", 1, 1)  # for a check that is shown no placement
OWN = ("limits", "finders")  # by check: each sees its own, asked for or not


@dataclass(frozen=True, slots=True)
class Licence:
    """A model's licence, as the registry records it."""

    model: str
    name: str  # "CreativeML OpenRAIL-M"
    use_classes: tuple[str, ...] = ()  # what its outputs may be used for: experiment, internal, public
    territories: tuple[str, ...] = ("*",)  # ISO 3166 codes, or "*" for everywhere
    excluded: tuple[str, ...] = ()  # codes where it may not be used, whatever `territories` says
    expires: dt.date | None = None
    reviewed: bool = True


@dataclass(frozen=True, slots=True)
class Right:
    """The right to use something that is in the picture, or that it was made from."""

    kind: str  # "font", "reference", "logo", "talent"
    name: str
    starts: dt.date | None = None
    ends: dt.date | None = None
    territories: tuple[str, ...] = ("*",)


@dataclass(frozen=True, slots=True)
class Claim:
    """A place that claims to be a brand colour, with how far it may be off (ΔE 2000)."""

    name: str
    colour: str
    box: Box
    tolerance: float = 3.0


@dataclass(frozen=True, slots=True)
class Never:
    """Something the logo must not stand on, as the style pack says it; `colour` ("#rrggbb") where that is one."""

    words: str
    colour: str = ""


@dataclass(frozen=True, slots=True)
class Kin:
    """A person or product of the same set, as another picture shows it."""

    name: str  # of the region: the same name is meant to be the same
    picture: str  # which picture, in words
    pixels: Pixels = field(compare=False)


@dataclass(frozen=True)
class Evidence:
    """All that `run` needs. `file` is exactly what ships; everything measured in pixels is measured on it."""

    file: bytes
    spec: Spec
    recipe: Recipe | None = None
    blob: Blob | None = None  # the font bytes behind the digests in the recipe
    copy: Copy | None = None
    boxes: tuple[Box, ...] = ()  # people, product, focal as this rendition sees them: may reach outside 0-1 where cut
    findings: tuple[Any, ...] = ()  # finishing.finding.Finding
    scale: float = 1.0  # pixels of the rendition to pixels of the picture, along one side
    palette: tuple[str, ...] = ()
    claims: tuple[Claim, ...] = ()
    licences: tuple[Licence, ...] = ()
    rights: tuple[Right, ...] = ()
    use_class: str = "experiment"
    territories: tuple[str, ...] = ()
    flight: tuple[dt.date, dt.date] | None = None
    metadata_required: tuple[str, ...] = field(default=("digital_source_type", "ai_system"))
    limits: Mapping[str, float] = field(default_factory=dict)  # check -> the style pack's own, in the check's unit
    never_on: tuple[Never, ...] = ()
    finders: Mapping[str, Callable[[Pixels], NDArray[np.float64]]] = field(default_factory=dict)  # check -> its model
    do_not: tuple[tuple[str, Pixels], ...] = ()  # what to keep away from: its name and (H, W, 3|4) uint8 sRGB
    kin: tuple[Kin, ...] = ()  # what other pictures of the set show under the names of `boxes`
    nobody: bool = False  # the brief says that there are no people
    label: Label | None = None  # what has to be said visibly on the file

    def limit(self, check: str, usual: float) -> float:
        """The limit that a check goes by: the style pack's, else the usual one."""
        return self.limits.get(check, usual)

    def said(self, check: str, limit: str) -> str:
        """A limit in words, which say so where it is the style pack's."""
        return f"{limit} (style pack)" if check in self.limits else limit

    @functools.cached_property
    def opened(self) -> Opened:
        return Opened(self.file)

    @property
    def image(self) -> pyvips.Image:
        """The file, opened. Raises EngineError when it is not an image that Gatefold ships."""
        return self.opened.image

    @property
    def format(self) -> str:
        return self.opened.format

    @property
    def space(self) -> str:
        return self.opened.space

    @property
    def icc(self) -> bytes | None:
        return self.opened.icc

    @property
    def xmp(self) -> bytes | None:
        return self.opened.xmp

    @property
    def dpi(self) -> float:
        return self.opened.dpi

    @property
    def has_alpha(self) -> bool:
        return self.opened.has_alpha

    @property
    def pixels(self) -> Pixels:
        """(H, W, 3) uint8 sRGB: what a screen shows of the file."""
        return self.opened.pixels

    def only(self, check: str, reads: frozenset[str]) -> Evidence:
        """The same evidence as one check sees it: what it does not read is as if it were not there."""
        given: dict[str, Any] = {
            one.name: getattr(self, one.name) for one in fields(self) if one.name in reads and one.name not in OWN
        }
        given |= {name: {check: held[check]} for name in OWN if check in (held := getattr(self, name))}
        nothing: dict[str, Any] = {"file": b"", "spec": NOWHERE}
        view = Evidence(**(nothing | given))
        if "file" in reads:
            view.__dict__["opened"] = self.opened  # decoded once for all of them
        return view

    @functools.cached_property
    def lines(self) -> tuple[Mapping[str, Any], ...]:
        """The lines that the recipe sets, as typeset.Line wrote them."""
        return tuple(line for node in self.nodes("type.set") for line in node.params.get("lines", []))

    def nodes(self, op: str) -> tuple[Node, ...]:
        return tuple(node for node in self.recipe.nodes if node.op == op) if self.recipe else ()

    def ink(self, line: Mapping[str, Any]) -> tuple[NDArray[np.uint8], int, int]:
        """How much of each pixel a line inks, and where that patch stands."""
        assert self.blob is not None, "Evidence with lines of type needs the font bytes"
        drawn = self.opened.inks
        if id(line) not in drawn:  # a line of the recipe, which lives as long as what is worked out of the file
            node = next(n for n in self.nodes("type.set") if line in n.params["lines"])
            drawn[id(line)] = line_ink(line, node.inputs, self.blob, self.image.width, self.image.height)
        return drawn[id(line)]

    def box(self, line: Mapping[str, Any]) -> Box:
        """Where a line's ink is, 0-1 of the planned file."""
        width, height = self.spec.pixel_size
        left, top, right, bottom = line["ink"]
        return Box(line["text"], left / width, top / height, (right - left) / width, (bottom - top) / height, "copy")

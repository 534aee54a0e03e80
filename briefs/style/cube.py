"""A 3D LUT out of a .cube file, read strictly. Pure.

The format is Adobe's "Cube LUT Specification", version 1.0 (2013): keywords, then size³ lines of red, green and blue,
red running fastest. Only three-dimensional LUTs up to 65 points a side are taken.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from briefs.style.parts import MAX_LUT
from studio.lib.problems import BadInput, TooMuch

MAX_BYTES: Final = 16_000_000  # 65³ lines of 58 characters
Triple = tuple[float, float, float]
_COUNT: Final = ("no number", "one number", "two numbers", "three numbers", "four numbers", "five numbers")


@dataclass(frozen=True)
class Cube:
    """`points` are size³ triples of red, green and blue, mostly 0 … 1, red running fastest."""

    size: int
    points: tuple[Triple, ...]
    least: Triple = (0.0, 0.0, 0.0)  # the input that the first point is for
    most: Triple = (1.0, 1.0, 1.0)  # the input that the last point is for

    def text(self) -> bytes:
        """The LUT as one .cube file: the same LUT gives the same bytes, whatever the file it came in."""
        head = [f"LUT_3D_SIZE {self.size}"]
        if (self.least, self.most) != (Cube.least, Cube.most):
            head += [f"DOMAIN_MIN {_said(self.least)}", f"DOMAIN_MAX {_said(self.most)}"]
        return "\n".join([*head, *map(_said, self.points), ""]).encode()


def read(data: bytes, *, name: str) -> Cube:
    """Raises TooMuch or BadInput with a sentence that names the file, the line and the remedy."""
    if len(data) > MAX_BYTES:
        raise TooMuch(f"{name} has {len(data) / 1e6:.0f} MB, and a LUT may have {MAX_BYTES / 1e6:.0f} MB.", field="lut")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise _refused(name, "it is not text. Export a 3D LUT in the .cube format") from None
    size, least, most = 0, Cube.least, Cube.most
    points: list[Triple] = []
    for number, line in _lines(text):
        first, *rest = line.split()
        if first[0] in "0123456789.+-" or first.lower() in ("nan", "inf"):
            if not size:
                raise _refused(name, f"line {number} has numbers before LUT_3D_SIZE. Export it again")
            if len(points) == size**3:
                raise _refused(name, f"line {number} is one more than the {size**3:,} that {size} points a side take")
            points.append(_triple(name, number, [first, *rest]))
        elif points:
            raise _refused(name, f"line {number} says {first[:40]} after the numbers began")
        elif first == "TITLE":
            continue
        elif first == "LUT_3D_SIZE":
            size = _size(name, number, rest)
        elif first == "LUT_1D_SIZE":
            raise _refused(name, f"line {number} says that it has one dimension. Export a 3D LUT")
        elif first == "DOMAIN_MIN":
            least = _triple(name, number, rest)
        elif first == "DOMAIN_MAX":
            most = _triple(name, number, rest)
        elif first == "LUT_3D_INPUT_RANGE" and len(rest) == 2:  # Resolve's word for the domain
            low, high, _ = _triple(name, number, [*rest, "0"])
            least, most = (low, low, low), (high, high, high)
        else:
            raise _refused(name, f"line {number} says {first[:40]}, which a .cube file does not have")
    if not size:
        raise _refused(name, "it does not say LUT_3D_SIZE. Export a 3D LUT in the .cube format")
    if len(points) < size**3:
        raise _refused(name, f"it has {len(points):,} lines of numbers, and {size} points a side take {size**3:,}")
    if any(low >= high for low, high in zip(least, most, strict=True)):
        raise _refused(name, "its DOMAIN_MIN is not below its DOMAIN_MAX")
    return Cube(size, tuple(points), least, most)


def _lines(text: str) -> Iterator[tuple[int, str]]:
    """Lines that say something, under the numbers an editor shows."""
    for number, line in enumerate(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"), 1):
        said = line.strip()
        if said and not said.startswith("#"):
            yield number, said


def _size(name: str, number: int, rest: list[str]) -> int:
    size = int(rest[0]) if len(rest) == 1 and rest[0].isdecimal() and len(rest[0]) < 6 else 0
    if not 2 <= size <= MAX_LUT:
        raise _refused(
            name, f"line {number} gives its size as {' '.join(rest)[:20] or 'nothing'}, expected 2 to {MAX_LUT}"
        )
    return size


def _triple(name: str, number: int, rest: list[str]) -> Triple:
    if len(rest) != 3:
        count = _COUNT[len(rest)] if len(rest) < len(_COUNT) else f"{len(rest)} numbers"
        raise _refused(name, f"line {number} has {count}, expected three")
    try:
        red, green, blue = (float(word) for word in rest)
    except ValueError:
        raise _refused(name, f"line {number} says “{' '.join(rest)[:40]}”, expected three numbers") from None
    if not all(math.isfinite(value) and abs(value) <= 1000 for value in (red, green, blue)):
        raise _refused(name, f"line {number} has a number beyond ±1000")
    return red, green, blue


def _said(triple: Triple) -> str:
    return " ".join(f"{value:.9g}" for value in triple)  # nine digits hold every float32


def _refused(name: str, why: str) -> BadInput:
    return BadInput(f"{name}: {why}.", field="lut")

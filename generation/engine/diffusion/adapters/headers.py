"""The header of a safetensors file: what tensors it holds, their shapes, and what its maker wrote about it. No torch.

Format: https://huggingface.co/docs/safetensors/index#format
"""

from __future__ import annotations

import json
import struct
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from generation.engine.diffusion.scan import BadModel

LONGEST = 100 << 20  # bytes, as the format allows
MOST_SAID = 2000  # characters of a note by its maker that are kept


@dataclass(frozen=True, slots=True)
class Header:
    """`shapes`: tensor name to shape. `said`: the maker's own notes, all of them text."""

    shapes: Mapping[str, tuple[int, ...]]
    said: Mapping[str, str] = field(default_factory=dict)


def header_of(file: Path) -> Header:
    """Raises BadModel where this is no safetensors file, or one that was cut short."""
    size = file.stat().st_size
    try:
        with file.open("rb") as stream:
            (length,) = struct.unpack("<Q", stream.read(8))
            if length > min(size - 8, LONGEST):
                raise ValueError("its header is longer than the file")
            table = json.loads(stream.read(length))
        said = table.pop("__metadata__", None) or {}
        end = max((entry["data_offsets"][1] for entry in table.values()), default=0)
        if 8 + length + end != size:
            raise ValueError(f"it should be {8 + length + end} bytes and is {size}")
        shapes = {name: tuple(int(side) for side in entry["shape"]) for name, entry in table.items()}
        notes = {str(name): str(words)[:MOST_SAID] for name, words in said.items()}
    except (ValueError, KeyError, TypeError, IndexError, AttributeError, struct.error, RecursionError) as error:
        raise BadModel(f"{file} is not a whole safetensors file ({error}). Copy it again.") from error
    if not shapes:
        raise BadModel(f"{file} holds no tensors, so there is nothing to load. Copy it again.")
    return Header(shapes, notes)

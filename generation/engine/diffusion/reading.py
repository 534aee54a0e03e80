"""Reads a model's files without trusting them: named, measured, or read as JSON and headers. Nothing in them is run."""

from __future__ import annotations

import json
import os
import struct
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import Any

PICKLES = {".bin", ".ckpt", ".pt", ".pth", ".pkl", ".pickle"}
CODE = {".py", ".pyc", ".so", ".dll", ".dylib"}
SMALL_JSON = 1 << 20
LARGE_JSON = 64 << 20
MOST_FILES = 2000


class BadModel(ValueError):
    """This folder cannot be used as a model. The sentence names the folder, what is wrong, and the remedy."""


def walk(root: Path) -> Iterator[str]:
    """Every file's POSIX path under root. Links may only point to files inside: a digest must cover what is loaded."""
    count = 0
    for here, folders, names in os.walk(root):
        folders[:] = sorted(f for f in folders if f not in {".cache", ".git"})  # what download tools leave behind
        for name in sorted(folders + names):
            path = Path(here, name)
            relative = path.relative_to(root).as_posix()
            if path.is_symlink() and (path.is_dir() or not path.resolve().is_relative_to(root)):
                raise BadModel(
                    f"{root} holds a link, {relative}, that leads out of the folder or to another folder. "
                    "Replace it by a copy of what it points to (cp -rL copies a folder that way)."
                )
            if not path.is_dir():
                if not path.is_file():
                    raise BadModel(f"{root} holds {relative}, which is not a readable file. Copy the model again.")
                count += 1
                if count > MOST_FILES:
                    raise BadModel(f"{root} holds over {MOST_FILES} files. Point to one model's own folder.")
                yield relative


def refuse_dangerous(root: Path, files: list[str]) -> None:
    for name in files:
        suffix = PurePosixPath(name).suffix.lower()
        if suffix in PICKLES:
            raise BadModel(
                f"{root} holds {name}, a pickle file, which can run code when it is loaded. "
                "Remove it, and use the model's safetensors files."
            )
        if suffix in CODE:
            raise BadModel(
                f"{root} holds program code, {name}. Gatefold runs no code that comes with a model: remove it."
            )


def read_json(root: Path, name: str, limit: int) -> dict[str, Any] | None:
    """A JSON object, None where the file is not there. Raises BadModel naming the file."""
    file = root / name
    if not file.is_file():
        return None
    if file.stat().st_size > limit:
        raise BadModel(
            f"{name} in {root} is larger than {limit >> 20} MiB, so it is not what it says. Copy the model again."
        )
    try:
        found = json.loads(file.read_bytes())
    except (ValueError, RecursionError) as error:
        raise BadModel(f"{name} in {root} is not readable JSON ({error}). Copy the model again.") from error
    except OSError as error:
        raise BadModel(f"{name} in {root} cannot be read ({error.strerror}). Check its permissions.") from error
    if not isinstance(found, dict):
        raise BadModel(f"{name} in {root} is not a JSON object. Copy the model again.")
    return found


def tensor_shapes(root: Path, name: str) -> dict[str, tuple[int, ...]]:
    """What a safetensors file holds, by its header alone, which is JSON whose offsets end where the file ends.

    Raises BadModel for another kind of file, or one that was cut short.
    """
    file = root / name
    size = file.stat().st_size
    try:
        with file.open("rb") as stream:
            (length,) = struct.unpack("<Q", stream.read(8))
            if length > min(size - 8, 100 << 20):
                raise ValueError("the header is longer than the file")
            header = json.loads(stream.read(length))
        end = max((entry["data_offsets"][1] for key, entry in header.items() if key != "__metadata__"), default=0)
        if 8 + length + end != size:
            raise ValueError(f"it should be {8 + length + end} bytes and is {size}")
        return {key: tuple(entry["shape"]) for key, entry in header.items() if key != "__metadata__"}
    except (ValueError, KeyError, TypeError, IndexError, AttributeError, struct.error, RecursionError) as error:
        raise BadModel(f"{name} in {root} is not a whole safetensors file ({error}). Copy it again.") from error

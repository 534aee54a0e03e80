"""`read` in a process of its own: whatever a hostile file does to a parser, it does it there and for a limited time.

Run as a program it reads a file from standard input and writes the story as JSON. Only the standard library is
imported by whoever calls.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

SECONDS = 20.0
MEMORY = 3 * 1024**3  # bytes of address space: the file, what is read of it, and the libraries
ROOT = Path(__file__).resolve().parents[3]


class TooMuch(Exception):
    """The file could not be read within the limits. The sentence says so."""


def read(data: bytes, *, anchors: str = "", seconds: float = SECONDS) -> dict[str, Any]:
    """The document of the file's story. Raises TooMuch, with a sentence."""
    head = json.dumps({"anchors": anchors}).encode() + b"\n"
    environment = {key: value for key, value in os.environ.items() if key in ("PATH", "LANG", "LD_LIBRARY_PATH")}
    try:
        done = subprocess.run(
            [sys.executable, "-m", "generation.engine.credentials.apart"],
            input=head + data, capture_output=True, cwd=ROOT, timeout=seconds, env=environment, check=False,
        )  # fmt: skip
    except subprocess.TimeoutExpired as error:
        raise TooMuch(
            f"Reading this file took longer than {seconds:.0f} seconds and was stopped. Real files take a moment: this "
            "one is damaged or made to keep readers busy."
        ) from error
    if done.returncode != 0:
        raise TooMuch(
            "Reading this file broke the reader, which was alone with it. It is damaged or made to do that; nothing of "
            "it was kept."
        )
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def _limit() -> None:
    try:
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_CPU, (int(SECONDS), int(SECONDS) + 1))
    except (ImportError, ValueError, OSError):
        return  # a system without these limits still has the clock


def main() -> None:
    _limit()
    from generation.engine.credentials.read import read as told

    head = json.loads(sys.stdin.buffer.readline())
    story = told(sys.stdin.buffer.read(), anchors=str(head["anchors"]))
    sys.stdout.write(json.dumps(story.document()))


if __name__ == "__main__":
    main()

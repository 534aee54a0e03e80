"""What Content Credentials cost: time and bytes of a seal, and reading the published files of the C2PA project.

    python -m benchmarks.credentials [--rounds 15] [--c2pa-public-tests DIR]

The picture is a textured 2000 x 2000 JPEG of about 1.5 MB. `seal` signs, reads back and compares, as an export does; a
signature's own time is in it. DIR is a checkout of the C2PA project's public test files (c2pa-org/public-testfiles,
CC BY-SA 4.0, not part of this repository): each picture's verdict is held against the published one.
"""

from __future__ import annotations

import argparse
import json
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from generation.engine.credentials import apart
from generation.engine.credentials.codes import EXPIRED, broken
from generation.engine.credentials.identity import self_made
from generation.engine.credentials.read import read
from generation.engine.credentials.seal import most_bytes, seal
from generation.engine.finishing import xmp
from generation.engine.finishing.encode import encode
from generation.engine.finishing.fonts import bundled, bundled_blob
from generation.engine.finishing.label import OP, Label
from generation.engine.finishing.placement import Copy, Kit, Shot, Spec
from generation.engine.finishing.plan import plan
from generation.engine.finishing.type import disclose
from generation.engine.picture import Job, NoInputs, Picture
from generation.engine.recipe import Node
from tests.engine.credentials.scenes import FORMATS, PACKET, claim

SIDE = 2000
SUFFIXES = (".jpg", ".jpeg", ".png", ".webp", ".avif", ".tif", ".tiff")


def textured(side: int) -> np.ndarray[Any, np.dtype[np.uint8]]:
    rng = np.random.default_rng(7)
    coarse = rng.integers(40, 215, (side // 8, side // 8, 3), np.uint8).repeat(8, 0).repeat(8, 1)
    made: np.ndarray[Any, np.dtype[np.uint8]] = (coarse + rng.integers(0, 12, coarse.shape, np.uint8)).astype(np.uint8)
    return made


def encoded(pixels: np.ndarray[Any, np.dtype[np.uint8]], kind: str) -> bytes:
    params = {"format": kind, "placement": "bench", "metadata": PACKET.document(), "quality": None}
    made = encode(Picture(pixels), Node("encode", "1", params), Job(NoInputs()))
    assert made.file is not None
    return made.file


def median(what: Callable[[], object], rounds: int) -> float:
    """Milliseconds."""
    took = []
    for _ in range(rounds):
        began = time.perf_counter()
        what()
        took.append((time.perf_counter() - began) * 1000)
    return statistics.median(took)


def costs(rounds: int) -> None:
    asked = claim()
    with tempfile.TemporaryDirectory() as folder:
        signer = self_made(Path(folder))
        file = encoded(textured(SIDE), "jpeg")
        sealed = seal(file, "image/jpeg", asked, signer).file
        packet = median(lambda: xmp.packet(PACKET), rounds)
        sealing = median(lambda: seal(file, "image/jpeg", asked, signer), rounds)
        print(f"JPEG {SIDE} x {SIDE}, {len(file) / 1e6:.2f} MB; medians of {rounds}")
        print(f"  XMP packet                  {packet:7.2f} ms")
        print(f"  seal: sign, read, compare   {sealing:7.2f} ms")
        print(f"  both                        {packet + sealing:7.2f} ms   goal 25")
        print(f"  read: what is this file?    {median(lambda: read(sealed), rounds):7.2f} ms")
        print(f"  the same, a process apart   {median(lambda: apart.read(sealed), max(3, rounds // 5)):7.2f} ms")
        small = textured(512)
        print(f"\nBytes added; most_bytes promises {most_bytes(asked, signer):,}")
        for kind in FORMATS:
            before = encoded(small, kind)
            after = seal(before, f"image/{kind}", asked, signer).file
            print(f"  {kind:5} {len(after) - len(before):7,}")


@dataclass(frozen=True, slots=True)
class Verdict:
    """One public test file: what its publisher says of it, and what is said here."""

    name: str
    published: tuple[str, ...]  # codes
    state: str
    found: tuple[str, ...]  # codes of what fails
    fits: bool


def verdicts(folder: Path) -> Iterator[Verdict]:
    """Each picture of a checkout, and whether reader and publisher agree on its holding or not. A picture without a
    published manifest store is one without credentials."""
    pictures = [path for path in sorted(folder.glob("image/**/*.*")) if path.suffix.lower() in SUFFIXES]
    for path in (path for path in pictures if "manifests" not in path.parts):
        story = read(path.read_bytes())
        store = path.parent / "manifests" / path.stem / "manifest_store.json"
        said = json.loads(store.read_text("utf-8")) if store.exists() else {}
        codes = tuple(str(one["code"]) for one in said.get("validation_status", []))
        wrong = any(broken(code) or code == EXPIRED for code in codes)
        holds = ("valid", "trusted") if said else ("none",)
        fits = story.state in (("invalid", "unreadable") if wrong else holds)
        yield Verdict(
            path.stem, codes, story.state, tuple(one.code for one in story.findings if one.level == "fail"), fits
        )


def published(folder: Path) -> None:
    every = list(verdicts(folder))
    for one in every:
        if one.published or not one.fits:
            word = "agrees" if one.fits else "DIFFERS"
            print(f"  {word:7} {one.name:34} {one.state}: published {list(one.published)}, found {list(one.found)}")
    print(f"  {sum(one.fits for one in every)} of {len(every)} pictures: the published verdict")


def labels(rounds: int) -> None:
    """What a visible label costs: planning its place, and drawing it."""
    shot = Shot(textured(SIDE))
    placement = Spec("bench", "Bench", SIDE, SIDE)
    kit, label = Kit(fonts=tuple(one.font for one in bundled())), Label(("AI生成",), 0.05, "zh-CN")
    copy = Copy("en", "Decisions, together", "One picture that everyone can read", "See how")
    asked = plan(shot, placement, copy, kit, Fonts(), label=label)
    node = next(one for one in asked.nodes if one.op == OP)
    few = max(3, rounds // 3)
    without = median(lambda: plan(shot, placement, copy, kit, Fonts()), few)
    planned = median(lambda: plan(shot, placement, copy, kit, Fonts(), label=label), few)
    drawn = median(lambda: disclose(Picture(shot.pixels), node, Job(Fonts())), rounds)
    print(f"\nA visible label on {SIDE} x {SIDE}, with copy; medians of {few} and {rounds}")
    print(f"  plan without a label        {without:7.2f} ms")
    print(f"  plan with one               {planned:7.2f} ms")
    print(f"  draw it                     {drawn:7.2f} ms")


class Fonts(NoInputs):
    """The bundled ones."""

    def blob(self, sha256: str) -> bytes:
        return bundled_blob(sha256)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--c2pa-public-tests", type=Path, metavar="DIR")
    asked = parser.parse_args()
    costs(asked.rounds)
    labels(asked.rounds)
    print("\nPublished test files of the C2PA project")
    if asked.c2pa_public_tests is None:
        print("  NOT RUN: no folder of them was given (--c2pa-public-tests DIR).")
    else:
        published(asked.c2pa_public_tests)


if __name__ == "__main__":
    main()

"""A hundred pictures of every kind, rendered again by another process and held against their bytes.

    python -m benchmarks.replay [--candidates 100] [--seed 1]

On temporary ground: previz; tiny Stable Diffusion, SDXL, SD 3 and Flux with random weights, alone and in device
batches of four; in a LoRA, shown a picture, begun from a picture, inpainted, enlarged by tiles, and promoted from
previz held by its depth. A worker's loop makes them; a process that made none of them replays `--candidates` at
random. Then the same seeds alone and in device batches of two and four: how far a picture is from itself. One table.
"""

from __future__ import annotations

import argparse
import io
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from benchmarks.floor import Row, ground

VERDICTS = ("identical", "same pixels", "within tolerance", "differs")
SIDES = {"discovery": 64, "validation": 128, "export": 192}  # pixels: what the tiny models were made for, and larger
GROUPS = (2, 4)  # pictures of a device batch
FAMILIES = {"sd": "sd15", "sdxl": "sdxl", "flux": "flux", "sd3": "sd3"}


# --- what there is to make pictures with ----------------------------------------------------------------------------
class Shelf:
    """The cast, and rows of the registry for tiny models built here, whose widths are nobody's: families are told."""

    def __init__(self, cast: Any, folder: Path) -> None:
        self.cast, self.folder = cast, folder
        self.rows: dict[str, Any] = {}

    def add(self, name: str, kind: str, path: Path, family: str, **settings: Any) -> Any:
        from generation import registry
        from generation.models import ModelEntry
        from generation.registry import Licence

        licence = Licence("own", "1", "2026-11-02", use_classes=("experiment", "internal", "public"))
        row = registry.add(
            brand=self.cast.northlight, name=name, source=str(path), licence=licence, by=self.cast.ada, kind=kind
        )
        registry.scan(row.pk)
        row.refresh_from_db()
        if row.state != "ready":
            raise SystemExit(f"{name}: {row.refusal}")
        ModelEntry.objects.filter(pk=row.pk).update(family=family, settings={**row.settings, **settings})
        self.rows[name] = ModelEntry.objects.get(pk=row.pk)
        return self.rows[name]

    def fill(self) -> None:
        from tests import tiny_adapters

        for name in FAMILIES:
            self.checkpoint(name)
        self.lora("look", of="sd")
        base = self.folder / "sd"
        self.add("eyes", "ip_adapter", tiny_adapters.tiny_ip_adapter(self.folder / "eyes", base), "sd15")
        net = tiny_adapters.tiny_controlnet(self.folder / "depth", "sd")
        self.add("depth", "controlnet", net, "sd15", control="depth")
        row = self.rows["depth"]
        row.capabilities = sorted({*row.capabilities, "control:depth"})
        row.save(update_fields=["capabilities"])

    def checkpoint(self, name: str) -> None:
        from tests import tiny_models

        base = getattr(tiny_models, f"tiny_{name}")(self.folder / name)
        dtype = "bfloat16" if name in ("flux", "sd3") else "float32"
        self.add(name, "checkpoint", base, FAMILIES[name], steps=2, resolution=64, dtype=dtype)

    def lora(self, name: str, *, of: str) -> None:
        from tests import tiny_adapters

        path = tiny_adapters.tiny_lora(self.folder / f"{name}.safetensors", self.folder / of, of)
        self.add(name, "lora", path, FAMILIES[of])

    def set_to(self, name: str, **settings: Any) -> Any:
        row = self.rows[name]
        row.settings = {**row.settings, **settings}
        row.save(update_fields=["settings"])
        return row


def make(engine: str) -> None:
    """A worker's loop, until nothing waits."""
    from generation import work
    from generation.behind import Behind
    from generation.queue import Able

    able, began = Able("benchmark", [engine]), time.perf_counter()
    with Behind() as keeper:
        while work.one(engine, able.name, able, keeper):
            pass
    print(f"made what waited for {engine}: {time.perf_counter() - began:.0f} s", file=sys.stderr)


def noise(seed: int, side: int = 64) -> str:
    """A stored PNG."""
    import numpy as np

    return _stored(np.random.default_rng(seed).integers(0, 255, (side, side, 3), np.uint8))


def masked(candidate: Any, strength: float) -> Any:
    """Begun from this picture, whose left half is made anew."""
    import numpy as np

    from generation.engine.guides import Start

    pixels = np.zeros((candidate.picture.height, candidate.picture.width), np.uint8)
    pixels[:, : pixels.shape[1] // 2] = 255
    return Start(str(candidate.picture_id), str(candidate.recipe_id), strength, _stored(pixels))


def _stored(pixels: Any) -> str:
    from PIL import Image

    from studio.lib import blobs

    out = io.BytesIO()
    Image.fromarray(pixels).save(out, "PNG")
    return blobs.put(out.getvalue())


# --- a load of every kind -------------------------------------------------------------------------------------------
def load(shelf: Shelf, share: int) -> dict[str, list[Any]]:
    """What it is -> its candidates, `share` or so of each, all made."""
    from generation import actions, planning, promotion
    from generation.engine.guides import Guides, Lora, Reference, Start
    from generation.models import Candidate
    from review.actions import pick
    from tests.fire import model_for
    from tests.generation.test_style_pack_settings import in_look

    planning.LONG_SIDE.update(SIDES)
    revision, by, ordered = in_look(shelf.cast), shelf.cast.ben, {}

    def order(what: str, model: Any, count: int = share, guides: Guides = Guides(), **more: Any) -> Any:  # noqa: B008
        ordered[what] = actions.order_batch(revision, model=model, count=count, by=by, guides=guides, seed=7, **more)
        return ordered[what]

    def first(batch: Any) -> Any:
        return Candidate.objects.select_related(
            "batch__brand", "batch__revision__brief", "batch__model", "recipe", "picture"
        ).get(batch=batch, position=0)

    previz = order("previz", model_for("previz", shelf.folder))
    for name in FAMILIES:
        order(f"{name}, alone", shelf.rows[name])
        order(f"{name}, in fours", shelf.set_to(name, together=4), max(share // 4, 1) * 4)
        shelf.set_to(name, together=1)
    make("previz")
    make("diffusers")
    start = first(ordered["sd, alone"])
    begun = Start(str(start.picture_id), str(start.recipe_id), 0.6)
    anew = masked(start, 0.9)
    sd, rows = shelf.rows["sd"], shelf.rows
    order("in a LoRA", sd, guides=Guides(loras=(Lora(rows["look"].weights, 0.9),)))
    order("shown a picture", sd, guides=Guides(references=(Reference(noise(5), rows["eyes"].weights),)))
    order("image to image", sd, guides=Guides(start=begun))
    order("image to image, SDXL in fours", shelf.set_to("sdxl", together=4), 4, guides=Guides(start=begun))
    order("inpaint", sd, guides=Guides(start=anew))
    order("inpaint in a LoRA", sd, guides=Guides(start=anew, loras=(Lora(rows["look"].weights, 0.5),)))
    order("enlarged by tiles", sd, max(share // 2, 1), guides=Guides(upscale=2.0))
    pick(first(previz), by=shelf.cast.dana)
    by_depth = {"tier": "validation", "model": sd, "by": shelf.cast.dana, "count": share, "seed": 9}
    ordered["previz to SD by its depth"] = promotion.promote(first(previz), **by_depth)
    make("diffusers")
    pick(first(ordered["previz to SD by its depth"]), by=shelf.cast.dana)
    shelf.set_to("sd", steps=4)  # close to its pick is 0.3 of the way: a step at the least
    again = {"tier": "export", "by": shelf.cast.dana, "count": max(share // 2, 1), "seed": 9}
    ordered["and up once more"] = promotion.promote(first(ordered["previz to SD by its depth"]), **again)
    make("diffusers")
    return {what: list(batch.candidates.order_by("position")) for what, batch in ordered.items()}


# --- the other process ----------------------------------------------------------------------------------------------
def answer(asked: Path) -> None:
    """Replay what is named in the file, as a worker would, and write each verdict beside it."""
    import django

    django.setup()
    from generation import replay
    from generation.models import Candidate, Replay

    proofs: dict[int, Any] = {}
    for pk in json.loads(asked.read_text()):
        candidate = Candidate.objects.select_related("recipe", "batch__brand").get(pk=pk)
        made = replay.made_of(candidate)
        row = replay.ask(made.recipe, brand=made.brand, file=made.file, pixels=made.pixels)
        replay.perform(row.pk)
        row = Replay.objects.get(pk=row.pk)
        proofs[pk] = {"verdict": row.verdict or row.state, "sentence": row.detail.get("sentence", "")}
    asked.with_suffix(".answer").write_text(json.dumps(proofs))


def replayed(candidates: Sequence[Any], folder: Path) -> dict[int, dict[str, str]]:
    """Candidate -> {verdict, sentence}, by a process that has made none of them."""
    from django.conf import settings

    from tests.parts import production_environment

    asked = folder / "asked.json"
    asked.write_text(json.dumps([one.pk for one in candidates]))
    environment = production_environment(settings, DJANGO_SETTINGS_MODULE="tests.chaos.settings", LOG_LEVEL="ERROR")
    subprocess.run([sys.executable, "-m", "benchmarks.replay", "--answer", str(asked)], env=environment, check=True)
    return {int(pk): proof for pk, proof in json.loads(asked.with_suffix(".answer").read_text()).items()}


# --- the same picture in other company ------------------------------------------------------------------------------
def company(shelf: Shelf, names: Sequence[str], dtype: str) -> tuple[int, int, int]:
    """Largest channel difference, of 255, of pictures made alone and in groups; how many were compared; how many are
    the same to the bit."""
    apart = [one for name in names for one in _apart(shelf, name, dtype)]
    return max(apart), len(apart), apart.count(0)


def _apart(shelf: Shelf, name: str, dtype: str) -> list[int]:
    from generation import actions, replay
    from studio.lib import blobs
    from tests.generation.test_style_pack_settings import in_look

    revision = in_look(shelf.cast)  # one that says nothing of steps
    files: dict[int, list[bytes]] = {}
    for together in (1, *GROUPS):
        model = shelf.set_to(name, dtype=dtype, together=together, steps=4)
        batch = actions.order_batch(revision, model=model, count=4, by=shelf.cast.ben, seed=3)
        make("diffusers")
        files[together] = [blobs.read(one.picture_id) for one in batch.candidates.order_by("position")]
    pairs = [(one, other) for size in GROUPS for one, other in zip(files[1], files[size], strict=True)]
    return [int(replay.compare(one, other)["largest"]) for one, other in pairs]


# --- the table ------------------------------------------------------------------------------------------------------
def table(made: dict[str, list[Any]], proofs: dict[int, dict[str, str]], seconds: float) -> list[Row]:
    everything = [one for candidates in made.values() for one in candidates]
    counts = Counter(proof["verdict"] for proof in proofs.values())
    kinds = sum(any(one.pk in proofs for one in candidates) for candidates in made.values())
    rows = [
        ("candidates made, of kinds", f"{sum(one.state == 'done' for one in everything)}, {len(made)}", ""),
        ("replayed by another process, of kinds", f"{len(proofs)}, {kinds}", ""),
        *((f"  {verdict}", str(counts[verdict]), f"{len(proofs)}" if verdict == "identical" else "")
          for verdict in VERDICTS),
        ("  could not be replayed", str(len(proofs) - sum(counts[verdict] for verdict in VERDICTS)), "0"),
        ("  seconds each", f"{seconds / len(proofs):.2f}", ""),
    ]  # fmt: skip
    for what, candidates in made.items():
        rows += [(f"  {what}: {one.error}", "failed", "") for one in candidates if one.state != "done"]
        asked = (proofs[one.pk] for one in candidates if one.pk in proofs)
        rows += [(f"  {what}: {one['sentence']}", "", "") for one in asked if one["verdict"] != "identical"]
    return rows


def held(rows: Sequence[Row]) -> bool:
    """Is every goal kept? A goal with "<=" is a bound."""
    return all(float(found) <= float(goal[3:]) if goal.startswith("<=") else found == goal
               for _, found, goal in rows if goal)  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--candidates", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--answer", type=Path, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.answer:
        answer(asked.answer)
        return
    rows: list[Row] = []
    folder = Path(tempfile.mkdtemp(prefix="gatefold-replay-"))
    os.environ.setdefault("OMP_NUM_THREADS", "1")  # tiny layers: two threads wait for each other longer than they work
    try:
        with ground() as cast:
            rows = measured(Shelf(cast, folder), asked.candidates, random.Random(asked.seed))
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    width = max(len(what) for what, _, _ in rows)
    for what, found, goal in rows:
        print(f"{what:<{width}}  {found:>12}{f'   (goal {goal})' if goal else ''}")
    raise SystemExit(not held(rows))


def measured(shelf: Shelf, candidates: int, chance: random.Random) -> list[Row]:
    from generation.engine.rounding import MOST

    shelf.fill()
    made = load(shelf, max(4, candidates // 14))
    done = [one for group in made.values() for one in group if one.state == "done"]
    chosen = chance.sample(done, min(candidates, len(done)))
    began = time.perf_counter()
    proofs = replayed(chosen, shelf.folder)
    rows = table(made, proofs, time.perf_counter() - began)
    for dtype in ("float32", "bfloat16"):
        most, pairs, same = company(shelf, ("sd", "sdxl", "flux"), dtype)
        what = f"{dtype}, alone or in groups: largest difference of {pairs} pairs"
        rows += [(what, str(most), f"<= {MOST[dtype]}"), ("  of them the same to the bit", str(same), "")]
    return rows


if __name__ == "__main__":
    main()

"""How long a previz still takes, phase by phase, what it costs in memory, and whether its bytes depend on anything.

    python -m benchmarks.previz [--size 768x768] [--samples 4] [--quick]

Thirty briefs (benchmarks/previz_briefs.py), one still each, including denoise and passes. Wall seconds on an otherwise
idle machine; `cpu` is the process's own time over all threads and bears a busy neighbour. Every part runs in a process
of its own, so that memory is that of one worker and nothing is warm by accident.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

from benchmarks.previz_briefs import SAMPLES, Sample
from generation.engine.engines import Model, Order
from generation.engine.picture import Job, NoInputs, Picture
from generation.engine.previz import engine
from generation.engine.recipe import Node
from generation.engine.render import op

PHASES = ("build", "trace", "denoise", "develop", "passes")
EXACT = (0, 4, 8, 13, 19, 28)  # a few of each kind for the comparison of bytes


def plan(sample: Sample, width: int, height: int, samples: int, position: int = 0) -> Node:
    model = Model("previz", "previz", settings={"samples": samples})
    order = Order(sample.brief, sample.style, sample.palette, {}, model, width, height, 1000 + position, position, 16)
    return engine.plan(order).nodes[0]


def still(node: Node) -> Picture:
    return op(node.op)(None, node, Job(NoInputs()))


def now_mb() -> float:
    """Resident memory at this moment."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * resource.getpagesize() / 1e6


# --- parts, each in a process of its own ----------------------------------------------------------------------------
def part_stills(width: int, height: int, samples: int, every: int) -> dict[str, Any]:
    began = time.perf_counter()
    engine.warm()
    rows, warm = [], time.perf_counter() - began
    for sample in SAMPLES[::every]:
        began = time.perf_counter()
        node = plan(sample, width, height, samples)
        planned = time.perf_counter() - began
        began, cpu = time.perf_counter(), time.process_time()
        picture = still(node)
        row: dict[str, Any] = {"name": sample.name, "plan": planned, "wall": time.perf_counter() - began}
        phases: Any = picture.facts["phases"]
        rows.append(
            {**row, "cpu": time.process_time() - cpu, "mb": now_mb(), **{p: phases.get(p, 0.0) for p in PHASES}}
        )
    return {"warm": warm, "rows": rows, "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3}


def part_digests(width: int, height: int, samples: int, every: int) -> dict[str, Any]:
    import hashlib

    found = {}
    for index in EXACT:
        picture = still(plan(SAMPLES[index], width // 3, height // 3, samples))
        passes = {name: hashlib.sha256(data).hexdigest() for name, data in sorted(picture.passes.items())}
        found[SAMPLES[index].name] = [picture.pixels_sha256, passes]
    return {"digests": found}


def part_flicker(width: int, height: int, samples: int, every: int) -> dict[str, Any]:
    """Mean absolute second difference in time, 8-bit steps, over six frames of a slow push-in: with the pattern that is
    fixed to the pixels, and with a new seed for every frame (control)."""
    import numpy as np

    node = plan(SAMPLES[0], 320, 180, samples)
    scene: Any = node.params["scene"]
    camera = scene["camera"]
    yaw = np.radians(camera["yaw"])
    x, y, z = camera["eye"]
    end = [x + 0.01 * float(np.sin(yaw)), y, z - 0.01 * float(np.cos(yaw))]
    lens = {key: camera[key] for key in ("yaw", "pitch", "fov", "shift", "aperture", "focus") if key in camera}
    keys = [{"at": 0.0, "eye": camera["eye"], **lens}, {"at": 1.0, "eye": end, **lens}]
    motion = {"seconds": 1.0, "camera": keys, "ease": "linear", "drift": False}

    def moved(step: int, seed: int) -> Any:
        params = {**node.params, "scene": {**scene, "motion": motion}, "seconds": step / 5, "seed": seed}
        return still(replace(node, params=params)).pixels.astype(np.float32)

    found = {}
    for name, stride in (("fixed", 0), ("control", 1)):
        frames = np.stack([moved(step, 7 + stride * step) for step in range(6)])
        found[name] = float(np.abs(np.diff(frames, n=2, axis=0)).mean())
    return found


def part(name: str, threads: int, asked: argparse.Namespace, every: int = 1) -> dict[str, Any]:
    """The part's result, from a fresh process with this many threads."""
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.previz", "--part", name, "--size", asked.size,
         "--samples", str(asked.samples), "--every", str(every)],
        env={**os.environ, "GATEFOLD_RENDER_THREADS": str(threads)}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    if done.returncode:
        raise SystemExit(f"The part {name!r} failed:\n{done.stderr[-4000:]}")
    result: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return result


# --- the table ------------------------------------------------------------------------------------------------------
def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", default="768x768")
    parser.add_argument("--samples", type=int, default=4)
    parser.add_argument("--quick", action="store_true", help="every fifth brief, no scaling")
    parser.add_argument("--part", choices=("stills", "digests", "flicker"), help=argparse.SUPPRESS)
    parser.add_argument("--every", type=int, default=1, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.part:
        width, height = (int(side) for side in asked.size.split("x"))
        run = {"stills": part_stills, "digests": part_digests, "flicker": part_flicker}[asked.part]
        print(json.dumps(run(width, height, asked.samples, asked.every)))
        return
    cores = len(os.sched_getaffinity(0))
    whole = part("stills", cores, asked, 5 if asked.quick else 1)
    print(f"{asked.size}, {asked.samples} samples, {cores} threads, warm in {whole['warm']:.1f} s. Seconds:")
    print(f"{'brief':20}{'plan':>7}" + "".join(f"{phase:>9}" for phase in PHASES) + f"{'wall':>8}{'cpu':>8}{'MB':>7}")
    for row in whole["rows"]:
        phases = "".join(f"{row[phase]:9.3f}" for phase in PHASES)
        print(f"{row['name']:20}{row['plan']:7.3f}{phases}{row['wall']:8.2f}{row['cpu']:8.2f}{row['mb']:7.0f}")
    middle = {key: statistics.median(row[key] for row in whole["rows"]) for key in ("plan", *PHASES, "wall", "cpu")}
    phases = "".join(f"{middle[phase]:9.3f}" for phase in PHASES)
    print(f"{'median':20}{middle['plan']:7.3f}{phases}{middle['wall']:8.2f}{middle['cpu']:8.2f}")
    slowest = max(row["wall"] for row in whole["rows"])
    print(f"Slowest {slowest:.2f} s. Most memory ever resident: {whole['peak_mb']:.0f} MB")
    if not asked.quick:
        one, two = (
            statistics.median(row["wall"] for row in part("stills", n, asked, 3)["rows"]) for n in (1, 2)
        )  # fmt: skip
        print(f"Every third brief, median wall: 1 thread {one:.2f} s, 2 threads {two:.2f} s: {one / two:.2f} times")
    flicker = part("flicker", cores, asked)
    print(
        f"Flicker of a slow push-in: {flicker['fixed']:.2f} steps, {flicker['control']:.2f} with a seed a frame: "
        f"{flicker['fixed'] / flicker['control']:.2f} times"
    )
    first, *others = (part("digests", n, asked)["digests"] for n in (1, 2, 3, 2))
    same = sum(first[name] == other[name] for other in others for name in first)
    print(f"Bytes of stills and passes over 4 processes with 1, 2, 3 and 2 threads: {same} of {3 * len(first)} equal")


if __name__ == "__main__":
    main()

"""How long a previz still takes, phase by phase, and what it costs in memory. Prints one table.

    python benchmarks/previz.py [--size 768x512] [--samples 4] [--stills 6]

Wall seconds on an otherwise idle machine; `cpu` is the process's own time over all threads and bears a busy neighbour.
"""

from __future__ import annotations

import argparse
import resource
import statistics
import time
from pathlib import Path

from generation.engine.engines import Model, Order
from generation.engine.picture import Job, Picture
from generation.engine.previz import engine, trace
from generation.engine.render import op

BRIEFS: dict[str, tuple[dict[str, str], tuple[str, ...]]] = {
    "office": (
        {
            "subject": "three people around a large transparent display",
            "environment": "modern office, city skyline at dusk",
            "shot": "mid",
            "copy_space": "top third",
        },
        ("#14213D", "#FCA311", "#F5F3EE", "#5C677D"),
    ),
    "shore": (
        {
            "subject": "water bottle on a wet basalt pedestal",
            "environment": "lake shore, mist",
            "light": "low morning sun from the left",
            "copy_space": "left half",
        },
        ("#2F5D50", "#D9B382", "#C8452D", "#C9CED1"),
    ),
    "marsh": (
        {"subject": "drowned chapel, reed boats, a masked ferryman", "environment": "salt marsh", "light": "overcast"},
        ("#5f8f7e", "#3d3226", "#e6dcc6", "#a4502e"),
    ),
    "studio": ({"subject": "three jars", "environment": "studio"}, ("#0B3D2E", "#EFE9DD", "#B08D57")),
    "flat": (
        {"title": "empty state", "style": "flat illustration"},
        ("#0F172A", "#334155", "#94A3B8", "#E2E8F0", "#38BDF8", "#F472B6"),
    ),
}
PHASES = ("build", "trace", "denoise", "develop", "passes")


class Nothing:
    def blob(self, sha256: str) -> bytes:
        raise KeyError(sha256)

    def recipe(self, digest: str) -> dict[str, object]:
        raise KeyError(digest)

    def model_path(self, weights_digest: str) -> str:
        raise KeyError(weights_digest)


def still(name: str, position: int, width: int, height: int, samples: int) -> tuple[Picture, float, float, float]:
    """The picture, seconds to plan, wall seconds and CPU seconds to render."""
    brief, palette = BRIEFS[name]
    model = Model("previz", "previz", settings={"samples": samples})
    began = time.perf_counter()
    recipe = engine.plan(Order(brief, {}, palette, {}, model, width, height, 1000 + position, position, 16))
    planned = time.perf_counter() - began
    began, cpu = time.perf_counter(), time.process_time()
    picture = op("previz.still")(None, recipe.nodes[0], Job(Nothing()))
    return picture, planned, time.perf_counter() - began, time.process_time() - cpu


def now_mb() -> float:
    """Resident memory at this moment."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * resource.getpagesize() / 1e6


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", default="768x512")
    parser.add_argument("--samples", type=int, default=4)
    parser.add_argument("--stills", type=int, default=6, help="per brief; the median is shown")
    asked = parser.parse_args()
    width, height = (int(side) for side in asked.size.split("x"))
    began = time.perf_counter()
    engine.warm()
    print(
        f"{width}x{height}, {asked.samples} samples, {trace.threads()} threads, "
        f"warm in {time.perf_counter() - began:.1f} s. Seconds, medians of {asked.stills}:"
    )
    print(
        f"{'brief':8}{'plan':>8}" + "".join(f"{phase:>9}" for phase in PHASES) + f"{'wall':>8}{'cpu':>8}{'MB now':>9}"
    )
    for name in BRIEFS:
        rows = [still(name, position, width, height, asked.samples) for position in range(asked.stills)]
        phases = [statistics.median(float(p.facts["phases"][phase]) for p, *_ in rows) for phase in PHASES]
        plan, wall, cpu = (statistics.median(row[i] for row in rows) for i in (1, 2, 3))
        print(
            f"{name:8}{plan:8.3f}"
            + "".join(f"{seconds:9.3f}" for seconds in phases)
            + f"{wall:8.2f}{cpu:8.2f}{now_mb():9.0f}"
        )
    print(f"Most memory ever resident: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3:.0f} MB")


if __name__ == "__main__":
    main()

"""What the checks of a set cost: every check over the files of twelve placements, cut from one 1024 x 1024 master.

    python -m benchmarks.checks [--rounds 5]

The master is a made-up scene with three people, a sky and grain; copy, a logo, palette, two marks to keep away from, a
licence and limits are given, so that every check has work. Planning and rendering are not in the figures. `decoding` is
opening each file and turning it into pixels, once for all checks; `shown` is the digests of what each check is shown,
which is all that a check costs where nothing changed. Medians, milliseconds for the whole set; beside the clock this
process's own processor time, which others at work on the machine do not lengthen.
"""

from __future__ import annotations

import argparse
import io
import os
import statistics
import time
from collections import defaultdict
from collections.abc import Callable
from dataclasses import replace

import django
import numpy as np
from PIL import Image, ImageDraw

from generation.engine.checks.evidence import Evidence, Licence, Never
from generation.engine.checks.gather import evidence
from generation.engine.checks.run import KNOWN, one
from generation.engine.checks.shown import shown
from generation.engine.finishing import fonts
from generation.engine.finishing.placement import Copy, Kit, Shot, Spec
from generation.engine.picture import Box, Pixels
from tests.engine.finishing.scenes import METADATA, PALETTE, Store, finish

SIDE = 1024
SET = (
    "web-hero", "email-header", "open-graph", "social-1x1", "social-4x5", "story-9x16", "linkedin-link",
    "display-300x250", "display-728x90", "youtube-thumb", "print-a5", "dooh-portrait",
)  # fmt: skip
COPY = Copy("en-GB", "Decisions, together.", "One picture that everyone can read.", "See how it works")
OPEN = Licence("previz", "Gatefold", ("experiment", "internal", "public"))


def master() -> Shot:
    """A sky with grain above three people at a table."""
    y, x = np.mgrid[0:SIDE, 0:SIDE] / SIDE
    scene = np.array([28, 34, 58.0]) * (1 - y[..., None]) + np.array([150, 100, 70.0]) * y[..., None]
    people = []
    for name, middle in (("ana", 0.36), ("bo", 0.53), ("cy", 0.70)):
        scene[((x - middle) / 0.06) ** 2 + ((y - 0.85) / 0.33) ** 2 < 1] = (60, 70, 84)
        scene[((x - middle) / 0.042) ** 2 + ((y - 0.47) / 0.08) ** 2 < 1] = (196, 150, 126)
        people.append(Box(name, middle - 0.065, 0.39, 0.13, 0.61, "person"))
    scene[y > 0.93] = (244, 150, 20)
    scene += np.random.default_rng(7).normal(0, 3, scene.shape)
    return Shot(np.clip(scene, 0, 255).astype(np.uint8), (*people, Box("copy", 0, 0, 1, 0.36, "copy")))


def mark(seed: int) -> Pixels:
    """Somebody's mark: a ring and a bar."""
    image = Image.new("RGBA", (240, 240))
    draw = ImageDraw.Draw(image)
    draw.ellipse((20, 20, 220, 220), outline=(200, 30 + seed, 40, 255), width=26)
    draw.rectangle((60 + 9 * seed, 100, 200, 136), fill=(20, 20, 60, 255))
    return np.asarray(image)


def logo() -> bytes:
    out = io.BytesIO()
    Image.fromarray(mark(3)).resize((360, 120)).save(out, "PNG")
    return out.getvalue()


def files() -> list[Evidence]:
    """One file a placement, planned and rendered, with all that its checks are shown."""
    from briefs.seeds.placements import PLACEMENTS

    sign = logo()
    store = Store(sign)
    kit = Kit(PALETTE, tuple(font.font for font in fonts.bundled()), logo=next(iter(store.blobs)))
    shot, known = master(), {row["slug"]: row for row in PLACEMENTS}
    made = []
    for slug in SET:
        spec = Spec.from_document(known[slug])
        planned, recipe, picture = finish(shot, spec, COPY, kit, store=store, metadata=METADATA)
        assert picture.file is not None
        found = evidence(
            picture.file, planned, recipe, spec, copy=COPY, kit=kit, blob=store.blob, licences=(OPEN,),
            use_class="public", territories=("US", "DE"), never_on=(Never("navy", "#14213D"), Never("faces")),
        )  # fmt: skip
        made.append(replace(found, do_not=(("a rival", mark(0)), ("another", mark(5)))))
    return made


def round_of(made: list[Evidence], clock: Callable[[], float]) -> dict[str, float]:
    """Milliseconds by check over the set, each file opened anew."""
    took: dict[str, float] = defaultdict(float)

    def timed(name: str, began: float) -> None:
        took[name] += (clock() - began) * 1000

    for found in made:
        fresh = replace(found)  # what was worked out of the file before is forgotten
        began = clock()
        _ = fresh.pixels
        timed("decoding", began)
        began = clock()
        shown(fresh)
        timed("shown", began)
        for name in KNOWN:
            began = clock()
            one(fresh, name)
            timed(name, began)
    return took


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=5)
    rounds = parser.parse_args().rounds
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "studio.settings")
    django.setup()  # the placements stand beside rows; no database is asked
    made = files()
    round_of(made, time.perf_counter)  # first calls import and compile
    took = [round_of(made, time.perf_counter) for _ in range(rounds)]
    work = [round_of(made, time.process_time) for _ in range(rounds)]
    median = {name: statistics.median(each[name] for each in took) for name in took[0]}
    own = {name: statistics.median(each[name] for each in work) for name in took[0]}
    pixels = sum(found.pixels.shape[0] * found.pixels.shape[1] for found in made) / 1e6
    print(f"{len(made)} files, {pixels:.1f} megapixels in all; medians of {rounds}, ms for the whole set")
    print(f"  {'':18} {'clock':>9} {'processor':>10}")
    for name, value in sorted(median.items(), key=lambda pair: -pair[1]):
        print(f"  {name:18} {value:9.1f} {own[name]:10.1f}")
    whole, busy = (statistics.median(sum(each.values()) for each in many) for many in (took, work))
    print(f"  {'all checks':18} {whole:9.1f} {busy:10.1f}")


if __name__ == "__main__":
    main()

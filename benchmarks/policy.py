"""What a verdict costs: all standard rules asked of the facts of one finish.

    python -m benchmarks.policy [--rounds 300]

`weigh` is the answer alone, of rules that are compiled; `judge` reads the rules in force, answers, and keeps the
judgement and its verdicts as rows. In a transaction that is undone: nothing stays. Medians, with what others run.
"""

from __future__ import annotations

import argparse
import datetime as dt
import os
import statistics
import time
from collections.abc import Callable

import django

DAY = dt.date(2026, 11, 21)


def milliseconds(what: Callable[[], object], rounds: int) -> tuple[float, float, float]:
    """Median and 95th centile of the clock; median of this process's own processor time, the database's not in it."""
    took, worked = [], []
    for _ in range(rounds):
        began, at_work = time.perf_counter(), time.process_time()
        what()
        took.append((time.perf_counter() - began) * 1000)
        worked.append((time.process_time() - at_work) * 1000)
    return statistics.median(took), sorted(took)[int(rounds * 0.95)], statistics.median(worked)


def main(rounds: int) -> None:
    from django.db import transaction

    from studio.people.models import Brand
    from studio.policy.judging import at, judge, rulings
    from studio.policy.language import Facts
    from studio.policy.seeds import seed_rules
    from studio.policy.weighing import weigh

    known: Facts = {
        "use": "public", "regions": ("DE", "FR", "US", "CN"), "channels": ("social", "web"), "placements": ("story",),
        "generated": True, "realistic": True, "people": True, "likeness": (), "voices": (), "topics": (),
        "models": ("sdxl",), "model.licences": ("openrail++",), "model.uses": ("experiment", "internal", "public"),
        "model.barred": (), "model.duties": ("disclosure",), "model.training_data": "undisclosed",
        "model.unrecorded": (), "rights.unproven": (), "rights.barred": (), "rights.channels_barred": (),
        "rights.until": dt.date(2027, 6, 1), "flight.from": dt.date(2026, 12, 1), "flight.to": dt.date(2027, 1, 31),
    }  # fmt: skip
    with transaction.atomic():
        seed_rules()
        brand = Brand.objects.create(name="Bench", slug="bench-policy")
        facts = at("sign-off", brand, known, day=DAY)
        rules = rulings(brand)
        outcome = weigh(rules, facts)
        said = sum(one.decided for one in outcome.found)
        print(f"{len(rules)} rules, {len(outcome.asked)} asked: {said} apply, {len(outcome.found) - said} open")
        for name, what in (
            ("weigh", lambda: weigh(rules, facts)),
            ("judge", lambda: judge("sign-off", brand, known, brand=brand, day=DAY)),
        ):
            median, p95, worked = milliseconds(what, rounds)
            print(f"{name}: median {median:.2f} ms, p95 {p95:.2f} ms; processor {worked:.2f} ms")
        print(f"load {os.getloadavg()[0]:.1f}")
        transaction.set_rollback(True)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=300)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "studio.settings")
    django.setup()
    main(parser.parse_args().rounds)

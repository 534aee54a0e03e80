"""How long a recall takes in a library of a million assets.

    python -m benchmarks.recall [--assets 1000000] [--rounds 15]

On temporary ground: its own PostgreSQL and database, gone afterwards. Assets are made by SQL, at 20 brands, each with a
model, one of twelve bases, a font and a style pack that many share, now and then a LoRA or a reference, and a picture
of its own; 20 x 144 different reaches. Measured is what the page asks: `find` with all its counts and people, and the
first 50 assets; medians, for components that are in a few assets and for the one that is in the most.
Goal: 200 ms.
"""

from __future__ import annotations

import argparse
import os
import statistics
import time

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")

import django

django.setup()

# ruff: noqa: E402 - models are there once Django is set up
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from dam import recall
from dam.models import Asset, Component, Reach
from studio.lib import embedded
from studio.lib.canonical import digest
from studio.people.models import Brand, Membership, User
from studio.people.roles import Role

BRANDS, GOAL_MS = 20, 200
PLACEMENTS = ("web-hero", "web-card", "email-head", "feed-square", "feed-tall", "story", "banner", "poster")
MARKETS = ("DE", "FR", "GB", "JP", "US", "BR", "IN", "IT")
REACHES = 144  # of a brand: 12 sets of placements x 4 of markets x 3 teams

# One holding an asset and kind: which of the brand's components of that kind it is. {n} is the asset's number.
SHARED = {"model": "0", "weights": "n % 12", "font": "n % 2", "style-pack": "n % 9", "logo": "0"}
SOME = {"lora": ("n % 5 = 0", "n / 5 % 40"), "reference": ("n % 3 = 0", "n / 3 % 400")}


def people_and_brands() -> User:
    """Twenty brands with six people each; one person who sees all of them."""
    ada = User.objects.create(username="ada", email="ada@example.test")
    for number in range(BRANDS):
        brand = Brand.objects.create(name=f"Brand {number:02d}", slug=f"brand-{number:02d}")
        Membership.objects.create(user=ada, brand=brand, role=Role.ADMIN)
        team = [User.objects.create(username=f"p{number}-{i}", email=f"p{number}-{i}@example.test") for i in range(6)]
        Membership.objects.bulk_create(Membership(user=one, brand=brand, role=Role.DESIGNER) for one in team)
        Membership.objects.create(user=team[0], brand=brand, role=Role.LEGAL)
        Reach.objects.bulk_create(reaches(brand, [one.pk for one in team]))
        Component.objects.bulk_create(components(brand))
    return ada


def reaches(brand: Brand, team: list[int]) -> list[Reach]:
    rows = []
    for number in range(REACHES):
        crew = number // 48
        said = {
            "placements": sorted({PLACEMENTS[(number % 12 + i * (1 + number % 3)) % 8] for i in range(1 + number % 4)}),
            "channels": ["web"] if number % 2 else ["email", "social"],
            "markets": [MARKETS[(number // 12 % 4) * 2 + i] for i in range(2)],
            "people": {"made": [team[crew]], "picked": [team[crew]], "finished": [team[3]], "signed": team[4:]},
        }
        rows.append(Reach(brand=brand, digest=digest([brand.pk, number]), **said))
    return rows


def components(brand: Brand) -> list[Component]:
    kinds = {"model": 1, "weights": 12, "font": 2, "style-pack": 9, "logo": 1, "lora": 40, "reference": 400}
    return [
        Component(brand=brand, kind=kind, key=digest([kind, i]), name=f"{kind} {i}")
        for kind, count in kinds.items()
        for i in range(count)
    ]


def fill(count: int) -> None:
    """Assets and what they hold, without what they were made by: no question of a recall goes there."""
    with connection.cursor() as cursor:
        cursor.execute("SET statement_timeout = 0; SET session_replication_role = replica")
        cursor.execute(
            "CREATE TEMP TABLE b AS SELECT id, row_number() OVER (ORDER BY id) - 1 AS place FROM people_brand"
        )
        first = Asset.objects.create(
            pk=count + 1, brand=Brand.objects.all()[0], campaign_id=1, finish_id=0,
            title="Asset", description="A picture that was signed and shipped", master_id="m",
            facets={"placement": ["web-hero", "story"], "market": ["DE", "FR"]}, components_at=timezone.now(),
        )  # fmt: skip
        same = [row.column for row in Asset._meta.local_fields if row.name not in ("id", "finish", "brand")]
        kept = ", ".join(same)
        cursor.execute(
            f"""INSERT INTO dam_asset (id, finish_id, brand_id, {kept})
                SELECT n, n, b.id, {kept} FROM dam_asset, generate_series(1, {count}) AS n
                JOIN b ON b.place = n % {BRANDS}"""
        )
        first.delete()
        cursor.execute(
            """CREATE TEMP TABLE r AS SELECT id, brand_id,
                 row_number() OVER (PARTITION BY brand_id ORDER BY id) - 1 AS place FROM dam_reach"""
        )
        cursor.execute(
            """CREATE TEMP TABLE c AS SELECT id, brand_id, kind,
                 row_number() OVER (PARTITION BY brand_id, kind ORDER BY id) - 1 AS place FROM dam_component"""
        )
        for kind, said in ({kind: ("true", which) for kind, which in SHARED.items()} | SOME).items():
            only, which = (part.replace("n", "(a.id / 20)") for part in said)
            cursor.execute(
                f"""INSERT INTO dam_holding (component_id, asset_id, reach_id)
                    SELECT c.id, a.id, r.id FROM dam_asset a
                    JOIN c ON c.brand_id = a.brand_id AND c.kind = '{kind}' AND c.place = {which}
                    JOIN r ON r.brand_id = a.brand_id AND r.place = (a.id / 7) % {REACHES} WHERE {only}"""
            )
        cursor.execute(
            """INSERT INTO dam_component (brand_id, kind, key, name)
               SELECT brand_id, 'candidate-picture', encode(sha256(id::text::bytea), 'hex'), title FROM dam_asset"""
        )
        cursor.execute(
            f"""INSERT INTO dam_holding (component_id, asset_id, reach_id)
                SELECT p.id, a.id, r.id FROM dam_asset a
                JOIN dam_component p ON p.brand_id = a.brand_id AND p.kind = 'candidate-picture'
                  AND p.key = encode(sha256(a.id::text::bytea), 'hex')
                JOIN r ON r.brand_id = a.brand_id AND r.place = (a.id / 7) % {REACHES}"""
        )
        cursor.execute("VACUUM ANALYZE")
        cursor.execute("SET session_replication_role = DEFAULT")


def measure(kind: str, key: str, user: User, rounds: int) -> None:
    """A line of the table: medians in ms, and how many live assets."""
    found = recall.find(kind, key, user)
    assert found is not None  # and PostgreSQL has met the question
    counted: list[float] = []
    all_of_it: list[float] = []
    for _ in range(rounds):
        began = time.perf_counter()
        found = recall.find(kind, key, user) or found
        half = time.perf_counter()
        recall.assets(found)
        counted.append(1000 * (half - began))
        all_of_it.append(1000 * (time.perf_counter() - began))
    told = sum(len(one.told) for one in found.brands)
    print(
        f"| {kind} | {found.live:,} | {len(found.brands)} | {told} | {statistics.median(counted):.1f} | "
        f"{statistics.median(all_of_it):.1f} | {max(all_of_it):.1f} |",
        flush=True,
    )


def plans(kind: str, key: str, user: User) -> None:
    """How PostgreSQL answers the two questions that grow with the library."""
    with CaptureQueriesContext(connection) as asked:
        found = recall.find(kind, key, user)
        assert found is not None
        recall.assets(found)
    wanted = [one["sql"] for one in asked if 'FROM "dam_holding"' in one["sql"]]
    with connection.cursor() as cursor:
        for sql in wanted:
            cursor.execute(f"EXPLAIN (ANALYZE, COSTS OFF) {sql}")
            print("\n".join(line for (line,) in cursor.fetchall()), "\n", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else "")
    parser.add_argument("--assets", type=int, default=1_000_000)
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--plans", action="store_true", help="print what EXPLAIN says")
    asked = parser.parse_args()
    assert settings.EMBEDDED_DATABASE is not None, "this makes a million rows: not in a database of yours"
    with embedded.postgres(settings.EMBEDDED_DATABASE, scratch=True):
        call_command("migrate", verbosity=0)
        began = time.perf_counter()
        ada = people_and_brands()
        fill(asked.assets)
        one = User.objects.get(username="p3-0")
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM dam_holding")
            print(
                f"{asked.assets:,} assets, {cursor.fetchone()[0]:,} holdings in {time.perf_counter() - began:.0f} s\n"
            )
        print("| component | live assets | brands | to be told | counts, ms | with the first 50, ms | worst |")
        print("|---|---|---|---|---|---|---|")
        picture = Component.objects.filter(kind="candidate-picture").order_by("pk")[777].key
        for user in (ada, one):
            kinds = [("reference", 7), ("lora", 3), ("weights", 5), ("style-pack", 2), ("font", 1), ("model", 0)]
            for kind, place in kinds:
                measure(kind, digest([kind, place]), user, asked.rounds)
        measure("reference", digest(["reference", 7])[:10], ada, asked.rounds)
        measure("candidate-picture", picture[:12], ada, asked.rounds)
        if asked.plans:
            for kind, place in (("lora", 3), ("model", 0)):
                print(f"\n{kind}:")
                plans(kind, digest([kind, place]), ada)


if __name__ == "__main__":
    main()

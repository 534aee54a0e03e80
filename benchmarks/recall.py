"""How long a recall takes in a library of a million assets.

    python -m benchmarks.recall [--assets 1000000] [--rounds 15]

On temporary ground: its own PostgreSQL and database, gone afterwards. Assets are made by SQL, at 20 brands, each with a
model, one of twelve bases, a font and a style pack that many share, now and then a LoRA or a reference, and a picture
of its own; 20 x 144 different reaches, a delivered file each, 2,000 of them seen by 100 guests. Measured is what the
page asks: `find` with all its counts, people and guests, and the first 50 assets; medians, for components that are in a
few assets and for the one that is in the most; then the same while one brand's share of it is in quarantine, and the
first and the whole of the list. Goal: 200 ms.
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

from briefs.models import Campaign
from dam import recall, tally
from dam.models import Asset, Component, Held, Reach, Recall
from dam.recall_list import listing
from generation.models import Candidate
from review.models import GuestLink, GuestProxy
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
    Campaign.objects.create(pk=1, brand=Brand.objects.all()[0], name="Campaign", slug="campaign")
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
        cursor.execute(
            """INSERT INTO dam_assetrendition (asset_id, rendition_id, file_id, name, delivered_at)
               SELECT id, id, 'f', 'brand/' || id || '.jpg', now() FROM dam_asset"""
        )
        guests()
        tally.recount()
        cursor.execute("VACUUM ANALYZE")
        cursor.execute("SET session_replication_role = DEFAULT")


def guests() -> None:
    """A hundred of them, each with twenty pictures of one brand that assets were made of."""
    person, now = User.objects.get(username="ada"), timezone.now()
    for brand in Brand.objects.all():
        pictures = Component.objects.filter(brand=brand, kind="candidate-picture").order_by("pk")
        keys = list(pictures.values_list("key", flat=True)[:100])
        rows = Candidate.objects.bulk_create(
            Candidate(batch_id=brand.pk, position=place, picture_id=key, seed=1) for place, key in enumerate(keys)
        )
        for number in range(5):
            link = GuestLink.objects.create(
                batch_id=brand.pk, brand=brand, token=f"{brand.pk}/{number}", name=f"Guest {number}", person=person,
                email=f"g{number}@{brand.slug}.test", until=now, opened_at=now, seen_at=now, by=person,
            )  # fmt: skip
            some = rows[20 * number : 20 * number + 20]
            GuestProxy.objects.bulk_create(GuestProxy(link=link, candidate=one, blob_id="b") for one in some)


def hold_some(kind: str, key: str, by: User) -> tuple[int, float]:
    """Put the assets of one brand with this component in quarantine, as the page does; how many, and the seconds of
    the rows alone."""
    component = Component.objects.filter(kind=kind, key=key).order_by("pk")[3]
    row = Recall.objects.create(
        brand_id=component.brand_id, component=component, drill=False, reason="Its licence ended.", assets=0, files=0,
        people=[], seconds=0, by=by,
    )  # fmt: skip
    began = time.perf_counter()
    with connection.cursor() as cursor:
        cursor.execute(
            f"""INSERT INTO {Held._meta.db_table} (recall_id, asset_id)
                SELECT %s, asset_id FROM dam_holding WHERE component_id = %s ORDER BY asset_id""",
            [row.pk, component.pk],
        )
        return cursor.rowcount, time.perf_counter() - began


def measure(kind: str, key: str, user: User, rounds: int) -> None:
    """A line of the table: medians in ms, and how many live assets."""
    found = recall.find(kind, key, user)
    assert found is not None and recall.assets(found)  # and PostgreSQL has met the question
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


def measured_list(kind: str, key: str, user: User) -> None:
    """The whole list as it is sent."""
    found = recall.find(kind, key, user)
    assert found is not None
    began, first, size = time.perf_counter(), 0.0, 0
    for part in listing(found):
        size += len(part)
        first = first or time.perf_counter() - began
    whole = time.perf_counter() - began
    print(f"\nlist of {kind}: first part {1000 * first:.0f} ms, all {size / 1e6:.0f} MB {whole:.0f} s")


def plans(kind: str, key: str, user: User) -> None:
    """How PostgreSQL answers the two questions that grow with the library."""
    with CaptureQueriesContext(connection) as asked:
        found = recall.find(kind, key, user)
        assert found is not None
        recall.assets(found)
    wanted = [
        one["sql"]
        for one in asked
        if 'FROM "dam_holding"' in one["sql"] or "dam_holding " in one["sql"] or "dam_tally" in one["sql"]
    ]
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
        many, seconds = hold_some("font", digest(["font", 1]), ada)
        print(f"\n{many:,} of them in quarantine (their rows took {seconds:.1f} s), before the sums are added up:\n")
        measure("font", digest(["font", 1]), ada, asked.rounds)
        measure("model", digest(["model", 0]), ada, asked.rounds)
        began = time.perf_counter()
        while tally.fold():
            pass
        print(f"\nadded up in {time.perf_counter() - began:.1f} s:\n")
        measure("font", digest(["font", 1]), ada, asked.rounds)
        measure("model", digest(["model", 0]), ada, asked.rounds)
        measured_list("model", digest(["model", 0]), ada)
        began = time.perf_counter()
        print(f"{tally.amiss()} sums amiss; counted row by row in {time.perf_counter() - began:.1f} s")
        if asked.plans:
            for kind, place in (("lora", 3), ("model", 0)):
                print(f"\n{kind}:")
                plans(kind, digest([kind, place]), ada)


if __name__ == "__main__":
    main()

"""The contact sheet of many: what its address asks for, how it is ordered and stacked, what it costs."""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Callable

import pytest
from django.db import connection
from django.http import QueryDict
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from generation.engine.features.table import VERSION
from generation.models import Batch, Candidate
from review.actions import pick, rate, reject
from review.cells import Sheet
from review.models import Features, Ranking
from review.packed import packed
from review.ranking.scoring import Rank
from review.tiles import tiles
from review.wanted import Wanted
from tests.cast import Cast


def signed_in(cast: Cast) -> Client:
    client = Client()
    client.force_login(cast.dana)
    return client


def drawn(client: Client, batch: Batch, query: str = "") -> str:
    return client.get(reverse("review:sheet", args=[batch.pk]) + query).content.decode()


def shown(page: str) -> list[str]:
    """The numbers of the cells that are not hidden, as they stand."""
    cells = re.findall(r'<li class="cell"[^>]*>', page)
    return [re.search(r'data-number="(\d+)"', cell)[1] for cell in cells if " hidden " not in cell]  # type: ignore[index]


def alike(batch: Batch, *groups: tuple[int, ...]) -> None:
    """Positions that are near-duplicates of each other."""
    for group in groups:
        for row in batch.candidates.filter(position__in=group):
            Features.objects.create(candidate=row, version=1, values={}, fingerprint=0, stack=group[0])


@pytest.fixture
def many(monkeypatch: pytest.MonkeyPatch, make_batch: Callable[..., Batch]) -> Batch:
    """Six candidates, ranked from the last to the first; two pairs are alike."""
    batch = make_batch(6)

    def ranked(ranking: object, rows: list[Candidate]) -> dict[int, Rank]:
        return {row.pk: Rank(float(row.position), "ranked high: <on palette>") for row in rows}

    monkeypatch.setattr("review.order.ranked", ranked)
    alike(batch, (0, 2), (3, 5))
    return batch


def test_an_address_says_what_is_wanted_and_nonsense_is_the_whole_sheet() -> None:
    said = "show=rejected&sort=seed&because=no-hands&test=look&tier=validation&stacked=on&open=7.3&team=on"
    wanted = Wanted.read(QueryDict(said))
    assert wanted == Wanted("rejected", "seed", "no-hands", "look", "validation", True, frozenset({3, 7}), True)
    assert Wanted.read(QueryDict(wanted.query()[1:])) == wanted
    assert wanted.query(stacked=False, because="", test="", tier="", team=False) == "?show=rejected&sort=seed"
    nonsense = "show=%00&sort=<b>&because=a'b&test=1&tier=x&stacked=yes&open=a.9e9.-1." + "9" * 400
    assert Wanted.read(QueryDict(nonsense)) == Wanted()


def test_chips_narrow_the_sheet_together_and_links_keep_the_rest(cast: Cast, many: Batch) -> None:
    rows = list(many.candidates.order_by("position"))
    reject(rows[0], by=cast.dana, reasons=["anatomy"])
    reject(rows[1], by=cast.dana)
    pick(rows[3], by=cast.dana)
    dana = signed_in(cast)
    assert shown(drawn(dana, many, "?show=rejected")) == ["001", "002"]
    assert shown(drawn(dana, many, "?because=anatomy")) == ["001"]
    assert shown(drawn(dana, many, "?show=rejected&because=none")) == ["002"]
    page = drawn(dana, many, "?show=rejected&because=anatomy&sort=seed")
    assert 'href="?show=rejected&amp;sort=seed" data-part="because" data-key="anatomy" aria-current="true"' in page
    assert 'href="?show=picked&amp;sort=seed&amp;because=anatomy"' in page
    assert 'href="?show=rejected&amp;sort=newest&amp;because=anatomy" data-sort="newest"' in page
    assert shown(drawn(dana, many, "?because=nobody-said-it")) == []
    assert 'data-key="nobody-said-it" aria-current="true"' in drawn(dana, many, "?because=nobody-said-it")


def test_versions_at_another_tier_are_a_chip(cast: Cast, many: Batch, make_batch: Callable[..., Batch]) -> None:
    first = many.candidates.get(position=0)
    higher = make_batch(1)
    Batch.objects.filter(pk=higher.pk).update(promoted_from=first, tier="validation")
    dana = signed_in(cast)
    assert shown(drawn(dana, many, "?tier=validation")) == ["001"]
    assert 'data-part="tier" data-key="validation"' in drawn(dana, many)


def test_orders_are_by_rank_seed_rating_and_rank_only_where_there_is_one(
    cast: Cast, many: Batch, monkeypatch: pytest.MonkeyPatch
) -> None:
    dana = signed_in(cast)
    for row in many.candidates.all():
        Candidate.objects.filter(pk=row.pk).update(seed=(row.position * 5 + 3) % 6)
    rate(many.candidates.get(position=4), 5, by=cast.ada)
    assert shown(drawn(dana, many, "?sort=rank")) == ["006", "005", "004", "003", "002", "001"]
    assert shown(drawn(dana, many, "?sort=seed")) == ["004", "003", "002", "001", "006", "005"]
    assert shown(drawn(dana, many, "?sort=rating"))[0] == "005"
    page = drawn(dana, many)
    assert 'data-sort="rank"' in page and 'title="Ranked high: &lt;on palette&gt;"' in page
    monkeypatch.setattr("review.order.ranked", lambda batch, viewer: {})
    assert 'data-sort="rank"' not in drawn(dana, many)
    assert shown(drawn(dana, many, "?sort=rank")) == ["001", "002", "003", "004", "005", "006"]


def test_a_stack_is_one_tile_its_best_ranked_and_opens_by_its_address(cast: Cast, many: Batch) -> None:
    dana = signed_in(cast)
    page = drawn(dana, many, "?stacked=on")
    assert shown(page) == ["003", "002", "006", "005"], "The better of each pair stands where the pair begins."
    assert page.count('aria-label="Open the stack of 2 alike"') == 2
    assert shown(drawn(dana, many, "?stacked=on&open=0")) == ["003", "001", "002", "006", "005"]
    assert shown(drawn(dana, many)) == ["001", "002", "003", "004", "005", "006"]
    assert "stacked=on" in drawn(dana, many), "The switch is offered where something is alike."


def test_judging_a_cover_judges_it_alone_and_hides_nothing_else(cast: Cast, many: Batch) -> None:
    reject(many.candidates.get(position=2), by=cast.dana)
    dana = signed_in(cast)
    page = drawn(dana, many, "?stacked=on&show=undecided")
    assert shown(page) == ["001", "002", "006", "005"], "With its cover judged, the other of the pair comes forward."
    assert "003" in shown(drawn(dana, many, "?stacked=on&show=rejected"))


def test_the_first_cells_are_drawn_and_the_others_go_along_as_data(
    cast: Cast, many: Batch, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("review.packed.WHOLE", 2)
    digests = {"avif": "a" * 64, "webp": "b" * 64}
    sizes = [{"w": 256, "h": 192, "type": f"image/{kind}", "sha256": digest} for kind, digest in digests.items()]
    Candidate.objects.update(thumbhash="3OcRJYB4d3h/iIeHeEh3eIhw+j2w", sizes=sizes)
    many.candidates.filter(position=4).update(state="failed", error="</script><b>The brush broke.")
    many.candidates.filter(position=5).update(state="waiting")
    dana = signed_in(cast)
    page = drawn(dana, many)
    cells = re.findall(r'<li class="cell".*?</li>', page)
    first = many.candidates.get(position=0)
    assert [re.search(r'data-number="(\d+)"', cell)[1] for cell in cells] == ["001", "002", "005"]  # type: ignore[index]
    assert f'type="image/avif" srcset="/candidates/{first.pk}/sizes/{"a" * 16}.avif 256w"' in cells[0]
    assert f'data-sizes="256 avif {"a" * 16},256 webp {"b" * 16}"' in cells[0] and 'data-hash="3OcRJYB4' in cells[0]
    assert 'aria-label="Candidate 001, undecided. Ranked high: &lt;on palette&gt;"' in cells[0]

    found = re.search(r'<script type="application/json" class="packed">(.*?)</script>', page)
    assert found and "<" not in found[1]
    said = json.loads(found[1])
    assert (said["many"], said["drawn"], said["columns"]["number"]) == (3, [0, 1, 4], ["003", "004", "006"])
    assert said["columns"]["state"] == ["done", "done", "waiting"]
    assert said["columns"]["rank"] == "ranked high: <on palette>", "What all say is said once."
    assert said["columns"]["kinds"] == ["256 avif,256 webp", "256 avif,256 webp", ""]
    assert base64.b64decode(said["columns"]["digests"][0] + "==").hex() == "a" * 16 + "b" * 16

    # Without script: a link to a page that has them all, and links of its own that stay there.
    assert '<a class="link" href="?show=all&amp;sort=position&amp;whole=on">Show all on one page</a>' in page
    whole = drawn(dana, many, "?whole=on&show=undecided")
    assert "Show all on one page" not in whole and shown(whole) == ["001", "002", "003", "004"]
    assert 'href="?show=undecided&amp;sort=seed&amp;whole=on"' in whole
    assert 'class="packed"' not in drawn(dana, many, "?whole=on")

    Candidate.objects.update(sizes=[], thumbhash="")
    old = Sheet(many, False, Wanted()).cells(tiles(many, viewer=cast.dana))
    assert "<picture>" not in old and "data-hash" not in old and "preview.webp?v=" in old and 'class="quick"' not in old


def test_few_words_are_written_once(cast: Cast, make_batch: Callable[..., Batch]) -> None:
    batch = make_batch(12)
    for row in batch.candidates.filter(position__lt=6):
        pick(row, by=cast.dana, reasons=["light"])
    made = tiles(batch, viewer=cast.dana)
    said = json.loads(packed(Sheet(batch, True, Wanted()), made, []))["columns"]
    assert said["verdict"] == {"words": ["picked", ""], "of": [0] * 6 + [1] * 6}
    assert said["number"] == [f"{number:03d}" for number in range(1, 13)]
    assert packed(Sheet(batch, True, Wanted()), made, range(12)) == ""


def test_a_sheet_costs_the_same_queries_for_ten_and_for_sixty(cast: Cast, make_batch: Callable[..., Batch]) -> None:
    dana = signed_in(cast)
    weights = {"weights": {"size": 1.0}, "deviations": {"size": 1.0}, "named": {}, "market": {}}
    learned = {"learned_from": {"version": VERSION}, "report": {}, "better": True}
    Ranking.objects.create(brand=cast.northlight, number=1, weights=weights, **learned)
    counts = []
    for count in (10, 60):
        batch = make_batch(count)
        alike(batch, (0, 1, 2), (3, 4))
        for row in batch.candidates.filter(position__lt=count // 2):
            pick(row, by=cast.dana, reasons=["light"])
            rate(row, 3, by=cast.ada)
        where = reverse("review:sheet", args=[batch.pk]) + "?stacked=on&sort=rank&because=light"
        dana.get(where)  # what is read once a process is read before
        with CaptureQueriesContext(connection) as asked:
            assert dana.get(where).status_code == 200
        counts.append(len(asked))
    assert counts[0] == counts[1] <= 11, counts

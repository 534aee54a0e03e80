"""Survivors tested in the world: out under codes, back as figures, and what can be told from chance."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from zipfile import ZipFile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from generation.models import Batch
from review.actions import pick, reject
from review.actions.variants import close_set, make_set, take_out_file, take_results
from review.models import VariantResult, VariantSet
from review.variants import outcomes
from review.variants.proportions import Share, against_first, difference, holm, p_value, wilson, winners
from review.variants.report import report
from studio.lib.problems import BadInput, NotAllowed, WrongState
from tests.cast import Cast

HEADER = "code,channel,since,until,impressions,clicks,conversions,spend"


# --- The figures, against published ones ------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("hits", "of", "low", "high"),
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_wilson_gives_the_intervals_of_newcombe_1998(hits: int, of: int, low: float, high: float) -> None:
    assert wilson(hits, of) == pytest.approx((low, high), abs=5e-5)


@pytest.mark.parametrize(
    ("first", "other", "low", "high"),
    [
        (Share(48, 80), Share(56, 70), 0.0524, 0.3339),
        (Share(3, 10), Share(9, 10), 0.1705, 0.8090),
        (Share(0, 10), Share(10, 10), 0.6075, 1.0),
    ],
)
def test_the_difference_has_the_intervals_of_newcombes_method_10(
    first: Share, other: Share, low: float, high: float
) -> None:
    one = difference(first, other)
    assert one and (one.low, one.high) == pytest.approx((low, high), abs=5e-5)


def test_the_test_gives_the_textbook_p_and_says_nothing_on_few() -> None:
    # 56 of 70 and 48 of 80: chi-square 7.0235, as R's prop.test(correct = FALSE) has it; p = 0.008045.
    assert p_value(Share(48, 80), Share(56, 70)) == pytest.approx(0.008045, abs=2e-6)
    assert p_value(Share(3, 400), Share(6, 400)) is None
    assert p_value(Share(0, 0), Share(6, 400)) is None and difference(Share(0, 0), Share(1, 9)) is None


def test_several_questions_at_once_are_harder_to_answer() -> None:
    assert holm([0.01, None, 0.04, 0.03]) == [0.03, None, 0.06, 0.06]
    same = [Share(100, 5_000), Share(130, 5_000)]
    assert against_first(same)[0].told  # type: ignore[union-attr]
    assert not any(one and one.told for one in against_first([*same, *[Share(100, 5_000)] * 3]))
    assert [pair[:2] for pair in winners([Share(100, 5_000), Share(200, 5_000), Share(205, 5_000)])] == [(1, 0), (2, 0)]


# --- A set ------------------------------------------------------------------------------------------------------------
@pytest.fixture
def tested(cast: Cast, make_batch: Callable[..., Batch]) -> VariantSet:
    batch = make_batch(4)
    rows = list(batch.candidates.select_related("batch__brand").order_by("position"))
    for row in rows[:3]:
        pick(row, by=cast.dana)
    reject(rows[3], by=cast.dana)
    return make_set(batch.revision.brief, [rows[1].pk, rows[0].pk], by=cast.ben, name="Warm or cold", question="Both?")


def text(one: VariantSet, *rows: str, header: str = HEADER, sep: str = ",") -> bytes:
    codes = {row.letter: row.code for row in one.variants.all()}
    said = "\n".join([header, *rows]).replace(",", sep)
    for letter, code in codes.items():
        said = said.replace(f"<{letter}>", code)
    return said.encode()


def test_a_set_is_made_of_picks_and_its_codes_are_safe_in_file_names(cast: Cast, tested: VariantSet) -> None:
    first, second, third, rejected = tested.variants.all()[0].candidate.batch.candidates.order_by("position")
    assert [(row.letter, row.candidate) for row in tested.variants.all()] == [("A", second), ("B", first)]
    assert [row.code for row in tested.variants.all()] == [f"NO-{tested.pk:04d}-A", f"NO-{tested.pk:04d}-B"]
    assert make_set(tested.brief, [first.pk, third.pk], by=cast.dana, name="Again").number == 2
    for chosen, said in (([first.pk], "2 to 12"), ([first.pk, rejected.pk], "not a pick"), ([7] * 2, "2 to 12")):
        with pytest.raises(BadInput, match=said):
            make_set(tested.brief, chosen, by=cast.ben, name="No")
    with pytest.raises(NotAllowed, match="designer"):
        make_set(tested.brief, [first.pk, second.pk], by=cast.leo, name="No")
    assert VariantSet.objects.count() == 2

    # Out: a list that no spreadsheet runs, and the pictures under their codes.
    tested.brief.title = "=cmd|' /C calc'!A0"
    tested.brief.save()
    client = Client()
    client.force_login(cast.leo)
    listed = client.get(f"/variants/{tested.pk}/list.csv").content.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(listed)))
    assert [(row["code"], row["file_name"]) for row in rows] == [
        (row.code, f"{row.code}.png") for row in tested.variants.all()
    ]
    assert rows[0]["sha256"] == second.picture_id and rows[0]["brief"].startswith("'=")
    with ZipFile(io.BytesIO(client.get(f"/variants/{tested.pk}/files.zip").content)) as packed:
        assert packed.namelist() == ["variants.csv", *(row["file_name"] for row in rows)]
        assert packed.read(rows[1]["file_name"])[:4] == b"\x89PNG"


def test_results_are_taken_whole_or_not_at_all_and_never_twice(cast: Cast, tested: VariantSet) -> None:
    good = text(
        tested,
        "<A>,Social,2027-01-01,2027-01-07,10000,200,20,99.5",
        "<B>,social,2027-01-01,2027-01-07,10000,300,21,",
    )
    assert take_results(tested, "week-1.csv", good, by=cast.ben) == 2
    assert take_results(tested, "week-1-again.csv", good, by=cast.dana) == 0
    other = text(
        tested, "10;<A>;2027-01-08;1000;2027-01-14", "12;<B>;2027-01-08;1000;2027-01-14",
        header="CLICKS;Code;Since;Impressions;until",
    )  # fmt: skip
    assert take_results(tested, "week-2.csv", other.replace(b"-B;", b"-b;"), by=cast.ben) == 2
    kept = list(VariantResult.objects.values_list("channel", "clicks", "spend"))
    assert kept[0][0] == "social" and [row[1] for row in kept] == [200, 300, 10, 12]

    bad = text(
        tested,
        "<A>,social,2027-01-07,2027-01-09,10,1,,",
        "ZZ-1-A,,,,10,1,,",
        "<A>,print,,,10,11,,",
        "<A>,print,2027-02-01,,10,1,,",
        "<A>,print,2027-02-31,2027-03-01,10,1,,",
        '<A>,print,,,"10,000",1,,',
        '<A>,print,,,10,1,,"12,50"',
        "<A>,print,,,10,3,4,",
        "<A>,ok,,,10,3,1,",
        "<A>,ok,2027-01-01,2027-01-01,10,3,1,",
        "=HYPERLINK(1),,,,10,1,,",
        f"<A>,print,,,{'9' * 40},1,,",
    )
    with pytest.raises(BadInput) as refused:
        take_results(tested, "bad.csv", bad, by=cast.ben)
    said = refused.value.fields["file"]
    assert [line.split(":")[0] for line in said[1:]] == [
        f"Line {number}" for number in (3, 4, 5, 6, 7, 8, 9, 11, 12, 13)
    ]
    for word, line in zip(
        ("none of this set", "11 clicks of 10", "go together", "is not a day", "has a comma", "has a comma",
         "4 conversions of 3", "line 10 counts too", "formula", "whole number"), said[1:], strict=True,
    ):  # fmt: skip
        assert word in line
    with pytest.raises(BadInput, match=r"Line 2: .* has figures for 2027-01-01 to 2027-01-07.* Take that file out"):
        take_results(tested, "late.csv", text(tested, "<A>,social,2027-01-07,2027-01-09,10,1,,"), by=cast.ben)
    for junk in (b"", b"\0\0", b"PK\x03\x04", b"code,clicks\n", b"code,impressions,clicks\n", b"\xff\xfe\x00"):
        with pytest.raises(BadInput):
            take_results(tested, "junk.csv", junk, by=cast.ben)
    with pytest.raises(NotAllowed):
        take_results(tested, "x.csv", good, by=cast.leo)
    assert VariantResult.objects.count() == 4

    # A file is taken out to be sent again corrected; a closed test takes nothing in.
    source = VariantResult.objects.order_by("pk").values_list("source", flat=True)[0]
    assert take_out_file(tested, source, by=cast.ben) == 2
    close_set(tested, by=cast.ben)
    with pytest.raises(WrongState, match="closed"):
        take_results(tested, "week-1.csv", good, by=cast.ben)


def test_what_is_told_from_chance_is_said_and_fed_to_ranking_and_the_rest_is_not(
    cast: Cast, tested: VariantSet
) -> None:
    a, b = tested.variants.all()
    assert report(tested).verdicts[0].sentence.startswith("Too early to tell clicks apart: A has 0 of 0")
    few = text(tested, "<A>,feed,,,100,2,,", "<B>,feed,,,100,4,,")
    take_results(tested, "few.csv", few, by=cast.ben)
    told = report(tested).verdicts[0]
    assert told.kind == "wait" and "A has 2 of 100 impressions" in told.sentence and outcomes(cast.northlight) == []
    close = text(tested, "<A>,story,,,20000,400,,", "<B>,story,,,20000,404,,")
    take_results(tested, "close.csv", close, by=cast.ben)
    assert "Nothing differs from A in clicks by more than chance" in report(tested, "story").verdicts[0].sentence
    many = text(tested, "<A>,print,,,20000,400,40,100.00", "<B>,print,,,20000,700,70,100.00")
    take_results(tested, "many.csv", many, by=cast.ben)
    assert report(tested).verdicts[0].kind == "pass"
    assert report(tested).verdicts[0].sentence.startswith("Beyond chance, more clicks than A: B (")
    [(won, lost, weight)] = outcomes(cast.northlight)
    assert (won, lost) == (b.candidate_id, a.candidate_id) and 0.95 < weight <= 1
    assert outcomes(cast.tern) == []

    # A runs much more where everybody clicks: in sum it is far ahead, and that is not said of the pictures.
    take_results(tested, "mix.csv", text(tested, "<A>,search,,,40000,8000,,"), by=cast.ben)
    mixed = report(tested)
    assert mixed.uneven and mixed.verdicts == [] and "one channel at a time" in mixed.sentence
    assert [pair[:2] for pair in outcomes(cast.northlight)] == [(b.candidate_id, a.candidate_id)]

    client = Client()
    client.force_login(cast.leo)
    page = client.get(f"/variants/{tested.pk}/?channel=print").content.decode()
    assert "+75 %" in page and "3.50 %" in page and "Take in the results" not in page
    part = client.get(f"/candidates/{b.candidate_id}/variants/", headers={"HX-Request": "true"}).content.decode()
    assert b.code in part and "<html" not in part
    client.force_login(cast.ben)
    sent = SimpleUploadedFile("again.csv", b"code,impressions,clicks\nnobody,1,1\n")
    answer = client.post(f"/variants/{tested.pk}/results/", {"file": sent})
    assert answer.status_code == 422 and "Line 2: code “nobody” is none of this set." in answer.content.decode()

"""Briefs in and out as files: every row's verdict before anything is made, and nothing made twice."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from briefs import exchange
from briefs.actions import create_brief, save_draft
from briefs.actions.exchange import carry_out, judge_file
from briefs.exchange.documents import neutral
from briefs.exchange.reading import MOST_BYTES, MOST_ROWS
from briefs.models import Brief, BriefImport
from briefs.seeds import SAMPLE_BRIEFS
from briefs.spec import FIELDS
from studio.lib.models import Event
from studio.lib.problems import BadInput, NotAllowed, TooMuch, WrongState
from tests.cast import Cast

HEAD = "title,subject,colourway,headline,placement,locale,region,use\n"
WORDS = ("Colder than the lake", "All day, no ice", "Leave the cooler", "Drink the morning")
PLACES = ("social-4x5", "story-9x16", "display-300x250", "display-728x90")
LOCALES = (("en-US", "US"), ("de-DE", "DE"), ("fr-FR", "FR"), ("ja-JP", "JP"))


def hundred(count: int = 100) -> bytes:
    """The bulk request of a client: so many small briefs over colourways, headlines, placements and languages."""
    out = io.StringIO()
    writer = csv.writer(out)
    for n in range(count):
        locale, region = LOCALES[n % 4]
        colour = ("Kelp", "Dune", "Ember", "Fog")[n // 4 % 4]
        writer.writerow(
            [f"Tern always-on {n + 1:03d}", "bottle on wet basalt", colour, WORDS[n % 4], PLACES[n % 4], locale, region,
             "public"]
        )  # fmt: skip
    return (HEAD + out.getvalue()).encode()


def sent(data: bytes, name: str = "matrix.csv") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data, content_type="text/csv")


def judged(cast: Cast, data: bytes | str, **more: Any) -> BriefImport:
    data = data.encode() if isinstance(data, str) else data
    return judge_file(cast.tern_campaign, sent(data), by=cast.zoe, **more)


def rows(cast: Cast, data: bytes | str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = judged(cast, data).verdicts["rows"]
    return found


def refusal(cast: Cast, line: str, head: str = HEAD) -> str:
    [row] = rows(cast, head + line)
    assert row["verdict"] == "refused", row
    return f"{row['line']}: {' '.join(row['sentences'])}"


# --- a hundred rows --------------------------------------------------------------------------------------------------
def test_a_hundred_rows_are_shown_first_and_made_on_a_second_word(cast: Cast) -> None:
    made = judged(cast, hundred())
    assert {row["verdict"] for row in made.verdicts["rows"]} == {"good"} and not Brief.objects.exists()
    carry_out(made, by=cast.zoe)
    assert made.made == 100 == Brief.objects.filter(campaign=cast.tern_campaign).count()
    first = Brief.objects.get(title="Tern always-on 001")
    assert first.draft["colourways"] == [{"name": "Kelp", "hex": "#2F5D50"}] and first.draft["style_pack"] == "tern"
    assert first.draft["copy"] == {"en-US": {"headline": WORDS[0], "subline": "", "cta": ""}}
    assert first.draft["markets"] == ["US"] and first.draft["use_class"] == "public"
    assert Event.objects.filter(kind="brief.create").count() == 100


def test_the_same_file_again_makes_nothing_new(cast: Cast) -> None:
    carry_out(judged(cast, hundred()), by=cast.zoe)
    again = judged(cast, hundred())
    assert {row["verdict"] for row in again.verdicts["rows"]} == {"there"}
    assert carry_out(again, by=cast.zoe).made == 0 and Brief.objects.count() == 100


def test_of_a_longer_file_only_what_is_new_is_made(cast: Cast) -> None:
    carry_out(judged(cast, hundred(60)), by=cast.zoe)
    assert carry_out(judged(cast, hundred(100)), by=cast.zoe).made == 40


def test_an_import_is_carried_out_once(cast: Cast) -> None:
    made = judged(cast, hundred(3))
    carry_out(made, by=cast.zoe)
    with pytest.raises(WrongState, match="imported already"):
        carry_out(BriefImport.objects.get(pk=made.pk), by=cast.zoe)
    assert Brief.objects.count() == 3


def test_what_was_made_in_between_is_not_made_again(cast: Cast) -> None:
    one, two = judged(cast, hundred(5)), judged(cast, hundred(5))
    assert carry_out(one, by=cast.zoe).made == 5 and carry_out(two, by=cast.zoe).made == 0


def test_a_hundred_rows_ask_as_often_as_ten(cast: Cast) -> None:
    counts = []
    for number in (5, 10, 100):  # the first reads the person's roles once
        Brief.objects.all().delete()
        with CaptureQueriesContext(
            connection,
        ) as asked:
            carry_out(judged(cast, hundred(number)), by=cast.zoe)
        counts.append(len(asked))
    assert counts[1] == counts[2] < 40, counts


def test_the_good_rows_are_made_and_the_bad_ones_told(cast: Cast) -> None:
    data = HEAD + "Fine,bottle,Kelp,Cold,social-4x5,en-US,US,public\nBad,bottle,Pink,Cold,social-4x5,en-US,US,public\n"
    made = judged(cast, data)
    assert [row["verdict"] for row in made.verdicts["rows"]] == ["good", "refused"]
    assert carry_out(made, by=cast.zoe).made == 1


# --- hostile rows ----------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "cell", ["=1+1", '=HYPERLINK("http://x")', "+cmd|' /c calc'!A0", "@SUM(A1)", "-2+3+cmd|'x'!A0", "\t=1+1"]
)
def test_a_formula_is_refused_with_its_line(cast: Cast, cell: str) -> None:
    line = f'"{cell.replace(chr(34), chr(34) * 2)}"'
    said = refusal(cast, f"Name,{line},Kelp,Cold,social-4x5,en-US,US,public")
    assert said.startswith("2: subject: begins as a formula")


@pytest.mark.parametrize("cell", ["-20 % today", "@home", "+1 for the lake", "5 = 5"])
def test_words_that_only_look_like_one_are_words(cast: Cast, cell: str) -> None:
    [row] = rows(cast, HEAD + f"Name,bottle,Kelp,{cell},social-4x5,en-US,US,public")
    assert row["verdict"] == "good" and row["document"]["copy"]["en-US"]["headline"] == cell


def test_bytes_that_are_no_utf_8_are_refused_in_their_row_alone(cast: Cast) -> None:
    good = b"Two,b,Kelp,Cold,social-4x5,en-US,US,public\n"
    found = rows(cast, HEAD.encode() + b"Eins,Flasche,Kelp,K\xe4lter,social-4x5,de-DE,DE,public\n" + good)
    assert found[0]["verdict"] == "refused" and found[0]["line"] == 2
    assert "headline: not UTF-8" in found[0]["sentences"][0]
    assert found[1]["verdict"] == "good"


def test_utf_16_and_a_byte_order_mark_are_read(cast: Cast) -> None:
    line = HEAD + "Größe,Flasche,Kelp,Kälter,social-4x5,de-DE,DE,public\n"
    for data in (line.encode("utf-16"), b"\xef\xbb\xbf" + line.encode()):
        [row] = rows(cast, data)
        assert row["verdict"] == "good" and row["title"] == "Größe"


def test_semicolons_are_read_too(cast: Cast) -> None:
    [row] = rows(cast, "title;subject;placement\nName;bottle, cold;social-4x5\n")
    assert row["verdict"] == "good" and row["document"]["subject"] == "bottle, cold"


def test_titles_that_are_there_twice_are_refused_with_both_lines(cast: Cast) -> None:
    data = HEAD + "One,bottle,Kelp,Cold,social-4x5,en-US,US,public\nOne,cup,Kelp,Warm,social-4x5,en-US,US,public\n"
    found = rows(cast, data)
    assert [row["verdict"] for row in found] == ["good", "refused"] and found[1]["line"] == 3
    assert "Line 2 has the same title" in found[1]["sentences"][0]


def test_a_title_of_the_campaign_that_says_something_else_is_refused(cast: Cast) -> None:
    there = create_brief(cast.tern_campaign, by=cast.zoe, title="One")
    [row] = rows(cast, HEAD + "one,bottle,Kelp,Cold,social-4x5,en-US,US,public")
    assert row["verdict"] == "refused" and row["brief"] == there.pk and "says something else" in row["sentences"][0]


def test_a_hundred_thousand_rows_are_cut_at_a_line_that_is_named(cast: Cast) -> None:
    found = rows(cast, "title,subject\n" + "".join(f"Brief {n},bottle\n" for n in range(100_000)))
    assert len(found) == MOST_ROWS + 1 and found[-1]["verdict"] == "refused" and found[-1]["line"] == MOST_ROWS + 2
    assert "may have 1,000 rows" in found[-1]["sentences"][0]


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("Name,bottle,Kelp,Cold,no-such,en-US,US,public", "Placement “no-such” is not in the catalogue"),
        ("Name,bottle,Pink,Cold,social-4x5,en-US,US,public", "“Pink” is not in the style pack’s palette (kelp, dune"),
        ("Name,bottle,Kelp,Cold,social-4x5,,US,public", "say which language"),
        ("Name,bottle,Kelp,Cold,social-4x5,xx,US,public", "“xx” is not a language we know"),
        ("Name,bottle,Kelp,Cold,social-4x5,en-US,UK,public", "Use GB"),
        ("Name,bottle,Kelp,Cold,social-4x5,en-US,US,everybody", "is not one of the choices"),
        ("Name,bottle,Kelp,Cold,social-4x5,en-US,US,public,more", "9 cells, and the header names 8"),
        (f"Name,{'x' * 3000},Kelp,Cold,social-4x5,en-US,US,public", "there is room for 2,000"),
        (",bottle,Kelp,Cold,social-4x5,en-US,US,public", "give the brief a name"),
        ("Name,a\0b,Kelp,Cold,social-4x5,en-US,US,public", "NUL"),
    ],
)
def test_each_fault_is_told_of_its_row(cast: Cast, line: str, says: str) -> None:
    said = refusal(cast, line)
    assert said.startswith("2: ") and says in said


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "The file is empty"),
        (b"title\n", "a header and no rows"),
        (b"name,subject\na,b\n", "There is no column title|there is no column title"),
        (b"title,title\na,b\n", "there twice"),
        (b'title,subject\nOne,"never closed\n', "Line 2: a quotation mark"),
        (b"title,subject\nOne," + b"x" * 20_000 + b"\n", "Line 2: a cell is too long"),
        (b"PK\x03\x04rest", "a workbook, not CSV"),
        (b"\xff\xfea", "does not go on so"),
        (b"[", "not JSON"),
        (b"[]", "an empty list"),
        (b"[" * 60_000, "not JSON"),
    ],
)
def test_a_file_that_nobody_can_read_is_refused_whole(cast: Cast, data: bytes, says: str) -> None:
    with pytest.raises(BadInput, match=says):
        judged(cast, data)
    assert not BriefImport.objects.exists()


def test_a_file_that_is_too_large_is_refused_unread(cast: Cast) -> None:
    with pytest.raises(TooMuch, match="10 MB are taken"):
        judged(cast, b"title\n" + b"x" * MOST_BYTES)


def test_who_may_not_write_briefs_imports_none(cast: Cast) -> None:
    with pytest.raises(NotAllowed):
        judge_file(cast.campaign, sent(hundred(2)), by=cast.leo)
    made = judge_file(cast.campaign, sent(b"title\nOne\n"), by=cast.ben)
    with pytest.raises(NotAllowed):
        carry_out(made, by=cast.leo)
    assert not Brief.objects.exists()


# --- languages, bases, JSON ------------------------------------------------------------------------------------------
def test_rows_that_differ_by_their_language_alone_are_one_brief(cast: Cast) -> None:
    data = "title,subject,headline,locale\nOne,bottle,Cold,en-US\nOne,bottle,Kalt,de-DE\nOne,bottle,Froid,fr-FR\n"
    made = judged(cast, data)
    assert [row["verdict"] for row in made.verdicts["rows"]] == ["good", "joined", "joined"]
    carry_out(made, by=cast.zoe)
    assert {locale: w["headline"] for locale, w in Brief.objects.get().draft["copy"].items()} == {
        "en-US": "Cold", "de-DE": "Kalt", "fr-FR": "Froid",
    }  # fmt: skip


def test_what_rows_leave_out_comes_from_a_brief_they_are_laid_over(cast: Cast) -> None:
    base = create_brief(cast.tern_campaign, by=cast.zoe, title="Base")
    base = save_draft(base, {k: v for k, v in SAMPLE_BRIEFS["03"].items() if k != "title"}, by=cast.zoe, saves=0)
    made = judged(cast, "title,headline,locale\nOne,Cold,en-US\n", base=base)
    carry_out(made, by=cast.zoe)
    one = Brief.objects.get(title="One")
    assert one.draft["environment"] == SAMPLE_BRIEFS["03"]["environment"]
    assert list(one.draft["copy"]) == ["en-US"] and one.draft["copy"]["en-US"]["headline"] == "Cold"


def test_json_goes_out_and_comes_back_the_same(cast: Cast) -> None:
    for number in ("03",):
        brief = create_brief(cast.tern_campaign, by=cast.zoe, title="Out", document=SAMPLE_BRIEFS[number])
    out = exchange.exported(brief)
    jsonschema.validate(out, exchange.schema())
    Brief.objects.all().delete()
    made = judge_file(cast.tern_campaign, sent(json.dumps([out]).encode(), "out.json"), by=cast.zoe)
    carry_out(made, by=cast.zoe)
    assert Brief.objects.get().draft == brief.draft


def test_csv_goes_out_and_comes_back_the_same(cast: Cast) -> None:
    brief = create_brief(
        cast.tern_campaign, by=cast.zoe, title="=Out", document={**SAMPLE_BRIEFS["03"], "title": "=Out"}
    )
    save_draft(brief, {"colourways": [{"name": "Kelp", "hex": "#2F5D50"}]}, by=cast.zoe, saves=0)
    text = exchange.exported_csv(Brief.objects.all())
    assert "'=Out" in text
    before = Brief.objects.get().draft
    Brief.objects.all().delete()
    carry_out(judged(cast, "\ufeff" + text), by=cast.zoe)
    assert Brief.objects.get().draft == before


@pytest.mark.parametrize("cell", ["=1", "+x", "-x", "@x", "\tx", "\rx"])
def test_nothing_that_goes_out_is_run_by_a_spreadsheet(cell: str) -> None:
    assert neutral(cell) == f"'{cell}" and neutral("plain") == "plain" and neutral("") == ""


def test_the_schema_knows_every_field_and_refuses_what_the_form_refuses() -> None:
    schema = exchange.schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    assert set(schema["$defs"]["draft"]["properties"]) == set(FIELDS)
    for document in SAMPLE_BRIEFS.values():
        jsonschema.validate(document, schema)
    for bad in ({"title": ""}, {"shot": "sideways"}, {"markets": ["UK"]}, {"what": 1}, {"safe_margins": 0.5}):
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate(bad, schema)


def test_json_that_is_no_brief_is_refused_entry_by_entry(cast: Cast) -> None:
    found = rows(
        cast, json.dumps([{"title": "Fine"}, 7, {"title": "No", "what": 1}, {"schema": "other/1", "title": "x"}])
    )
    assert [row["verdict"] for row in found] == ["good", "refused", "refused", "refused"]
    assert "no field “what”" in found[2]["sentences"][0] and "gatefold.brief/1 is read" in found[3]["sentences"][0]


# --- pages -----------------------------------------------------------------------------------------------------------
def test_the_dry_run_shows_every_verdict_and_asks_as_often_for_ten_as_for_a_hundred(cast: Cast, client: Client) -> None:
    client.force_login(cast.zoe)
    address = f"/campaigns/{cast.tern_campaign.pk}/import/"
    counts = []
    for number in (10, 100):
        page = client.post(address, {"file": sent(hundred(number))})
        assert page.status_code == 302
        with CaptureQueriesContext(connection) as asked:
            shown = client.get(page["Location"]).content.decode()
        counts.append(len(asked))
        assert f"Make {number} briefs" in shown and shown.count("A new draft") == number
    assert counts[0] == counts[1]
    made = BriefImport.objects.latest("pk")
    assert client.post(f"/imports/{made.pk}/carry-out/").status_code == 302 and Brief.objects.count() == 100
    assert client.post(f"/imports/{made.pk}/carry-out/").status_code == 409
    assert "100 briefs made" in client.get(f"/imports/{made.pk}/").content.decode()


def test_a_title_with_markup_is_shown_as_text(cast: Cast, client: Client) -> None:
    client.force_login(cast.zoe)
    page = client.post(
        f"/campaigns/{cast.tern_campaign.pk}/import/", {"file": sent(b"title,subject\n<script>x</script>,{{ 7*7 }}\n")}
    )
    shown = client.get(page["Location"]).content.decode()
    assert "&lt;script&gt;" in shown and "{{ 7*7 }}" in shown and "<script>x" not in shown


def test_a_file_nobody_can_read_leaves_the_form_with_its_sentence(cast: Cast, client: Client) -> None:
    client.force_login(cast.zoe)
    page = client.post(f"/campaigns/{cast.tern_campaign.pk}/import/", {"file": sent(b"\xff\xfea")})
    assert page.status_code == 422 and "does not go on so" in page.content.decode()


def test_another_brand_sees_neither_the_import_nor_the_campaign(cast: Cast, client: Client) -> None:
    made = judged(cast, hundred(2))
    client.force_login(cast.ben)
    for address in (f"/imports/{made.pk}/", f"/campaigns/{cast.tern_campaign.pk}/import/"):
        assert client.get(address).status_code == 404
    assert client.get(f"/campaigns/{cast.tern_campaign.pk}/briefs.csv").status_code == 404


def test_a_campaign_goes_out_as_files(cast: Cast, client: Client) -> None:
    carry_out(judged(cast, hundred(3)), by=cast.zoe)
    client.force_login(cast.zoe)
    text = client.get(f"/campaigns/{cast.tern_campaign.pk}/briefs.csv").content.decode("utf-8-sig")
    assert len(list(csv.reader(io.StringIO(text)))) == 4
    listed = client.get(f"/campaigns/{cast.tern_campaign.pk}/briefs.json").json()
    jsonschema.validate(listed, client.get("/api/brief.schema.json").json())
    assert client.get(f"/campaigns/{cast.tern_campaign.pk}/briefs.exe").status_code == 404


def test_programs_send_a_file_and_carry_it_out(cast: Cast, client: Client) -> None:
    client.force_login(cast.zoe)
    sent_to = {"campaign": cast.tern_campaign.pk, "file": sent(hundred(3))}
    made = client.post("/api/imports/", sent_to)
    assert made.status_code == 201 and [row["verdict"] for row in made.json()["rows"]] == ["good"] * 3
    done = client.post(f"/api/imports/{made.json()['id']}/carry-out/")
    assert done.status_code == 200 and done.json()["made"] == 3 and Brief.objects.count() == 3
    assert client.post("/api/imports/", {"campaign": cast.campaign.pk, "file": sent(hundred(3))}).status_code == 422
    assert client.post("/api/imports/", {"campaign": cast.tern_campaign.pk}).status_code == 422


def test_the_schema_in_the_documents_is_the_one_that_is_served() -> None:
    assert json.loads(Path("docs/brief.schema.json").read_text()) == exchange.schema()

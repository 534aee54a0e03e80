"""What rules ask to be said is on the files: a visible label, China's metadata; and a signer need not take it on."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from briefs.models import Reference
from generation.engine.credentials.read import read
from generation.engine.finishing.label import OP
from generation.models import ModelEntry
from review import disclosure, histories, policy
from review.actions.gates import ask, warnings
from review.actions.select import pick
from review.models import Check, Finish, Rendition
from studio.lib import blobs
from studio.lib.models import Blob
from studio.policy.seeds import standard
from studio.policy.weighing import Found, Outcome, Ruling
from tests.cast import Cast
from tests.conftest import missing_part
from tests.engine.credentials.scenes import sealed
from tests.generation.orders import order, revision_of, work_it_off
from tests.policy.test_stations import rule
from tests.stations import Stations, placement

pytestmark = pytest.mark.django_db(transaction=True)

CHINA = ("china-visible-label", "china-metadata")
NAMES = {row["name"] for row in standard() if row["slug"] in CHINA}


def chinese_law(cast: Cast) -> None:
    """The seeded rules of China, in force at this brand."""
    for row in standard():
        if row["slug"] in CHINA:
            rule(cast, row["condition"], row["effect"], row["name"], asks=row["asks"], remedy=row.get("remedy", ""))


def steps(row: Rendition) -> list[dict[str, Any]]:
    assert row.recipe is not None
    return [node for node in row.recipe.document["nodes"] if node["op"] == OP]


def rows(finish: Finish) -> list[Rendition]:
    return list(finish.renditions.select_related("file", "recipe").order_by("pk"))


def asked(finish: Finish) -> dict[str, policy.Asked]:
    return {one.name: one for one in policy.asked(finish, policy.look(finish))}


def test_files_for_china_carry_label_and_metadata_and_nobody_has_to_take_it_on(
    line: Stations, cast: Cast, tmp_path: Path, client: Any
) -> None:
    chinese_law(cast)
    poster = placement("poster", 480, 360, formats=["jpeg"])
    words = {"zh-Hans": {"headline": "一起决定"}, "de": {"headline": "Entscheiden"}, "en": {"headline": "Decide"}}
    draft = {"use_class": "public", "markets": ["CN", "DE"], "copy": words, "placements": [poster.slug]}
    finish = line.finished(**draft)
    made = {row.locale: row for row in rows(finish)}
    assert {row.state for row in made.values()} == {"done"}
    said = {locale: [one["params"]["words"] for one in steps(row)] for locale, row in made.items()}
    assert said == {"zh-Hans": [["AI生成"]], "en": [["AI-generated"]], "de": []}, (
        "its own words; none for Germany alone"
    )
    for locale, row in made.items():
        verdicts = list(row.checks.filter(name="disclosure").values_list("verdict", flat=True))
        assert verdicts == ([] if locale == "de" else ["pass"])
        assert row.file is not None
        label = read(blobs.read(row.file.digest)).aigc
        assert label["Label"] == "1: made by AI" and label["ContentProducer"] == "Northlight"
    Check.objects.filter(verdict="fail").exclude(name="disclosure").delete()  # noise is no ground for copy
    for name in NAMES:
        assert not asked(finish)[name].must
    assert "is on all 2 files that it concerns" in asked(finish)["China: a visible label"].words
    assert not NAMES & set(warnings(finish))

    ask(finish, by=cast.dana)
    client.force_login(cast.leo, backend="django.contrib.auth.backends.ModelBackend")
    page = client.get(f"/finishes/{finish.pk}/sign-off/").content.decode()
    assert "is on all 2 files" in page and 'value="China: a visible label"' not in page

    rule(cast, "regions include CN", "disclose", "Larger", asks={"share": 0.09, "words": {"zh": "AI生成"}})
    assert asked(finish)["Larger"].must, "the law changed after it was finished: it is to be taken on again"
    assert "Larger" in warnings(finish) and "No file has the label" in asked(finish)["Larger"].words

    if not shutil.which("exiftool"):
        missing_part("NOT TESTED: exiftool is not installed; no independent reader looked at a labelled file")
    assert made["zh-Hans"].file is not None
    path = tmp_path / "labelled.jpeg"
    path.write_bytes(blobs.read(made["zh-Hans"].file.digest))
    command = ["exiftool", "-json", "-G1", "-warning", "-a", str(path)]
    (told,) = json.loads(subprocess.run(command, capture_output=True, check=True, encoding="utf-8").stdout)
    assert not any(key.endswith("Warning") for key in told)
    everything = subprocess.run(["exiftool", "-G1", "-a", str(path)], capture_output=True, encoding="utf-8").stdout
    assert "AIGC" in everything and "Labelled visibly: AI生成" in everything


def test_without_a_rule_no_file_has_either_and_a_rule_made_later_is_to_be_taken_on(line: Stations, cast: Cast) -> None:
    finish = line.finished(use_class="public", markets=["CN"])
    for row in rows(finish):
        assert steps(row) == [] and row.file is not None
        assert read(blobs.read(row.file.digest)).aigc == {}
    chinese_law(cast)
    found = asked(finish)
    assert found["China: a visible label"].must and found["China: an implicit label in the file"].must
    assert "No file has the label. Finishing sets the label" in found["China: a visible label"].words
    assert set(warnings(finish)) >= NAMES


def test_a_placement_that_cannot_carry_the_label_is_held_back_and_says_why(line: Stations, cast: Cast) -> None:
    chinese_law(cast)
    dot = placement("dot", 24, 24)
    finish = line.finished(use_class="public", markets=["CN"], placements=["stamp", dot.slug])
    small = finish.renditions.get(placement__placement=dot)
    found = small.checks.get(name="disclosure")
    assert found.verdict == "fail" and "Dot is too small for the label “AI生成”" in found.sentence and found.remedy
    assert not asked(finish)["China: a visible label"].must, "what does not ship has nothing to carry"


def outcome(*asks: dict[str, Any]) -> Outcome:
    found = (Found(Ruling(1, "A", "", None, "disclose", "", asks=one), True, {}, "") for one in asks)  # type: ignore[arg-type]
    return Outcome(tuple(found), ())


@pytest.mark.parametrize(("locale", "markets", "said", "language"), [
    ("de-AT", [], ("KI", "P"), "de-AT"), ("en", ["DE"], ("AI", "P"), "en"), ("pt-BR", ["DE"], ("P",), "en"),
    ("", ["JP"], ("AI", "P"), "en"), ("zh-Hant", ["TW", "DE"], ("P",), "en"), ("en-us", [], ("P",), "en-us"),
    ("de", ["CH", "US"], ("P",), "en"), ("de", ["CH", "AT"], ("KI", "P"), "de"), ("fr", ["US"], ("AI", "P"), "en"),
])  # fmt: skip
def test_a_label_speaks_the_language_of_its_file_for_the_markets_it_is_shown_in(
    locale: str, markets: list[str], said: tuple[str, ...], language: str
) -> None:
    europe = {"share": 0.03, "words": {"en": "AI", "de": "KI"}, "markets": ["EU"], "language": "en"}
    everywhere = {"share": 0.05, "words": {"en": "P"}, "corner": "top-left"}
    label = disclosure.label_of(outcome(europe, everywhere), locale, markets)
    assert label is not None
    assert (label.words, label.share, label.locale, label.corner) == (said, 0.05, language, "top-left")
    assert disclosure.label_of(outcome(europe), "ja-JP", []) is None is disclosure.label_of(outcome(), locale, markets)


def test_an_upload_that_was_signed_brings_its_history_along_and_one_that_was_changed_does_not(
    line: Stations, cast: Cast, model: ModelEntry, settings: Any
) -> None:
    settings.C2PA_HISTORIES = True
    file, broken = sealed("jpeg").file, bytearray(sealed("png").file)
    broken[-30] ^= 1
    revision = revision_of(cast, placements=[placement("sheet", 96, 64, formats=["webp"]).slug], copy={})
    references = []
    for name, data, role in (("shot", file, "product"), ("changed", bytes(broken), "style")):
        copy = b"the clean copy of " + name.encode()
        both = [
            Blob.objects.get_or_create(digest=blobs.put(one), defaults={"size": len(one)})[0] for one in (data, copy)
        ]
        row = Reference.objects.create(
            brief=revision.brief,
            upload=both[0],
            picture=both[1],
            name=f"{name}.jpg",
            role=role,
            state="ready",
            by=cast.ben,
        )
        references.append({"id": row.pk, "digest": both[1].digest, "role": role, "note": f"The {name}"})
    type(revision).objects.filter(pk=revision.pk).update(document=revision.document | {"references": references})
    batch = order(cast, model, count=1, revision=type(revision).objects.get(pk=revision.pk))
    work_it_off()
    candidate = batch.candidates.select_related("batch__brand", "batch__revision").get()
    pick(candidate, by=cast.dana)
    (row_,) = rows(line.finished(candidate))
    assert row_.file is not None, row_.error
    story = read(blobs.read(row_.file.digest))
    assert story.state == "valid" and story.lineage is not None
    under = {one.title: one for one in story.lineage.under}
    assert len(under["The shot"].under) == 4, "its own parent, references and logo"
    assert under["The changed"].under == () and under["The changed"].sha256 == references[1]["digest"]
    shot = Reference.objects.get(pk=references[0]["id"])
    assert histories.of_upload(shot) is not None
    settings.C2PA_HISTORIES = False
    assert histories.of_upload(shot) is None, "its thumbnails would ship: only where the operator says so"
    assert histories.room(40_000) == 10_000 and histories.room(None) == 2_000_000

"""Licence records: old ones still read, the strictest of several wins, and what they do not cover is said."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any

import pytest

from generation.models import ModelEntry
from generation.registry import caveat, licence_warnings, rests_on, strictest, weights_in
from generation.registry.known import known
from generation.registry.licence import DUTIES, TRAINING_DATA, Licence
from generation.registry.listing import SHARED, Wanted
from generation.registry.territories import EU, read, words
from studio.lib.problems import BadInput

ALL = ("experiment", "internal", "public")
FREE = Licence("Apache-2.0", "2.0", "2026-11-02", ALL, training_data="licensed")
NARROW = Licence(
    "House", "3", "2026-10-01", ALL, territories=("DE", "FR", "KR"), excluded=("KR",), weights_use=("experiment",),
    until="2027-05-01", revenue_below=5_000, duties=("marks",), training_data="undisclosed", indemnity="The publisher",
)  # fmt: skip


def test_a_record_is_stored_and_read_back_and_one_of_before_the_new_fields_still_reads() -> None:
    assert Licence.from_document(NARROW.document()) == NARROW
    old = {"id": "MIT", "use_classes": ["public"], "territories": ["DE"], "until": "", "colour": "blue"}
    found = Licence.from_document(old)
    assert (found.id, found.covers, found.outside(["DE", "US"])) == ("MIT", ("public",), ["US"])
    assert set(FREE.document()) == {
        "id", "version", "read_on", "use_classes", "territories", "until", "url", "note", "training_data",
    }  # fmt: skip


def test_of_several_licences_the_strictest_wins_in_every_field() -> None:
    both = strictest([FREE, replace(NARROW, revenue_below=0), replace(FREE, revenue_below=9, duties=("review",))])
    assert (both.covers, both.territories, both.excluded) == (("experiment",), ("DE", "FR", "KR"), ("KR",))
    assert (both.until, both.read_on, both.revenue_below) == ("2027-05-01", "2026-10-01", 9)
    assert (both.duties, both.training_data, both.indemnity) == (("review", "marks"), "undisclosed", "")
    assert both.id == "Apache-2.0 + House" and both.outside(["DE", "KR", "US"]) == ["KR", "US"]
    assert strictest([FREE, Licence("")]).covers == () and strictest([FREE, Licence("")]).read_on == ""
    assert strictest([FREE]) == FREE
    with pytest.raises(ValueError, match="no licence"):
        strictest([])


def test_weights_may_be_narrower_than_the_pictures_that_they_make() -> None:
    assert NARROW.use_classes == ALL and NARROW.covers == ("experiment",)
    row = ModelEntry(name="House", licence=NARROW.document())
    assert any("public use of its weights" in line for line in licence_warnings(row, {"use_class": "public"}))
    assert caveat(row, {"use_class": "public"}) == "not for public use"
    assert caveat(row, {"use_class": "experiment", "markets": ["DE", "KR"]}) == "not for KR"
    assert caveat(ModelEntry(name="None"), {}) == "no licence record" and not caveat(row, {})


def test_what_is_known_of_licences_is_dated_and_says_only_what_a_record_can() -> None:
    named = {f.name for f in fields(Licence)}
    assert len(known()) >= 8
    for key, one in known().items():
        assert one.licence.known == key and one.dated.count("-") == 2 and (one.source or not one.second_hand)
        assert not one.licence.read_on, "nobody has read it yet"
        assert set(one.licence.document()) <= named and set(one.licence.duties) <= set(DUTIES)
        assert one.licence.training_data in {"", *TRAINING_DATA} and one.licence.use_classes
    hunyuan = known()["tencent-hunyuan-community"].licence
    assert hunyuan.outside(["DE", "US", "KR"]) == ["DE", "KR"]


def test_territories_are_codes_and_the_eu_is_its_member_states() -> None:
    assert read("de, EU; gb,,", name="x", field="x") == ("DE", *[c for c in EU if c != "DE"], "GB")
    assert words(read("EU, GB", name="x", field="x")) == "EU, GB"
    for bad in ("Germany", "D1", "ÄÖ"):
        with pytest.raises(BadInput, match="not a country code"):
            read(bad, name="Territories", field="territories")


@pytest.mark.django_db
def test_a_lora_is_judged_with_its_base_and_a_base_that_nobody_registered_allows_nothing() -> None:
    def row(slug: str, licence: Licence, base: Any = "", weights: str = "") -> ModelEntry:
        return ModelEntry.objects.create(
            slug=slug, name=slug, licence=licence.document(), lineage={"base": base} if base else {}, weights=weights
        )

    row("first", NARROW, base="second")  # each other's base: what goes round still ends
    second = row("second", FREE, base={"slug": "first"}, weights="a" * 64)
    lora = row("lora", FREE, base="nobody")
    assert [one.slug for one in rests_on(second).rows] == ["second", "first"]
    assert rests_on(second).licence.covers == ("experiment",)
    assert rests_on(lora).lost == ("nobody",) and rests_on(lora).licence.covers == ()
    recipe = {"nodes": [{"params": {"weights": "a" * 64, "loras": [{"weights": "b" * 64}]}}]}
    along = list(weights_in(recipe))
    assert along == ["a" * 64, "b" * 64]
    worn = rests_on(row("checkpoint", FREE, weights="c" * 64), along)
    assert [one.slug for one in worn.rows] == ["checkpoint", "second", "first"] and worn.unknown == ("b" * 64,)
    said = licence_warnings(worn.rows[0], {"use_class": "public", "markets": ["US"]}, along)
    assert [line.split(" (")[0] for line in said if "public" in line] == ["The licence of first"]
    assert any("bbbbbbbbbbbb" in line for line in said)


def test_an_address_that_asks_for_nonsense_asks_for_everything() -> None:
    wanted = Wanted.of({"kind": "spaceship", "state": "\0", "use": "war", "page": "9" * 40, "q": " a\0b  "})
    assert (wanted.kind, wanted.state, wanted.use, wanted.page) == ("", "", "", 1) and "\0" not in wanted.words
    assert Wanted.of({"brand": SHARED, "q": "sd", "page": "3"}).query(4) == "q=sd&brand=shared&page=4"

"""Hooks down the line: other copy for the same picture, from the finish to the name of the file. Without hooks nothing
is different from what it was."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.test import Client

from dam.lineage import lineage
from dam.search import search
from generation.models import PlannedSet
from generation.sets.words import slugs, versions
from review import evidence
from review.actions.finish import finish
from review.manifest import manifest
from review.models import Finish
from review.typography import copy_of
from tests.stations import Stations, placement

COPY = {"en": {"headline": "Decisions"}, "de": {"headline": "Entscheiden"}}
HOOKS = [
    {"name": "cold", "copy": {"en": {"headline": "Brr"}, "de": {"headline": "Kalt"}}},
    {"name": "All day!", "copy": {"en": {"headline": "All day"}, "de": {"headline": ""}}},
]
BRIEF: dict[str, Any] = {"placements": ["card"], "copy": COPY, "hooks": HOOKS, "copy_space": "left-half"}


@pytest.fixture(autouse=True)
def card(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """A placement with room for a headline. What the checks say of type on noise is asked elsewhere."""
    placement("card", 480, 240, formats=["jpeg"])
    monkeypatch.setattr(evidence, "judge", lambda *_: [])


def rows(made: Finish) -> list[tuple[str, str]]:
    return list(made.renditions.order_by("pk").values_list("locale", "hook"))


def test_a_finish_makes_each_placement_in_each_locale_of_each_hook(line: Stations) -> None:
    made = finish(line.picked(**BRIEF), by=line.cast.dana)
    assert rows(made) == [("de", ""), ("en", ""), ("de", "cold"), ("en", "cold"), ("en", "All day!")]


def test_a_hook_says_its_own_words_and_none_of_the_first_copys() -> None:
    document = {**BRIEF, "copy": {"en": {"headline": "Decisions", "cta": "See how"}}}
    first, cold = copy_of(document, "en"), copy_of(document, "en", "cold")
    assert first and (first.headline, first.cta) == ("Decisions", "See how")
    assert cold and (cold.headline, cold.cta) == ("Brr", "")
    assert copy_of(document, "de") is None and copy_of(document, "en", "nobody") is None


@pytest.mark.parametrize("document", [{}, {"copy": {}}, {"hooks": []}])
def test_without_copy_there_is_one_file_without_words(document: dict[str, object]) -> None:
    assert versions(document) == [("", "")]


def test_hooks_alone_leave_the_first_file_without_words() -> None:
    assert versions({"hooks": HOOKS[:1]}) == [("", ""), ("de", "cold"), ("en", "cold")]


def test_a_brief_without_hooks_has_the_manifest_and_the_recipes_it_always_had(line: Stations) -> None:
    made = line.finished(**BRIEF | {"hooks": []})
    assert [set(entry) for entry in manifest(made)] == [
        {"rendition", "placement", "version", "locale", "sha256", "bytes", "recipe"}
    ] * 2
    for row in made.renditions.select_related("recipe"):
        assert row.recipe is not None
        assert list(row.recipe.document["context"]) and "hook" not in row.recipe.document["context"]


def test_the_files_say_their_hook_from_manifest_to_library(line: Stations) -> None:
    asset = line.asset(**BRIEF)
    made = asset.finish
    assert {entry.get("hook", "") for entry in manifest(made)} == {"", "cold", "All day!"}
    names = sorted(row.name.rpartition("/")[2] for row in asset.renditions.all())
    start = f"gf-{asset.pk:06d}_decisions-together-hero-image_card_480x240"
    assert names == sorted(f"{start}_{end}.jpg" for end in ("de", "en", "de_cold", "en_cold", "en_all-day"))
    assert asset.facets["hook"] == ["All day!", "cold"]
    assert search(line.cast.dana, facets={"hook": ["cold"]}).assets == [asset]
    assert search(line.cast.dana, facets={"hook": ["warm"]}).assets == []
    assert [node.note for node in lineage(asset).nodes][-1] == "3 hooks, de en"
    contexts = [row.recipe.document["context"] for row in made.renditions.select_related("recipe") if row.recipe]
    assert sorted(context.get("hook", "") for context in contexts) == ["", "", "All day!", "cold", "cold"]
    assert len({row.recipe_id for row in made.renditions.all()}) == 5


def test_every_page_of_the_line_shows_the_hook(line: Stations) -> None:
    asset = line.asset(**BRIEF)
    client = Client()
    client.force_login(line.cast.dana)
    finished = client.get(f"/finishes/{asset.finish_id}/").content.decode()
    assert "en · cold" in finished and "en · All day!" in finished
    signed = client.get(f"/finishes/{asset.finish_id}/sign-off/?locale=en&hook=cold").content.decode()
    assert 'aria-label="Hook"' in signed and "en · cold, exactly as it ships" in signed
    assert "en · All day!, exactly" not in signed
    gap = client.get(f"/finishes/{asset.finish_id}/sign-off/?locale=de&hook=All day!").content.decode()
    assert "No file shows these words in de" in gap
    assert "en · cold" in client.get(f"/library/{asset.pk}/").content.decode()


def test_hostile_hooks_are_harmless_names_and_never_meet() -> None:
    called = ["cold", "Cold!", "寒い", "暑い", "../../etc", "=cmd|'/C calc'!A0", "a_b", "x" * 60, "x" * 59]
    found = slugs({"hooks": [{"name": name, "copy": {}} for name in called]})
    assert list(found) == called and len(set(found.values())) == len(called)
    assert set("".join(found.values())) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
    assert max(map(len, found.values())) <= 34


def test_a_pick_of_a_set_is_finished_for_what_was_chosen(line: Stations) -> None:
    candidate = line.picked(**BRIEF | {"placements": ["card", "strip"]})
    axes = {"locales": ["en"], "hooks": ["", "cold"], "placements": ["strip"], "colourways": []}
    batch = candidate.batch
    batch.planned = PlannedSet.objects.create(
        brand=batch.brand, revision=batch.revision, model=batch.model, axes=axes, count=2, cap=2, seed=1, by=batch.by
    )
    batch.save()
    made = finish(candidate, by=line.cast.dana)
    assert rows(made) == [("en", ""), ("en", "cold")]
    assert set(made.renditions.values_list("placement__placement__slug", flat=True)) == {"strip"}
    assert json.dumps(axes)  # what is stored is JSON

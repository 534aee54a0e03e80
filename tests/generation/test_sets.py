"""Planned sets: counted before they run, kept under their cap, one composition in every colourway."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest

from briefs.models import BriefRevision
from generation import planning
from generation.models import Batch, Candidate, ModelEntry, PlannedSet
from generation.sets.axes import chosen, offered
from generation.sets.order import cancel_set, narrowed, order_set, plan_set
from generation.sets.plan import over_cap
from studio.lib.models import Event
from studio.lib.problems import BadInput, NotAllowed, WrongState
from tests.cast import Cast
from tests.generation.orders import order, revision_of, work_it_off

WAYS = [{"name": "Kelp", "hex": "#2F5D50"}, {"name": "Ember", "hex": "#C8452D"}, {"name": "Fog", "hex": "#C9CED1"}]
COPY = {"en": {"headline": "Colder than the lake"}, "de": {"headline": "Kälter als der See"}}
HOOKS = [{"name": "cold", "copy": {"en": {"headline": "Brr"}}}]
TERN: dict[str, Any] = {"colourways": WAYS, "copy": COPY, "hooks": HOOKS, "placements": ["web-hero", "story-9x16"]}
SHORE = {
    "subject": "Water bottle on a wet basalt pedestal", "environment": "lake shore, mist", "people": "no people",
    "light": "low morning sun from the left", "copy_space": "left-half", "shot": "product",
}  # fmt: skip


@pytest.fixture
def revision(cast: Cast) -> BriefRevision:
    return revision_of(cast, **TERN)


def ordered(cast: Cast, revision: BriefRevision, model: ModelEntry, **more: Any) -> PlannedSet:
    asked: dict[str, Any] = {"count": 2, "cap": 6, "by": cast.ben} | more
    return order_set(revision, model=model, **asked)


# --- The plan -------------------------------------------------------------------------------------------------------
def test_only_colourways_need_pictures_and_everything_else_is_files(revision: BriefRevision) -> None:
    made = plan_set(revision, count=4)
    assert (made.pictures, made.files_each, made.files) == (12, 6, 18)  # 2 placements x (en, de, en cold)
    assert plan_set(revision, count=4, picks=2).files == 36
    cells = list(made.cells)
    assert len(cells) == 3 * 2 * 2 * 2 and sum(cell.possible for cell in cells) == 18


def test_a_gap_is_named_with_its_hook_and_its_language(revision: BriefRevision) -> None:
    made = plan_set(revision, count=1)
    assert "Hook “cold” has no German headline: 2 files fewer." in made.gaps
    [cell] = [
        c for c in made.cells if (c.placement, c.locale, c.hook, c.colourway) == ("story-9x16", "de", "cold", "Fog")
    ]
    assert not cell.possible and cell.why == "Hook “cold” has no German headline"


def test_a_headline_that_is_too_long_is_said_where_it_is(cast: Cast) -> None:
    long = {"en": {"headline": "Colder than the lake in the morning and colder than the lake at night, all of it"}}
    made = plan_set(revision_of(cast, **TERN | {"copy": long, "hooks": [], "copy_space": "left-half"}), count=1)
    assert {word.verdict for word in made.words} <= {"warn", "fail"} and all(word.why for word in made.words)
    assert any("headline" in gap and "Story" in gap for gap in made.gaps)


def test_a_brief_without_colourways_and_copy_is_one_batch_of_wordless_files(cast: Cast) -> None:
    made = plan_set(revision_of(cast, colourways=[], copy={}, hooks=[], placements=["web-hero"]), count=3)
    assert (made.pictures, made.files, made.gaps) == (3, 1, ())


def test_a_product_photograph_is_missing_where_no_note_names_the_colourway(cast: Cast) -> None:
    shown = [{"id": 1, "role": "product", "note": "Tern, Kelp, 26 cm", "digest": "", "outline": None}]
    gaps = plan_set(revision_of(cast, **TERN, references=shown), count=1).gaps
    assert sum("No product reference names" in gap for gap in gaps) == 2
    assert not any("“Kelp”" in gap for gap in gaps)


@pytest.mark.parametrize(("axes", "field"), [
    ({"locales": []}, "locales"), ({"locales": ["tlh"]}, "locales"), ({"hooks": ["<b>warm</b>"]}, "hooks"),
    ({"placements": "web-hero"}, "placements"), ({"colourways": [1]}, "colourways"), ({"sizes": ["xl"]}, "axes"),
    (["locales"], "axes"), ({"placements": [{"slug": "web-hero"}]}, "placements"),
])  # fmt: skip
def test_axes_that_the_brief_does_not_have_are_refused_by_name(revision: BriefRevision, axes: Any, field: str) -> None:
    with pytest.raises(BadInput) as refused:
        plan_set(revision, axes=axes, count=1)
    assert list(refused.value.fields) == [field]


def test_axes_keep_the_briefs_order_whatever_was_asked_first(revision: BriefRevision) -> None:
    axes = chosen(revision.document, {"colourways": ["Fog", "Kelp", "Fog"], "locales": ["de", "en"]})
    assert axes.colourways == ("Kelp", "Fog") and axes.locales == ("en", "de")
    assert axes.hooks == offered(revision.document).hooks == ("", "cold")


def test_more_files_than_a_set_may_have_are_refused_before_they_are_counted(
    revision: BriefRevision, settings: Any
) -> None:
    settings.SET_MOST_FILES = 20
    with pytest.raises(BadInput, match=r"would have 24 files, and 20 is the most here. Take out 1 colourway"):
        plan_set(revision, count=1)


@pytest.mark.parametrize(("cap", "said"), [
    (12, ""), (11, "Take out 1 colourway, ask for 3 options each, or raise the cap to 12."),
    (4, "Take out 2 colourways, ask for 1 option each, or raise the cap to 12."), (1, "Raise the cap to 12."),
])  # fmt: skip
def test_what_is_over_the_cap_says_what_to_take_out(revision: BriefRevision, cap: int, said: str) -> None:
    sentence = over_cap(plan_set(revision, count=4), cap)
    assert sentence.endswith(said) and bool(sentence) == bool(said)


def test_gaps_that_many_languages_share_are_one_sentence(cast: Cast) -> None:
    copy = {locale: {"headline": "Colder than the lake"} for locale in ("en", "de", "fr", "it", "nl", "sv")}
    hooks = [{"name": "cold", "copy": {"en": {"headline": "Brr"}}}]
    gaps = plan_set(revision_of(cast, **TERN | {"copy": copy, "hooks": hooks}), count=1).gaps
    assert gaps[0] == "Hook “cold” has no headline in German, French, Italian and 2 more: 10 files fewer."
    assert len(gaps) <= 3


# --- The order ------------------------------------------------------------------------------------------------------
def test_a_set_is_a_batch_a_colourway_from_the_same_seeds(
    cast: Cast, revision: BriefRevision, model: ModelEntry
) -> None:
    made = ordered(cast, revision, model, seed=7)
    batches = list(made.batches.order_by("pk"))
    assert [batch.colourway for batch in batches] == WAYS
    seeds = [list(batch.candidates.values_list("seed", flat=True)) for batch in batches]
    assert seeds[0] == seeds[1] == seeds[2] == [planning.seed_of(7, n) for n in range(2)]
    assert made.estimate["pictures"] == 6 and made.axes["hooks"] == ["", "cold"]
    assert Event.objects.filter(kind="plannedset.order", subject=made.pk, by=cast.ben).count() == 1
    assert Event.objects.filter(kind="batch.order").count() == 3


def test_a_double_click_is_one_set(cast: Cast, revision: BriefRevision, model: ModelEntry) -> None:
    once = uuid4()
    first = ordered(cast, revision, model, once=once)
    assert ordered(cast, revision, model, once=once) == first
    assert (PlannedSet.objects.count(), Batch.objects.count(), Candidate.objects.count()) == (1, 3, 6)
    with pytest.raises(WrongState, match="another set"):
        ordered(cast, revision_of(cast, **TERN), model, once=once)


@pytest.mark.parametrize(("bad", "field"), [
    ({"cap": 5}, "cap"), ({"cap": 0}, "cap"), ({"cap": 10**9}, "cap"), ({"count": 0}, "count"),
    ({"count": 1001}, "count"),
    ({"seed": -1}, "seed"), ({"axes": {"colourways": ["Sand"]}}, "colourways"),
    ({"axes": {"hooks": ["cold"], "locales": ["de"]}}, "hooks"),
])  # fmt: skip
def test_what_cannot_be_ordered_is_said_by_field_and_nothing_is_written(
    cast: Cast, revision: BriefRevision, model: ModelEntry, bad: dict[str, Any], field: str
) -> None:
    with pytest.raises(BadInput) as refused:
        ordered(cast, revision, model, **bad)
    assert list(refused.value.fields) == [field]
    assert not PlannedSet.objects.exists() and not Batch.objects.exists()


def test_a_set_is_made_whole_or_not_at_all(cast: Cast, model: ModelEntry) -> None:
    with pytest.raises(BadInput, match="no such subject"):
        ordered(cast, revision_of(cast, **TERN, subject="unplannable"), model)
    assert not PlannedSet.objects.exists() and not Batch.objects.exists() and not Candidate.objects.exists()


def test_reviewers_and_strangers_order_no_set(cast: Cast, revision: BriefRevision, model: ModelEntry) -> None:
    for somebody in (cast.bea, cast.leo, cast.zoe):
        with pytest.raises(NotAllowed):
            ordered(cast, revision, model, by=somebody)
    made = ordered(cast, revision, model)
    with pytest.raises(NotAllowed):
        cancel_set(made, by=cast.bea)
    assert set(made.batches.values_list("state", flat=True)) == {"queued"}


def test_cancelling_a_set_stops_what_is_open_and_keeps_what_is_made(
    cast: Cast, revision: BriefRevision, model: ModelEntry
) -> None:
    made = ordered(cast, revision, model, axes={"colourways": ["Kelp"]}, cap=2)
    work_it_off()
    with pytest.raises(WrongState, match="nothing to cancel"):
        cancel_set(made, by=cast.ben)
    other = ordered(cast, revision, model)
    assert cancel_set(other, by=cast.dana) == 3
    assert set(other.batches.values_list("state", flat=True)) == {"cancelled"}
    assert made.batches.get().state == "done"


def test_the_set_of_a_batch_says_what_its_picks_are_finished_for(
    cast: Cast, revision: BriefRevision, model: ModelEntry
) -> None:
    made = ordered(cast, revision, model, axes={"locales": ["de"], "hooks": [""], "placements": ["web-hero"]})
    batch = made.batches.order_by("pk")[0]
    axes = narrowed(batch)
    assert axes and (axes.locales, axes.hooks, axes.placements) == (("de",), ("",), ("web-hero",))
    edited = Batch(revision=revision, model=model, edited_from=batch.candidates.all()[0])
    assert narrowed(edited) == axes and narrowed(order(cast, model)) is None

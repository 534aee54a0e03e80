"""Planned sets: counted before they run, kept under their cap, one composition in every colourway."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from briefs.models import BriefRevision
from generation import planning
from generation.engine.engines import Model, Order
from generation.engine.picture import EngineError
from generation.engine.previz import engine as previz
from generation.models import Batch, Candidate, ModelEntry, PlannedSet
from generation.sets.axes import chosen, offered
from generation.sets.order import cancel_set, narrowed, order_set, plan_set
from generation.sets.plan import over_cap
from studio.lib.models import Event
from studio.lib.problems import BadInput, NotAllowed, WrongState
from studio.people.models import User
from tests.cast import Cast
from tests.generation.orders import order, revision_of, work_it_off

WAYS = [{"name": "Kelp", "hex": "#2F5D50"}, {"name": "Ember", "hex": "#C8452D"}, {"name": "Fog", "hex": "#C9CED1"}]
COPY = {"en": {"headline": "Colder than the lake"}, "de": {"headline": "Kälter als der See"}}
HOOKS = [{"name": "cold", "copy": {"en": {"headline": "Brr"}}}]
TERN = {"colourways": WAYS, "copy": COPY, "hooks": HOOKS, "placements": ["web-hero", "story-9x16"]}
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
    ({"count": 201}, "count"),
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


# --- The recipe and the picture -------------------------------------------------------------------------------------
def test_a_colourway_takes_part_in_the_recipe_and_without_one_nothing_is_different(
    cast: Cast, model: ModelEntry
) -> None:
    plain = order(cast, model, seed=7)
    context = planning.order_of(plain, 0).context
    assert set(context) == {"revision", "style_pack", "prompt", "tier", "batch"}
    before = planning.plan(plain, 0)
    plain.colourway = WAYS[0]
    assert planning.plan(plain, 0).digest != before.digest
    assert planning.plan(plain, 0).context["colourway"] == WAYS[0]
    plain.colourway = None
    assert planning.plan(plain, 0).digest == before.digest


def bottle(colourway: dict[str, str], brief: dict[str, Any] = SHORE, **more: Any) -> Order:
    palette = tuple(way["hex"] for way in WAYS)
    made = Order(brief, {}, palette, {}, Model("previz", "previz", settings={"samples": 1}), 96, 96, 7, **more)
    return replace(made, colourway=colourway)


@pytest.mark.parametrize("brief", [
    SHORE, SHORE | {"subject": "Three water bottles on a table"}, SHORE | {"subject": "a brushed metal water bottle"},
    SHORE | {"subject": "a glass bottle and an apple"}, SHORE | {"subject": "an unheard-of flumph", "environment": ""},
])  # fmt: skip
@pytest.mark.parametrize("position", [0, 5])
def test_the_scenes_of_two_colourways_differ_in_one_material(brief: dict[str, Any], position: int) -> None:
    kelp, ember = (
        previz.plan(bottle(way, brief, position=position)).nodes[0].params["scene"] for way in WAYS[:2]
    )  # fmt: skip
    assert {key for key in kelp if kelp[key] != ember[key]} == {"materials"}
    assert {name for name in kelp["materials"] if kelp["materials"][name] != ember["materials"][name]} == {"colourway"}
    as_briefed = previz.plan(bottle({}, brief, position=position)).nodes[0].params["scene"]
    assert [thing["at"] for thing in as_briefed["things"]] == [thing["at"] for thing in kelp["things"]]
    assert as_briefed["camera"] == kelp["camera"] and as_briefed["lights"] == kelp["lights"]


def test_the_bottle_wears_the_colour_and_its_cap_does_not() -> None:
    scene = previz.plan(bottle(WAYS[1])).nodes[0].params["scene"]
    [thing] = [thing for thing in scene["things"] if thing["shape"] == "bottle"]
    assert thing["wears"]["body"] == "colourway" and thing["wears"]["cap"] == "dark"
    assert scene["materials"]["colourway"]["colour"] == "#c8452d"


def test_masks_and_depth_are_the_same_to_the_byte() -> None:
    from generation.engine.picture import Job, NoInputs
    from generation.engine.render import render

    kelp, ember = (render(previz.plan(bottle(way)), Job(NoInputs())) for way in WAYS[:2])
    assert kelp.passes["masks"] == ember.passes["masks"] and kelp.passes["depth"] == ember.passes["depth"]
    assert (kelp.pixels != ember.pixels).any() and kelp.boxes == ember.boxes


def cut_out(number: int, note: str) -> dict[str, Any]:
    rows = [[0.3, 0.7]] * 24
    outline = {"size": [400, 1000 + number], "box": [0, 0, 1, 1], "rows": rows, "colours": ["#2f5d50"]}
    return {"id": number, "role": "product", "note": note, "digest": f"{number:064x}", "outline": outline}


def test_a_photographed_product_comes_in_the_colourway_that_its_note_names() -> None:
    photos = [cut_out(1, "Tern Kelp, 26 cm"), cut_out(2, "Tern ember, 26 cm")]
    brief = SHORE | {"references": photos}
    for way, number in ((WAYS[0], 1), (WAYS[1], 2)):
        for position in (0, 1, 2):
            recipe = previz.plan(bottle(way, brief, position=position))
            assert set(recipe.nodes[0].inputs.values()) == {f"sha256:{number:064x}"}
    cameras = [previz.plan(bottle(way, brief)).nodes[0].params["scene"]["camera"] for way in WAYS[:2]]
    assert cameras[0] == cameras[1]
    with pytest.raises(EngineError, match="No product reference names the colourway “Fog”"):
        previz.plan(bottle(WAYS[2], brief))


@pytest.mark.parametrize(("way", "brief", "said"), [
    ({"name": "<b>", "hex": "red"}, SHORE, "has no colour"), (WAYS[0], {"subject": "Two people talking"}, "no product"),
])  # fmt: skip
def test_what_cannot_wear_a_colourway_is_said(way: dict[str, str], brief: dict[str, Any], said: str) -> None:
    with pytest.raises(EngineError, match=said):
        previz.plan(bottle(way, brief))


# --- Pages and API --------------------------------------------------------------------------------------------------
def as_(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def form(revision: BriefRevision, model: ModelEntry, **more: Any) -> dict[str, Any]:
    axes = offered(revision.document).document()
    return {**axes, "model": model.pk, "count": 2, "cap": 6, "once": str(uuid4())} | more


def test_the_page_counts_as_one_ticks_and_makes_nothing(cast: Cast, revision: BriefRevision, model: ModelEntry) -> None:
    client, address = as_(cast.ben), f"/briefs/{revision.brief_id}/set/"
    page = client.get(address).content.decode()
    assert "24 pictures" in page and "no German headline" in page and "Kelp" in page
    headers = {"HX-Request": "true", "HX-Target": "outlook"}
    less = client.get(address, form(revision, model, colourways=["Fog"]), headers=headers).content.decode()
    assert "2 pictures" in less and "<html" not in less and 'hx-swap-oob="true"' in less
    none = client.get(address, form(revision, model, hooks=[]), headers=headers).content.decode()
    assert "Hooks: choose at least one." in none
    again = client.post(address, form(revision, model) | {"recount": "1"})
    assert again.status_code == 200 and not PlannedSet.objects.exists()


def test_ordering_from_the_page_leads_to_the_set(cast: Cast, revision: BriefRevision, model: ModelEntry) -> None:
    client = as_(cast.ben)
    asked = form(revision, model, colourways=["Kelp", "Fog"], cap=4)
    went = client.post(f"/briefs/{revision.brief_id}/set/", asked)
    made = PlannedSet.objects.get()
    assert (went.status_code, went["Location"]) == (302, f"/sets/{made.pk}/")
    assert client.post(f"/briefs/{revision.brief_id}/set/", asked)["Location"] == f"/sets/{made.pk}/"
    work_it_off()
    page = client.get(f"/sets/{made.pk}/").content.decode()
    assert "Kelp, Fog" in page and page.count('class="shot"') == 4 and "Ember" not in page
    files = client.get(f"/sets/{made.pk}/files/").content.decode()
    assert files.count("Nothing is picked yet.") == 2 and "<html" in files


def test_over_the_cap_the_page_keeps_what_was_ticked(cast: Cast, revision: BriefRevision, model: ModelEntry) -> None:
    asked = form(revision, model, cap=5, colourways=["Kelp", "Fog"], count=3)
    answer = as_(cast.ben).post(f"/briefs/{revision.brief_id}/set/", asked)
    said = answer.content.decode()
    assert answer.status_code == 422 and "This plan makes 6 pictures, and the cap is 5." in said
    assert 'value="Ember">' in said and 'value="Fog" checked>' in said
    assert not PlannedSet.objects.exists()


@pytest.mark.parametrize("bad", [
    {"count": "many"}, {"cap": ""}, {"locales": ["tlh"]}, {"once": "not-a-uuid"}, {"model": "999"},
    {"count": "9" * 400},
])  # fmt: skip
def test_a_form_that_cannot_be_used_is_said_and_nothing_is_made(
    cast: Cast, revision: BriefRevision, model: ModelEntry, bad: dict[str, Any]
) -> None:
    client, address = as_(cast.ben), f"/briefs/{revision.brief_id}/set/"
    assert client.post(address, form(revision, model) | bad).status_code == 422
    assert client.get(address, form(revision, model) | bad).status_code == 200
    assert not PlannedSet.objects.exists()


def test_nobody_sees_the_sets_of_another_brand(cast: Cast, revision: BriefRevision, model: ModelEntry) -> None:
    made, zoe = ordered(cast, revision, model), as_(cast.zoe)
    for address in (
        f"/briefs/{revision.brief_id}/set/",
        f"/sets/{made.pk}/",
        f"/sets/{made.pk}/files/",
        f"/api/sets/{made.pk}/",
    ):
        assert zoe.get(address).status_code == 404
    assert zoe.post(f"/sets/{made.pk}/cancel/").status_code == 404
    asked = {"revision": revision.pk, "model": model.slug, "count": 1, "cap": 3}
    assert zoe.post("/api/sets/", json.dumps(asked), content_type="application/json").status_code == 422
    assert as_(cast.bea).post(f"/sets/{made.pk}/cancel/").status_code == 403
    assert set(made.batches.values_list("state", flat=True)) == {"queued"}


def test_a_program_plans_orders_and_follows_a_set(cast: Cast, revision: BriefRevision, model: ModelEntry) -> None:
    client = as_(cast.ben)
    asked: dict[str, Any] = {"revision": revision.pk, "model": model.slug, "count": 2, "axes": {"locales": ["en"]}}
    planned = client.post("/api/sets/plan/", json.dumps(asked | {"cap": 5}), content_type="application/json")
    body = planned.json()
    assert planned.status_code == 200 and (body["pictures"], body["files"], len(body["cells"])) == (6, 12, 12)
    assert "the cap is 5" in body["over_cap"] and not PlannedSet.objects.exists()
    assert body["cells"][0] == {
        "placement": "web-hero", "locale": "en", "hook": "", "colourway": "Kelp", "possible": True,
        "verdict": "pass", "why": "",
    }  # fmt: skip
    over = client.post("/api/sets/", json.dumps(asked | {"cap": 5}), content_type="application/json")
    assert over.status_code == 422 and "cap" in over.json()["errors"]
    made = client.post("/api/sets/", json.dumps(asked | {"cap": 6}), content_type="application/json")
    assert made.status_code == 201 and [line["colourway"] for line in made.json()["batches"]] == WAYS
    work_it_off()
    seen = client.get(f"/api/sets/{made.json()['id']}/").json()
    assert [(line["state"], line["done"]) for line in seen["batches"]] == [("done", 2)] * 3


@pytest.mark.parametrize("body", [
    "[]", "{}", '{"revision": "x"}',
    '{"revision": 1e999, "model": "m", "count": 1}', '{"axes": 3}', "not json", '"text"',
])  # fmt: skip
def test_what_a_program_sends_amiss_is_a_sentence(cast: Cast, revision: BriefRevision, body: str) -> None:
    for address in ("/api/sets/plan/", "/api/sets/"):
        answer = as_(cast.ben).post(address, body, content_type="application/json")
        assert answer.status_code in (400, 422) and answer["Content-Type"] == "application/problem+json"


def test_the_api_is_in_the_schema() -> None:
    from drf_spectacular.generators import SchemaGenerator

    paths = SchemaGenerator().get_schema(public=True)["paths"]
    assert {"/api/sets/", "/api/sets/plan/", "/api/sets/{id}/"} <= set(paths)


def queries(client: Client, address: str) -> int:
    with CaptureQueriesContext(
        connection,
    ) as caught:
        assert client.get(address).status_code == 200
    return len(caught)


def test_query_counts_do_not_grow(cast: Cast, model: ModelEntry) -> None:
    client = as_(cast.ben)
    small = revision_of(cast, **TERN | {"colourways": WAYS[:1], "hooks": [], "placements": ["web-hero"]})
    many = [{"name": f"Way {n}", "hex": f"#2F5D{n:02d}"} for n in range(12)]
    hooks = [{"name": f"hook {n}", "copy": COPY} for n in range(6)]
    large = revision_of(cast, **TERN | {"colourways": many, "hooks": hooks})
    client.get(f"/briefs/{small.brief_id}/set/")
    plans = [queries(client, f"/briefs/{revision.brief_id}/set/") for revision in (small, large)]
    assert plans[0] == plans[1]
    sets = [ordered(cast, small, model, count=1), ordered(cast, large, model, count=12, cap=200)]
    work_it_off()
    for page in ("", "files/"):
        counts = [queries(client, f"/sets/{made.pk}/{page}") for made in sets]
        assert counts[0] == counts[1], page


def test_gaps_that_many_languages_share_are_one_sentence(cast: Cast) -> None:
    copy = {locale: {"headline": "Colder than the lake"} for locale in ("en", "de", "fr", "it", "nl", "sv")}
    hooks = [{"name": "cold", "copy": {"en": {"headline": "Brr"}}}]
    gaps = plan_set(revision_of(cast, **TERN | {"copy": copy, "hooks": hooks}), count=1).gaps
    assert gaps[0] == "Hook “cold” has no headline in German, French, Italian and 2 more: 10 files fewer."
    assert len(gaps) <= 3

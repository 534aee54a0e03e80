"""Prompt templates: drafts that are tried and compared, versions that never change, rules that cannot do harm."""

from __future__ import annotations

import json
from copy import deepcopy
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from briefs.actions import (
    copy_prompt_template,
    create_brief,
    create_prompt_template,
    draft_prompt_template,
    publish,
)
from briefs.catalogue import template_for
from briefs.compile.template import clean
from briefs.forms.prompt_template import PromptTemplateForm
from briefs.models import PromptTemplate, PromptTemplateVersion
from briefs.seeds import SAMPLE_BRIEFS
from briefs.seeds.catalogue import seed_catalogue
from briefs.seeds.templates import SCENE, TEMPLATES
from briefs.trying import effects, materials, newest_briefs
from studio.lib.problems import BadInput, NotAllowed, WrongState
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def scene(**clip: Any) -> dict[str, Any]:
    document: dict[str, Any] = deepcopy(SCENE)
    document["dialects"]["clip"] |= clip
    return document


def shorter() -> dict[str, Any]:
    """The scene whose CLIP prompt says no lens."""
    parts = [part for part in SCENE["dialects"]["clip"]["positive"] if part != {"pack": "lens"}]
    return scene(positive=parts)


def posted(document: dict[str, Any], **more: Any) -> dict[str, Any]:
    return PromptTemplateForm.initial_from(document) | {"note": ""} | more


# --- The document ----------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("template", TEMPLATES, ids=lambda one: one["slug"])
def test_what_is_seeded_is_sound_and_speaks_every_dialect(template: dict[str, Any]) -> None:
    assert clean(template) == template
    assert set(template["dialects"]) == {"clip", "t5", "tags", "json", "previz"}


@pytest.mark.parametrize(
    ("part", "says"),
    [
        ({"field": "copy"}, "field is one of subject"),
        ({"field": "subject", "weight": 9}, "from 0.5 to 1.5"),
        ({"field": "subject", "run": "os.system"}, "there is no “run” here"),
        ({"text": "x" * 400}, "there is room for 300"),
        ({"text": " "}, "it says nothing"),
        ({"text": "a", "field": "subject"}, "exactly one of text"),
        ({"field": "subject", "words": {"a": "b"}}, "have words of their own"),
        ("{{ 7*7 }}", "give an object"),
    ],
)
def test_a_part_that_cannot_be_used_is_named_at_its_place(part: Any, says: str) -> None:
    with pytest.raises(BadInput) as caught:
        clean(scene(positive=[{"field": "subject"}, part]))
    ((place, lines),) = caught.value.fields.items()
    assert place.startswith("clip, positive, part 2") and says in lines[0]


def test_a_document_has_bounds() -> None:
    for document, says in (
        (scene(positive=[{"field": "subject"}] * 41), "at most 40"),
        (scene(windows=9), "from 1 to 4"),
        ({**SCENE, "dialects": {"t5": {"positive": [{"text": "a"}], "negative": [{"text": "b"}]}}}, "no negative"),
        ({**SCENE, "dialects": {"klingon": {}}}, "there is no dialect"),
        ({**SCENE, "slug": "../x"}, "small letters"),
        ({**SCENE, "more": "x" * 70_000}, "there is room for"),
    ):
        with pytest.raises(BadInput, match=says):
            clean(document)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)
PARTS = st.lists(JSON | st.fixed_dictionaries({"field": JSON}, optional={"lead": JSON, "weight": JSON}), max_size=5)


@given(JSON | st.builds(lambda parts: scene(positive=parts), PARTS))
def test_no_document_whatever_raises_anything_but_sentences(document: Any) -> None:
    try:
        assert clean(clean(document)) == clean(document)
    except BadInput as fault:
        assert fault.sentence


# --- Versions --------------------------------------------------------------------------------------------------------
def test_seeding_again_adds_nothing_and_a_changed_document_makes_a_version(cast: Cast) -> None:
    before = PromptTemplateVersion.objects.count()
    seed_catalogue()
    assert PromptTemplateVersion.objects.count() == before
    first = PromptTemplateVersion.objects.get(template__slug="scene")
    PromptTemplateVersion.objects.filter(pk=first.pk).update(digest="0" * 64)
    seed_catalogue()
    newest = template_for(cast.northlight)
    assert (newest.number, newest.document) == (2, SCENE)


def test_a_brands_copy_goes_before_the_shared_one_once_it_is_published(cast: Cast) -> None:
    draft = copy_prompt_template(PromptTemplate.objects.get(slug="scene"), cast.northlight, by=cast.ada)
    assert template_for(cast.northlight).template.brand is None
    draft_prompt_template(draft.template, shorter(), by=cast.ada, note="No lens")
    publish(draft.template.versions.get(), by=cast.ada)
    assert template_for(cast.northlight).document["dialects"]["clip"] == shorter()["dialects"]["clip"]
    assert template_for(cast.tern).template.brand is None
    again = draft_prompt_template(draft.template, SCENE, by=cast.ada)
    assert again.number == 2 and template_for(cast.northlight).number == 1


def test_a_published_version_never_changes(cast: Cast) -> None:
    draft = create_prompt_template(cast.northlight, {**SCENE, "slug": "own"}, by=cast.ada)
    publish(draft, by=cast.ada)
    with pytest.raises(TypeError):
        PromptTemplateVersion.objects.get(pk=draft.pk).save()
    with pytest.raises(WrongState):
        publish(draft, by=cast.ada)


def test_only_those_who_keep_templates_may_write_them_and_shared_ones_nobody(cast: Cast) -> None:
    for who in (cast.ben, cast.dana, cast.zoe):
        with pytest.raises(NotAllowed):
            create_prompt_template(cast.northlight, {**SCENE, "slug": "own"}, by=who)
    with pytest.raises(NotAllowed):
        draft_prompt_template(PromptTemplate.objects.get(slug="scene"), SCENE, by=cast.ada)
    create_prompt_template(cast.northlight, {**SCENE, "slug": "own"}, by=cast.ada)
    with pytest.raises(BadInput, match="has a prompt template “own”"):
        create_prompt_template(cast.northlight, {**SCENE, "slug": "own"}, by=cast.ada)


# --- What publishing would change ------------------------------------------------------------------------------------
def brief(cast: Cast, name: str = "01", **change: Any) -> Any:
    document = {**SAMPLE_BRIEFS[name], **change, "style_pack": "northlight", "placements": []}
    return create_brief(cast.campaign, by=cast.ben, title=f"Brief {name}", document=document)


def test_the_effects_name_the_briefs_that_change_and_the_words(cast: Cast) -> None:
    drawn, product = brief(cast), brief(cast, "03")
    found = {effect.brief.pk: effect for effect in effects(cast.northlight, "scene", SCENE, shorter())}
    (change,) = found[drawn.pk].changes
    assert change.dialect == "clip" and found[drawn.pk].chosen
    assert [piece.text for piece in change.positive if piece.kind != "same"] == [", 35 mm"]
    assert change.negative == () and change.tokens < 0
    assert not found[product.pk].chosen


def test_the_effects_of_one_brief_and_of_twenty_take_the_same_queries(cast: Cast) -> None:
    brief(cast)
    counts = []
    for more in (0, 19):
        for _ in range(more):
            brief(cast)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert len(effects(cast.northlight, "scene", SCENE, shorter())) == 1 + more
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_materials_are_what_the_brief_itself_draws_on(cast: Cast) -> None:
    from briefs.catalogue import drawn

    one = brief(cast)
    (material,) = materials(cast.northlight, newest_briefs(cast.northlight)[:1])
    draws = drawn(one, material.spec)
    assert material.drawn["pack"] == draws.pack.document if draws.pack else False
    assert material.drawn["terms"] == draws.terms and material.drawn["characters"] == draws.character_documents()


# --- Pages -----------------------------------------------------------------------------------------------------------
def test_the_page_saves_a_draft_and_shows_faults_under_their_dialect(cast: Cast, client: Client) -> None:
    one = brief(cast)
    draft = copy_prompt_template(PromptTemplate.objects.get(slug="scene"), cast.northlight, by=cast.ada)
    client.force_login(cast.ada)
    page = reverse("briefs:prompt_template", args=[draft.template_id])
    assert one.title in client.get(page).content.decode()
    assert client.post(page, posted(shorter(), note="No lens")).status_code == 302
    assert draft.template.versions.get().note == "No lens"
    for text, says in (
        ("{", "Line 1, column 2: this is no JSON"),
        ('{"positive": [{"field": "copy"}]}', "Clip, positive, part 1: field is one of"),
        ("[" * 60_000, "nested too deeply"),
        ('{"limit": NaN, "positive": []}', "no JSON"),
    ):
        answer = client.post(page, posted(SCENE, clip=text))
        assert answer.status_code == 422 and says in answer.content.decode().replace("&quot;", '"'), says
    assert draft.template.versions.get().document == shorter()


def test_rules_are_tried_before_they_are_saved(cast: Cast, client: Client) -> None:
    one = brief(cast)
    draft = copy_prompt_template(PromptTemplate.objects.get(slug="scene"), cast.northlight, by=cast.ada)
    client.force_login(cast.ada)
    address = reverse("briefs:try_prompt_template", args=[draft.template_id])
    shown = client.post(address, posted(scene(positive=[{"text": "a fresh start"}]), brief=one.pk)).content.decode()
    assert "a fresh start" in shown and "<html" not in shown
    answer = client.post(address, posted(SCENE, clip="{"))
    assert answer.status_code == 422 and "this is no JSON" in answer.content.decode()
    assert draft.template.versions.get().document == SCENE


def test_the_version_page_shows_what_changes_and_publishes(cast: Cast, client: Client) -> None:
    one = brief(cast)
    draft = copy_prompt_template(PromptTemplate.objects.get(slug="scene"), cast.northlight, by=cast.ada)
    draft_prompt_template(draft.template, shorter(), by=cast.ada)
    client.force_login(cast.ada)
    shown = client.get(reverse("briefs:prompt_template_version", args=[draft.pk])).content.decode()
    assert "<del>, 35 mm</del>" in shown and one.title in shown
    assert client.post(reverse("briefs:publish_prompt_template", args=[draft.pk])).status_code == 302
    assert template_for(cast.northlight).pk == draft.pk


# --- The API ---------------------------------------------------------------------------------------------------------
def test_the_api_compiles_a_brief_a_draft_and_a_revision(cast: Cast, client: Client) -> None:
    one = brief(cast)
    client.force_login(cast.ben)

    def asked(**body: Any) -> Any:
        return client.post(reverse("briefs:api-compile"), json.dumps(body), content_type="application/json")

    made = asked(brief=one.pk, dialect="clip").json()
    assert made["positive"].startswith("photograph, mid shot, three people") and made["template"]["slug"] == "scene"
    assert "".join(phrase["text"] for phrase in made["phrases"]) == made["positive"]
    draft = {"subject": "A bottle", "style_pack": "northlight"}
    drafted = asked(draft=draft, brand="northlight", dialect="json", colourway={"name": "Ember", "hex": "#C8452D"})
    assert json.loads(drafted.json()["positive"])["subject"] == "A bottle, product in Ember #C8452D"
    for body, field in (
        ({"brief": one.pk}, "dialect"),
        ({"brief": one.pk, "dialect": "klingon"}, "dialect"),
        ({"dialect": "clip"}, "brief"),
        ({"dialect": "clip", "draft": {}, "brand": "tern"}, "brand"),
        ({"dialect": "clip", "draft": {"subject": 7}, "brand": "northlight"}, "subject"),
    ):
        answer = asked(**body)
        assert answer.status_code == 422 and field in answer.json()["errors"], body
    assert asked(brief=2**40, dialect="clip").status_code == 404

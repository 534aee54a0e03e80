"""A person edits the scene of a previz, and the line renders it as one more option."""

from __future__ import annotations

import copy
import json
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from generation import actions, planning, work
from generation.engine.previz.scene import Scene
from generation.models import Batch, Candidate, ModelEntry
from studio.lib.models import Event
from studio.lib.problems import BadInput, NotAllowed, WrongState
from tests.cast import Cast
from tests.generation.orders import order


@pytest.fixture
def previz(db: None) -> ModelEntry:
    return ModelEntry.objects.get_or_create(
        slug="previz", defaults={"name": "Previz", "engine": "previz", "state": "ready", "dialect": "previz"}
    )[0]


@pytest.fixture
def candidate(cast: Cast, previz: ModelEntry) -> Candidate:
    """A previz that is planned and recorded; its pixels do not matter here."""
    batch = order(cast, previz, count=1, subject="A bottle on basalt")
    made = batch.candidates.get()
    made.recipe = work.keep(planning.plan(batch, 0))
    made.save()
    return made


def scene(candidate: Candidate) -> dict[str, Any]:
    assert candidate.recipe is not None
    document: dict[str, Any] = copy.deepcopy(candidate.recipe.document["nodes"][0]["params"]["scene"])
    return document


def url(candidate: Candidate) -> str:
    return reverse("generation:scene", args=[candidate.pk])


def test_an_edited_scene_becomes_one_more_option_that_names_its_parent(cast: Cast, candidate: Candidate) -> None:
    edited = scene(candidate) | {"notes": ["The bottle stands nearer."]}
    edited["camera"]["fov"] = 21.5
    batch = actions.order_edit(candidate, edited, by=cast.dana)
    assert (batch.count, batch.candidates.get().state, batch.edited_from) == (1, "waiting", candidate)
    recipe = planning.plan(batch, 0)
    planned = Scene.from_document(recipe.nodes[0].params["scene"])
    assert planned.camera.fov == 21.5 and planned.notes == ("The bottle stands nearer.",)
    assert recipe.context["edited_from"] == candidate.recipe_id
    assert planning.plan(Batch.objects.get(pk=batch.pk), 0).digest == recipe.digest
    assert Event.objects.filter(kind="batch.order", subject=batch.pk, by=cast.dana).count() == 1


def test_the_page_shows_the_scene_and_takes_it_back(cast: Cast, candidate: Candidate, client: Client) -> None:
    client.force_login(cast.dana)
    shown = client.get(url(candidate))
    assert shown.status_code == 200 and "Render this scene" in shown.content.decode()
    given = client.get(url(candidate), {"as": "json"})
    assert given["Content-Disposition"].endswith('.scene.json"')
    assert json.loads(given.content) == scene(candidate)
    answer = client.post(url(candidate), {"scene": given.content.decode()})
    batch = Batch.objects.get(edited_from=candidate)
    assert answer.status_code == 302 and str(batch.pk) in answer["Location"]


def test_a_file_wins_over_the_text(cast: Cast, candidate: Candidate, client: Client) -> None:
    client.force_login(cast.dana)
    edited = scene(candidate)
    edited["camera"]["fov"] = 33.0
    file = SimpleUploadedFile("edited.json", json.dumps(edited).encode(), content_type="application/json")
    client.post(url(candidate), {"scene": json.dumps(scene(candidate)), "file": file})
    stored = Batch.objects.get(edited_from=candidate).scene
    assert stored is not None and stored["camera"]["fov"] == 33.0


BAD = {
    "not JSON": ("{", "this is not JSON"),
    "a list": ("[]", "a JSON object is needed"),
    "nothing": ("", "this is not JSON"),
    "another schema": ('{"schema": "x"}', "this version reads"),
    "no things": ('{"schema": "gatefold.scene/2"}', "needs"),
    "deep nesting": ("[" * 100_000, "this is not JSON"),
}


@pytest.mark.parametrize("fault", BAD)
def test_what_is_no_scene_is_refused_in_a_sentence_and_kept_on_the_page(
    cast: Cast, candidate: Candidate, client: Client, fault: str
) -> None:
    client.force_login(cast.dana)
    sent, sentence = BAD[fault]
    answer = client.post(url(candidate), {"scene": sent})
    assert answer.status_code == 422 and sentence in answer.content.decode()
    assert not Batch.objects.filter(edited_from=candidate).exists()


def test_a_scene_that_names_a_shape_we_do_not_have_is_refused_before_it_costs_anything(
    cast: Cast, candidate: Candidate
) -> None:
    edited = scene(candidate)
    edited["things"][0]["shape"] = "botle"
    with pytest.raises(BadInput, match="no shape 'botle'"):
        actions.order_edit(candidate, edited, by=cast.dana)
    assert Batch.objects.count() == 1


def test_leo_may_read_a_scene_and_not_render_it(cast: Cast, candidate: Candidate, client: Client) -> None:
    client.force_login(cast.leo)
    assert "Render this scene" not in client.get(url(candidate)).content.decode()
    with pytest.raises(NotAllowed):
        actions.order_edit(candidate, scene(candidate), by=cast.leo)


def test_zoe_cannot_see_northlight_s_scenes(cast: Cast, candidate: Candidate, client: Client) -> None:
    client.force_login(cast.zoe)
    assert client.get(url(candidate)).status_code == 404


def test_only_a_previz_that_is_made_has_a_scene(cast: Cast, candidate: Candidate, model: ModelEntry) -> None:
    waiting = order(cast, model, count=1).candidates.get()
    with pytest.raises(WrongState, match="no scene to edit"):
        actions.order_edit(waiting, scene(candidate), by=cast.dana)

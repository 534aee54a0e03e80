"""What a style pack shows an engine: pictures and LoRAs, pinned by digest, and the words that wake a LoRA."""

from __future__ import annotations

from typing import Any

import pytest

from briefs.compile import compile_prompt
from briefs.seeds import brands
from briefs.seeds.templates import SCENE
from briefs.spec import BriefSpec
from generation import planning
from generation.models import Batch, ModelEntry
from studio.lib.canonical import digest
from tests.cast import Cast
from tests.generation.orders import order, revision_of
from tests.generation.test_style_pack_settings import entry, in_look

PICTURES = [
    {"role": "style", "digest": "1" * 64, "note": "the mist"},
    {"role": "palette", "digest": "2" * 64, "note": ""},
]
LORA = {"model": "sdxl", "weights": "3" * 64, "scale": 0.8, "trigger": "ternlook"}
OTHER = {**LORA, "model": "flux", "weights": "4" * 64, "trigger": "ternflux"}
SPEC = BriefSpec.clean({"title": "Bottle", "subject": "a bottle on basalt"})


def said(dialect: str, **more: Any) -> Any:
    pack = brands.document_of("tern") | {"loras": [LORA, OTHER]}
    return compile_prompt(SPEC, template=SCENE, pack=pack, dialect=dialect, **more)


@pytest.mark.parametrize("dialect", ["clip", "t5", "tags"])
def test_the_words_that_wake_a_lora_are_said_where_words_are_read(dialect: str) -> None:
    woken = [(phrase.text, phrase.source) for phrase in said(dialect).positive if phrase.field == "loras"]
    assert woken == [("ternlook", "style pack"), ("ternflux", "style pack")]
    known = [phrase.text for phrase in said(dialect, model="sdxl").positive if phrase.field == "loras"]
    assert known == ["ternlook"]


@pytest.mark.parametrize("dialect", ["json", "previz"])
def test_an_object_and_a_scene_wake_no_lora(dialect: str) -> None:
    assert "ternlook" not in said(dialect).positive_text
    assert not [phrase for phrase in said(dialect).unsaid if phrase.field == "loras"]


def test_a_template_that_does_not_speak_of_the_pack_leaves_the_trigger_unsaid() -> None:
    quiet = {**SCENE, "dialects": {"clip": {"positive": [{"field": "subject"}], "negative": [], "join": ", "}}}
    pack = brands.document_of("tern") | {"loras": [LORA]}
    made = compile_prompt(SPEC, template=quiet, pack=pack, dialect="clip")
    assert "ternlook" in [phrase.text for phrase in made.unsaid]


def test_a_look_without_loras_compiles_to_the_same_prompt_for_any_model() -> None:
    pack = brands.document_of("tern")
    plain = [compile_prompt(SPEC, template=SCENE, pack=pack, dialect="clip", model=model).digest for model in ("", "x")]
    assert len(set(plain)) == 1


@pytest.mark.django_db
def test_a_batch_and_its_recipe_pin_the_pictures_and_the_models_own_loras(cast: Cast) -> None:
    look = in_look(cast, references=PICTURES, loras=[LORA, OTHER])
    batch = order(cast, entry(), count=1, revision=look)
    pin = look.document["style_pack"]
    assert batch.prompt["look"] == {
        "slug": "northlight", "number": 1, "digest": pin["digest"], "references": PICTURES, "loras": [LORA],
    }  # fmt: skip
    assert "ternlook" in batch.prompt["positive"] and "ternflux" not in batch.prompt["positive"]
    recipe = planning.plan(batch, 0)
    assert recipe.context["look"] == batch.prompt["look"]
    batch.prompt = {**batch.prompt, "look": {**batch.prompt["look"], "references": PICTURES[:1]}}
    assert planning.plan(batch, 0).digest != recipe.digest


@pytest.mark.django_db
def test_a_look_without_them_leaves_prompts_and_recipes_as_they_were(cast: Cast) -> None:
    revision = revision_of(cast)
    batch = order(cast, entry(), count=1, revision=revision)
    assert "look" not in batch.prompt and "look" not in planning.plan(batch, 0).context
    for_others = in_look(cast, loras=[OTHER])
    assert "look" not in planning.prompt_for(for_others, ModelEntry.objects.get(slug="sdxl"))


def test_what_an_engine_cannot_take_of_a_look_is_said_in_the_notes() -> None:
    model = ModelEntry(slug="sdxl", name="SDXL", engine="previz", dialect="clip")
    look = {"slug": "tern", "number": 2, "digest": digest({}), "references": PICTURES, "loras": [LORA]}
    batch = Batch(model=model, prompt={"look": look})
    assert planning.unsaid(batch) == [
        "Style pack tern: SDXL goes by the pack's words; its 2 pictures are not used.",
        "Style pack tern: SDXL cannot load its LoRA 333333333333; “ternlook” is said all the same.",
    ]
    batch.prompt["unheld"] = []  # what the order found out stands
    assert planning.unsaid(batch) == []

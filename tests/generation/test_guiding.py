"""What a picture is held to besides words: of look, sheets and the order, what the registry holds for this model."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from generation import guiding, planning, registry, work
from generation.engine.diffusion.adapters.scan import look_at
from generation.engine.diffusion.adapters.wanted import Wanted
from generation.engine.guides import Control, Guides, Lora, Reference
from generation.models import Batch, Candidate, ModelEntry, Recipe, Run
from generation.registry import Licence
from review.evidence import licences_of
from review.models import Finish
from studio.lib import blobs
from studio.lib.problems import BadInput
from studio.people.models import Brand
from tests import tiny_adapters
from tests.cast import Cast
from tests.generation.conftest import LICENCE
from tests.generation.orders import order, revision_of, work_it_off
from tests.generation.test_style_pack_look import PICTURES
from tests.generation.test_style_pack_settings import entry, in_look
from tests.tiny_models import needs_diffusers, tiny_sd

LORA: dict[str, Any] = {"model": "sdxl", "weights": "3" * 64, "scale": 0.8, "trigger": "ternlook"}
SHEET: dict[str, Any] = {
    "slug": "ingrid", "number": 1, "digest": "9" * 64, "lora": {"model": "ingrid-sdxl", "scale": 0.7},
    "references": [{"role": f"view {n}", "digest": str(n) * 64} for n in (4, 5, 6, 7)],
}  # fmt: skip
Along = Callable[..., ModelEntry]


@pytest.fixture
def along(db: None) -> Along:
    """A row that goes along with models of the family sdxl, in use and everybody's."""

    def row(kind: str, weights: str, **more: Any) -> ModelEntry:
        said = {"name": f"{kind} {weights[:4]}", "family": "sdxl", "state": "ready", "licence": LICENCE, **more}
        slug = said.pop("slug", f"{kind.replace('_', '-')}-{weights[:4]}")
        return ModelEntry.objects.create(kind=kind, weights=weights, slug=slug, engine="diffusers", **said)

    return row


def resolve(
    cast: Cast, model: ModelEntry, asked: Guides = Guides(), **prompt: Any  # noqa: B008
) -> guiding.Held:  # fmt: skip
    return guiding.resolve(prompt, model, cast.northlight, asked)


def look(**more: Any) -> dict[str, Any]:
    return {"slug": "tern", "number": 2, "digest": "0" * 64, "references": [], "loras": [], **more}


@pytest.mark.django_db
def test_a_batch_in_a_look_wears_its_lora_and_is_shown_its_pictures(cast: Cast, along: Along) -> None:
    model = entry()
    along("lora", LORA["weights"])
    eye = along("ip_adapter", "e" * 64)
    batch = order(cast, model, count=1, revision=in_look(cast, references=PICTURES, loras=[LORA]))
    batch.refresh_from_db()
    held = Guides.from_document(batch.guides)
    assert held.loras == (Lora("3" * 64, 0.8, "ternlook"),)
    assert held.references == (Reference("1" * 64, eye.weights, 0.5, "style"),)  # a palette is not shown
    assert planning.unsaid(batch) == ["Style pack northlight: sdxl is shown 1 of its 2 pictures."]
    node = planning.plan(batch, 0).nodes[0]
    assert node.inputs["lora.0"] == "weights:" + "3" * 64 and node.params["loras"] == [{"scale": 0.8}]
    assert Wanted.read(node.params, node.inputs).references[0].picture == "1" * 64


@pytest.mark.django_db
def test_without_rows_for_it_the_recipe_is_as_it_was_and_the_notes_say_why(cast: Cast) -> None:
    batch = order(cast, entry(), count=1, revision=in_look(cast, references=PICTURES, loras=[LORA]))
    assert batch.guides == {} and not planning.plan(batch, 0).nodes[0].inputs
    assert planning.unsaid(batch) == [
        "Style pack northlight: sdxl goes by the pack's words; its 2 pictures are not used.",
        "Style pack northlight: its LoRA 333333333333 is not among this brand's models; "
        "“ternlook” is said all the same.",
    ]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"active": False}, "its LoRA 333333333333 is out of use"),
        ({"state": "waiting"}, "its LoRA 333333333333 is out of use"),
        ({"family": "flux"}, "its LoRA 333333333333 was made for another family of models than sdxl"),
        ({"brand": "tern"}, "its LoRA 333333333333 is not among this brand's models"),
        ({"kind": "controlnet"}, "its LoRA 333333333333 is not among this brand's models"),
    ],
)
def test_a_lora_that_may_not_be_used_is_told_with_its_reason(
    cast: Cast, along: Along, changed: dict[str, Any], why: str
) -> None:
    kind = changed.pop("kind", "lora") if "kind" in changed else "lora"
    more = {**changed, **({"brand": cast.tern} if "brand" in changed else {})}
    along(kind, LORA["weights"], **more)
    held = resolve(cast, entry(), look=look(loras=[LORA]))
    assert held.guides == Guides()
    assert held.unheld == (f"Style pack tern: {why}; “ternlook” is said all the same.",)


@pytest.mark.django_db
def test_a_sheets_lora_is_found_by_its_short_name_and_its_first_views_are_shown(cast: Cast, along: Along) -> None:
    along("lora", "a" * 64, slug="ingrid-sdxl", settings={"trigger": "1ngr1d"})
    eye = along("ip_adapter", "e" * 64)
    held = resolve(cast, entry(), characters=[SHEET, {**SHEET, "slug": "ida", "lora": None, "references": []}])
    assert held.guides.loras == (Lora("a" * 64, 0.7, "1ngr1d"),)
    assert [one.picture[0] for one in held.guides.references] == ["4", "5", "6"]
    assert {(one.weights, one.scale) for one in held.guides.references} == {(eye.weights, 0.6)}
    assert held.unheld == ("Character ingrid: sdxl is shown 3 of its 4 pictures.",)


@pytest.mark.django_db
def test_the_brands_own_ip_adapter_goes_before_everybodys_and_no_family_sees_by_anothers(
    cast: Cast, along: Along
) -> None:
    own = along("ip_adapter", "e" * 64, brand=cast.northlight)
    along("ip_adapter", "f" * 64)
    along("ip_adapter", "d" * 64, brand=cast.tern)
    seen = resolve(cast, entry(), look=look(references=PICTURES)).guides.references
    assert [one.weights for one in seen] == [own.weights]
    assert resolve(cast, entry("flux"), look=look(references=PICTURES)).guides == Guides()


@pytest.mark.django_db
def test_what_the_order_asks_for_goes_before_what_look_and_sheets_add(cast: Cast, along: Along) -> None:
    along("lora", LORA["weights"])
    eye = along("ip_adapter", "e" * 64)
    control = Control("depth", "8" * 64, "c" * 64)
    asked = Guides(
        controls=(control,), loras=(Lora(LORA["weights"], 0.3),),
        references=(Reference("1" * 64, eye.weights, 1.0), *(Reference(f"{n}" * 64, eye.weights) for n in range(3, 9))),
    )  # fmt: skip
    held = resolve(cast, entry(), asked, look=look(references=PICTURES, loras=[LORA]), characters=[SHEET])
    assert held.guides.controls == (control,) and held.guides.loras == (Lora(LORA["weights"], 0.3),)
    assert held.guides.references[:7] == asked.references and len(held.guides.references) <= 8
    assert guiding.weights_of(held.guides) == ["c" * 64, eye.weights, LORA["weights"]]
    assert resolve(cast, entry("sd15"), asked).guides == asked  # nothing of a look: as it was asked


@pytest.mark.django_db
def test_an_order_with_guides_of_its_own_keeps_them_and_a_bad_one_is_refused(cast: Cast) -> None:
    model = entry()
    batch = order(cast, model, count=1, guides=Guides(loras=(Lora("a" * 64, 0.5),)))
    assert Guides.from_document(batch.guides).loras == (Lora("a" * 64, 0.5),)
    with pytest.raises(BadInput, match="scale of a lora is 9"):
        order(cast, model, count=1, guides=Guides(loras=(Lora("a" * 64, 9.0),)))
    assert Batch.objects.count() == 1


@pytest.mark.django_db
def test_the_licences_of_what_would_go_along_are_warned_of(cast: Cast, along: Along) -> None:
    along("lora", LORA["weights"], name="Tern look", licence={**LICENCE, "use_classes": ["experiment"]})
    revision = in_look(cast, loras=[LORA])
    model = entry()
    coming = guiding.along(revision, model)
    assert coming == [LORA["weights"]]
    document = {**revision.document, "use_class": "public"}
    assert any("Tern look" in one for one in registry.licence_warnings(model, document, coming))
    assert not registry.licence_warnings(model, document)


@pytest.mark.django_db
def test_the_licence_check_sees_all_weights_of_a_picture_and_of_the_pick_it_began_from(
    cast: Cast, along: Along
) -> None:
    along("lora", LORA["weights"], name="Tern look", licence={**LICENCE, "use_classes": ["experiment"]})
    first = made_by(order(cast, entry(), count=1, revision=in_look(cast, loras=[LORA])))
    unknown = order(cast, entry("sd15"), count=1, guides=Guides(loras=(Lora("7" * 64, 0.5),)))
    unknown.promoted_from = first
    promoted = Finish(candidate=made_by(unknown))
    judged = {one.model: one.use_classes for one in licences_of(promoted)}
    everything = tuple(LICENCE["use_classes"])
    assert judged == {
        "sd15": everything, "The model with the weights 777777777777": (), "sdxl": everything,
        "Tern look": ("experiment",),
    }  # fmt: skip


def made_by(batch: Batch) -> Candidate:
    """The batch's one candidate with its recipe, as a worker would plan it."""
    row: Candidate = batch.candidates.get()
    row.batch, row.recipe = batch, work.keep(planning.plan(batch, 0))
    row.save()
    return row


# --- a candidate's passes as controls -------------------------------------------------------------------------------
@pytest.fixture
def previz(cast: Cast, model: ModelEntry) -> Candidate:
    batch = order(cast, model, count=1, revision=revision_of(cast, environment="on a beach"))
    row = batch.candidates.get()
    row.recipe = Recipe.objects.create(digest="b" * 64, document={})
    row.passes = {name: character * 64 for name, character in (("depth", "1"), ("normals", "2"), ("masks", "3"))}
    row.boxes = [{"name": "Ingrid", "kind": "person", "x": 0, "y": 0, "w": 1, "h": 1}]
    row.save()
    facts = {"passes": {"depth": {"near": 1.3, "far": 20.0}, "masks": {"names": ["", "bottle", "Ingrid"]}}}
    Run.objects.create(candidate=row, claim="0" * 32, worker="w", outcome="done", facts=facts)
    return row


@pytest.mark.django_db
def test_a_candidates_passes_are_read_as_controlnets_were_trained(previz: Candidate) -> None:
    depth = guiding.control_of(previz, "depth", "c" * 64, scale=0.8, end=0.6)
    assert depth == Control(
        "depth", "1" * 64, "c" * 64, 0.8, 0.0, 0.6, {"pass": "depth", "near": 1.3, "far": 20.0}, "b" * 64
    )
    segments = guiding.control_of(previz, "segments", "c" * 64)
    assert segments is not None and segments.picture == "3" * 64
    assert segments.read["colours"] == {"1": "#00ff0a", "2": "#96053d"} and segments.read["ground"] == "#a09614"
    assert segments.read["beside"] == {"depth": "1" * 64, "normals": "2" * 64}
    assert guiding.control_of(previz, "pose", "c" * 64) is None  # nobody stands in it
    read = Wanted.of(Guides(controls=(depth, segments)))
    assert Wanted.read(read.params(), read.inputs()) == read
    assert read.inputs()["control.1.normals"] == "sha256:" + "2" * 64


@pytest.mark.django_db
def test_a_pass_of_which_nothing_is_known_is_no_control(previz: Candidate) -> None:
    Run.objects.filter(candidate=previz).update(facts={})
    assert guiding.control_of(previz, "depth", "c" * 64) is None
    assert guiding.control_of(previz, "segments", "c" * 64) is None
    assert guiding.control_of(previz, "normals", "c" * 64) is not None


# --- through a worker -----------------------------------------------------------------------------------------------
@pytest.mark.parametrize("_", [pytest.param(0, marks=needs_diffusers(pytest.mark.django_db(transaction=True)))])
def test_a_look_with_a_lora_and_a_picture_goes_through_a_worker_and_to_the_licence_check(
    cast: Cast, tmp_path: Path, _: int
) -> None:
    base = tiny_sd(tmp_path / "sd", seed=77)
    model = registered(cast.northlight, cast, "Tiny SD", "checkpoint", base)
    model.settings = {**model.settings, "steps": 2, "resolution": 64}
    model.save()
    lora = tiny_adapters.tiny_lora(tmp_path / "look.safetensors", base, "sd")
    registered(cast.northlight, cast, "Look", "lora", lora, use_classes=("experiment",))
    registered(cast.northlight, cast, "Eyes", "ip_adapter", tiny_adapters.tiny_ip_adapter(tmp_path / "ip", base))
    picture = picture_blob()
    pinned = {"model": model.slug, "weights": look_at(lora).weights, "scale": 0.9, "trigger": "ternlook"}
    shown = [{"role": "style", "digest": picture, "note": ""}]
    batch = order(cast, model, count=1, revision=in_look(cast, references=shown, loras=[pinned]))
    plain = order(cast, model, count=1, seed=batch.seed, revision=in_look(cast, references=[], loras=[]))
    assert work_it_off("diffusers") == 2
    made, bare = batch.candidates.get(), plain.candidates.get()
    assert (made.state, made.error) == ("done", "") and made.pixels != bare.pixels
    assert not [note for note in made.notes if "Style pack" in note]
    assert made.recipe is not None
    rests = registry.rests_on(model, registry.weights_in(made.recipe.document))
    assert [row.name for row in rests.rows] == ["Tiny SD", "Look", "Eyes"] and not rests.unknown
    assert rests.licence.use_classes == ("experiment",)


def registered(brand: Brand, cast: Cast, name: str, kind: str, path: Path, **licence: Any) -> ModelEntry:
    record = Licence("own", "1", "2026-11-02", **{"use_classes": ("experiment", "internal", "public"), **licence})
    row = registry.add(brand=brand, name=name, source=str(path), licence=record, by=cast.ada, kind=kind)
    registry.scan(row.pk)
    row.refresh_from_db()
    assert row.state == "ready", row.refusal
    if not row.family:  # the tiny ones' widths are nobody's
        ModelEntry.objects.filter(pk=row.pk).update(family="sd15")
    return ModelEntry.objects.get(pk=row.pk)


def picture_blob() -> str:
    out = io.BytesIO()
    Image.fromarray(np.random.default_rng(5).integers(0, 255, (64, 64, 3), np.uint8)).save(out, "PNG")
    return blobs.put(out.getvalue())

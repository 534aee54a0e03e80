"""What a golden is: its recipe, the version it is held against, the key of what its picture depends on."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from briefs.compile import compile_prompt
from briefs.models import StylePackVersion
from briefs.seeds.templates import SCENE
from briefs.spec import FIELDS, BriefSpec
from generation import planning
from generation.engine.engines import Order, engine
from generation.engine.recipe import Recipe
from generation.models import ModelEntry
from studio.lib.canonical import digest
from studio.lib.problems import WrongState

ENGINE: Final = "previz"
SIZE: Final = (384, 256)  # pixels


def plan(document: Mapping[str, Any], golden: Mapping[str, Any], model: ModelEntry) -> Recipe:
    """The recipe of one golden in the look of a style pack's `document`. Pure but for the model's row."""
    named = {name: golden[name] for name in FIELDS if golden.get(name)}
    spec = BriefSpec.clean({**named, "title": golden["name"], "style_pack": ""})
    prompt = compile_prompt(spec, template=SCENE, pack=document, dialect=model.dialect)
    order = Order(
        brief=spec.document() | {"placements": []},
        style=document,
        palette=tuple(colour["hex"] for colour in document.get("palette", [])),
        prompt={
            "dialect": prompt.dialect,
            "positive": prompt.positive_text,
            "negative": prompt.negative_text,
            "digest": prompt.digest,
        },
        model=planning.model_of(model, document),
        width=SIZE[0],
        height=SIZE[1],
        seed=int(golden.get("seed", 0)),
        context={"golden": str(golden["name"]), "style_pack": digest(document), "prompt": prompt.digest},
    )
    return engine(model.engine).plan(order)


def model_for_goldens() -> ModelEntry:
    found = ModelEntry.objects.filter(engine=ENGINE, brand=None, active=True, state="ready").first()
    if found is None:
        raise WrongState("There is no built-in model to render goldens with. Run the seed command.")
    return found


def baseline_of(version: StylePackVersion) -> StylePackVersion | None:
    """The published version before this one: what its goldens are held against."""
    rows = StylePackVersion.objects.published().filter(pack=version.pack_id, number__lt=version.number)
    found: StylePackVersion | None = rows.order_by("-number").first()
    return found


def key_of(version: StylePackVersion, golden: Mapping[str, Any]) -> str:
    """Names what a golden's picture depends on. A draft that changes makes it another."""
    return digest({"pack": version.digest, "golden": dict(golden)})

"""A claim as the C2PA library takes it: a manifest definition of plain JSON, every text cleaned and of bounded length.

C2PA specification 2.2; CAWG metadata and training-mining assertions 1.1. Traps: lists of whole numbers inside an
assertion come back modulo 256 and lists of fractions empty, so there are none, and a test walks for them.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from generation.engine.credentials import native
from generation.engine.credentials.actions import PLACED, Action
from generation.engine.credentials.anatomy.dissect import dissect
from generation.engine.credentials.claim import COMPONENT, INPUT, PARENT, Claim, Ingredient
from generation.engine.finishing import xmp
from studio.lib.canonical import Json

ACTIONS, IPTC, STATED, TRAINING, FACTS = (
    "c2pa.actions.v2", "c2pa.metadata", "cawg.metadata", "cawg.training-mining", "org.gatefold.recipe",
)  # fmt: skip
USES = ("cawg.ai_generative_training", "cawg.ai_training", "cawg.ai_inference", "cawg.data_mining")
TITLE, LINE, TEXT = 200, 500, 2000  # characters of a title, a line, a long text
STEP = 4096  # a promise of room is rounded up to this, so that a few words more do not change a recipe


def definition(claim: Claim, media_type: str) -> dict[str, Json]:
    """The manifest without the ingredients that bring a manifest store along (`within`)."""
    return {
        "claim_generator_info": [_agent(claim.generator.name, claim.generator.version)],
        "title": said(claim.title, TITLE),
        "format": media_type,
        "assertions": assertions(claim),
        "ingredients": [_ingredient(one) for one in claim.ingredients if not signed(one)],
    }


def assertions(claim: Claim) -> list[dict[str, Json]]:
    source = {"Iptc4xmpExt:DigitalSourceType": xmp.SOURCE_TYPES + claim.source_type}
    found: list[dict[str, Json]] = [
        {"label": ACTIONS, "created": True, "data": {"actions": _actions(claim), "allActionsIncluded": True}},
        {"label": IPTC, "created": True, "kind": "Json", "data": {"@context": _context(source), **source}},
    ]
    if claim.metadata is not None and (stated := _stated(claim.metadata)):
        found.append({"label": STATED, "kind": "Json", "data": {"@context": _context(stated), **stated}})
    if claim.training:
        rule = {"use": claim.training}
        if claim.constraint:
            rule["constraint_info"] = said(claim.constraint, LINE)
        found.append({"label": TRAINING, "data": {"entries": {use: dict(rule) for use in USES}}})
    facts: dict[str, Json] = {said(key, 80): said(value, LINE) for key, value in claim.facts.items()}
    facts["ingredients"] = [
        {"role": said(one.role, 80), "title": said(one.title, TITLE), "sha256": one.sha256} for one in claim.ingredients
    ]
    return [*found, {"label": FACTS, "created": True, "data": facts}]


def within(claim: Claim) -> tuple[native.Within, ...]:
    """The ingredients that bring a manifest store along."""
    return tuple(
        native.Within(_ingredient(one), one.media_type, one.file)
        for one in claim.ingredients
        if signed(one) and one.file is not None
    )


def signed(one: Ingredient) -> bool:
    """Whether the ingredient has Content Credentials of its own and they were given."""
    found = dissect(one.file) if one.file is not None else None
    return found is not None and found.sealed > 0


def most_bytes(claim: Claim, signer: native.Signs) -> int:
    """How many bytes a seal of this claim by this signer adds at most, in any of the five formats. Whole 4 KiB."""
    written = len(json.dumps(definition(claim, "image/jpeg"), ensure_ascii=False).encode())
    brought = 0
    for one in claim.ingredients:
        found = dissect(one.file) if one.file is not None else None
        # A JPEG cuts its store into segments, which the others do not, and an ingredient's verdicts are written down.
        brought += 600 + (found.sealed * 102 // 100 + 6000 if found is not None and found.sealed else 0)
    parts = 260 * (len(assertions(claim)) + len(claim.actions))
    exact = native.signature_bytes(signer) + written + brought + parts + 2500
    return -(-(exact * 102 // 100) // STEP) * STEP


def said(text: str, most: int) -> str:
    """Without what JSON or CBOR cannot hold, and cut where it is longer than `most`."""
    clean = xmp.clean(text)
    return clean if len(clean) <= most else clean[: most - 1] + "…"


def _actions(claim: Claim) -> list[Json]:
    parent = claim.parent
    opened = parent is not None and signed(parent)
    inputs = [key(one) for one in claim.ingredients if one.relationship == INPUT]
    first: dict[str, Any] = {"action": "c2pa.opened" if opened else "c2pa.created"}
    made_as = claim.made_as or claim.source_type
    if parent is not None and opened:
        first |= {"parameters": {"ingredientIds": [key(parent)]}}
        inputs = []
    else:
        first |= {"digitalSourceType": xmp.SOURCE_TYPES + made_as}
        first |= {"softwareAgent": _agent(claim.maker.name, claim.maker.version)}
        # A parent without credentials has no history that could be opened: it is where this file's making began.
        inputs += [key(parent)] if parent is not None else []
        first |= {"parameters": {"ingredientIds": inputs}} if inputs else {}
    placed = {digest for action in claim.actions for digest in action.uses}
    parts = [one for one in claim.ingredients if one.relationship == COMPONENT and one.sha256 not in placed]
    rest = [*claim.actions, *(Action(PLACED, _placed(one), uses=(one.sha256,)) for one in parts)]
    return [first, *(_action(action, claim) for action in rest)]


def _placed(one: Ingredient) -> str:
    named = one.role or one.title
    return f"{named[:1].upper()}{named[1:]} placed"


def _action(action: Action, claim: Claim) -> dict[str, Any]:
    parameters: dict[str, Any] = {said(key, 80): said(value, LINE) for key, value in action.parameters.items()}
    uses = [key(one) for one in claim.ingredients if one.sha256 in action.uses and one.relationship == COMPONENT]
    if uses:
        parameters["ingredientIds"] = uses
    found: dict[str, Any] = {
        "action": action.name,
        "softwareAgent": _agent(claim.generator.name, claim.generator.version),
    }
    if action.description:
        found["description"] = said(action.description, LINE)
    if action.source_type:
        found["digitalSourceType"] = xmp.SOURCE_TYPES + action.source_type
    elif action.name == PLACED and claim.source_type.startswith("composite"):
        found["digitalSourceType"] = xmp.SOURCE_TYPES + claim.source_type
    return found | ({"parameters": parameters} if parameters else {})


def key(one: Ingredient) -> str:
    """How actions call an ingredient: two of the same bytes in two roles are two."""
    return f"{one.relationship}:{said(one.role, 80)}:{one.sha256}"


def _ingredient(one: Ingredient) -> dict[str, Json]:
    relationship = INPUT if one.relationship == PARENT and not signed(one) else one.relationship
    return {
        "title": said(one.title, TITLE),
        "format": one.media_type,
        "relationship": relationship,
        "instance_id": f"sha256:{one.sha256}",
        "label": key(one),
    }


def _agent(name: str, version: str) -> dict[str, Json]:
    found: dict[str, Json] = {"name": said(name, TITLE) or "unnamed"}
    return found | ({"version": said(version, 80)} if version else {})


def _stated(metadata: xmp.Metadata) -> dict[str, Json]:
    """The packet's fields as CAWG metadata, JSON-LD with the packet's own names."""
    found: dict[str, Json] = {}
    for field, (name, shape) in xmp.PROPERTIES.items():
        value = getattr(metadata, field)
        if not value:
            continue
        if shape == "Text":
            found[name] = xmp.VOCABULARIES.get(field, "") + said(value, TEXT)
        else:
            found[name] = said(value, TEXT) if isinstance(value, str) else [said(one, LINE) for one in value[:50]]
    licensor = {name: said(getattr(metadata, field), LINE) for field, name in xmp.LICENSOR.items()}
    if said_of := {name: value for name, value in licensor.items() if value}:
        found["plus:Licensor"] = [said_of]
    return found


def _context(data: dict[str, Json]) -> dict[str, Json]:
    prefixes: Sequence[str] = sorted({name.partition(":")[0] for name in data})
    return {prefix: xmp.NS[prefix] for prefix in prefixes}

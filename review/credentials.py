"""Content Credentials on what ships: what a rendition's seal claims, and the seal itself. In workers only.

A file is sealed when it is made, before it is checked, looked at and signed off: what ships is what was signed. The
bytes that encode gave are not kept, only their digest, which a replay gives again; a seal is new each time.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from generation import signing
from generation.engine.credentials.certificate import BadCertificate
from generation.engine.credentials.claim import COMPONENT, INPUT, PARENT, Agent, Claim, Ingredient, of_recipe
from generation.engine.credentials.seal import most_bytes, seal
from generation.engine.credentials.signer import Signer
from generation.engine.finishing.xmp import Metadata
from generation.engine.picture import EngineError, Picture
from generation.engine.recipe import Node, Recipe
from review import histories
from review.kit import SOURCE_TYPES
from review.models import Finish, Rendition
from studio.lib import blobs
from studio.lib.canonical import sha256

GATEFOLD = Agent("Gatefold")


@dataclass(frozen=True, slots=True)
class Shipped:
    """`picture.file` is sealed; `encoded` is the SHA-256 of the bytes before that."""

    picture: Picture
    encoded: str


def claim_of(finish: Finish, rendition: Rendition, recipe: Recipe) -> Claim:
    """What is said of this file: the model that made the picture, what was done to it, what went in, its words."""
    batch = finish.candidate.batch
    encode = recipe.nodes[-1].params
    metadata = Metadata.from_document(encode.get("metadata") or {})  # as the file itself says it
    parts, left_out = ingredients(finish, recipe, histories.room(encode.get("max_bytes")))
    return of_recipe(
        recipe,
        title=f"{finish.revision.brief.title}, {rendition.placement.placement.name} {rendition.words}".strip(),
        source_type=metadata.digital_source_type,
        made_as=SOURCE_TYPES.get(batch.model.engine, "trainedAlgorithmicMedia"),
        maker=Agent(batch.model.name, metadata.ai_system_version),
        generator=GATEFOLD,
        ingredients=parts,
        metadata=metadata,
        facts={"brief": finish.revision.digest, "rights": metadata.usage_terms, **left_out},
    )


def ingredients(finish: Finish, recipe: Recipe, room: int) -> tuple[tuple[Ingredient, ...], dict[str, str]]:
    """The picture it was cut from, and every reference that its brief gave to the model or to the composite; and what
    is said of histories that are left out. One that was signed when it was uploaded brings its history along, as far
    as there is `room` for it (bytes)."""
    source = recipe.nodes[0].inputs["picture"].removeprefix("sha256:")
    found = [Ingredient(PARENT, f"Candidate {finish.candidate}", source, "image/png", "candidate")]
    left_out: dict[str, str] = {}
    uploads = {row.pk: row for row in finish.revision.brief.references.all()}
    for one in finish.revision.document.get("references", []):
        if one.get("digest") and one["role"] != "do-not":
            kind = COMPONENT if one["role"] == "product" else INPUT
            title = one.get("note") or f"Reference {one['id']}"
            upload = uploads.get(one["id"])
            history = histories.of_upload(upload)
            if upload is not None and history is not None and history.sealed <= room:
                room -= history.sealed
                file = blobs.read(upload.upload_id)
                found.append(Ingredient(kind, title, upload.upload_id, history.media_type, one["role"], file))
                continue
            if history is not None:
                left_out[f"history of {title}"] = f"{history.sealed} bytes of Content Credentials: no room for them"
            found.append(Ingredient(kind, title, one["digest"], "image/png", one["role"]))
    return tuple({one.sha256: one for one in found}.values()), left_out


def with_room(finish: Finish, rendition: Rendition, recipe: Recipe) -> Recipe:
    """The same recipe, with room for the seal in its byte budget, where it has one."""
    last = recipe.nodes[-1]
    if last.op != "encode" or "max_bytes" not in last.params:
        return recipe
    room = most_bytes(claim_of(finish, rendition, recipe), _signer())
    encode = Node(last.op, last.version, {**last.params, "reserve": room}, last.inputs)
    return replace(recipe, nodes=(*recipe.nodes[:-1], encode))


def depends_on(finish: Finish, rendition: Rendition, recipe: Recipe) -> dict[str, object]:
    """What the seal of this file depends on: what it claims, who signs, who says when. Raises EngineError."""
    signer = _signer()
    return {
        "claim": claim_of(finish, rendition, recipe),
        "signer": signer.chain_pem,
        "timestamps": signer.timestamp_url,
    }


def sealed(finish: Finish, rendition: Rendition, recipe: Recipe, picture: Picture) -> Shipped:
    """The file with its seal, proven by reading it back. Raises EngineError: then nothing of it may ship."""
    assert picture.file is not None and picture.media_type is not None
    done = seal(picture.file, picture.media_type, claim_of(finish, rendition, recipe), _signer())
    told = {"state": done.state, "label": done.label, "signed_by": done.signed_by, "timestamped": done.timestamped}
    shipped = picture.with_(file=done.file).add_facts(credentials=told, bytes=len(done.file))
    return Shipped(shipped, sha256(picture.file))


def _signer() -> Signer:
    try:
        return signing.signer()
    except BadCertificate as error:
        raise EngineError(f"Content Credentials cannot be signed: {error}") from error

"""Content Credentials into a finished file, the last step of all, and proof that nothing else changed.

    sealed = seal(picture.file, picture.media_type, claim, signer)

goes after encode and before hashing and storing. The bytes that encode gave stay what a replay gives; a seal is new
each time (a signature is). `most_bytes(claim, signer)` is what encode keeps free in a byte budget (`reserve`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from generation.engine.credentials import manifest, native
from generation.engine.credentials.anatomy.dissect import dissect
from generation.engine.credentials.anatomy.parts import Anatomy
from generation.engine.credentials.claim import Claim
from generation.engine.credentials.codes import broken, sentence
from generation.engine.credentials.manifest import most_bytes
from generation.engine.credentials.signer import Signer
from generation.engine.picture import EngineError

__all__ = ["Sealed", "most_bytes", "seal"]

HOLDS = ("Valid", "Trusted")


@dataclass(frozen=True, slots=True)
class Sealed:
    """`file` is what ships. `state`: Valid, or Trusted by the signer's own anchors. `label` names the manifest.

    `timestamped` is when a timestamp service says that it was signed, "" where none was asked.
    """

    file: bytes
    state: str
    label: str
    signed_by: str
    timestamped: str = ""


def seal(file: bytes, media_type: str, claim: Claim, signer: Signer) -> Sealed:
    """Sign, read back, compare. Raises EngineError with a sentence; then nothing of it may ship."""
    signer.check()
    before = _picture(file, media_type)
    if before.sealed:
        raise EngineError(
            f"{claim.title}: this file has Content Credentials already. Seal the bytes that encode gave, and name a "
            "signed picture that it was made from as its parent."
        )
    for one in claim.ingredients:
        if one.file is not None and manifest.signed(one):
            _whole(one.file, one.media_type, one.title, signer)
    definition = manifest.definition(claim, media_type)
    try:
        written = native.write(file, media_type, definition, signer, manifest.within(claim))
    except native.Failed as error:
        raise EngineError(_why(error, claim, signer)) from error
    return _verified(written, before, claim, definition, signer)


def _verified(written: bytes, before: Anatomy, claim: Claim, definition: Mapping[str, Any], signer: Signer) -> Sealed:
    """Read back as a stranger would. Raises EngineError for whatever is not as it was asked for."""
    after = dissect(written)
    if after is None or not after.sealed or not after.rest:
        raise EngineError(f"{claim.title}: the sealed file cannot be read again. It is not kept; seal it once more.")
    for what in ("rest", "icc", "xmp", "width", "height"):
        if getattr(before, what) != getattr(after, what):
            named = {"rest": "picture", "icc": "colour profile", "xmp": "XMP packet"}.get(what, what)
            raise EngineError(
                f"{claim.title}: sealing changed the {named} of the file, so the sealed file is not kept."
            )
    try:
        store = native.read(written, before.media_type, signer.anchors)
    except native.Failed as error:
        raise EngineError(f"{claim.title}: the seal cannot be read back ({error.said}), so it is not kept.") from error
    state = str(store.get("validation_state"))
    if state not in HOLDS:
        failures = store.get("validation_results", {}).get("activeManifest", {}).get("failure", [])
        said = " ".join(dict.fromkeys(sentence(str(one.get("code"))) for one in failures)) or f"It reads as {state}."
        raise EngineError(f"{claim.title}: the seal does not hold, so the sealed file is not kept. {said}")
    label = str(store["active_manifest"])
    active = store["manifests"][label]
    _as_asked(active, definition, claim)
    information = active.get("signature_info", {})
    return Sealed(
        written, state, label, str(information.get("common_name") or signer.name), information.get("time", "")
    )


def _as_asked(active: Mapping[str, Any], definition: Mapping[str, Any], claim: Claim) -> None:
    """Each assertion and ingredient that was asked for came back as it was given, and no action besides."""
    held = {str(one["label"]): one["data"] for one in active.get("assertions", [])}
    for asked in definition["assertions"]:
        if _plain(held.get(asked["label"])) != _plain(asked["data"]):
            raise EngineError(f"{claim.title}: the seal's {asked['label']} came back otherwise than it was given.")
    asked_for = [*definition["ingredients"], *(one.document for one in manifest.within(claim))]
    keys = ("title", "relationship", "instance_id")
    came = sorted(tuple(str(one.get(key)) for key in keys) for one in active.get("ingredients", []))
    if (
        came != sorted(tuple(str(one[key]) for key in keys) for one in asked_for)
        or active.get("title") != definition["title"]
    ):
        raise EngineError(f"{claim.title}: the seal's ingredients or title came back otherwise than they were given.")


def _plain(data: Any) -> Any:
    """An assertion without the addresses that the library gives to ingredients: their number stands for them."""
    if isinstance(data, Mapping):
        names = {"ingredientIds": "ingredients"}
        return {
            names.get(key, key): len(value)
            if key in ("ingredientIds", "ingredients") and _addresses(value)
            else _plain(value)
            for key, value in data.items()
        }
    return [_plain(one) for one in data] if isinstance(data, list) else data


def _addresses(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(one, str) or "url" in one for one in value)


def _picture(file: bytes, media_type: str) -> Anatomy:
    found = dissect(file)
    if found is None or found.damaged:
        why = found.damaged if found else "It is none of JPEG, PNG, WebP, AVIF and TIFF."
        raise EngineError(f"This file cannot be sealed. {why}")
    if found.media_type != media_type:
        raise EngineError(f"This file is said to be {media_type} and is {found.media_type}. Name it by what it is.")
    return found


def _whole(file: bytes, media_type: str, title: str, signer: Signer) -> None:
    """An ingredient's own credentials must hold: over broken ones a signature would vouch for them. Age is no harm."""
    try:
        store = native.read(file, media_type, signer.anchors)
    except native.Failed as error:
        raise EngineError(f"The Content Credentials of {title} cannot be read ({error.said}).") from error
    failures = store.get("validation_results", {}).get("activeManifest", {}).get("failure", [])
    wrong = [str(one.get("code")) for one in failures if broken(str(one.get("code")))]
    if wrong:
        raise EngineError(
            f"The Content Credentials of {title} do not hold, so nothing is signed over it. {sentence(wrong[0])} Use "
            "the file as it was signed."
        )


def _why(error: native.Failed, claim: Claim, signer: Signer) -> str:
    if signer.timestamp_url:
        return (
            f"{claim.title}: no timestamp came of {signer.hosts[0]} ({error.said}), so nothing was signed. See whether "
            "the service answers and try again, or leave it out of the settings."
        )
    return f"{claim.title}: the Content Credentials could not be written ({error.said})."

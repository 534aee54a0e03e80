"""What is this file? Any picture, ours or not, in plain words.

Nothing is decoded and nothing is called: the container is walked, the packet parsed, the manifest store validated. A
hostile file can cost no more than its bytes; `apart.read` puts a process and a clock around even that.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping

from generation.engine.credentials import native, store
from generation.engine.credentials.anatomy import icc, tiff
from generation.engine.credentials.anatomy.dissect import dissect
from generation.engine.credentials.anatomy.parts import DAMAGE, MOST_TEXT, Anatomy
from generation.engine.credentials.manifest import said
from generation.engine.credentials.story import (
    FAIL,
    INVALID,
    NONE,
    NOTE,
    TRUSTED,
    UNREADABLE,
    VALID,
    Container,
    Finding,
    Manifest,
    Story,
)  # fmt: skip
from generation.engine.finishing import xmp
from generation.engine.picture import EngineError

MOST_BYTES = 200_000_000
REMOTE = "Remote"
ALSO = {"description": ("dc:description", "Alt"), "creator_tool": ("xmp:CreatorTool", "Text")}
BY_AI = {
    "trainedAlgorithmicMedia": "A trained model (generative AI) made it.",
    "compositeWithTrainedAlgorithmicMedia": "Part of it was made by a trained model (generative AI).",
    "algorithmicMedia": "A program made it, by rules and not by a trained model.",
    "compositeSynthetic": "It is put together from parts of which some are synthetic.",
    "algorithmicallyEnhanced": "A program enhanced it.",
    "composite": "It is put together from several pictures.",
    "digitalCapture": "A camera took it.",
    "computationalCapture": "A camera took it and put it together from several exposures.",
    "digitalCreation": "A person made it with digital tools.",
    "humanEdits": "A person edited it.",
}
RIGHTS = {
    "usage_terms": "May be used", "rights": "Rights", "licensor_name": "Licensed by", "licensor_url": "Licence",
    "credit": "Credit", "data_mining": "Data mining and training (PLUS)",
}  # fmt: skip
AIGC_LABELS = {"1": "made by AI", "2": "perhaps made by AI", "3": "suspected to be made by AI"}


def read(data: bytes, *, anchors: str = "") -> Story:
    """`anchors`: PEM of roots that are trusted. Raises EngineError for what is too large to look at."""
    if len(data) > MOST_BYTES:
        raise EngineError(f"This file has {len(data) / 1e6:,.0f} MB; at most {MOST_BYTES / 1e6:,.0f} MB are read.")
    found = dissect(data)
    digest = hashlib.sha256(data).hexdigest()
    if found is None:
        verdict = "This is none of JPEG, PNG, WebP, AVIF and TIFF, so nothing can be said about it."
        return Story(Container(digest, len(data)), NONE, verdict)
    container = Container(
        digest, len(data), found.kind, found.media_type, found.width, found.height,
        said(icc.name(found.icc), 200) if found.icc else "", found.sealed, found.damaged,
    )  # fmt: skip
    fields = _fields(found)
    exif, position = _exif(found)
    state, verdict, held, findings = _credentials(data, found, anchors)
    return Story(
        container=container, state=state, verdict=verdict, origin=_origin(state, held, fields), findings=findings,
        manifests=held, lineage=store.lineage(held), fields=fields, aigc=_aigc(fields), exif=exif, position=position,
        iim=found.iim is not None, texts=found.texts, rights=_rights(held, fields),
    )  # fmt: skip


def _credentials(
    data: bytes, found: Anatomy, anchors: str
) -> tuple[str, str, tuple[Manifest, ...], tuple[Finding, ...]]:
    """(state, verdict, manifests, findings)."""
    try:
        document = native.read(data, found.media_type, anchors)
    except native.Failed as error:
        if error.code == "ManifestNotFound" and not found.sealed:
            verdict = "It has no Content Credentials. That says nothing against it: most files have none."
            return NONE, verdict, (), _cut_out(found)
        told = Finding(FAIL, error.code, f"The Content Credentials cannot be read: {error.said}")
        verdict = "It has Content Credentials that cannot be read: they were damaged or are not genuine."
        if error.code == REMOTE:
            verdict = "It says that its Content Credentials are kept elsewhere; nothing is fetched from here."
        return UNREADABLE, verdict, (), (told,)
    held, findings = store.manifests(document), store.findings(document)
    state = {"Trusted": TRUSTED, "Valid": VALID}.get(str(document.get("validation_state")), INVALID)
    return state, _verdict(state, held, findings), held, findings


def _cut_out(found: Anatomy) -> tuple[Finding, ...]:
    """A file whose packet is Gatefold's and which has no credentials."""
    identifier = str(_fields(found).get("identifier", ""))
    if not identifier.startswith("gatefold:"):
        return ()
    told = (
        "Its XMP packet names it as a file of Gatefold, and those ship with Content Credentials: they were removed, or "
    )
    return (Finding(NOTE, "gatefold.credentials.missing", f"{told}it left before there were any."),)


def _verdict(state: str, held: tuple[Manifest, ...], findings: tuple[Finding, ...]) -> str:
    by = held[0].signed_by if held else "nobody"
    if state == TRUSTED:
        return f"Its Content Credentials hold: it is as {by} signed it, and {by} is trusted here."
    if state == VALID:
        return f"Its Content Credentials hold: it is as {by} signed it. Who that is, nobody vouches for here."
    wrong = next((one for one in findings if one.level == FAIL), None)
    return f"Its Content Credentials do not hold. {wrong.sentence if wrong else 'Why is not said.'}"


def _fields(found: Anatomy) -> dict[str, str | tuple[str, ...]]:
    if not found.xmp or len(found.xmp) > MOST_TEXT:
        return {}
    held = xmp.read(found.xmp, ALSO)
    return {
        key: said(value, 2000) if isinstance(value, str) else tuple(said(one, 500) for one in value[:50])
        for key, value in held.items()
    }


def _exif(found: Anatomy) -> tuple[dict[str, str], bool]:
    if found.exif is None:
        return {}, False
    try:
        held = tiff.block(found.exif)
    except DAMAGE:
        return {}, False
    position = bool(held.pop("gps"))
    return {key: said(value, 500) for key, value in held.items()}, position


def _aigc(fields: Mapping[str, str | tuple[str, ...]]) -> dict[str, str]:
    value = fields.get("aigc")
    try:
        held = json.loads(value) if isinstance(value, str) else None
    except (ValueError, RecursionError):
        held = None
    if not isinstance(held, dict):
        return {}
    found = {said(str(key), 80): said(str(one), 500) for key, one in list(held.items())[:20] if one not in ("", None)}
    label = AIGC_LABELS.get(found.get("Label", ""))
    return {**found, "Label": f"{found['Label']}: {label}"} if label else found


def _origin(state: str, held: tuple[Manifest, ...], fields: Mapping[str, str | tuple[str, ...]]) -> str:
    """What the file's own manifest states of the whole; else what any action brought in; else what the packet says."""
    stated = [str(one.stated.get("Iptc4xmpExt:DigitalSourceType", "")).rsplit("/", 1)[-1] for one in held[:1]]
    acts = {act.source_type for one in held for act in one.acts}
    kind = next((kind for kind in (*stated, *(kind for kind in BY_AI if kind in acts)) if kind in BY_AI), "")
    if kind and state in (TRUSTED, VALID):
        return f"{BY_AI[kind]} That is signed."
    kind = kind or str(fields.get("digital_source_type", "")).rsplit("/", 1)[-1]
    return f"{BY_AI[kind]} The file says so; nobody's signature holds for it." if kind in BY_AI else ""


def _rights(held: tuple[Manifest, ...], fields: Mapping[str, str | tuple[str, ...]]) -> dict[str, str]:
    found = {words: str(fields[key]) for key, words in RIGHTS.items() if fields.get(key)}
    if isinstance(creators := fields.get("creators"), tuple) and creators:
        found["Made by"] = ", ".join(creators)
    if held and held[0].training:
        uses = sorted(set(held[0].training.values()))
        said_of = {"notAllowed": "not allowed", "allowed": "allowed", "constrained": "allowed under conditions"}
        found["Training of models"] = ", ".join(said_of.get(use, use) for use in uses)
    return found

"""The library's document of a manifest store -> manifests, findings, lineage. Nothing in it is taken for well made."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from generation.engine.credentials.codes import UNKNOWN_HERE, sentence
from generation.engine.credentials.manifest import FACTS, said
from generation.engine.credentials.story import FAIL, NOTE, OK, Act, Branch, Finding, Manifest, Part

MOST_MANIFESTS, MOST_ACTS, MOST_PARTS, DEEPEST = 100, 200, 200, 12
SHORT, LONG = 200, 500
WORDS = {
    "c2pa.created": "Created", "c2pa.opened": "Opened", "c2pa.cropped": "Cropped", "c2pa.resized": "Resized",
    "c2pa.color_adjustments": "Colours changed", "c2pa.adjustedColor": "Colours changed", "c2pa.placed": "Placed",
    "c2pa.converted": "Converted", "c2pa.drawing": "Drawn on", "c2pa.edited": "Edited", "c2pa.filtered": "Filtered",
    "c2pa.orientation": "Turned", "c2pa.published": "Published", "c2pa.removed": "Removed",
    "c2pa.repackaged": "Repackaged", "c2pa.transcoded": "Transcoded", "c2pa.translated": "Translated",
    "c2pa.redacted": "Redacted", "c2pa.unknown": "Something done that was not named", "c2pa.addedText": "Text added",
    "c2pa.watermarked": "Watermarked", "c2pa.enhanced": "Enhanced", "c2pa.edited.metadata": "Metadata edited",
}  # fmt: skip
NEARNESS = {"parentOf": 0, "inputTo": 1, "componentOf": 2}
METADATA = ("c2pa.metadata", "cawg.metadata", "stds.iptc", "stds.exif", "stds.schema-org.CreativeWork")
TRAINING = ("cawg.training-mining", "c2pa.training-mining")


def manifests(store: Mapping[str, Any]) -> tuple[Manifest, ...]:
    """The file's own first, then the others as they stand."""
    held = _map(store.get("manifests"))
    active = _text(store.get("active_manifest"))
    labels = [label for label in (active, *(key for key in held if key != active)) if label in held]
    return tuple(_manifest(label, _map(held[label])) for label in labels[:MOST_MANIFESTS])


def findings(store: Mapping[str, Any]) -> tuple[Finding, ...]:
    """What was checked of the file's own manifest and of its ingredients', each kind of thing once, failures first."""
    results = _map(store.get("validation_results"))
    checked = [(_text(store.get("active_manifest")), _map(results.get("activeManifest")))]
    for delta in _list(results.get("ingredientDeltas")):
        checked.append((_text(_map(delta).get("ingredientAssertionURI")), _map(_map(delta).get("validationDeltas"))))
    found: dict[tuple[str, str], Finding] = {}
    for of, statuses in checked:
        for kind, level in (("failure", FAIL), ("informational", NOTE), ("success", OK)):
            for status in _list(statuses.get(kind)):
                code = _text(_map(status).get("code"))
                shown = NOTE if level == FAIL and code in UNKNOWN_HERE else level
                found.setdefault((level, code), Finding(shown, code, sentence(code), of))
    # Readers report both that a digest fits and that it is not of the bytes it should be of.
    failed = {one.code for one in found.values() if one.level == FAIL}
    kept = [one for one in found.values() if one.code.removesuffix(".match") + ".mismatch" not in failed]
    order = {FAIL: 0, NOTE: 1, OK: 2}
    return tuple(sorted(kept, key=lambda one: order[one.level]))


def lineage(found: tuple[Manifest, ...]) -> Branch | None:
    """The file's own manifest as the root. A store that refers to itself in a ring is cut where it closes."""
    if not found:
        return None
    by_label = {one.label: one for one in found}
    left = [MOST_PARTS]
    return Branch(found[0].title, "", found[0].label, "", _under(found[0], by_label, (found[0].label,), left))


def _under(
    manifest: Manifest, by_label: Mapping[str, Manifest], above: tuple[str, ...], left: list[int]
) -> tuple[Branch, ...]:
    branches = []
    for part in sorted(manifest.parts, key=lambda one: NEARNESS.get(one.relationship, len(NEARNESS))):
        if left[0] <= 0 or len(above) > DEEPEST:
            break
        left[0] -= 1
        own = by_label.get(part.manifest)
        under = _under(own, by_label, (*above, own.label), left) if own and own.label not in above else ()
        branches.append(Branch(part.title, part.relationship, part.manifest, part.sha256, under))
    return tuple(branches)


def _manifest(label: str, held: Mapping[str, Any]) -> Manifest:
    by_label: dict[str, Any] = {}
    for one in _list(held.get("assertions")):
        by_label.setdefault(_text(_map(one).get("label")), _map(one).get("data"))
    actions = next((_map(data) for key, data in by_label.items() if key.startswith("c2pa.actions")), {})
    signature = _map(held.get("signature_info"))
    generator = _map(next(iter(_list(held.get("claim_generator_info"))), {}))
    known = (FACTS, *METADATA, *TRAINING)
    return Manifest(
        label=label,
        title=_text(held.get("title")),
        generator=_agent(generator) or _text(held.get("claim_generator")),
        signed_by=_text(signature.get("common_name")) or _text(signature.get("issuer")),
        issuer=_text(signature.get("issuer")),
        algorithm=_text(signature.get("alg")),
        timestamped=_text(signature.get("time")),
        acts=tuple(_act(_map(one)) for one in _list(actions.get("actions"))[:MOST_ACTS]),
        parts=tuple(_part(_map(one)) for one in _list(held.get("ingredients"))[:MOST_PARTS]),
        facts=_flat({key: value for key, value in _map(by_label.get(FACTS)).items() if key != "ingredients"}),
        stated=_flat({key: value for label in METADATA for key, value in _map(by_label.get(label)).items()}),
        training=_training(by_label),
        others=tuple(key for key in by_label if key not in known and not key.startswith("c2pa.actions"))[:50],
    )


def _act(held: Mapping[str, Any]) -> Act:
    name = _text(held.get("action"))
    agent = held.get("softwareAgent")
    parameters = {key: value for key, value in _map(held.get("parameters")).items() if isinstance(value, str | int)}
    return Act(
        name=name,
        words=WORDS.get(name, name),
        description=_text(held.get("description"), LONG),
        agent=_agent(_map(agent)) if isinstance(agent, Mapping) else _text(agent),
        when=_text(held.get("when")),
        source_type=_text(held.get("digitalSourceType")).rsplit("/", 1)[-1],
        parameters=_flat(parameters),
    )


def _part(held: Mapping[str, Any]) -> Part:
    instance = _text(held.get("instance_id"))
    return Part(
        _text(held.get("relationship")),
        _text(held.get("title")) or "untitled",
        _text(held.get("format")),
        instance.removeprefix("sha256:") if instance.startswith("sha256:") else "",
        _text(held.get("active_manifest")),
    )


def _training(by_label: Mapping[str, Any]) -> dict[str, str]:
    entries = next((_map(_map(by_label[label]).get("entries")) for label in TRAINING if label in by_label), {})
    return {_text(key): _text(_map(value).get("use")) for key, value in list(entries.items())[:20]}


def _agent(held: Mapping[str, Any]) -> str:
    return f"{_text(held.get('name'))} {_text(held.get('version'))}".strip()


def _flat(held: Mapping[str, Any]) -> dict[str, str]:
    """Texts and numbers, and lists of them as one line; what is nested deeper is left out."""
    found = {}
    for key, value in list(held.items())[:100]:
        if isinstance(value, str | int | float):
            found[said(str(key), SHORT)] = said(str(value), LONG)
        elif isinstance(value, list) and all(isinstance(one, str | int | float) for one in value):
            found[said(str(key), SHORT)] = said(", ".join(str(one) for one in value[:50]), LONG)
    return found


def _map(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _text(value: Any, most: int = SHORT) -> str:
    return said(value, most) if isinstance(value, str) else ""

"""A story in lines of text, for a terminal. The page says the same in its own way."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

MARKS = {"ok": "+", "note": "-", "fail": "!"}
RELATIONS = {"parentOf": "made from", "componentOf": "contains", "inputTo": "made with", "": ""}
FIELDS = {
    "title": "Title", "description": "Description", "ai_system": "AI system", "ai_system_version": "Its version",
    "ai_prompt": "Prompt", "ai_prompt_writer": "Prompt by", "creator_tool": "Written by", "identifier": "Identifier",
    "subjects": "Subjects",
}  # fmt: skip


def lines(story: Mapping[str, Any]) -> Iterator[str]:
    """`story` is a Story's document."""
    container = story["container"]
    yield from _container(container)
    yield ""
    yield story["verdict"]
    if story["origin"]:
        yield story["origin"]
    yield from _section("Checked", [f"{MARKS[one['level']]} {one['sentence']}" for one in story["findings"]])
    for manifest in story["manifests"]:
        yield from _section(_signed(manifest), [_act(act) for act in manifest["acts"]])
    if story["lineage"]:
        yield from _section("Lineage", list(_branch(story["lineage"], 0)))
    yield from _section("Rights", [f"{key}: {value}" for key, value in story["rights"].items()])
    said = [f"{name}: {_text(story['fields'][key])}" for key, name in FIELDS.items() if story["fields"].get(key)]
    said += [f"{key}: {value}" for key, value in story["exif"].items()]
    said += [f"{key}: {value}" for key, value in story["texts"].items()]
    yield from _section("Metadata, as anybody may write it", said)
    yield from _section("China's label (TC260)", [f"{key}: {value}" for key, value in story["aigc"].items()])
    if story["position"]:
        yield from _section("Position", ["It holds the place where it was taken (GPS)."])


def fields(story: Mapping[str, Any]) -> list[tuple[str, str]]:
    """The packet's fields that people read, named."""
    return [(name, _text(story["fields"][key])) for key, name in FIELDS.items() if story["fields"].get(key)]


def _container(container: Mapping[str, Any]) -> Iterator[str]:
    kind = container["kind"].upper() or "Unknown format"
    size = f", {container['width']} x {container['height']} pixels" if container["width"] else ""
    profile = f", profile {container['profile']}" if container["profile"] else ""
    yield f"{kind}{size}{profile}, {container['bytes']:,} bytes, {container['sealed_bytes']:,} of them credentials"
    yield f"sha256 {container['sha256']}"
    if container["damaged"]:
        yield container["damaged"]


def _section(head: str, body: list[str]) -> Iterator[str]:
    if body:
        yield ""
        yield head
        yield from (f"  {line}" for line in body)


def _signed(manifest: Mapping[str, Any]) -> str:
    when = f" at {manifest['timestamped']}, by timestamp" if manifest["timestamped"] else ""
    title, by = manifest["title"] or "Untitled", manifest["signed_by"]
    return f"{title}, written by {manifest['generator']}, signed by {by}{when}"


def _act(act: Mapping[str, Any]) -> str:
    done: str = act["description"] or act["words"]
    return f"{done} ({act['agent']})" if act["agent"] else done


def _branch(branch: Mapping[str, Any], depth: int) -> Iterator[str]:
    relation = RELATIONS.get(branch["relationship"], branch["relationship"])
    named = f"{relation} " if relation else ""
    digest = f"  sha256 {branch['sha256'][:12]}" if branch["sha256"] else ""
    yield f"{'  ' * depth}{named}{branch['title'] or 'untitled'}{digest}"
    for under in branch["under"]:
        yield from _branch(under, depth + 1)


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ", ".join(value)

"""A ComfyUI workflow in the API format, as a template: named slots are filled by their place, never by replacing text.

{"6": {"class_type": "CLIPTextEncode", "inputs": {"text": "…", "clip": ["4", 1]}}, …}
slots: {"positive": ["6", "inputs", "text"], "seed": ["3", "inputs", "seed"], …}
"""

from __future__ import annotations

import copy
import json
from collections.abc import Mapping
from typing import Any, Final

from generation.engine.guides import CONTROLS
from generation.engine.picture import EngineError

Slots = dict[str, tuple[str, str, str]]  # name -> node, "inputs", field

LARGEST: Final = 1_000_000  # bytes of a workflow
MOST_NODES: Final = 500
WORDS: Final = ("positive", "negative")
NUMBERS: Final = ("seed", "width", "height", "steps", "guidance", "strength")
PICTURES: Final = ("start", "mask", "reference", *(f"control_{kind}" for kind in CONTROLS))
SLOTS: Final = (*WORDS, *NUMBERS, *PICTURES)
NEEDED: Final = ("positive", "seed")  # without a seed ComfyUI gives the last picture again, from its cache


class BadWorkflow(EngineError):
    """A template that cannot be used. The sentence names the part and the remedy."""


def read(data: bytes) -> dict[str, Any]:
    """An uploaded workflow. Raises BadWorkflow: too large, not JSON, not in the API format."""
    if len(data) > LARGEST:
        raise BadWorkflow(f"Workflow: up to {LARGEST // 1_000_000} MB of JSON. This one has {len(data) / 1e6:.1f} MB.")
    try:
        found = json.loads(data, parse_constant=_no_constant)
    except (ValueError, RecursionError) as error:
        raise BadWorkflow(f"Workflow: this is not JSON ({str(error)[:80]}). Export it again.") from None
    if isinstance(found, dict) and isinstance(found.get("nodes"), list):
        raise BadWorkflow("Workflow: this is the editor's format. In ComfyUI use “Export (API)” and upload that.")
    return check(found)


def check(found: object) -> dict[str, Any]:
    """Nodes with class and inputs, and not too many. Raises BadWorkflow."""
    if not isinstance(found, dict) or not found:
        raise BadWorkflow("Workflow: an object of nodes is needed. In ComfyUI use “Export (API)” and upload that.")
    if len(found) > MOST_NODES:
        raise BadWorkflow(f"Workflow: it has {len(found)} nodes; up to {MOST_NODES} are taken.")
    for name, node in found.items():
        whole = isinstance(node, dict) and isinstance(node.get("class_type"), str)
        if not whole or not isinstance(node.get("inputs"), dict) or len(name) > 80:
            raise BadWorkflow(f"Workflow: node {name[:40]} lacks class_type or inputs. Export it by “Export (API)”.")
    return found


def slots_of(named: object) -> Slots:
    """The slots as they were written. Raises BadWorkflow naming the one that is not understood."""
    if not isinstance(named, Mapping):
        raise BadWorkflow('Slots: an object is needed, as {"positive": ["6", "inputs", "text"]}.')
    found: Slots = {}
    for name, path in named.items():
        if name not in SLOTS:
            raise BadWorkflow(f"Slots: “{str(name)[:40]}” is not one. There are {', '.join(SLOTS)}.")
        if not isinstance(path, list | tuple) or len(path) != 3 or not all(isinstance(step, str) for step in path):
            raise BadWorkflow(f'Slots: {name} takes a node, "inputs" and a field, as ["6", "inputs", "text"].')
        node, part, key = path
        if part != "inputs":
            raise BadWorkflow(f"Slots: {name} points at “{part[:40]}” of node {node[:40]}. Only inputs can be filled.")
        found[name] = (node, part, key)
    if missing := [name for name in NEEDED if name not in found]:
        raise BadWorkflow(f"Slots: {' and '.join(missing)} must be named, or every picture would be the same.")
    if ("start" in found) < ("mask" in found):
        raise BadWorkflow("Slots: a mask needs a start picture to lie over. Name start too.")
    return found


def fits(workflow: Mapping[str, Any], slots: Slots, output: str = "") -> None:
    """Does each slot name a place that is there, and that holds a value, not a wire? Raises BadWorkflow."""
    for name, (node, part, key) in slots.items():
        if node not in workflow:
            raise BadWorkflow(f"Slots: {name} points at node {node[:40]}, which the workflow does not have.")
        inputs = workflow[node][part]
        if key not in inputs:
            kind = str(workflow[node]["class_type"])[:60]
            raise BadWorkflow(f"Slots: {name} points at “{key[:40]}”, which node {node[:40]} ({kind}) does not have.")
        if isinstance(inputs[key], list | dict):
            raise BadWorkflow(
                f"Slots: {name} points at “{key[:40]}” of node {node[:40]}, which is wired to another node. "
                "Point at that one."
            )
    if output and output not in workflow:
        raise BadWorkflow(f"Output: the workflow has no node {output[:40]}. Name the one that saves the picture.")
    places = list(slots.values())
    for name, place in slots.items():
        if places.count(place) > 1:
            raise BadWorkflow(f"Slots: {name} points at a place that another slot fills too. Give it one of its own.")


def fill(workflow: Mapping[str, Any], slots: Slots, values: Mapping[str, str | int | float]) -> dict[str, Any]:
    """The workflow with these values in its slots; one without a value keeps the template's. Raises BadWorkflow."""
    fits(workflow, slots)
    filled = copy.deepcopy(dict(workflow))
    for name, value in values.items():
        node, part, key = slots[name]
        filled[node][part][key] = value
    return filled


def _no_constant(name: str) -> None:
    raise ValueError(f"{name} is no number")

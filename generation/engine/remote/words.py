"""What a service says, made fit to be read: short, on one line, without markup, addresses or our key."""

from __future__ import annotations

import json
import re
from typing import Any

from generation.engine.remote.service import Service

MOST = 240  # characters of a service's words in a sentence of ours
CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069]+")
MARKUP = re.compile(r"<[^>]{0,500}>")
LINK = re.compile(r"\b[a-z][a-z0-9+.-]{1,20}://\S+", re.IGNORECASE)


def clean(service: Service, said: object, most: int = MOST) -> str:
    """One line of at most `most` characters; empty for anything but text."""
    if not isinstance(said, str):
        return ""
    text = service.hide(said[: most * 20])
    text = LINK.sub("(link)", MARKUP.sub(" ", CONTROL.sub(" ", text)))
    text = " ".join(text.replace("<", " ").split())
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def sentence_of(service: Service, media_type: str, body: bytes) -> tuple[str, str]:
    """(the service's own sentence, its code) of an answer that refuses. A page of HTML has no sentence for us."""
    if "html" in media_type or body[:200].lstrip().startswith(b"<"):
        return "", ""
    try:
        found = json.loads(body[:1_000_000])
    except (ValueError, RecursionError):
        return clean(service, body[: MOST * 20].decode("utf-8", "replace")), ""
    if not isinstance(found, dict):
        return "", ""
    error = found.get("error", found)
    if not isinstance(error, dict):
        return clean(service, error), ""
    words = " ".join(filter(None, (clean(service, error.get(name)) for name in ("message", "detail", "details"))))
    return clean(service, " ".join([words, *_of_nodes(service, found)]).strip()), clean(service, error.get("code"), 60)


def _of_nodes(service: Service, found: dict[str, Any]) -> list[str]:
    """ComfyUI says what is wrong of each node: {"6": {"class_type": …, "errors": [{"message", "details"}]}}."""
    nodes = found.get("node_errors")
    said = []
    for node in list(nodes.values())[:3] if isinstance(nodes, dict) else ():
        errors = node.get("errors") if isinstance(node, dict) else None
        for error in errors[:2] if isinstance(errors, list) else ():
            if isinstance(error, dict):
                what = " ".join(filter(None, (clean(service, error.get(k), 120) for k in ("message", "details"))))
                said.append(f"{clean(service, node.get('class_type'), 60)}: {what}")
    return said

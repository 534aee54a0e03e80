"""The published JSON Schema of a brief's draft document (draft 2020-12), made from the same tables that check it."""

from __future__ import annotations

from typing import Any, Final

from briefs.markets import MARKETS
from briefs.spec import (
    COPY_LIMITS,
    HOOK_LIMIT,
    LIST_LIMIT,
    MARGIN_LIMIT,
    TERM_LIMIT,
    TEXT_LIMIT,
    TITLE_LIMIT,
    WORD_LIMIT,
)
from briefs.vocabulary import (
    CHANNELS,
    COPY_SPACES,
    HORIZONS,
    JOBS,
    LABELS,
    LOCALES,
    POSITIONS,
    ROLES,
    SHOTS,
    USE_CLASSES,
)  # fmt: skip

SCHEMA_ID: Final = "gatefold.brief/1"
ADDRESS: Final = "https://gatefold.example/schemas/brief-1.json"  # a name, not a place: it is read from the API
SLUG_PATTERN: Final = "^[A-Za-z0-9]+([-_x.][A-Za-z0-9]+)*$"
DATE_PATTERN: Final = r"^(\d{4}-\d{2}-\d{2})?$"


def _text(limit: int) -> dict[str, Any]:
    return {"type": "string", "maxLength": limit}


def _choice(options: Any) -> dict[str, Any]:
    return {"enum": list(dict.fromkeys(["", *options]))}


def _list(item: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": item, "maxItems": LIST_LIMIT, "uniqueItems": True}


def _object(properties: dict[str, Any], *, required: tuple[str, ...] = ()) -> dict[str, Any]:
    found = {"type": "object", "properties": properties, "additionalProperties": False}
    return found | ({"required": list(required)} if required else {})


_SLUG: Final = {"type": "string", "maxLength": 50, "pattern": SLUG_PATTERN}
_COPY: Final = {
    "type": "object",
    "propertyNames": {"enum": list(LOCALES)},
    "additionalProperties": _object({name: _text(limit) for name, limit in COPY_LIMITS.items()}),
    "maxProperties": LIST_LIMIT,
}
_HEX: Final = {"type": "string", "pattern": "^#[0-9A-Fa-f]{6}$"}

FIELDS: Final[dict[str, dict[str, Any]]] = {
    "title": _text(TITLE_LIMIT) | {"minLength": 1},
    "placements": _list(_SLUG),
    "channels": _list({"enum": list(CHANNELS)}),
    "job": _choice(JOBS),
    "message": _text(TEXT_LIMIT),
    "subject": _text(TEXT_LIMIT),
    "shot": _choice(SHOTS),
    "people": _text(WORD_LIMIT),
    "characters": _list(_SLUG),
    "environment": _text(TEXT_LIMIT),
    "composition": _text(TEXT_LIMIT),
    "light": _text(WORD_LIMIT),
    "mood": _text(WORD_LIMIT),
    "copy_space": _choice(COPY_SPACES),
    "safe_margins": {"type": ["number", "null"], "minimum": 0, "maximum": MARGIN_LIMIT},
    "subject_position": _choice(POSITIONS),
    "horizon": _choice(HORIZONS),
    "must_not_show": _list(_text(TERM_LIMIT)),
    "style_pack": {"anyOf": [{"const": ""}, _SLUG]},
    "style": _list(_text(TERM_LIMIT)),
    "template": {"anyOf": [{"const": ""}, _SLUG]},
    "colourways": _list(_object({"name": _text(60), "hex": _HEX}, required=("hex",))),
    "references": _list(
        _object({
            "id": {"type": "integer", "minimum": 1},
            "role": _choice(ROLES),
            "note": _text(200),
            "digest": {"type": "string", "pattern": "^([0-9a-f]{64})?$"},
            "outline": {"type": ["object", "null"]},
        })
    ),
    "copy": _COPY,
    "hooks": _list(_object({"name": _text(HOOK_LIMIT) | {"minLength": 1}, "copy": _COPY}, required=("name",))),
    "markets": _list({"enum": list(MARKETS)}),
    "flight_from": {"type": "string", "pattern": DATE_PATTERN},
    "flight_to": {"type": "string", "pattern": DATE_PATTERN},
    "use_class": _choice(USE_CLASSES),
}  # fmt: skip


def schema() -> dict[str, Any]:
    """A file of briefs: one brief, or a list of them. Each is {schema, title, due, brief}, or the draft alone."""
    described = {name: {**part, "title": LABELS.get(name, name)} for name, part in FIELDS.items()}
    draft = {**_object(described), "description": "A brief's draft document. Every field may be left out."}
    whole = _object(
        {
            "schema": {"const": SCHEMA_ID},
            "title": FIELDS["title"],
            "brand": {"type": "string", "description": "The brand's short name. Read by people; an import ignores it."},
            "campaign": {"type": "string", "description": "As brand."},
            "due": {"type": "string", "pattern": DATE_PATTERN},
            "brief": {"$ref": "#/$defs/draft"},
        },
        required=("schema", "title", "brief"),
    )
    one = {"anyOf": [{"$ref": "#/$defs/whole"}, {"$ref": "#/$defs/draft"}]}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": ADDRESS,
        "title": "Gatefold brief",
        "anyOf": [*one["anyOf"], {"type": "array", "items": one, "maxItems": 1000}],
        "$defs": {"draft": draft, "whole": whole},
    }

"""Marks as W3C Web Annotations (https://www.w3.org/TR/annotation-model/): a collection with one page.

A box is a FragmentSelector in whole per cent, as Media Fragments have it, and an SvgSelector that is exact; an arrow
or a stroke is an SvgSelector; a pin or a label is the one pixel it points at. What the model has no word for stands
under `gatefold:`; digests under schema.org's `sha256`.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil, floor
from typing import Any

from generation.models import Candidate
from review.marks import Drawn, Said
from studio.people.models import User

ANNO = "http://www.w3.org/ns/anno.jsonld"
CONTEXT = [ANNO, {"schema": "http://schema.org/", "prov": "http://www.w3.org/ns/prov#", "gatefold": "urn:gatefold:"}]
MEDIA_TYPE = f'application/ld+json; profile="{ANNO}"'
FRAGMENTS = "http://www.w3.org/TR/media-frags/"
SVG = "http://www.w3.org/2000/svg"
Document = dict[str, Any]


def collection(candidate: Candidate, marks: Sequence[Drawn], *, at: str, picture: str, loupe: str) -> Document:
    """All marks on a candidate's picture. `at`, `picture` and `loupe` are the absolute addresses of the collection, of
    the picture's bytes, and of the page that shows it."""
    items = [annotation(drawn, candidate, loupe=loupe, picture=picture) for drawn in marks]
    page = {"id": f"{at}#page", "type": "AnnotationPage", "partOf": at, "startIndex": 0, "items": items}
    return {
        "@context": CONTEXT,
        "id": at,
        "type": "AnnotationCollection",
        "label": f"Marks on candidate {candidate} of {candidate.batch}",
        "total": len(items),
        **({"first": page, "last": page["id"]} if items else {}),
    }


def annotation(drawn: Drawn, candidate: Candidate, *, loupe: str, picture: str) -> Document:
    mark = drawn.mark
    said = drawn.said
    newest = max((one.comment.at for one in said), default=mark.at)
    document: Document = {
        "id": f"{loupe}#mark-{mark.pk}",
        "type": "Annotation",
        "motivation": ["commenting", "editing"] if mark.revision_id else "commenting",
        "creator": agent(mark.by, drawn.author.label),
        "created": mark.at.isoformat(),
        "modified": max(newest, mark.resolved_at or newest, mark.at).isoformat(),
        "generator": {"type": "Software", "name": "Gatefold"},
        "body": [body(one, "replying" if place else "commenting") for place, one in enumerate(said)],
        "target": target(drawn, candidate, picture),
        "gatefold:number": mark.number,
        "gatefold:state": "done" if drawn.done else "open",
    }
    if mark.due:
        document["gatefold:due"] = mark.due.isoformat()
    if mark.resolved_by is not None and mark.resolved_at is not None:
        document["gatefold:resolved"] = {"creator": agent(mark.resolved_by), "created": mark.resolved_at.isoformat()}
    if mark.carried_from is not None:
        before = loupe.replace(f"/{candidate.pk}/", f"/{mark.carried_from.candidate_id}/")
        document["prov:wasDerivedFrom"] = {"id": f"{before}#mark-{mark.carried_from_id}"}
    return document


def agent(person: User, role: str = "") -> Document:
    """Who, by name: an address of e-mail is nobody's business elsewhere."""
    return {
        "type": "Person",
        "name": person.name,
        "nickname": person.username,
        **({"gatefold:role": role.lower()} if role else {}),
    }


def body(one: Said, purpose: str) -> Document:
    return {
        "type": "TextualBody",
        "value": one.comment.text,
        "format": "text/plain",
        "purpose": purpose,
        "creator": agent(one.comment.by, one.author.label),
        "created": one.comment.at.isoformat(),
    }


def target(drawn: Drawn, candidate: Candidate, picture: str) -> Document:
    """Exactly these pixels: the picture by its digest, as it was when it was made."""
    batch = candidate.batch
    source = {
        "id": picture,
        "type": "Image",
        "format": "image/png",
        "schema:sha256": drawn.mark.target,
        "schema:width": batch.width,
        "schema:height": batch.height,
    }
    made = candidate.done_at or drawn.mark.at
    return {
        "type": "SpecificResource",
        "source": source,
        "selector": selector(drawn, batch.width, batch.height),
        "state": {"type": "TimeState", "sourceDate": made.isoformat()},
    }


def selector(drawn: Drawn, width: int, height: int) -> Document | list[Document]:
    kind, points = drawn.mark.kind, drawn.mark.points
    if kind in ("pin", "text"):
        x, y = (min(floor(at * size), size - 1) for at, size in zip(points[0], (width, height), strict=True))
        return _fragment(f"xywh=pixel:{x},{y},1,1")
    line = f'<path fill="none" stroke="#000" d="{drawn.path}"/>'
    exact = {"type": "SvgSelector", "value": f'<svg xmlns="{SVG}" viewBox="0 0 {width} {height}">{line}</svg>'}
    if kind != "box":
        return exact
    (ax, ay), (bx, by) = points
    x, y = floor(ax * 100), floor(ay * 100)
    return [_fragment(f"xywh=percent:{x},{y},{ceil(bx * 100) - x},{ceil(by * 100) - y}"), exact]


def _fragment(value: str) -> Document:
    return {"type": "FragmentSelector", "conformsTo": FRAGMENTS, "value": value}

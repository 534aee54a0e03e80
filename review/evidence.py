"""What the checks are shown about one rendition, and their verdicts as rows. In workers only: it reads pixels."""

from __future__ import annotations

import datetime as dt
import functools
import io
from collections.abc import Mapping
from typing import Any

import numpy as np
from django.conf import settings
from PIL import Image

from briefs import components
from briefs.readiness.words import rules_out
from generation import registry
from generation.engine.checks import faces_found, identity, text_found
from generation.engine.checks.evidence import Evidence, Licence, Right
from generation.engine.checks.finder import Finder, finder
from generation.engine.checks.result import NOT_RUN, Result
from generation.engine.checks.run import KNOWN, VERSIONS, run
from generation.engine.checks.shown import shown
from generation.engine.finishing.finding import Finding
from generation.engine.finishing.placement import Spec
from generation.engine.picture import Box, Pixels
from generation.engine.recipe import Recipe
from generation.models import Candidate, ModelEntry
from generation.registry import WORLD, weights_in
from generation.work import put
from review import disclosure, policy, required, reuse
from review.kin import kin_of
from review.kit import never_of, palette_of, words_of
from review.masters import saved
from review.models import Check, Finish, ProtectedMark, Rendition
from review.required import Asked
from studio.lib import blobs
from studio.people.models import Brand

KEPT = 512  # pixels: a mark is looked for at no more
EVERYWHERE = "*"  # what the checks call the whole world


def judge(finish: Finish, rendition: Rendition, recipe: Recipe, laid: Mapping[str, Any], file: bytes) -> list[Check]:
    """Every check over the file, as unsaved rows, in the order in which they are shown. `laid` is the rendition's
    layout. What was said before by the same check, shown the same, stands and is not measured again."""
    evidence = evidence_of(finish, rendition, recipe, laid, file)
    asked = required.asked_of(finish, rendition)
    digests = shown(evidence, {name: one.document() for name, one in asked.items()})
    found: dict[str, list[Check]] = reuse.verdicts(finish, digests)
    for result in (*run(evidence, found.copy()), *required.unknown(asked, KNOWN)):
        one = asked.get(result.check)
        row = row_of(required.held(result, one), digests.get(result.check, ""), one)
        found.setdefault(result.check, []).append(row)
    rows = [row for name in dict.fromkeys((*KNOWN, *found)) for row in found.get(name, ())]
    for row in rows:
        row.finish, row.rendition = finish, rendition
    return rows


def evidence_of(finish: Finish, rendition: Rendition, recipe: Recipe, laid: Mapping[str, Any], file: bytes) -> Evidence:
    """All that the checks may be shown about one file."""
    document = finish.revision.document
    style = finish.revision.style_pack.document
    return Evidence(
        file=file,
        spec=Spec.from_document(rendition.placement.document),
        recipe=recipe,
        blob=blobs.read,
        copy=words_of(finish, rendition.locale, rendition.hook),
        boxes=tuple(Box.from_document(box) for box in laid["boxes"]),
        findings=tuple(finding_of(one) for one in laid["findings"]),
        scale=float(laid["scale"]),
        palette=palette_of(style),
        licences=licences_of(finish),
        rights=rights_of(style),
        use_class=str(document.get("use_class") or "experiment"),
        territories=tuple(document.get("markets", [])),
        flight=flight_of(document),
        limits={name: float(limit) for name, limit in (style.get("checks") or {}).items()},
        never_on=never_of(style),
        do_not=(*do_not_of(document), *protected_of(finish.brand)),
        finders=finders(),
        kin=kin_of(finish, rendition) if settings.CHECK_IDENTITY_MODEL else (),
        nobody=rules_out(str(document.get("people") or "").casefold()),
        label=disclosure.label_of(policy.look(finish), rendition.locale, disclosure.markets_of(finish)),
    )


def finding_of(document: Mapping[str, Any]) -> Finding:
    """What planning said, as it was kept in the layout (review/carry_out.py)."""
    box = document.get("box")
    return Finding(
        document["code"], document["level"], document["sentence"], document["remedy"],
        Box.from_document(box) if box else None, document.get("measured", ""), document.get("limit", ""),
    )  # fmt: skip


def row_of(result: Result, digest: str, asked: Asked | None) -> Check:
    seen = result.heat
    return Check(
        name=result.check,
        version=VERSIONS.get(result.check, ""),
        verdict=result.verdict,
        required=result.required,
        blocks=asked is not None and asked.blocks and result.verdict == NOT_RUN,
        asked_by=asked.by if asked else "",
        sentence=result.sentence[:500],
        measured=result.measured[:80],
        limit=result.limit[:80],
        remedy=result.remedy[:300],
        marks=[box.document() for box in result.marks],
        shown=digest,
        heat=put(seen.png, "image/png", seen.width, seen.height) if seen else None,
        scale=seen.scale() if seen else {},
    )


def write(rows: list[Check]) -> None:
    """The rows with their heat maps, which are in the store already."""
    new = [row.heat for row in rows if Check.heat.is_cached(row) and row.heat is not None]
    saved(*{blob.digest: blob for blob in new}.values())
    Check.objects.bulk_create(rows)


def do_not_of(document: Mapping[str, Any]) -> tuple[tuple[str, Pixels], ...]:
    """What the brief says to keep away from, as pixels: its references of that role, at most KEPT a side."""
    return tuple(
        (str(row["note"] or f"reference {row['id']}"), mark_of(row["digest"]))
        for row in document.get("references") or []
        if row["role"] == "do-not" and row["digest"]
    )


def protected_of(brand: Brand) -> tuple[tuple[str, Pixels], ...]:
    """The marks that the brand keeps away from in every brief, as far as a worker has read them."""
    rows = ProtectedMark.objects.filter(brand=brand, retired_at__isnull=True, picture__state="ready")
    found = rows.order_by("pk").values_list("name", "whose", "picture__picture")
    ours = ProtectedMark.Whose.OURS
    return tuple((f"{name}, our own" if whose == ours else name, mark_of(digest)) for name, whose, digest in found)


@functools.lru_cache(maxsize=32)
def mark_of(digest: str) -> Pixels:
    """(h, w, 3|4) of a stored picture, at most KEPT a side."""
    with Image.open(io.BytesIO(blobs.read(digest))) as image:
        image.thumbnail((KEPT, KEPT))
        return np.asarray(image.convert("RGBA" if image.has_transparency_data else "RGB"))


def finders() -> dict[str, Finder]:
    """The models of the checks that need one, where the operator names them."""
    named = {module.CHECK: str(getattr(settings, module.SETTING)) for module in (text_found, faces_found)}
    found: dict[str, Finder] = {check: finder(path) for check, path in named.items() if path}
    if settings.CHECK_IDENTITY_MODEL:
        found[identity.CHECK] = identity.Embedding(str(settings.CHECK_IDENTITY_MODEL))
    return found


def licences_of(finish: Finish) -> tuple[Licence, ...]:
    """The records of the model, of what it was trained from, of whatever went along, and the same of each version
    that the picture came from: it began from that one's pixels. Each is judged, so the most restrictive wins; weights
    that no row has have no record, and so none of the uses."""
    found: dict[str, Licence] = {}
    pick: Candidate | None = finish.candidate
    while pick is not None:
        rests = registry.rests_on(pick.batch.model, weights_in(pick.recipe.document if pick.recipe else {}))
        found |= {row.slug: licence_of(row) for row in rests.rows if row.slug not in found}
        lost = [*rests.lost, *(f"The model with the weights {digest[:12]}" for digest in rests.unknown)]
        found |= {name: Licence(model=name, name="") for name in lost}
        pick = pick.batch.version_of
    return tuple(found.values())


def licence_of(model: ModelEntry) -> Licence:
    """The registry's record, as the licence check reads it. A model without a record has none of the uses."""
    record = registry.Licence.from_document(model.licence)
    return Licence(
        model=model.name,
        name=" ".join(part for part in (record.id, record.version) if part),
        use_classes=record.covers,
        territories=tuple(EVERYWHERE if place == WORLD else place for place in record.territories),
        excluded=record.excluded,
        expires=components.day(record.until),
        reviewed=bool(record.read_on),
    )


def rights_of(style: Mapping[str, Any]) -> tuple[Right, ...]:
    """The rights that a style pack records for its fonts; bundled fonts are free for ever and everywhere."""
    return tuple(Right(one.kind, one.name, ends=one.until) for one in components.font(style))


def flight_of(document: Mapping[str, Any]) -> tuple[dt.date, dt.date] | None:
    first, last = (components.day(document.get(name)) for name in ("flight_from", "flight_to"))
    return (first, last) if first and last else None

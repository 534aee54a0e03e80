"""Many briefs from one file: judged and shown first, carried out on a second word, and never twice."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone

from briefs.catalogue import shelf_of
from briefs.exchange import Ground, Row, judge, read_csv, read_json
from briefs.exchange.judging import GOOD
from briefs.exchange.reading import MOST_BYTES
from briefs.models import Brief, BriefImport, BriefTemplate, Campaign
from briefs.spec import BriefSpec, tidy
from studio.lib import blobs, events
from studio.lib.models import Blob, Event
from studio.lib.problems import BadInput, TooMuch, WrongState
from studio.people.models import User
from studio.people.roles import require

JUDGED, IMPORTED = "judged", "imported"


def judge_file(
    campaign: Campaign, file: UploadedFile[Any], *, by: User, base: BriefTemplate | Brief | None = None
) -> BriefImport:
    """Read a file and keep every row's verdict; no brief is made. `base`: what rows do not say comes from there.

    Raises TooMuch or BadFile where no row can be read; then nothing is kept.
    """
    require(by, "write a brief", campaign.brand)
    name = PurePosixPath(tidy(file.name or "").replace("\\", "/")).name[:120] or "The file"
    if (file.size or 0) > MOST_BYTES:
        raise TooMuch(
            f"{name} has {(file.size or 0) / 1e6:.0f} MB, and {MOST_BYTES / 1e6:.0f} MB are taken. Send it in parts.",
            field="file",
        )
    data = file.read()
    kind = "json" if data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in (b"{", b"[") else "csv"
    rows = judge((read_json if kind == "json" else read_csv)(data), ground_of(campaign, base))
    # Before the transaction: the store may stall. Bytes without a row are harmless.
    digest = blobs.put(data)
    with transaction.atomic():
        defaults = {"size": len(data), "media_type": "application/octet-stream"}
        upload, _ = Blob.objects.get_or_create(digest=digest, defaults=defaults)
        made = BriefImport.objects.create(
            campaign=campaign,
            upload=upload,
            name=name,
            kind=kind,
            by=by,
            verdicts={"base": _named(base), "rows": [_kept(row) for row in rows]},
        )
        events.record("judge", made, by=by, brand=campaign.brand, rows=len(rows))
    return made


def carry_out(made: BriefImport, *, by: User) -> BriefImport:
    """Make the briefs of the good rows, in a fixed number of queries. Rows are judged again: much may have happened.

    Raises WrongState where it was carried out already.
    """
    campaign = made.campaign
    require(by, "write a brief", campaign.brand)
    data = blobs.read(made.upload_id)
    raw = (read_json if made.kind == "json" else read_csv)(data)
    with transaction.atomic():
        # One import of a campaign at a time: two of the same file make each brief once.
        campaign = Campaign.objects.select_for_update(of=("self",)).select_related("brand").get(pk=campaign.pk)
        rows = judge(raw, ground_of(campaign, base_of(made)))
        now = timezone.now()
        briefs = Brief.objects.bulk_create(
            Brief(
                brand=campaign.brand,
                campaign=campaign,
                title=row.title,
                draft=dict(row.document),
                due=row.due or None,
                key=row.key,
                by=by,
            )
            for row in rows
            if row.verdict == GOOD
        )
        won = BriefImport.objects.filter(pk=made.pk, state=JUDGED).update(
            state=IMPORTED,
            imported_at=now,
            made=len(briefs),
            verdicts={"base": made.verdicts["base"], "rows": [_kept(row) for row in rows]},
        )
        if not won:
            raise WrongState("This file was imported already. Send it again to see what is new in it.")
        Event.objects.bulk_create(
            Event(
                brand=campaign.brand, by=by, kind="brief.create", noun="brief", subject=brief.pk,
                data={"import": made.pk},
            )
            for brief in briefs
        )  # fmt: skip
        events.record("import", made, by=by, brand=campaign.brand, made=len(briefs))
    made.refresh_from_db()
    return made


def ground_of(campaign: Campaign, base: BriefTemplate | Brief | None = None) -> Ground:
    """What rows may name there, and what stands there already. Seven queries, however many briefs."""
    brand = campaign.brand
    shelf = shelf_of(brand, campaign)
    packs = shelf.packs
    document = _document(base)
    pack = packs.get(document.get("style_pack", "")) or (next(iter(packs.values())) if len(packs) == 1 else None)
    palette = pack.document.get("palette", []) if pack else []
    there = list(Brief.objects.filter(campaign=campaign).values_list("pk", "title", "key"))
    return Ground(
        placements=frozenset(shelf.placements),
        packs=frozenset(packs),
        characters=frozenset(shelf.characters),
        palette={colour["name"].lower(): colour for colour in palette},
        keys={key: pk for pk, _, key in there if key},
        titles={title.lower(): pk for pk, title, _ in there},
        base=document,
        pack=pack.pack.slug if pack else "",
    )


def base_of(made: BriefImport) -> BriefTemplate | Brief | None:
    """What the rows were laid over when they were judged. Raises WrongState where it has gone since."""
    named = made.verdicts.get("base")
    if not named:
        return None
    kind, pk = named
    rows: Any = BriefTemplate.objects.all() if kind == "template" else Brief.objects.filter(brand=made.campaign.brand)
    found: BriefTemplate | Brief | None = rows.filter(pk=pk).first()
    if found is None:
        raise WrongState("What the rows were laid over has gone since. Send the file again.")
    return found


def _named(base: BriefTemplate | Brief | None) -> list[Any] | None:
    return None if base is None else ["template" if isinstance(base, BriefTemplate) else "brief", base.pk]


def _document(base: BriefTemplate | Brief | None) -> dict[str, Any]:
    """The base's draft without what belongs to it alone."""
    if base is None:
        return {}
    try:
        document = BriefSpec.clean(base.draft if isinstance(base, Brief) else base.document).document()
    except BadInput:
        raise WrongState(f"{base} cannot be read any more, so nothing is laid over it. Choose another.") from None
    return {name: value for name, value in document.items() if name not in ("title", "references") and value}


def _kept(row: Row) -> dict[str, Any]:
    return {
        "line": row.line,
        "verdict": row.verdict,
        "title": row.title[:200],
        "sentences": [sentence[:400] for sentence in row.sentences],
        "document": dict(row.document) if row.verdict == GOOD else {},
        "due": row.due,
        "key": row.key,
        "brief": row.brief,
    }

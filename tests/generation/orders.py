"""Set-up that the tests of this room share: a submitted brief, an order, and a worker's work done in this process."""

from __future__ import annotations

from typing import Any

from briefs.models import Brief, BriefRevision, Placement, PromptTemplate, StylePackVersion
from briefs.seeds import SAMPLE_BRIEFS
from generation import actions, work
from generation.models import Batch, ModelEntry
from studio.people.models import User
from tests.cast import Cast


def _pin(slug: str, version: Any) -> dict[str, Any]:
    return {"slug": slug, "number": version.number, "digest": version.digest, "document": version.document}


def revision_of(cast: Cast, *, subject: str = "A bottle on basalt", tern: bool = False, **draft: Any) -> BriefRevision:
    brand, by, campaign = (
        (cast.tern, cast.zoe, cast.tern_campaign) if tern else (cast.northlight, cast.ben, cast.campaign)
    )
    document = {**SAMPLE_BRIEFS["01"], "subject": subject, **draft}
    pack = StylePackVersion.objects.filter(pack__brand=brand).first()
    assert pack is not None
    template = PromptTemplate.objects.get(brand=None, slug="scene")
    document["placements"] = [
        _pin(p.slug, p.versions.first()) for p in Placement.objects.filter(slug__in=document["placements"])
    ]
    document["style_pack"] = _pin(pack.pack.slug, pack)
    document["template"] = _pin("scene", template.versions.first())
    brief = Brief.objects.create(brand=brand, campaign=campaign, title=document["title"], by=by, state="submitted")
    return BriefRevision.objects.create(brief=brief, number=1, document=document, style_pack=pack, by=by)


def order(cast: Cast, model: ModelEntry, *, count: int = 4, by: User | None = None, **more: Any) -> Batch:
    revision = more.pop("revision", None) or revision_of(cast, subject=more.pop("subject", "A bottle on basalt"))
    return actions.order_batch(revision, model=model, count=count, by=by or cast.ben, **more)


def work_it_off(engine: str = "still", worker: str = "test-worker") -> int:
    """Everything a worker would do now. Returns the number of candidates taken in hand."""
    done = 0
    while work.one(engine, worker):
        done += 1
    return done

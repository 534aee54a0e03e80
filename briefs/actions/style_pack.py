"""Style packs and their draft versions."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import IntegrityError, transaction

from briefs import style
from briefs.actions.publishing import KEEP_PACKS, draft_of
from briefs.models import StylePack, StylePackVersion
from briefs.spec import SLUG
from studio.lib import events
from studio.lib.problems import BadInput
from studio.people.models import Brand, User
from studio.people.roles import require


@transaction.atomic
def create_style_pack(brand: Brand, *, by: User, name: str, slug: str) -> StylePackVersion:
    """A style pack with a first draft over the brand's palette."""
    require(by, KEEP_PACKS, brand)
    palette = [{"tolerance": 5.0, **colour} for colour in brand.palette]
    document = style.clean({"name": name, "slug": slug, "palette": palette})
    if not document["name"] or not SLUG.fullmatch(document["slug"].lower()):
        raise BadInput("Give the style pack a name, and a short name in small letters and hyphens.", field="slug")
    try:
        with transaction.atomic():
            pack = StylePack.objects.create(brand=brand, name=document["name"], slug=document["slug"])
    except IntegrityError:
        raise BadInput(f"{brand.name} has a style pack “{slug}”. Choose another short name.", field="slug") from None
    events.record("create", pack, by=by, brand=brand)
    version: StylePackVersion = StylePackVersion.objects.create(pack=pack, number=1, document=document)
    return version


@transaction.atomic
def draft_style_pack(pack: StylePack, document: Mapping[str, Any], *, by: User, note: str = "") -> StylePackVersion:
    """Write the draft version, making one where all are published."""
    require(by, KEEP_PACKS, pack.brand)
    clean = style.clean({**document, "slug": pack.slug})
    draft = draft_of(pack, StylePackVersion(pack=pack), clean, note)
    events.record("edit", draft, by=by, brand=pack.brand, pack=pack.pk)
    return draft

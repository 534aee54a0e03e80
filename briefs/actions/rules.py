"""A brand's own readiness rules: a copy of the shared ones, edited as a draft, published with `publish`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import IntegrityError, transaction

from briefs.actions.publishing import KEEP_RULES, draft_of, own
from briefs.models import RuleSet, RuleSetVersion
from briefs.readiness.cleaning import clean
from studio.lib import events
from studio.lib.problems import WrongState
from studio.people.models import Brand, User
from studio.people.roles import require


@transaction.atomic
def copy_rules(shared: RuleSet, brand: Brand, *, by: User) -> RuleSetVersion:
    """The brand's own set with a first draft: what the newest published version of `shared` says."""
    require(by, KEEP_RULES, brand)
    newest = shared.versions.published().first()
    if newest is None:
        raise WrongState(f"{shared.name} has no published version to copy.")
    taken = WrongState(f"{brand.name} has rules of its own already. Change those.")
    if RuleSet.objects.filter(brand=brand, slug=shared.slug).exists():
        raise taken
    try:
        with transaction.atomic():
            made = RuleSet.objects.create(brand=brand, slug=shared.slug, name=shared.name)
    except IntegrityError:
        raise taken from None  # somebody copied them just now
    version: RuleSetVersion = RuleSetVersion.objects.create(
        rules=made, number=1, document=clean(newest.document), note=f"Copied from {newest}"
    )
    events.record("create", made, by=by, brand=brand, copied=newest.pk)
    return version


@transaction.atomic
def draft_rules(rules: RuleSet, document: Mapping[str, Any], *, by: User, note: str = "") -> RuleSetVersion:
    """Write the draft version, making one where all are published. Raises BadInput with a sentence per fault."""
    brand = own(rules.brand, rules.name)
    require(by, KEEP_RULES, brand)
    draft = draft_of(rules, RuleSetVersion(rules=rules), clean({**document, "slug": rules.slug}), note)
    events.record("edit", draft, by=by, brand=brand, rules=rules.pk)
    return draft

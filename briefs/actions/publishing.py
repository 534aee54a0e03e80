"""A draft version is edited, published once, and then never changes: the same for everything a brief draws on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final, TypeVar

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from briefs.character import unpublishable
from briefs.models import (
    CharacterVersion,
    PlacementVersion,
    PromptTemplateVersion,
    RuleSetVersion,
    StylePackVersion,
)
from briefs.models.catalogue import Version
from briefs.signals import style_pack_publishing
from studio.lib import events
from studio.lib.problems import BadInput, NotAllowed, WrongState
from studio.people.models import Brand, User
from studio.people.roles import require

V = TypeVar("V", bound=Version)

KEEP_PLACEMENTS, KEEP_PACKS = "keep placements", "keep style packs"
KEEP_CHARACTERS, KEEP_RULES = "keep characters", "keep readiness rules"
KEEP_TEMPLATES, DESPITE_DRIFT = "keep prompt templates", "publish despite drift"


@dataclass(frozen=True)
class Kind:
    """What a version is of: the attribute of its parent, who may change it, what the parent copies from it."""

    parent: str
    verb: str
    columns: tuple[str, ...] = ("name",)


KINDS: Final[dict[type[Version], Kind]] = {
    PlacementVersion: Kind("placement", KEEP_PLACEMENTS, ("name", "channel")),
    StylePackVersion: Kind("pack", KEEP_PACKS),
    CharacterVersion: Kind("character", KEEP_CHARACTERS),
    RuleSetVersion: Kind("rules", KEEP_RULES),
    PromptTemplateVersion: Kind("template", KEEP_TEMPLATES),
}


@transaction.atomic
def publish(version: V, *, by: User, override: str = "") -> V:
    """From now on it never changes, and new revisions pin it. Raises WrongState where it is published already.

    A style pack whose goldens drift too far is published only with `override`, the reason, which takes a right of its
    own (the receivers of style_pack_publishing judge that).
    """
    kind = KINDS[type(version)]
    parent = getattr(version, kind.parent)
    brand = own(parent.brand, parent.name)
    require(by, kind.verb, brand)
    override = " ".join(override.split())
    if len(override) > 300:
        raise BadInput("Reason: up to 300 characters. Say it shorter.", field="override")
    changes: dict[str, Any] = {"published_at": timezone.now(), "published_by": by}
    if isinstance(version, CharacterVersion) and not version.published_at:
        _rights(version)
    if isinstance(version, StylePackVersion):
        style_pack_publishing.send(StylePackVersion, version=version, by=by, override=override)
        changes["override"] = override
    rows = type(version)._default_manager.filter(pk=version.pk, published_at=None, digest=version.digest)
    if not rows.update(**changes):
        raise WrongState(f"{version} was published or changed by someone else. Reload to see how it stands.")
    version.refresh_from_db()
    copied = {name: version.document[name] for name in kind.columns if version.document.get(name)}
    type(parent)._default_manager.filter(pk=parent.pk).update(**copied)
    events.record(
        "publish",
        version,
        by=by,
        brand=brand,
        number=version.number,
        digest=version.digest,
        **({"override": override} if override else {}),
    )
    return version


def _rights(version: CharacterVersion) -> None:
    if wrong := unpublishable(version.document, timezone.localdate()):
        raise BadInput(fields={"likeness": wrong})


def own(brand: Brand | None, name: str) -> Brand:
    if brand is None:
        raise NotAllowed(
            f"{name} is shared by all brands, and changes with an update only. Copy it to change the copy."
        )
    return brand


def draft_of(parent: Any, fresh: V, document: dict[str, Any], note: str) -> V:
    """The parent's unpublished version with this document; `fresh` becomes it where there is none. Locks the parent."""
    type(parent)._default_manager.select_for_update(of=("self",)).get(pk=parent.pk)
    draft: V = parent.versions.filter(published_at=None).first() or fresh
    if draft.pk is None:
        draft.number = (parent.versions.aggregate(Max("number"))["number__max"] or 0) + 1
    draft.document, draft.note = document, " ".join(note.split())[:200]
    draft.save()
    return draft

"""From a campaign to a brief to an immutable revision of it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import F, Max
from django.utils import timezone
from django.utils.text import slugify

from briefs import readiness
from briefs.catalogue import Drawn, characters_for, drawn, pin, placements_for, style_packs_for, templates_for
from briefs.models import Brief, BriefRevision, Campaign
from briefs.policy import submitted
from briefs.spec import TITLE_LIMIT, BriefSpec, tidy
from briefs.states import BRIEF, CLOSED
from studio.lib import events
from studio.lib.canonical import digest
from studio.lib.models import Event
from studio.lib.problems import BadInput, WrongState
from studio.lib.states import move
from studio.people.models import Brand, User
from studio.people.roles import require
from studio.policy.judging import denials_kept


@transaction.atomic
def create_campaign(brand: Brand, *, by: User, name: str) -> Campaign:
    """A campaign of this name, or the one that is there. Raises BadInput where the name says nothing."""
    require(by, "write a brief", brand)
    name = _name(name, "campaign")
    slug = slugify(name)[:120] or f"campaign-{digest(name)[:8]}"  # a name in Japanese has no ASCII slug
    campaign, made = Campaign.objects.get_or_create(brand=brand, slug=slug, defaults={"name": name})
    if made:
        events.record("create", campaign, by=by, brand=brand)
    return campaign


@transaction.atomic
def create_brief(campaign: Campaign, *, by: User, title: str, document: Mapping[str, Any] | None = None) -> Brief:
    """A new draft, empty or filled from `document`. The brand's style pack is chosen where it has just one."""
    require(by, "write a brief", campaign.brand)
    title = _name(title, "title")
    brief = Brief(brand=campaign.brand, campaign=campaign, title=title, by=by)
    draft: dict[str, Any] = {**(document or {}), "title": title}
    packs = style_packs_for(campaign.brand)
    if not draft.get("style_pack") and len(packs) == 1:
        draft["style_pack"] = next(iter(packs))
    spec = BriefSpec.clean(draft)
    _refuse_unknown(brief, spec, BriefSpec())
    brief.draft = spec.document()
    brief.save()
    events.record("create", brief, by=by, brand=brief.brand)
    return brief


@transaction.atomic
def save_draft(brief: Brief, patch: Mapping[str, Any], *, by: User, saves: int, due: str | None = None) -> Brief:
    """Change the fields in `patch`. `saves` is the count the editor last saw; a later save by anyone is a conflict.

    `due` is an ISO 8601 date, empty for none; left out, it stays as it is.

    Raises BadInput with a sentence per field, or WrongState: then nothing is written, neither theirs nor ours is lost.
    """
    require(by, "write a brief", brief.brand)
    if brief.state == CLOSED:
        raise WrongState("This brief is closed. Reopen it to go on writing.")
    before = BriefSpec.clean(brief.draft)
    spec = BriefSpec.clean({**brief.draft, **patch})
    if not spec.title:
        raise BadInput("Title: give the brief a name, so that others find it.", field="title")
    _refuse_unknown(brief, spec, before)
    document = spec.document()
    changed = [name for name, value in document.items() if value != brief.draft.get(name)]
    when = brief.due if due is None else due_date(due)
    if when != brief.due:
        changed.append("due")
    if saves == brief.saves and not changed:
        return brief
    won = Brief.objects.filter(pk=brief.pk, saves=saves).exclude(state=CLOSED)
    if not won.update(draft=document, title=spec.title, due=when, saves=F("saves") + 1, saved_at=timezone.now()):
        raise WrongState(_conflict(brief, by))
    brief.refresh_from_db(fields=["draft", "title", "due", "saves", "saved_at", "state"])
    events.record("save", brief, by=by, brand=brief.brand, fields=changed, saves=brief.saves)
    return brief


@denials_kept
@transaction.atomic
def submit(brief: Brief, *, by: User) -> BriefRevision:
    """Make an immutable revision that pins what the brief draws on. The same brief again is the same revision.

    Raises BadInput listing every failing field; WrongState when the brief is closed; Denied where a rule is against it.
    """
    require(by, "submit a brief", brief.brand)
    brief = Brief.objects.select_for_update(of=("self",)).select_related("brand", "campaign").get(pk=brief.pk)
    spec = BriefSpec.clean(brief.draft)
    draws = drawn(brief, spec)
    summary = readiness.summarise(spec, draws.context())
    if summary.fails or draws.pack is None:
        fields: dict[str, list[str]] = {}
        for finding in summary.fails:
            fields.setdefault(finding.field, []).append(finding.sentence())
        raise BadInput(fields=fields)
    document = revision_document(spec, draws)
    last = brief.revisions.select_related("style_pack").first()
    if last is not None and last.digest == digest(document):
        return last
    move(brief, "submit", BRIEF)
    number = (brief.revisions.aggregate(Max("number"))["number__max"] or 0) + 1
    revision = BriefRevision.objects.create(brief=brief, number=number, document=document, style_pack=draws.pack, by=by)
    submitted(revision, by=by)
    events.record(
        "submit", brief, by=by, brand=brief.brand, revision=revision.pk, number=number, digest=revision.digest
    )
    return revision


def revision_document(spec: BriefSpec, draws: Drawn) -> dict[str, Any]:
    """The document of a revision made now: the spec, with the published versions it draws on written out."""
    return spec.document() | {
        "placements": [pin(draws.placements[slug], slug) for slug in spec.placements],
        "style_pack": pin(draws.pack, spec.style_pack) if draws.pack else None,
        "characters": [pin(draws.characters[slug], slug) for slug in spec.characters],
        "template": pin(draws.template, draws.template.template.slug) | {"chosen": bool(spec.template)},
        "terms": draws.terms,
        "rules": {"number": draws.rules.number, "digest": draws.rules.digest} if draws.rules else None,
        "references": [
            {
                "id": reference.pk,
                "role": reference.role,
                "note": reference.note,
                "digest": reference.picture_id,
                "outline": reference.outline if reference.role == "product" else None,
            }
            for reference in draws.references
            if reference.state == "ready"
        ],
    }


@transaction.atomic
def close(brief: Brief, *, by: User) -> Brief:
    """Take the brief off the line. Its revisions and what was made of them stay."""
    return _turn(brief, "close", by)


@transaction.atomic
def reopen(brief: Brief, *, by: User) -> Brief:
    return _turn(brief, "reopen", by)


def _turn(brief: Brief, verb: str, by: User) -> Brief:
    require(by, "write a brief", brief.brand)
    move(brief, verb, BRIEF)
    events.record(verb, brief, by=by, brand=brief.brand)
    return brief


def _name(text: str, field: str) -> str:
    name = " ".join(tidy(text).split())
    if not name:
        raise BadInput(f"{field.capitalize()}: give it a name, so that others find it.", field=field)
    if len(name) > TITLE_LIMIT:
        raise BadInput(
            f"{field.capitalize()}: {len(name):,} characters, and there is room for {TITLE_LIMIT}.", field=field
        )
    return name


def due_date(text: str) -> date | None:
    """A date as the form sends it; empty: none. Raises BadInput."""
    try:
        return date.fromisoformat(text.strip()) if text.strip() else None
    except ValueError:
        shown = " ".join(tidy(text[:40]).split())
        raise BadInput(f"Due date: “{shown}” is not a date. Write it as 2027-01-31.", field="due") from None


def _refuse_unknown(brief: Brief, spec: BriefSpec, before: BriefSpec) -> None:
    """What is newly named must be there. What was named before and has since gone is the readiness list's to tell."""
    faults: dict[str, list[str]] = {}
    new = [slug for slug in spec.placements if slug not in before.placements]
    if new:
        offered = placements_for(brief.brand)
        for slug in new:
            if slug not in offered:
                faults.setdefault("placements", []).append(
                    f"Placement “{slug}” is not in the catalogue. Choose one from the list, or ask an admin to add it."
                )
    if spec.style_pack and spec.style_pack != before.style_pack and spec.style_pack not in style_packs_for(brief.brand):
        faults["style_pack"] = [f"{brief.brand.name} has no published style pack “{spec.style_pack}”. Choose another."]
    unseen = [slug for slug in spec.characters if slug not in before.characters]
    if unseen:
        known = characters_for(brief.brand, unseen)
        for slug in unseen:
            if slug not in known:
                faults.setdefault("characters", []).append(
                    f"{brief.brand.name} has no published character sheet “{slug}”. Choose another."
                )
    if spec.template and spec.template != before.template:
        offered_templates = {version.template.slug for version in templates_for(brief.brand)}
        if spec.template not in offered_templates:
            faults["template"] = [f"There is no published prompt template “{spec.template}”. Choose another."]
    if faults:
        raise BadInput(fields=faults)


def _conflict(brief: Brief, by: User) -> str:
    """Who was quicker, in a sentence."""
    now = Brief.objects.filter(pk=brief.pk).values_list("state", flat=True).first()
    if now == CLOSED:
        return "This brief has just been closed. What you wrote is still in the form; reopen the brief to save it."
    last = Event.objects.filter(noun="brief", subject=brief.pk, kind="brief.save").select_related("by").order_by("-id")
    who = last[0].by if last else None
    name = "You, in another window," if who == by else who.name if who else "Somebody else"
    return (
        f"{name} saved this brief while you were writing. What you wrote is still in the form, and not saved yet: "
        "keep yours, or read theirs first."
    )

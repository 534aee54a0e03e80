"""What the palette finds: places by name, and commands, both only as far as the person may."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from django.db.models import F
from django.urls import NoReverseMatch, reverse

from briefs.models import Brief, Campaign
from dam.search import matching
from generation.models import Batch
from studio.home.stations import LINE
from studio.people.models import User
from studio.people.roles import MAY

EACH: Final = 5  # of a kind


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the palette: somewhere to go (`url`), a dialog to open, or a form to send by POST."""

    name: str
    about: str
    icon: str
    url: str = ""
    opens: str = ""
    posts: str = ""


@dataclass(frozen=True, slots=True)
class Command:
    """Something to do from anywhere. `verb` is a row of roles.MAY; empty: everybody."""

    name: str
    icon: str
    view: str = ""
    verb: str = ""
    about: str = ""
    opens: str = ""
    post: bool = False


COMMANDS: Final = (
    Command("New brief", "plus", "briefs:new", "write a brief"),
    Command("Show all keys", "keyboard", about="?", opens="keys"),
    Command("People and roles", "users", "people:people", "keep people"),
    Command("Machines and queues", "cpu", "home:machines"),
    Command("Models", "box", "generation:models", "keep models"),
    Command("Insight", "chart-column", "home:insight"),
    Command("Ranking: what picks teach", "list-ordered", "review:ranking_first"),
    Command("Money, rate cards and budgets", "coins", "generation:money", "keep budgets"),
    Command("Campaigns", "folder", "home:campaigns"),
    Command("Placements", "crop", "briefs:placements", "keep placements"),
    Command("Vocabularies", "book-open", "briefs:vocabularies", "keep vocabularies"),
    Command("Reasons to pick and reject", "list-checks", "review:reasons", "keep vocabularies"),
    Command("Characters", "users", "briefs:characters", "keep characters"),
    Command("Readiness rules", "shield-check", "briefs:rules", "keep readiness rules"),
    Command("Representation: who is in the pictures", "users", "review:representation"),
    Command("Gates: who signs what ships", "signature", "review:gate_templates", "keep gates"),
    Command("Who signs in whose place", "signature", "review:delegations"),
    Command("Policies", "scale", "policy:policies", "keep policies"),
    Command("Required checks", "shield-check", "review:required_sets", "keep required checks"),
    Command("Protected marks", "stamp", "review:protected_marks", "keep protected marks"),
    Command("Waived checks", "shield-check", "review:waivers"),
    Command("Prompt templates", "text-quote", "briefs:prompt_templates", "keep prompt templates"),
    Command("Style packs", "palette", "briefs:style_packs", "keep style packs"),
    Command("Change password", "key-round", "people:password"),
    Command("Sign out", "log-out", "people:sign_out", post=True),
)


def reach(view: str, *args: object) -> str:
    try:
        return reverse(view, args=args)
    except NoReverseMatch:
        return ""


def places(person: User, words: str) -> Iterator[Entry]:
    """What has these words in its name, newest first. Four queries, and none without words."""
    if not words:
        return
    for campaign in Campaign.objects.visible_to(person).filter(name__icontains=words).select_related("brand")[:EACH]:
        yield Entry(campaign.name, f"Campaign · {campaign.brand}", "folder", reach("home:campaign", campaign.pk))
    for brief in (
        Brief.objects.visible_to(person)
        .filter(title__icontains=words)
        .select_related("brand", "campaign")
        .order_by("-saved_at")[:EACH]
    ):
        yield Entry(
            brief.title, f"Brief · {brief.brand} · {brief.campaign}", "file-text", reach("briefs:edit", brief.pk)
        )
    named = Batch.objects.visible_to(person).filter(revision__brief__title__icontains=words)
    for batch in named.select_related("revision__brief", "brand").order_by("-id")[:EACH]:
        title = f"{batch.revision.brief.title}, batch {batch.number}"
        yield Entry(title, f"Contact sheet · {batch.brand}", "images", reach("review:sheet", batch.pk))
    for asset in matching(person, words=words, facets={}).select_related("brand").order_by(F("pk").desc())[:EACH]:
        yield Entry(asset.title, f"Asset · {asset.brand}", "image", reach("dam:asset", asset.pk))


def stations(words: str) -> Iterator[Entry]:
    for station in LINE:
        if words.lower() in station.name.lower():
            yield Entry(station.name, "Station", station.icon, reach(station.view) or station.address)


def commands(person: User, words: str) -> Iterator[Entry]:
    """Commands that hold every word and that the person's roles allow at some brand."""
    roles = frozenset().union(*person.roles.values())
    asked = words.lower().split()
    for command in COMMANDS:
        allowed = not command.verb or roles & MAY[command.verb]
        address = reach(command.view) if command.view else ""
        if not allowed or (command.view and not address) or not all(word in command.name.lower() for word in asked):
            continue
        url, posts = ("", address) if command.post else (address, "")
        yield Entry(command.name, command.about, command.icon, url, command.opens, posts)

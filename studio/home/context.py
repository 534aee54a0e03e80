"""What the shell shows on every page: the line with its counts, the brand that is chosen, the theme."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import cached_property

from studio.home.stations import LINE, station_of
from studio.home.waiting import Waiting
from studio.lib.problems import NotAllowed
from studio.people.chosen import chosen_brand, visible_brands
from studio.people.models import Brand, User
from studio.people.roles import MAY, Role


@dataclass(frozen=True)
class Stop:
    key: str
    name: str
    url: str
    count: int = 0
    wide: bool = False
    icon: str = ""


@dataclass(frozen=True)
class Room:
    """A tab of the Admin station."""

    name: str
    url: str
    current: bool


ROOMS: Final = (
    ("Style packs", "briefs:style_packs", "keep style packs"),
    ("Placements", "briefs:placements", "keep placements"),
    ("Readiness rules", "briefs:rules", "keep readiness rules"),
    ("Policies", "policy:policies", "keep policies"),
    ("Gates", "review:gate_templates", "keep gates"),
    ("Required checks", "review:required_sets", "keep required checks"),
    ("Protected marks", "review:protected_marks", "keep protected marks"),
    ("Vocabularies", "briefs:vocabularies", "keep vocabularies"),
    ("Reasons", "review:reasons", "keep vocabularies"),
    ("Characters", "briefs:characters", "keep characters"),
    ("Prompt templates", "briefs:prompt_templates", "keep prompt templates"),
    ("Models", "generation:models", "keep models"),
    ("Money", "generation:money", "keep budgets"),
    ("People", "people:people", "keep people"),
    ("Machines", "home:machines", "keep machines"),
)

ELSEWHERE: Final = {  # pages of a room whose address is not below it
    "briefs:style_packs": ("/style-pack-versions/",),
    "generation:models": ("/trainings/",),
}


def address(view: str, otherwise: str) -> str:
    """Rooms are built one after the other; a stop whose room is not there yet still has its address."""
    try:
        return reverse(view)
    except NoReverseMatch:
        return otherwise


class Shell:
    """Read by templates/base.html. Everything is lazy: a fragment, which has no shell, asks the database nothing."""

    def __init__(self, request: HttpRequest) -> None:
        self.request = request

    @property
    def theme(self) -> str:
        theme = self.request.COOKIES.get("theme", "")
        return theme if theme in ("light", "dark") else ""

    @property
    def station(self) -> str:
        return station_of(self.request.path)

    @property
    def person(self) -> User | None:
        user = getattr(self.request, "user", None)
        return user if isinstance(user, User) else None

    @cached_property
    def brands(self) -> list[Brand]:
        return visible_brands(self.request) if self.person else []

    @cached_property
    def brand(self) -> Brand | None:
        return chosen_brand(self.request) if self.person else None

    @cached_property
    def roles(self) -> frozenset[str]:
        """The person's roles at the chosen brand; at any brand where all are chosen."""
        if not self.person:
            return frozenset()
        if self.brand:
            return self.person.roles_at(self.brand)
        return frozenset().union(*self.person.roles.values())

    @property
    def roles_here(self) -> str:
        names = [str(Role(role).label) for role in Role.values if role in self.roles]
        return ", ".join(names) + (f" at {self.brand.name}" if self.brand else "")

    @cached_property
    def waits(self) -> Waiting:
        return Waiting(self.person, self.brand)

    @cached_property
    def stops(self) -> list[Stop]:
        if not self.person:
            return []
        counts = self.waits.counts
        return [Stop(s.key, s.name, address(s.view, s.address), counts.get(s.key, 0), s.wide, s.icon) for s in LINE]

    @property
    def unread(self) -> int:
        """Notices that the person has not read."""
        return self.waits.found.get("notices", 0)

    @property
    def waiting(self) -> int:
        return sum(self.waits.counts.values()) if self.person else 0

    @property
    def signed_in(self) -> User:
        """The person, where a page is for nobody else. LoginRequiredMiddleware has seen to it."""
        if self.person is None:
            raise NotAllowed("Sign in first.")
        return self.person

    def may(self, verb: str, *, anywhere: bool = False) -> bool:
        """Do the person's roles at the chosen brand (`anywhere`: at some brand) allow the verb? For what to offer."""
        roles = frozenset().union(*self.person.roles.values()) if anywhere and self.person else self.roles
        return bool(roles & MAY[verb])

    @cached_property
    def admin_rooms(self) -> list[Room]:
        """Rooms of the Admin station that exist and that the person's roles open at some brand."""
        rooms = []
        for name, view, verb in ROOMS:
            url = address(view, "")
            if url and self.may(verb, anywhere=True):
                rooms.append(Room(name, url, self.request.path.startswith((url, *ELSEWHERE.get(view, ())))))
        return rooms

    @property
    def foot(self) -> list[Stop]:
        """Below the line: what it all took, for everybody, and Admin for those who have a room there."""
        if not self.person:
            return []
        admin = [Stop("admin", "Admin", reverse("home:admin"), icon="settings-2")] if self.admin_rooms else []
        return [Stop("insight", "Insight", reverse("home:insight"), icon="chart-column"), *admin]

    @property
    def stream(self) -> str:
        return "/events/" if self.person else ""


def shell(request: HttpRequest) -> dict[str, Shell]:
    """`shell` in every template. A view that has made one passes its own, so that nothing is asked twice."""
    return {"shell": Shell(request)}

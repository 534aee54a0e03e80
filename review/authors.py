"""In which role somebody speaks about a picture: the colour, shape and word of what they drew."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from studio.people.models import Brand, Membership, User
from studio.people.roles import Role

# Who has several roles speaks in the first of these: a reviewer's mark weighs more than that they may also draw.
ORDER = (Role.BRAND, Role.LEGAL, Role.DESIGNER, Role.MARKETER, Role.ADMIN)
GUEST, GONE = "guest", "gone"
SHORT = {Role.BRAND: "brand", Role.LEGAL: "legal", Role.DESIGNER: "designer", Role.MARKETER: "marketer"}


@dataclass(frozen=True, slots=True)
class Author:
    """`key` names the colour and shape (static/css/marks.css), `label` the role in words."""

    key: str
    label: str


def authors(brand: Brand, people: Iterable[User]) -> Mapping[int, Author]:
    """User pk -> in which role they speak at this brand. One query."""
    known = {person.pk: person for person in people}
    roles: dict[int, set[str]] = {pk: set() for pk in known}
    for user, role in Membership.objects.filter(brand=brand, user__in=known).values_list("user_id", "role"):
        roles[user].add(role)
    return {pk: _author(person, roles[pk]) for pk, person in known.items()}


def _author(person: User, roles: Collection[str]) -> Author:
    role = next((role for role in ORDER if role in roles), None)
    if role is not None:
        return Author(SHORT.get(role, "admin"), str(role.label))
    return Author(GUEST, "Guest") if person.guest else Author(GONE, "No longer here")

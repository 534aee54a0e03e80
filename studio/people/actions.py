"""What is done to brands and the people at them. `by` is who does it; None is the system (a command, the seed)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.utils.text import slugify

from studio.lib.events import record
from studio.lib.problems import BadInput, NotAllowed, WrongState
from studio.people.models import Brand, Membership, User
from studio.people.roles import MAY, Role, require


@transaction.atomic
def create_brand(
    name: str,
    *,
    by: User | None,
    slug: str = "",
    palette: Iterable[dict[str, str]] = (),
    local_only: bool = False,
) -> Brand:
    """A brand with its maker as the first admin. A person may make one who administers a brand already."""
    if by is not None and not any(roles & MAY["keep people"] for roles in by.roles.values()):
        raise NotAllowed("Only an admin of a brand may make another one. Ask an admin.")
    slug = slug or slugify(name)
    if not slug:
        raise BadInput("Give the brand a name with letters in it.", field="name")
    if Brand.objects.filter(slug=slug).exists():
        raise BadInput(f"There is a brand at {slug} already. Choose another name.", field="name")
    brand = Brand.objects.create(name=name, slug=slug, palette=list(palette), local_only=local_only)
    if by is not None:
        Membership.objects.create(user=by, brand=brand, role=Role.ADMIN)
        forget_roles(by)
    record("create", brand, by=by, brand=brand, name=name)
    return brand


@transaction.atomic
def create_person(*, username: str, email: str, name: str, password: str | None = None, by: User | None) -> User:
    """An account without access to anything yet. Without a password it waits for its welcome link to be used."""
    if by is not None and not any(roles & MAY["keep people"] for roles in by.roles.values()):
        raise NotAllowed("Only an admin of a brand may add people. Ask an admin.")
    if User.objects.filter(username__iexact=username).exists():
        raise BadInput(f"The user name {username} is taken. Choose another.", field="username")
    if User.objects.filter(email__iexact=email).exists():
        raise BadInput(f"{email} has an account already. Add that person by address.", field="email")
    first, _, last = name.strip().partition(" ")
    person = User(username=username, email=email, first_name=first, last_name=last)
    person.set_password(password)
    person.save()
    record("create", person, by=by, username=username)
    return person


@transaction.atomic
def invite(brand: Brand, *, email: str, name: str, roles: Iterable[str], by: User | None) -> tuple[User, bool]:
    """Somebody by address, at this brand with these roles; True where the account is new and has no password yet."""
    if by is not None:
        require(by, "keep people", brand)
    person = User.objects.filter(email__iexact=email).first()
    fresh = person is None
    if person is None:
        if not name.strip():
            raise BadInput(f"{email} has no account yet: give the person's name to make one.", field="name")
        person = create_person(username=_free_username(name, email), email=email, name=name, by=by)
    add_member(brand, person, roles, by=by)
    return person, fresh


def _free_username(name: str, email: str) -> str:
    """From the name: `dana-okafor`, or with a figure behind it where that is taken."""
    base = slugify(name)[:140] or slugify(email.partition("@")[0]) or "person"
    taken = set(User.objects.filter(username__istartswith=base).values_list("username", flat=True))
    return next(free for free in [base, *(f"{base}-{n}" for n in range(2, len(taken) + 3))] if free not in taken)


def add_member(brand: Brand, person: User, roles: Iterable[str], *, by: User | None) -> None:
    """Give the person these roles at the brand, beside any they hold."""
    held = set(Membership.objects.filter(brand=brand, user=person).values_list("role", flat=True))
    set_roles(brand, person, held | set(roles), by=by)


@transaction.atomic
def set_roles(brand: Brand, person: User, roles: Iterable[str], *, by: User | None) -> None:
    """Exactly these roles from now on. A brand always keeps an admin."""
    if by is not None:
        require(by, "keep people", brand)
    if person.guest:
        raise BadInput(f"{person.name} is a guest. Add them by their own address to give them a role.", field="person")
    wanted = set(roles)
    if unknown := wanted - set(Role.values):
        raise BadInput(f"There is no role {', '.join(sorted(unknown))}.", field="roles")
    if not wanted:
        raise BadInput(f"Give {person.name} at least one role, or remove them.", field="roles")
    held = _locked_roles(brand, person)
    if wanted == held:
        return
    _keep_an_admin(brand, person, wanted)
    Membership.objects.filter(brand=brand, user=person).exclude(role__in=wanted).delete()
    Membership.objects.bulk_create([Membership(brand=brand, user=person, role=role) for role in sorted(wanted - held)])
    forget_roles(person)
    record("set roles", brand, by=by, brand=brand, person=person.pk, before=sorted(held), after=sorted(wanted))


@transaction.atomic
def remove_member(brand: Brand, person: User, *, by: User | None) -> None:
    """Nothing at this brand is theirs to see any more; what they did stays on the record."""
    if by is not None:
        require(by, "keep people", brand)
    held = _locked_roles(brand, person)
    if not held:
        raise WrongState(f"{person.name} is not at {brand.name} any more. Reload the page.")
    _keep_an_admin(brand, person, set())
    Membership.objects.filter(brand=brand, user=person).delete()
    forget_roles(person)
    record("remove member", brand, by=by, brand=brand, person=person.pk, before=sorted(held))


def _locked_roles(brand: Brand, person: User) -> set[str]:
    """The roles held, with the brand's row locked: two admins who remove each other take turns."""
    Brand.objects.select_for_update().get(pk=brand.pk)
    return set(Membership.objects.filter(brand=brand, user=person).values_list("role", flat=True))


def _keep_an_admin(brand: Brand, person: User, wanted: set[Any]) -> None:
    if Role.ADMIN in wanted:
        return
    others = Membership.objects.filter(brand=brand, role=Role.ADMIN, user__is_active=True).exclude(user=person)
    was_admin = Membership.objects.filter(brand=brand, role=Role.ADMIN, user=person).exists()
    if was_admin and not others.exists():
        raise WrongState(f"{person.name} is the last admin of {brand.name}. Make somebody else admin first.")


def forget_roles(person: User) -> None:
    """`User.roles` is read once per instance; after a change this instance reads it again."""
    person.__dict__.pop("roles", None)

"""The people of the tests. Ben briefs, Dana designs, Bea signs for brand, Leo signs for legal, Ada administers, all at
Northlight; Zoe does everything, at another brand. Made through the rows that real people have, with one password."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import pytest
from django.contrib.auth.hashers import make_password

from briefs import seeds
from briefs.models import Campaign
from studio.people.models import Brand, Membership, User
from studio.people.roles import Role

PASSWORD = "northlight-at-dusk"


@dataclass(frozen=True)
class Cast:
    """Everybody, their two brands, and a campaign at each."""

    ben: User
    dana: User
    bea: User
    leo: User
    ada: User
    zoe: User
    northlight: Brand
    tern: Brand
    campaign: Campaign
    tern_campaign: Campaign


@cache
def _hash() -> str:
    return make_password(PASSWORD)  # one slow hash a process, not one a person


def person(name: str, *roles: tuple[Brand, Role]) -> User:
    """A person with these roles. `name` is "First Last"; the user name is the first name in small letters."""
    first, _, last = name.partition(" ")
    username = first.lower()
    user = User(username=username, first_name=first, last_name=last, email=f"{username}@example.test", password=_hash())
    user.save()
    Membership.objects.bulk_create([Membership(user=user, brand=brand, role=role) for brand, role in roles])
    return user


def make_cast() -> Cast:
    """The whole cast with the seeded catalogue and a published style pack at each brand."""
    northlight = Brand.objects.create(name="Northlight", slug="northlight", palette=seeds.PALETTES["northlight"])
    tern = Brand.objects.create(name="Tern", slug="tern", palette=seeds.PALETTES["tern"])
    ben = person("Ben Adeyemi", (northlight, Role.MARKETER))
    dana = person("Dana Okafor", (northlight, Role.DESIGNER))
    bea = person("Bea Lind", (northlight, Role.BRAND))
    leo = person("Leo Marsh", (northlight, Role.LEGAL))
    ada = person("Ada Brandt", (northlight, Role.ADMIN))
    zoe = person("Zoe Quist", *((tern, role) for role in Role))
    seeds.seed_catalogue()
    seeds.seed_brand_kit(northlight, by=ada)
    seeds.seed_brand_kit(tern, by=zoe)
    campaign = Campaign.objects.create(brand=northlight, name="Decisions together", slug="decisions-together")
    tern_campaign = Campaign.objects.create(brand=tern, name="Hero set", slug="hero-set")
    return Cast(ben, dana, bea, leo, ada, zoe, northlight, tern, campaign, tern_campaign)


@pytest.fixture
def cast(db: None) -> Cast:
    return make_cast()


@pytest.fixture
def ben(cast: Cast) -> User:
    return cast.ben


@pytest.fixture
def dana(cast: Cast) -> User:
    return cast.dana


@pytest.fixture
def bea(cast: Cast) -> User:
    return cast.bea


@pytest.fixture
def leo(cast: Cast) -> User:
    return cast.leo


@pytest.fixture
def ada(cast: Cast) -> User:
    return cast.ada


@pytest.fixture
def zoe(cast: Cast) -> User:
    return cast.zoe

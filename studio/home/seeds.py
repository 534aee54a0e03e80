"""The demo studio: three brands, their people, and everything a first brief needs. Running it again changes nothing."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import Final

from django.conf import settings
from django.db import transaction
from django.utils.text import slugify
from PIL import Image, ImageDraw

from briefs import actions as briefs
from briefs import seeds as catalogue
from briefs.models import Brief, Campaign
from generation.cost import seed_rates
from generation.registry import seed_models
from review.actions.required import seed_required
from review.representation import seed_people_terms
from review.seeds import seed_reasons
from studio.lib import blobs
from studio.lib.models import Blob
from studio.lib.problems import WrongState
from studio.people import actions as people
from studio.people.models import Brand, Membership, User
from studio.people.roles import Role
from studio.policy.seeds import seed_rules

PASSWORD: Final = "decisions-together"  # noqa: S105 - of the demo people alone, on a laptop alone


@dataclass(frozen=True)
class Person:
    username: str
    name: str
    role: Role
    brands: tuple[str, ...] = ("northlight", "tern")


PEOPLE: Final = (
    Person("ada", "Ada Brandt", Role.ADMIN, ("northlight", "tern", "saltmarsh")),
    Person("ben", "Ben Adeyemi", Role.MARKETER),
    Person("dana", "Dana Okafor", Role.DESIGNER),
    Person("bea", "Bea Lind", Role.BRAND),
    Person("leo", "Leo Marsh", Role.LEGAL),
    Person("zoe", "Zoe Quist", Role.DESIGNER, ("saltmarsh",)),
)
BRANDS: Final = {"northlight": "Northlight", "tern": "Tern", "saltmarsh": "Saltmarsh"}
SHOWN: Final = {"05": ["ferryman"]}  # characters of the sample briefs
BRIEFS: Final = {"01": ("northlight", "Launch"), "03": ("tern", "Always on"), "05": ("saltmarsh", "Act two")}


@transaction.atomic
def seed() -> None:
    """Brands, people, placements, style packs, models, reasons, and one draft brief for each brand."""
    if not settings.LAPTOP:
        raise WrongState("The demo studio has known passwords, so it is made on a laptop only: unset DATABASE_URL.")
    seed_shared()
    brands = {slug: brand(slug, name) for slug, name in BRANDS.items()}
    for person in PEOPLE:
        add(person, brands)
    ada = User.objects.get(username="ada")
    for one in brands.values():
        catalogue.seed_brand_kit(one, ada)
        catalogue.seed_characters(one, ada)
    for number, (slug, campaign) in BRIEFS.items():
        draft(number, brands[slug], campaign, by=writer(brands[slug]))


@transaction.atomic
def seed_shared() -> None:
    """What every installation needs and no brand owns: placements, templates, words, built-in model, rates, reasons."""
    catalogue.seed_catalogue()
    catalogue.seed_brief_templates()
    catalogue.seed_terms()
    seed_models()
    seed_rates()
    seed_reasons()
    seed_rules()
    seed_required()
    seed_people_terms()


def brand(slug: str, name: str) -> Brand:
    found = Brand.objects.filter(slug=slug).first()
    if found:
        return found
    made = people.create_brand(name, by=None, slug=slug, palette=catalogue.PALETTES[slug])
    made.logo = logo(name, [colour["hex"] for colour in catalogue.PALETTES[slug]])
    made.save(update_fields=["logo"])
    return made


def add(person: Person, brands: dict[str, Brand]) -> None:
    user = User.objects.filter(username=person.username).first()
    if user is None:
        email = f"{person.username}@gatefold.example"
        user = people.create_person(username=person.username, email=email, name=person.name, password=PASSWORD, by=None)
    for slug in person.brands:
        if not Membership.objects.filter(user=user, brand=brands[slug], role=person.role).exists():
            people.add_member(brands[slug], user, [person.role], by=None)


def writer(brand: Brand) -> User:
    """Whoever may write briefs there: a marketer, else a designer."""
    rows = Membership.objects.filter(brand=brand, role__in=[Role.MARKETER, Role.DESIGNER]).select_related("user")
    return sorted(rows, key=lambda row: row.role != Role.MARKETER)[0].user


def draft(number: str, brand: Brand, campaign: str, *, by: User) -> Brief:
    """The sample brief of that number, as a draft."""
    document = catalogue.SAMPLE_BRIEFS[number] | {"characters": SHOWN.get(number, [])}
    there = Brief.objects.filter(brand=brand, title=document["title"]).order_by("pk").first()
    if there:
        return there
    line, _ = Campaign.objects.get_or_create(brand=brand, slug=slugify(campaign), defaults={"name": campaign})
    made = briefs.create_brief(line, by=by, title=document["title"])
    return briefs.save_draft(made, document, by=by, saves=made.saves)


def logo(name: str, palette: list[str]) -> Blob:
    """A plain mark for a demo brand: two leaves of a fold in its first two colours. 256 x 256 RGBA PNG."""
    image = Image.new("RGBA", (512, 512), (0, 0, 0, 0))
    draw = ImageDraw.Draw(image)
    draw.polygon([(40, 70), (236, 10), (236, 502), (40, 442)], fill=palette[1])
    draw.polygon([(472, 70), (276, 10), (276, 502), (472, 442)], fill=palette[0])
    out = io.BytesIO()
    image.resize((256, 256), Image.Resampling.LANCZOS).save(out, "PNG")
    data = out.getvalue()
    row, _ = Blob.objects.get_or_create(
        digest=blobs.put(data), defaults={"size": len(data), "media_type": "image/png", "width": 256, "height": 256}
    )
    return row

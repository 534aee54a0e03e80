"""What the brief's station can hold, made by its own actions: for looking at pages, and for trying things out.

A brief that is too fuzzy, threads, due dates, a file of briefs carried out and one only judged, a pinned campaign
with a newer look in draft and its goldens, and a set over four colourways.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from briefs import actions as briefs
from briefs.actions.campaign import plan_campaign
from briefs.actions.exchange import carry_out, judge_file
from briefs.models import Brief, Campaign, StylePack
from briefs.seeds import SAMPLE_BRIEFS
from generation import goldens
from generation.models import ModelEntry
from generation.sets.order import order_set
from studio.people.models import User

FUZZY: Final = {
    "title": "Something for spring",
    "message": "We need some really eye-catching, premium but playful visuals for spring, you know our vibe.",
    "subject": "Diverse people having fun with the app",
    "mood": "Futuristic but warm",
    "composition": "Logo big. For socials mostly, maybe a banner. As soon as possible please!",
}
ROWS: Final = """title,subject,colourway,headline,placement,locale,region,use
Tern always-on 001,bottle on wet basalt,Kelp,Colder than the lake,social-4x5,en-US,US,public
Tern always-on 001,bottle on wet basalt,Kelp,Kälter als der See,social-4x5,de-DE,US,public
Tern always-on 002,bottle on a wooden jetty,Dune,"All day, no ice",story-9x16,en-US,US,public
Tern always-on 003,bottle in a backpack on a hill,Ember,Leave the cooler,display-300x250,en-US,US,public
Tern always-on 004,bottle on a snowy rock,Fog,Drink the morning,display-728x90,en-US,US,public
"""
FAULTY: Final = """title,subject,colourway,headline,placement,locale,region,use
Tern always-on 005,bottle on a tent floor,Pink,Camp cold,social-4x5,en-US,US,public
Tern always-on 006,=1+1,Kelp,Camp cold,nowhere,en-US,UK,public
Tern always-on 007,bottle at a camp fire,Ember,Camp cold,social-1x1,en-US,US,public
"""
COLOURWAYS: Final = [
    {"name": "Kelp", "hex": "#2F5D50"},
    {"name": "Dune", "hex": "#D9B382"},
    {"name": "Ember", "hex": "#C8452D"},
    {"name": "Fog", "hex": "#C9CED1"},
]


def show_briefs() -> None:
    """Northlight's drafts and talk, Tern's campaign. Running it again changes nothing."""
    if Brief.objects.filter(title=FUZZY["title"]).exists():
        return
    ben, bea, dana = (User.objects.get(username=name) for name in ("ben", "bea", "dana"))
    launch = Campaign.objects.get(brand__slug="northlight", slug="launch")
    always = Campaign.objects.get(brand__slug="tern", slug="always-on")
    briefs.create_brief(launch, by=ben, title=FUZZY["title"], document=FUZZY)
    talk(Brief.objects.filter(campaign=launch).exclude(title=FUZZY["title"]).order_by("pk")[0], ben, bea, dana)
    today = timezone.localdate()
    plan_campaign(launch, by=ben, due=today + timedelta(days=40), budget_micros=250_000_000)
    plan_campaign(always, by=ben, due=today + timedelta(days=12), budget_micros=40_000_000)
    for name, rows in (("always-on.csv", ROWS), ("camp.csv", FAULTY)):
        sent = judge_file(always, SimpleUploadedFile(name, rows.encode()), by=ben)
        if rows == ROWS:
            carry_out(sent, by=ben)
    look(always, ben, bea)
    colourways(always, ben)


def talk(brief: Brief, ben: User, bea: User, dana: User) -> None:
    """Two threads that are open, and one that is settled."""
    first = briefs.comment_on(
        brief, "Is dusk right for Japan? There it runs in the morning. @ben", by=bea, field="light"
    )
    briefs.answer(first, "It is seen at a desk, all day. Dusk stays the quietest light for the headline.", by=ben)
    briefs.comment_on(brief, "Which three, @ben? I would like ages here before options.", by=dana, field="people")
    settled = briefs.comment_on(brief, "Six months is long for one picture.", by=bea, field="flight_to")
    briefs.resolve_comment(settled, by=ben)


def look(campaign: Campaign, ben: User, bea: User) -> None:
    """The campaign stays with its look, and a newer one is in draft with its goldens ordered."""
    pack = StylePack.objects.get(brand=campaign.brand, slug="tern")
    newest = pack.versions.published().first()
    if newest is None or pack.versions.filter(published_at=None).exists():
        return
    briefs.pin_pack(campaign, newest, by=ben)
    document = {**newest.document, "contrast": 1.3, "desaturate": 0.45, "light": "hard noon sun, short shadows"}
    draft = briefs.draft_style_pack(pack, document, by=bea, note="Noon instead of morning")
    goldens.order(draft, by=bea)


def colourways(campaign: Campaign, ben: User) -> None:
    """One brief in four colours of the product: the same composition, four batches."""
    said = {"subject": "Water bottle on a wet basalt pedestal", "colourways": COLOURWAYS}  # each says its own colour
    document = {**SAMPLE_BRIEFS["03"], "title": "Tern bottle, hero set", **said}
    made = briefs.create_brief(campaign, by=ben, title="Tern bottle, hero set", document=document)
    revision = briefs.submit(made, by=ben)
    order_set(revision, model=ModelEntry.objects.get(slug="previz"), count=2, cap=8, by=ben, seed=7)

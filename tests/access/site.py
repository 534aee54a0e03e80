"""Everything an address can name, once at Northlight and once at Tern, brought about by the real actions."""

from __future__ import annotations

import copy
from dataclasses import dataclass, replace
from datetime import date, timedelta
from http.cookies import SimpleCookie
from unittest.mock import patch

from django.contrib.auth.hashers import make_password
from django.db import connection
from django.test import Client
from django.utils import timezone

from generation import cost, floor, registry, tryouts
from generation.engine.finishing.fonts import bundled
from generation.models import Batch, Candidate, LivePreview, ModelEntry, Training, Worker
from generation.sets.order import order_set
from review.actions.annotate import annotate, resolve
from review.actions.gates import warnings
from review.actions.guests import invite
from review.actions.live import begin_live
from review.actions.select import pick
from review.actions.variants import make_set
from review.guests.links import digest_of
from review.models import Finish, GuestLink, PeopleTerm
from studio.people import notices
from studio.people.models import Brand, User
from studio.people.notices.leaving import SIGNER
from studio.people.roles import Role
from studio.people.views import welcome_path
from tests.access.catalogue import Objects, briefs_of, catalogue_of, photo
from tests.access.judged import delegated, protected, recalled, shown_by, waived
from tests.access.laws import rules_of
from tests.access.words import words_of
from tests.cast import Cast, make_cast, person
from tests.generation.conftest import LICENCE
from tests.generation.orders import order, revision_of, work_it_off
from tests.stations import Stations, seen, stamp

CODE = "428571"  # of every guest


@dataclass(frozen=True)
class Site:
    """`people` are those of the matrix by first name; `objects` what stands at Northlight and at Tern."""

    cast: Cast
    people: dict[str, User]
    objects: dict[str, Objects]
    client: Client
    cookies: dict[str, SimpleCookie]

    def own(self, who: str) -> Objects:
        return self.objects["tern" if who == "zoe" else "northlight"]

    def other(self, who: str) -> Objects:
        return self.objects["northlight" if who == "zoe" else "tern"]

    def browser(self, who: str) -> Client:
        """The one client, signed in as this person (or as nobody), with a cookie jar of its own."""
        self.client.cookies = copy.deepcopy(self.cookies[who]) if who in self.cookies else SimpleCookie()
        return self.client


def build() -> Site:
    cast = make_cast()
    people = {name: getattr(cast, name) for name in ("ben", "dana", "bea", "leo", "ada", "zoe")}
    casts = {"northlight": cast, "tern": at_tern(cast)}
    objects = {name: objects_of(one) for name, one in casts.items()}
    for name, one in casts.items():
        objects[name] |= waiting_of(one)
    client, cookies = Client(raise_request_exception=False), {}
    for name, user in people.items():
        client.cookies = SimpleCookie()
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        cookies[name] = client.cookies
    cookies["guest"] = guest_cookies(client, objects["northlight"]["guest_token"])
    return Site(cast, people, objects, client, cookies)


def guest_cookies(client: Client, token: str) -> SimpleCookie:
    """Of a browser that came in by the link. The link takes the same code again, for those of the matrix."""
    kept = GuestLink.objects.filter(token=digest_of(token)).values("code", "code_until").get()
    client.cookies = SimpleCookie()
    assert client.post(f"/guest/by/{token}/", {"code": CODE}).status_code == 302
    GuestLink.objects.filter(token=digest_of(token)).update(**kept)
    return client.cookies


def waiting_of(cast: Cast) -> Objects:
    """Last of all, or the work done for another object would finish it."""
    model = ModelEntry.objects.get(slug=f"still-{cast.northlight.slug}")
    revision = revision_of(cast, placements=[stamp().slug])
    waiting, paused = (order(cast, model, count=1, revision=revision) for _ in range(2))
    floor.pause(paused, by=cast.ben)
    seen = waiting.candidates.get()
    LivePreview.objects.create(candidate=seen, step=3, image=b"RIFF")
    now = timezone.now()
    return {
        "batch_waiting": waiting.pk,
        "batch_paused": paused.pk,
        "candidate_live": seen.pk,
        "hold": floor.hold(by=cast.ada, brand=cast.northlight, engine="previz", why="New driver.").pk,
        "a_worker": Worker.objects.create(name=f"w{cast.northlight.pk}", started_at=now, seen_at=now).pk,
        "planned_set": order_set(revision, model=model, count=1, cap=1, by=cast.ben).pk,
    }


def at_tern(cast: Cast) -> Cast:
    """The same parts, played by people of Tern: Zoe has a hand in none of it, so she may sign there."""
    tern = cast.tern
    maker = person("Tess Aro", *((tern, role) for role in (Role.MARKETER, Role.DESIGNER, Role.ADMIN)))
    brand, legal = person("Tim Bay", (tern, Role.BRAND)), person("Tom Coe", (tern, Role.LEGAL))
    return replace(
        cast, northlight=tern, campaign=cast.tern_campaign, ben=maker, dana=maker, ada=maker, bea=brand, leo=legal
    )


def objects_of(cast: Cast) -> Objects:
    brand = cast.northlight
    made: Objects = {"brand": brand.pk, "brand_slug": brand.slug, "campaign": cast.campaign.pk}
    made |= people_of(brand) | briefs_of(cast) | catalogue_of(cast)
    made |= words_of(cast, photo(brand))
    made |= models_of(cast) | line_of(cast) | rules_of(cast)
    picked = Candidate.objects.select_related("batch__brand").get(pk=made["picked"])
    made |= guests_of(cast, picked)
    return made | tests_of(cast, ModelEntry.objects.get(slug=f"still-{brand.slug}"))


def people_of(brand: Brand) -> Objects:
    spare = person(f"Spare{brand.pk} Hand", (brand, Role.MARKETER))
    _, _, key, token, _ = welcome_path(spare).split("/")
    return {"member": spare.pk, "key": key, "token": token}


def models_of(cast: Cast) -> Objects:
    brand = cast.northlight
    common = {"brand": brand, "dialect": "clip", "licence": LICENCE}
    ready = ModelEntry.objects.create(slug=f"still-{brand.slug}", name="Still", engine="still", state="ready", **common)
    refused = ModelEntry.objects.create(
        slug=f"bad-{brand.slug}", name="Bad", engine="diffusers", state="refused", refusal="Pickle.", **common
    )
    text = registry.keep_text(f"May be used at {brand.name}.".encode())
    texted = ModelEntry.objects.create(
        slug=f"own-{brand.slug}", name="Own", engine="diffusers", state="ready", family="sd15", weights=text,
        brand=brand, licence=LICENCE | {"text": text},
    )  # fmt: skip
    service = ModelEntry.objects.create(
        slug=f"service-{brand.slug}", name="Elsewhere", engine="remote", kind="service", family="openai-images",
        state="ready", settings={"base": "http://127.0.0.1:9/v1", "model": "m"}, **common,
    )  # fmt: skip
    old = ModelEntry.objects.create(slug=f"old-{brand.slug}", name="Old", engine="still", active=False, **common)
    waiting, failed = (
        Training.objects.create(brand=brand, name=f"Look {state}", base=texted, trigger="look", pictures=[],
                                settings={"steps": 9}, state=state, by=cast.dana)
        for state in ("waiting", "failed")
    )  # fmt: skip
    [row] = tryouts.ask([ready], brand=brand, by=cast.dana, words="A bottle", seed=7, width=64, height=64)
    tryouts.make(row.pk)
    later = cost.add_card(by=cast.ada, per="call", micros=1, since=date(2098, 1, 1), model=ready)
    return {
        "model": ready.slug,
        "model_pk": ready.pk,
        "model_refused": refused.slug,
        "model_texted": texted.slug,
        "model_old": old.slug,
        "service": service.slug,
        "try_out": row.pk,
        "training": waiting.pk,
        "training_failed": failed.pk,
        "rate_card_later": later.pk,
    }


def line_of(cast: Cast) -> Objects:
    model = ModelEntry.objects.get(slug=f"still-{cast.northlight.slug}")
    line = Stations(cast, model)
    done = line.batch()
    first, second = done.candidates.order_by("position")
    mark, settled = (annotate(first, "pin", [[0.5, 0.5]], text, by=cast.dana) for text in ("Here.", "There."))
    boxed = annotate(first, "box", [[0.1, 0.1], [0.5, 0.5]], "A wall.", by=cast.dana)
    resolve(settled, by=cast.dana)
    failed = order(cast, model, count=1, revision=revision_of(cast, subject="A bottle!fail", placements=[stamp().slug]))
    work_it_off()
    assert Batch.objects.get(pk=failed.pk).state == "failed" or failed.candidates.filter(state="failed").exists()
    finished, asked, asset = line.finished(), line.asked(), line.asset()
    rendition = finished.renditions.order_by("pk")[0]
    return {
        "ordered_brief": done.revision.brief_id,
        "revision": done.revision_id,
        "batch": done.pk,
        "batch_failed": failed.pk,
        "candidate": first.pk,
        "font": bundled()[0].font.digest,
        "candidate_size": (first.preview_id or "")[:16],
        "recipe": first.recipe_id,
        "picked": finished.candidate_id,
        "picked_batch": finished.candidate.batch_id,
        "mark": mark.pk,
        "mark_settled": settled.pk,
        "mark_box": boxed.pk,
        "finish": finished.pk,
        "rendition": rendition.pk,
        "verdict": finished.checks.filter(name="text_found").order_by("pk")[0].pk,
        "protected_mark": protected(cast).pk,
        "verdict_seen": shown_by(finished).pk,
        "waiver": waived(finished).pk,
        "finish_asked": asked.pk,
        "colleague": cast.ben.pk,
        "people_term": PeopleTerm.objects.create(brand=cast.northlight, axis="Age", label="Elder").pk,
        "delegation": delegated(cast).pk,
        "seen": seen(asked),
        "accepted": warnings(asked),
        "asset": asset.pk,
        "recall": recalled(cast).pk,
        "asset_file": asset.renditions.order_by("pk")[0].pk,
        "second": second.pk,
        "blobs": {first.picture_id, first.preview_id, Finish.objects.get(pk=finished.pk).master_id, rendition.file_id},
    }


def tests_of(cast: Cast, model: ModelEntry) -> Objects:
    """Two picks of a brief, tested against each other."""
    tried = Stations(cast, model).batch()
    rows = list(tried.candidates.select_related("batch__brand"))
    for row in rows:
        pick(row, by=cast.dana)
    brief, pks = tried.revision.brief, [row.pk for row in rows]
    one = make_set(brief, pks, by=cast.ben, name="Warm or cold")
    code = one.variants.all()[0].code
    # Zoe is nobody's guest at Tern: what only its host may end is hers.
    begin_live(tried, by=cast.dana if cast.northlight.slug == "northlight" else User.objects.get(username="zoe"))
    return {
        "batch_live": tried.pk,
        "tested_brief": brief.pk,
        "tested": pks,
        "variant_set": one.pk,
        "variant_code": code,
    }


def guests_of(cast: Cast, picked: Candidate) -> Objects:
    """Somebody looks at a batch by a link, and somebody was told something."""
    owner = cast.zoe if cast.northlight == cast.tern else cast.dana
    with patch("review.actions.guests.fresh_token", return_value=f"token-of-{cast.northlight.slug}"):
        link = invite(picked.batch, name="Nia Cole", email="nia@agency.example", by=cast.dana)
    GuestLink.objects.filter(pk=link.pk).update(
        code=make_password(CODE), code_until=timezone.now() + timedelta(hours=1), opened_at=timezone.now()
    )
    told = notices.tell(owner, "mention", "Bea mentions you.", "/", brand=cast.northlight, noun="comment", subject=0)
    assert told is not None
    return {
        "guest_link": link.pk,
        "guest_token": f"token-of-{cast.northlight.slug}",
        "notice": told.pk,
        "leave_mail": SIGNER.sign_object(owner.pk),
    }


def written() -> dict[str, int]:
    """Rows inserted, changed and deleted in this transaction, by table; what was undone counts too. Without sessions,
    where a message or the chosen brand may be put down."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname, n_tup_ins + n_tup_upd + n_tup_del FROM pg_stat_xact_user_tables"
            " WHERE n_tup_ins + n_tup_upd + n_tup_del > 0 AND relname <> 'django_session'"
        )
        return dict(cursor.fetchall())

"""Invite somebody from outside to look at one batch and comment, and take it back."""

from __future__ import annotations

import secrets
from datetime import timedelta

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils import timezone

from briefs.spec import tidy
from generation.models import Batch
from review.guests import letters
from review.guests.links import digest_of, fresh_token
from review.models import GuestLink
from studio.lib import events
from studio.lib.messages import after_commit
from studio.lib.problems import BadInput, NotAllowed, NotNow, WrongState
from studio.people.models import User
from studio.people.roles import require

DAYS, USUAL = range(1, 31), 7
MOST = 50  # live links of one batch
NO_MAIL = "Nobody can be invited: no mail is configured here, and a link proves itself by a code in the mail."


@transaction.atomic
def invite(batch: Batch, *, name: str, email: str, by: User, days: int = USUAL, every: bool = False) -> GuestLink:
    """A link for one person, mailed to them. It shows what is picked, or `every` picture, for so many days.

    Raises NotAllowed, BadInput, WrongState, and NotNow where no mail is configured or the server does not take it: then
    nothing was made.
    """
    require(by, "invite a guest", batch.brand)
    if batch.brand.local_only:
        raise NotAllowed(f"{batch.brand.name} is confidential: nothing of it may leave these machines, to no guest.")
    called, address = _name(name), _address(email)
    if days not in DAYS:
        raise BadInput(f"Days: a link holds {DAYS[0]} to {DAYS[-1]} days. Choose a number between.", field="days")
    if not settings.MAIL_ON:
        raise NotNow(NO_MAIL)
    Batch.objects.select_for_update(of=("self",), no_key=True).get(pk=batch.pk)
    live = GuestLink.objects.live().filter(batch=batch)
    if live.count() >= MOST:
        raise WrongState(f"{MOST} guests look at this batch already. Revoke a link first.")
    if live.filter(email__iexact=address).exists():
        raise WrongState(f"{address} has a link to this batch already. Revoke it first, then invite again.")
    token = fresh_token()
    link = GuestLink.objects.create(
        batch=batch, brand=batch.brand, token=digest_of(token), name=called, email=address, every=every, by=by,
        person=_person(called, address, batch), until=timezone.now() + timedelta(days=days),
    )  # fmt: skip
    events.record("invite", link, by=by, brand=batch.brand, batch=batch.pk, days=days, every=every)
    from review.tasks import make_guest_proxies  # tasks import the rooms

    after_commit(make_guest_proxies.apply_async, (link.pk,), queue="pixels")
    letters.invitation(link, token)  # last: a mail cannot be taken back, all before it can
    return link


@transaction.atomic
def revoke(link: GuestLink, *, by: User) -> GuestLink:
    """From now on the link opens nothing, also where somebody is inside. What was said stays. Once."""
    require(by, "invite a guest", link.brand)
    if GuestLink.objects.filter(pk=link.pk, revoked_at__isnull=True).update(revoked_at=timezone.now(), code=""):
        events.record("revoke", link, by=by, brand=link.brand, batch=link.batch_id)
    link.refresh_from_db()
    return link


def _name(name: str) -> str:
    called = " ".join(tidy(name).split())
    if not called:
        raise BadInput(
            "Name: say who is invited. It stands across the pictures and beside their comments.", field="name"
        )
    if len(called) > 80:
        raise BadInput(f"Name: {len(called)} characters are too many. Keep it under 80.", field="name")
    return called


def _address(email: str) -> str:
    address = email.strip()
    try:
        validate_email(address)
    except ValidationError:
        raise BadInput("Email: that is no address. Write it as name@example.com.", field="email") from None
    if len(address) > 254:
        raise BadInput("Email: that address is longer than mail allows.", field="email")
    return address


def _person(name: str, email: str, batch: Batch) -> User:
    """The account that the guest's comments stand under: the same for the same address at the same brand.

    It has no password, is not active and carries no address of anybody's, so that it opens nothing, is told nothing,
    and never stands in the way of a real account for that address.
    """
    first, _, last = name.partition(" ")
    earlier = GuestLink.objects.filter(brand=batch.brand, email__iexact=email).order_by("-pk").first()
    if earlier is not None:
        person = earlier.person
        person.first_name, person.last_name = first, last
        person.save(update_fields=["first_name", "last_name"])
        return person
    key = f"guest-{secrets.token_hex(8)}"
    person = User(username=key, email=f"{key}@guest.invalid", first_name=first, last_name=last, guest=True)
    person.is_active = False
    person.set_unusable_password()
    person.save()
    return person

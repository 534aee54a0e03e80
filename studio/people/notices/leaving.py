"""One click in a mail ends all mail of notices for that person. The link is signed, and proves nothing else."""

from __future__ import annotations

from django.core import signing
from django.http import Http404
from django.urls import reverse

from studio.people.models import User
from studio.people.notices.choosing import choose
from studio.people.notices.kinds import NEVER, Wish, wishes

SIGNER = signing.Signer(salt="studio.people.notices.leaving")  # no date: an old mail ends the mail too


def leave_path(person: User) -> str:
    return reverse("people:leave_mail", args=[SIGNER.sign_object(person.pk)])


def person_of(token: str) -> User:
    """Whose link it is. Raises Http404."""
    try:
        pk = SIGNER.unsign_object(token)
    except signing.BadSignature:
        raise Http404 from None
    person = User.objects.filter(pk=pk, is_active=True).first()
    if person is None:
        raise Http404
    return person


def leave(person: User) -> None:
    """Nothing is mailed any more; what stands under the bell stays."""
    choose(person, [Wish(wish.key, wish.words, wish.page, NEVER) for wish in wishes(person)])

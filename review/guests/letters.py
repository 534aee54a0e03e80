"""What is mailed to a guest: the link, and the code."""

from __future__ import annotations

from django.template.loader import render_to_string
from django.urls import reverse

from review.models import GuestLink
from studio.lib import mail


def invitation(link: GuestLink, token: str) -> None:
    """The only place where the token ever stands. Raises NotNow."""
    page = {"link": link, "address": mail.address(reverse("review:guest_door", args=[token]))}
    mail.send(
        link.email, f"{link.by.name} invites you to look at pictures", render_to_string("review/guest_mail.txt", page)
    )


def code(link: GuestLink, digits: str) -> None:
    """Raises NotNow."""
    words = render_to_string("review/guest_code.txt", {"link": link, "code": digits})
    mail.send(link.email, f"{digits} is your code for Gatefold", words)

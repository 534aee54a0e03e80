"""Mail that leaves: where EMAIL_URL says, or nowhere. Every link in it begins with SITE_URL, never with what a browser
said the host is.
"""

from __future__ import annotations

import logging
import smtplib
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from studio.lib.env import BadSetting
from studio.lib.problems import NotNow

log = logging.getLogger(__name__)

BACKENDS = "django.core.mail.backends."
PORTS = {"smtp": 25, "smtp+tls": 587, "smtps": 465}
HOME = ("localhost", "127.0.0.1", "::1")


@dataclass(frozen=True, slots=True)
class Route:
    """Where mail goes. `place` is empty where it is sent, else it says in words where it is written instead."""

    backend: str
    on: bool = True
    place: str = ""
    folder: str = ""
    host: str = "localhost"
    port: int = 25
    user: str = ""
    password: str = ""
    starttls: bool = False
    tls: bool = False


def route(url: str) -> Route:
    """`smtp+tls://user:password@host:587` (STARTTLS), `smtps://…`, `smtp://host`, `console:`, `file:///folder`, or
    nothing: then no mail leaves. Raises BadSetting."""
    if not url:
        return Route(f"{BACKENDS}dummy.EmailBackend", on=False)
    if url == "console:":
        return Route(f"{BACKENDS}console.EmailBackend", place="the server's own output")
    parts = urlsplit(url)
    if parts.scheme == "file" and parts.path.startswith("/"):
        folder = unquote(parts.path)
        return Route(f"{BACKENDS}filebased.EmailBackend", place=f"the folder {folder}", folder=folder)
    if parts.scheme not in PORTS or not parts.hostname:
        raise BadSetting("EMAIL_URL starts with smtp+tls://, smtps:// or smtp:// and a host, or is file:///folder.")
    try:
        port = parts.port or PORTS[parts.scheme]
    except ValueError:
        raise BadSetting("EMAIL_URL names a port that is none. Use a number up to 65535.") from None
    if parts.password and parts.scheme == "smtp" and parts.hostname not in HOME:
        raise BadSetting("EMAIL_URL would send its password in the clear. Use smtp+tls:// or smtps://.")
    return Route(
        f"{BACKENDS}smtp.EmailBackend",
        host=parts.hostname,
        port=port,
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        starttls=parts.scheme == "smtp+tls",
        tls=parts.scheme == "smtps",
    )


def address(path: str) -> str:
    """The whole address of a page of ours, for a mail."""
    from django.conf import settings

    return f"{settings.SITE_URL}{path}"


def send(to: str, subject: str, text: str, *, html: str = "", headers: Mapping[str, str] | None = None) -> None:
    """One mail to one person. Raises NotNow where no mail is configured or the server does not take it."""
    from django.conf import settings
    from django.core.mail import EmailMultiAlternatives

    if not settings.MAIL_ON:
        raise NotNow("No mail can be sent from here: EMAIL_URL is not set. Ask whoever runs Gatefold.")
    line = " ".join(subject.split())[:200]
    message = EmailMultiAlternatives(line, text, to=[to], headers=dict(headers or {}))
    if html:
        message.attach_alternative(html, "text/html")
    try:
        message.send()
    except (OSError, smtplib.SMTPException) as error:
        log.warning("A mail was not taken: %s", error)
        raise NotNow("The mail server did not take the mail. Try again in some minutes.") from error

"""The mail of a laptop: what was sent lies in a folder, one file a mail. For the showcase, whose guests prove their
address by what was mailed to them, as anybody does."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Final

from django.conf import settings

PATIENCE_S: Final = 60.0  # a worker mails it, between two candidates
RULE: Final = re.compile(rb"^-{79}\n", re.MULTILINE)  # Django's folder of mails writes one after each


def mails(to: str) -> Iterator[EmailMessage]:
    """To this address, newest first."""
    folder = Path(settings.EMAIL_FILE_PATH) if settings.EMAIL_FILE_PATH else None
    files = sorted(folder.glob("*.log"), key=lambda file: file.stat().st_mtime_ns, reverse=True) if folder else []
    for file in files:
        for data in reversed(RULE.split(file.read_bytes())):
            mail = message_from_bytes(data, policy=policy.default)
            if to in str(mail["To"]):
                yield mail


def read(to: str, pattern: str, *, more_than: int = 0) -> str:
    """The first group of what the newest mail to this address that has it says, once there are more mails than that.

    Raises TimeoutError.
    """
    until = time.monotonic() + PATIENCE_S
    while time.monotonic() < until:
        there = list(mails(to))
        for mail in there if len(there) > more_than else []:
            body = mail.get_body(("plain",))
            if found := re.search(pattern, body.get_content() if body else ""):
                return found[1]
        time.sleep(0.2)
    raise TimeoutError(f"No mail to {to} came within {PATIENCE_S:.0f} s. Is a worker running? Its log tells more.")

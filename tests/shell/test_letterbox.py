"""The folder that a laptop's mails lie in, read as their readers would."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

from studio.home import letterbox
from studio.lib import mail


def test_the_newest_mail_to_an_address_is_read_and_none_is_not_waited_for_forever(
    settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH, settings.MAIL_ON = str(tmp_path), True
    mail.send("nia@agency.example", "1", "your code is 111111", html="<p>One</p>")
    for file in tmp_path.iterdir():
        os.utime(file, (1, 1))  # sent long before: a file system's clock may have but one time for both
    mail.send(
        "nia@agency.example", "2", "your code is 222222 — with a dash and “quotes” in it, and a long line"
    )
    mail.send("tom@print.example", "3", "your code is 333333")
    assert letterbox.read("nia@agency.example", r"your code is (\d{6})") == "222222"
    assert len(list(letterbox.mails("nia@agency.example"))) == 2
    monkeypatch.setattr(letterbox, "PATIENCE_S", 0.3)
    with pytest.raises(TimeoutError, match="No mail to nia"):
        letterbox.read("nia@agency.example", r"your code is (\d{6})", more_than=2)

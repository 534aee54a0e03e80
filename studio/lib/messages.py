"""Messages sent when a change has committed. Each may be lost: the row says what work there is, the sweep reads it."""

from collections.abc import Callable
from typing import Any

from django.db import transaction


def after_commit(send: Callable[..., Any], *args: Any, **options: Any) -> None:
    """Call `send(*args, **options)` then. A broker that is away is logged and must not fail the page.

    Not `on_commit(partial(…), robust=True)`: Django 5.2 logs a failed hook by its __qualname__, which a partial lacks.
    """

    def call() -> None:
        send(*args, **options)

    transaction.on_commit(call, robust=True)

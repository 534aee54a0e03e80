"""The laptop's queue: kombu's filesystem transport, made to notice a stop at once."""

from typing import Any, Final

from kombu.transport import filesystem

WAKE_S: Final = 0.2


class Transport(filesystem.Transport):
    """A solo worker looks whether it should stop after each wait, twice: Celery waits 2 s, so that a stop takes 4."""

    def drain_events(self, connection: Any, timeout: float | None = None, **_: Any) -> None:
        super().drain_events(connection, timeout=min(timeout or WAKE_S, WAKE_S))

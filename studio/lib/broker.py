"""The laptop's queue: kombu's filesystem transport, made to notice a stop at once, and safe on a busy machine."""

from pathlib import Path
from time import monotonic
from typing import Any, Final
from uuid import uuid4

from kombu.exceptions import ChannelError
from kombu.transport import filesystem
from kombu.utils.encoding import str_to_bytes
from kombu.utils.json import dumps

WAKE_S: Final = 0.2


class Channel(filesystem.Channel):
    """A message has its name only once it is whole. Kombu opens the file under that name and then writes: a worker that
    looks in between takes an empty message, and ends on it."""

    def _put(self, queue: str, payload: Any, **kwargs: Any) -> None:  # type: ignore[override]  # kombu's own is so
        name = f"{round(monotonic() * 1000)}_{uuid4()}.{queue}.msg"  # as kombu has it: sorted, the oldest is first
        part = Path(self.data_folder_out, f"{name}.part")
        try:
            part.write_bytes(str_to_bytes(dumps(payload)))
            part.replace(part.with_suffix(""))
        except OSError as error:
            raise ChannelError(f"Cannot add file {name!r} to {self.data_folder_out}") from error


class Transport(filesystem.Transport):
    """A solo worker looks whether it should stop after each wait, twice: Celery waits 2 s, so that a stop takes 4."""

    Channel = Channel

    def drain_events(self, connection: Any, timeout: float | None = None, **_: Any) -> None:
        super().drain_events(connection, timeout=min(timeout or WAKE_S, WAKE_S))

"""What has to be done before the site or a command can work, and is skipped when it was done already."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from studio.home import seeds
from studio.lib.locks import alone_with
from studio.people.models import Brand

LOCK: Final = 0x67617468  # the advisory lock of bringing one database up to date
LOOKS_EVERY_S: Final = 0.2


def bring_up_to_date(told: Callable[[str], Any]) -> None:
    """Migrate, and on a laptop make the demo studio if there is nothing yet. Of two that start at once the second waits
    for the first."""
    with alone(told):
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            told("Bringing the database up to date …")
            call_command("migrate", verbosity=0, interactive=False)
        if settings.LAPTOP and not Brand.objects.exists():
            told("Making the demo brands and their people …")
            seeds.seed()
    connection.close()


@contextmanager
def alone(told: Callable[[str], Any]) -> Iterator[None]:
    said = False
    while True:
        with alone_with(LOCK, 0) as mine:
            if mine:
                yield
                return
        if not said:
            told("Waiting for another start that is at work on the same database …")
            said = True
        time.sleep(LOOKS_EVERY_S)


def collect_static() -> None:
    """Gather and compress the static files, unless none has changed since last time."""
    told = sha256()
    for finder in get_finders():
        for name, storage in finder.list([]):
            path = Path(storage.path(name))
            stat = path.stat()
            told.update(f"{path} {stat.st_size} {stat.st_mtime_ns}\n".encode())
    stamp = Path(settings.STATIC_ROOT).with_name("static.stamp")
    if stamp.exists() and stamp.read_text() == told.hexdigest():
        return
    call_command("collectstatic", verbosity=0, interactive=False, clear=True)
    stamp.write_text(told.hexdigest())

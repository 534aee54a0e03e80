"""The Celery application: `celery -A studio worker --pool solo --queues gpu.previz`.

A message is only a nudge that carries ids; the row says what work there is. SIGTERM drains: the task in hand reads
`celery.worker.state.should_stop` between steps, stores what it has, puts its row back and returns. Celery's own "soft
shutdown" is not used, because it freezes a solo worker's task and then loses its message.
"""

import atexit
import os
from typing import Any

from celery import Celery, signals

from studio.lib import parent

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "studio.settings")

app = Celery("studio")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@signals.setup_logging.connect
def keep_our_logging(**_: Any) -> None:
    """A receiver here is how Celery is told to leave logging alone; settings.LOGGING has set it up already."""


@signals.worker_init.connect
def jobs_may_take_longer(**_: Any) -> None:
    """A page gives a statement five seconds, a job sixty."""
    from django.db import connection

    connection.settings_dict["OPTIONS"]["options"] = "-c statement_timeout=60000"
    # Left to the garbage collector, the pool's threads cost a draining worker two seconds.
    atexit.register(connection.close_pool)  # type: ignore[attr-defined]  # PostgreSQL's wrapper has it


@signals.worker_init.connect
def leave_with_the_supervisor(**_: Any) -> None:
    parent.follow()

"""Is it alive, and can it work? `/healthz` says the process answers; `/readyz` asks the database, queue and store.

Each part answers with a sentence, so that whoever is woken by it knows what to mend. Anybody may ask, so addresses
and what the parts said go to the log alone.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from celery import current_app
from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from kombu.exceptions import OperationalError
from psycopg_pool import PoolTimeout

from studio.lib import blobs
from studio.lib.problems import Problem

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Answer:
    part: str
    ok: bool
    sentence: str


def database() -> Answer:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        executor = MigrationExecutor(connection)
        behind = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except (DatabaseError, PoolTimeout) as error:
        return refused("database", "The database does not answer. Check DATABASE_URL; the log has its words.", error)
    if behind:
        return Answer("database", False, f"{len(behind)} migrations are waiting. Run `python manage.py migrate`.")
    return Answer("database", True, "The database answers and is up to date.")


def queue() -> Answer:
    try:
        with current_app.connection_for_write(connect_timeout=2) as link:
            link.ensure_connection(max_retries=0, timeout=2)
    except (OperationalError, OSError) as error:
        return refused("queue", "The queue does not answer. Check CELERY_BROKER_URL; the log has its words.", error)
    return Answer("queue", True, "The queue answers.")


def storage() -> Answer:
    try:
        blobs.probe()
    except Problem as problem:
        return refused("storage", "The store does not answer. Check STORAGE_URL; the log has its words.", problem)
    return Answer("storage", True, "The store answers.")


PARTS: Final[tuple[Callable[[], Answer], ...]] = (database, queue, storage)


def refused(part: str, sentence: str, error: Exception) -> Answer:
    log.warning("Not ready, %s: %s", part, error)
    return Answer(part, False, sentence)


@login_not_required
@require_safe
@never_cache
def live(request: HttpRequest) -> HttpResponse:
    """200 as long as the process can answer at all; asks nothing of any other part."""
    return HttpResponse("alive\n", content_type="text/plain")


@login_not_required
@require_safe
@never_cache
def ready(request: HttpRequest) -> JsonResponse:
    """200 when every part answers, else 503; one sentence a part."""
    answers = [ask() for ask in PARTS]
    body = {answer.part: {"ok": answer.ok, "sentence": answer.sentence} for answer in answers}
    return JsonResponse(body, status=200 if all(answer.ok for answer in answers) else 503)

"""An import that is killed in its middle leaves nothing behind, and is carried out whole afterwards."""

from __future__ import annotations

import os
import signal
from typing import Any

import pytest
from django.db import connection, connections

from briefs.actions.exchange import carry_out
from briefs.models import Brief, BriefImport
from studio.lib.models import Event
from studio.people.models import User
from tests.briefs.test_exchange import hundred, judged
from tests.cast import Cast


def die(*_: Any, **__: Any) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


@pytest.mark.django_db(transaction=True)
def test_a_kill_between_the_briefs_and_their_record_leaves_no_brief(cast: Cast) -> None:
    made = judged(cast, hundred(50))
    connections.close_all()
    getattr(connection, "close_pool", lambda: None)()  # a child must not share our sockets
    child = os.fork()
    if child == 0:
        type(Event.objects).bulk_create = die  # type: ignore[method-assign]
        carry_out(BriefImport.objects.get(pk=made.pk), by=User.objects.get(pk=cast.zoe.pk))
        os._exit(0)
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL
    again = BriefImport.objects.get(pk=made.pk)
    assert Brief.objects.count() == 0 and again.state == "judged"
    assert carry_out(again, by=cast.zoe).made == 50 == Brief.objects.count()

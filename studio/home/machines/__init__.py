"""The machines page: workers and what they are at, what waits for them, what failed, what is held, who gets how much.

Workers, their device and how many pictures they made are the house's, and everybody reads them. Batches, brands and
reasons are shown of the brands a person sees; of others there is a number, for it explains the wait.
"""

from __future__ import annotations

from typing import Any

from generation import floor
from studio.home.machines.outcome import failures, set_aside, throughput
from studio.home.machines.queues import elsewhere, queues
from studio.home.machines.rules import holds, may_be_held, shares
from studio.home.machines.workers import machines, workers
from studio.people.models import User

__all__ = ["machines", "page"]


def page(person: User) -> dict[str, Any]:
    """Everything the page shows."""
    there, lines = workers(person), queues(person)
    return {
        "workers": there,
        "alive": sum(one.alive for one in there),
        "queues": lines,
        "waiting": sum(line.waiting for line in lines),
        "elsewhere": elsewhere(person),
        "plot": throughput(),
        "failures": failures(person),
        "aside": set_aside(person),
        "holds": holds(person),
        "may_be_held": may_be_held(person),
        "shares": shares(person),
        "keeper": floor.may_keep_machines(person),
    }

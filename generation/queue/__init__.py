"""The line of candidates that wait for their picture. The row is the outbox: what is not done is still in the line.

A worker claims a candidate for the length of a lease, renews it while it works, and records the result once.
`turns` says whose turn it is, `claims` takes it in hand, `record` says what became of it, `pace` how long it takes.
"""

from generation.queue.able import Able
from generation.queue.claims import claim, claim_hand
from generation.queue.record import (
    FAILURES,
    LOSSES,
    Made,
    complete,
    complete_all,
    fail,
    keep_ticket,
    lease,
    plan_is,
    postpone,
    release,
    renew,
    stopped,
)
from generation.queue.turns import OPEN

__all__ = [
    "FAILURES",
    "LOSSES",
    "OPEN",
    "Able",
    "Made",
    "claim",
    "claim_hand",
    "complete",
    "complete_all",
    "fail",
    "keep_ticket",
    "lease",
    "plan_is",
    "postpone",
    "release",
    "renew",
    "stopped",
]

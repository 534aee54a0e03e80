"""How batches and candidates move. The tables are drawn in ARCHITECTURE.md, and a test compares."""

from studio.lib.states import Moves

QUEUED, RUNNING, DONE, CANCELLED, FAILED = "queued", "running", "done", "cancelled", "failed"
WAITING = "waiting"

BATCH: Moves = {
    (QUEUED, "begin"): RUNNING,
    (RUNNING, "complete"): DONE,
    (RUNNING, "fail"): FAILED,
    (QUEUED, "cancel"): CANCELLED,
    (RUNNING, "cancel"): CANCELLED,
    (DONE, "retry"): QUEUED,  # some of its candidates failed
    (FAILED, "retry"): QUEUED,
}

CANDIDATE: Moves = {
    (WAITING, "claim"): RUNNING,
    (RUNNING, "complete"): DONE,
    (RUNNING, "release"): WAITING,  # the worker drains, or its lease ran out, or it failed and is tried again
    (RUNNING, "fail"): FAILED,
    (WAITING, "cancel"): CANCELLED,
    (RUNNING, "cancel"): CANCELLED,
    (FAILED, "retry"): WAITING,
}

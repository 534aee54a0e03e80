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

# A LoRA in the making goes the way of a candidate.
TRAINING: Moves = CANDIDATE

# Why a run came to nothing, or a candidate was given up.
ENGINE, MEMORY, BROKEN, LOST, POISON, SERVICE = "engine", "memory", "broken", "lost", "poison", "service"
REASONS = {
    ENGINE: "The engine refused it.",
    MEMORY: "It did not fit into any device's memory.",
    BROKEN: "The engine broke down.",
    LOST: "Its worker vanished.",
    POISON: "Its worker stopped every time it was tried, so it was set aside.",
    SERVICE: "The service elsewhere refused it, or did not answer.",
}

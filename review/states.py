"""How a finish, its renditions and its gates move. Drawn in ARCHITECTURE.md, and a test compares."""

from studio.lib.states import Moves

QUEUED, RUNNING, READY, FAILED = "queued", "running", "ready", "failed"
IN_REVIEW, SIGNED, SENT_BACK, SUPERSEDED = "in review", "signed", "sent back", "superseded"
DONE, LATER, WAITING, VOID = "done", "later", "waiting", "void"

FINISH: Moves = {
    (QUEUED, "begin"): RUNNING,
    (RUNNING, "begin"): RUNNING,  # a second worker takes over after a kill
    (RUNNING, "complete"): READY,
    (RUNNING, "fail"): FAILED,
    (READY, "ask"): IN_REVIEW,
    (IN_REVIEW, "sign"): SIGNED,  # the last of its gates
    (SIGNED, "reopen"): IN_REVIEW,  # something that was signed has changed: the gates concerned are asked again
    (IN_REVIEW, "send back"): SENT_BACK,
    # Any change makes a new finish and supersedes this one, with whatever was signed on it.
    (QUEUED, "supersede"): SUPERSEDED,
    (RUNNING, "supersede"): SUPERSEDED,
    (READY, "supersede"): SUPERSEDED,
    (FAILED, "supersede"): SUPERSEDED,
    (IN_REVIEW, "supersede"): SUPERSEDED,
    (SENT_BACK, "supersede"): SUPERSEDED,
}

GATE: Moves = {
    (LATER, "open"): WAITING,  # the stage before is signed
    (LATER, "void"): VOID,
    (WAITING, "sign"): SIGNED,
    (WAITING, "send back"): SENT_BACK,
    (WAITING, "void"): VOID,
    (SIGNED, "void"): VOID,
}

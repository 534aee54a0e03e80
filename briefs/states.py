"""How a brief moves. A brief goes on being edited after it was submitted; each submission is a revision."""

from studio.lib.states import Moves

DRAFT, SUBMITTED, CLOSED = "draft", "submitted", "closed"

BRIEF: Moves = {
    (DRAFT, "submit"): SUBMITTED,
    (SUBMITTED, "submit"): SUBMITTED,
    (DRAFT, "close"): CLOSED,
    (SUBMITTED, "close"): CLOSED,
    (CLOSED, "reopen"): DRAFT,
}

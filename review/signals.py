"""What this room tells the stations after it, without knowing them."""

from django.dispatch import Signal

finish_signed = Signal()
"""Sent inside the transaction of the second signature, with `finish`. The library takes it from there."""

going_out = Signal()
"""Asks the later stations what may not leave the house now: receivers get `brand`, `candidates` and `files`, which
are renditions, and return {candidate: a sentence why it stays}."""

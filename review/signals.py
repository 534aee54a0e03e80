"""What this room tells the stations after it, without knowing them."""

from django.dispatch import Signal

finish_signed = Signal()
"""Sent inside the transaction of the second signature, with `finish`. The library takes it from there."""

"""What this room tells the stations after it, without knowing them."""

from django.dispatch import Signal

pictures_done = Signal()
"""Sent inside the transaction that records pictures, with `candidates` of one `batch`. Receivers look after their own
failures: a picture that is made is recorded."""

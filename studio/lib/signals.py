"""What the lowest room lets the others hear, so that none of them has to know another."""

from django.dispatch import Signal

sweeping = Signal()
"""Sent now and then by one worker at a time: nudge again whatever of yours lost its message or its worker."""

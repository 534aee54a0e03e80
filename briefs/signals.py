"""What later stations may hear of before it happens here, without this room knowing them."""

from django.dispatch import Signal

# Sent in the transaction that would publish a style pack version: version, by, override (the reason given, or "").
# A receiver that objects raises WrongState with a sentence, and nothing is published.
style_pack_publishing = Signal()

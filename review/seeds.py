"""The words for why: what every brand starts with. Slugs are for ever, labels may be reworded."""

from __future__ import annotations

from review.models import Reason
from review.standing import PICKED, REJECTED

# At most nine of each kind: every reason has a key.
REASONS: dict[str, tuple[tuple[str, str], ...]] = {
    PICKED: (
        ("copy-space-clear", "Copy space clear"),
        ("reads-at-once", "Reads at once"),
        ("composition", "Strong composition"),
        ("light", "Light and mood right"),
        ("on-palette", "On palette"),
        ("gesture", "Gesture right"),
        ("fits-placements", "Fits every placement"),
        ("fresh", "Not seen before"),
    ),
    REJECTED: (
        ("copy-space-busy", "Copy space busy"),
        ("face-hidden", "Face hidden"),
        ("cut-at-edge", "Subject cut at the edge"),
        ("wrong-light", "Light or mood wrong"),
        ("off-palette", "Off palette"),
        ("text-in-scene", "Text or logo in the scene"),
        ("anatomy", "Body or hands wrong"),
        ("too-like-another", "Too like another"),
        ("misses-brief", "Misses the brief"),
    ),
}


def seed_reasons() -> list[Reason]:
    """Make or reword the vocabulary; run it as often as you like."""
    return [
        Reason.objects.update_or_create(slug=slug, defaults={"label": label, "verdict": verdict, "order": order})[0]
        for verdict, rows in REASONS.items()
        for order, (slug, label) in enumerate(rows)
    ]

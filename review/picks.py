"""Only what is picked goes on to a higher tier: asked by generation before it promotes a candidate."""

from __future__ import annotations

from generation.models import Candidate
from review.models import Selection
from review.standing import PICKED
from studio.lib.problems import WrongState
from studio.people.models import User


def only_picks(candidate: Candidate, by: User, **_: object) -> None:
    """Object to the promotion of what nobody picked, as far as this person knows. Raises WrongState."""
    if not Selection.objects.told(by).filter(candidate=candidate, verdict=PICKED).exists():
        raise WrongState(f"Only a pick is promoted. Pick {candidate} first.")

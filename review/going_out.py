"""What may not leave the house just now, as the later stations know it: asked before a picture is shown or given to
anybody outside, and before a file is given out."""

from __future__ import annotations

from collections.abc import Iterable

from generation.models import Candidate
from review.models import Rendition
from review.signals import going_out
from studio.lib.problems import WrongState
from studio.people.models import Brand


def withheld(brand: Brand, candidates: Iterable[Candidate], files: Iterable[Rendition] = ()) -> dict[int, str]:
    """Candidate -> why it stays in the house."""
    found: dict[int, str] = {}
    for _, said in going_out.send(sender=Candidate, brand=brand, candidates=candidates, files=files):
        found |= said or {}  # type: ignore[arg-type]
    return found


def refuse_withheld(candidate: Candidate, files: Iterable[Rendition] = ()) -> None:
    """Raises WrongState with the reason where the picture, or one of these files of it, stays in the house."""
    for sentence in withheld(candidate.batch.brand, [candidate], files).values():
        raise WrongState(f"{sentence} Its files are not given out until that is lifted.")

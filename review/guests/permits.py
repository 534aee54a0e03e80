"""What a guest may do: comment on what their link shows. Everything else asks for a role, and a guest has none."""

from __future__ import annotations

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from generation.models import Candidate
from review.guests.links import shown
from review.models import Annotation, Comment, GuestLink
from studio.lib.problems import BadInput, NotAllowed, Problem
from studio.people import notices
from studio.people.models import User

KINDS = ("pin", "box")
AN_HOUR = 60  # comments


class TooOften(Problem):
    status = 429
    title = "That was a lot at once"


def link_of(person: User, batch: int) -> GuestLink | None:
    """The live link by which this guest looks at the batch: proven by a code, the newest where there are several."""
    rows = GuestLink.objects.live().filter(person=person, batch=batch, opened_at__isnull=False)
    return rows.select_related("by", "brand").order_by("-pk").first()


def permit(candidate: Candidate, person: User, *, kind: str | None = None) -> GuestLink:
    """The link that lets this guest comment on the candidate. Raises NotAllowed, BadInput for a `kind` of mark that
    guests do not draw, TooOften."""
    link = link_of(person, candidate.batch_id)
    if link is None or not shown(link).filter(pk=candidate.pk).exists():
        raise NotAllowed("This picture is not open to you any more. Ask who invited you.")
    if kind is not None and kind not in KINDS:
        raise BadInput("A guest marks with a pin or a box. Choose one of them.", field="kind")
    said = Comment.objects.filter(by=person, at__gt=timezone.now() - timedelta(hours=1)).count()
    if said >= AN_HOUR:
        raise TooOften(f"You have said {said} things within an hour. Wait a little, then go on.")
    return link


def tell_host(said: Comment, mark: Annotation) -> int | None:
    """Tell who invited the guest what the guest said. Their primary key."""
    link = link_of(said.by, mark.candidate.batch_id)
    if link is None:
        return None
    notices.tell(
        link.by,
        "guest",
        f"{link.name}, a guest, says about {mark.candidate}: {said.text}",
        f"{reverse('review:loupe', args=[mark.candidate_id])}#mark-{mark.pk}",
        brand=link.brand,
        noun="comment",
        subject=said.pk,
    )
    return link.by_id

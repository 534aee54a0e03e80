"""What somebody is told because it concerns them. Told once: the same thing happening twice says nothing new."""

from __future__ import annotations

from django.db import transaction

from studio.people.models import Brand, User
from studio.people.models.notice import Notice

KINDS = {"mention": "Somebody mentions me in a thread"}
SENTENCE = 300  # characters


@transaction.atomic
def tell(
    person: User,
    kind: str,
    sentence: str,
    path: str,
    *,
    brand: Brand | None = None,
    noun: str = "",
    subject: int | None = None,
) -> Notice | None:
    """Tell `person` what happened and where: `path` is an address of this site. None where it was told before, which
    `noun` and `subject` say, or where the person is gone. `kind` is a key of KINDS."""
    if kind not in KINDS:
        raise ValueError(f"{kind!r} is no kind of notice. Use one of {', '.join(KINDS)}.")
    if not person.is_active:
        return None
    User.objects.select_for_update(no_key=True).get(pk=person.pk)  # two at once are told one after the other
    told = Notice.objects.of(person).filter(kind=kind, noun=noun, subject=subject)
    if subject is not None and told.exists():
        return None
    short = sentence if len(sentence) <= SENTENCE else f"{sentence[: SENTENCE - 1]}…"
    return Notice.objects.create(
        person=person, brand=brand, kind=kind, sentence=short, path=path, noun=noun, subject=subject
    )

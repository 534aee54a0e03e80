"""Telling a person something, once, and taking it back when it is over."""

from __future__ import annotations

from collections.abc import Collection

from django.db import transaction

from studio.lib import stream
from studio.lib.messages import after_commit
from studio.people.models import Brand, Notice, NoticeChoice, User
from studio.people.notices.kinds import KINDS, NEVER, NOW, wish
from studio.people.notices.reading import EVENT, mark_read

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
    by: User | None = None,
) -> Notice | None:
    """Tell `person` what happened and where: `path` is an address of this site.

    None where nobody is told: it is their own act (`by`), they are gone or a guest, they want to hear of this kind
    nowhere, or they were told of this `noun` and `subject` and have not read it yet. `kind` is a key of KINDS.
    """
    if kind not in KINDS:
        raise ValueError(f"{kind!r} is no kind of notice. Use one of {', '.join(KINDS)}.")
    if not person.is_active or person.guest or (by is not None and by.pk == person.pk):
        return None
    wanted = wish(kind, NoticeChoice.objects.filter(person=person, kind=kind).first())
    if not wanted.page and wanted.mail == NEVER:
        return None
    words = " ".join(sentence.split())
    said = {"brand": brand, "sentence": words if len(words) <= SENTENCE else f"{words[: SENTENCE - 1]}…", "path": path}
    if subject is None:
        notice, fresh = Notice.objects.create(person=person, kind=kind, noun=noun, **said), True
    else:  # the index of unread ones decides between two at once
        same = {"person": person, "kind": kind, "noun": noun, "subject": subject, "read_at": None}
        notice, fresh = Notice.objects.get_or_create(**same, defaults=said)
    if not fresh:
        return None
    stream.notify_person(person.pk, EVENT)
    if wanted.mail == NOW:
        _post()
    return notice


def over(kind: str, noun: str, subjects: Collection[int]) -> None:
    """It is done, whoever did it: nobody has to read any more that it waits."""
    rows = Notice.objects.filter(kind=kind, noun=noun, subject__in=subjects, read_at__isnull=True)
    mark_read(rows)


def _post() -> None:
    from studio.people.tasks import mail_notices  # tasks import this room

    after_commit(mail_notices.delay)

"""How a person wants to hear of each kind. Only what differs from the kind's own default is kept."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.db import transaction

from studio.lib import stream
from studio.lib.problems import BadInput
from studio.people.models import NoticeChoice, User
from studio.people.notices.kinds import KINDS, Wish
from studio.people.notices.reading import EVENT


def read(form: Mapping[str, str]) -> list[Wish]:
    """`page-<kind>` is there where it is ticked, `mail-<kind>` says how. Raises BadInput with the field."""
    said = []
    for key, kind in KINDS.items():
        mail = form.get(f"mail-{key}", "")
        if mail not in NoticeChoice.Mail.values:
            raise BadInput(f"{kind.words}: choose never, daily or at once.", field=f"mail-{key}")
        said.append(Wish(key, kind.words, f"page-{key}" in form, mail))
    return said


@transaction.atomic
def choose(person: User, wanted: Iterable[Wish]) -> None:
    own = [wish for wish in wanted if (wish.page, wish.mail) != (KINDS[wish.key].page, KINDS[wish.key].mail)]
    User.objects.select_for_update(no_key=True).get(pk=person.pk)  # two forms sent at once are taken one by one
    NoticeChoice.objects.filter(person=person).delete()
    NoticeChoice.objects.bulk_create(
        NoticeChoice(person=person, kind=wish.key, page=wish.page, mail=wish.mail) for wish in own
    )
    stream.notify_person(person.pk, EVENT)

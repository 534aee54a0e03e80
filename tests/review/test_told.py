"""Who is told of what happens on the line: by the real actions, to whom it concerns, once, until it is done."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import time_machine
from django.utils import timezone

from briefs.actions import comment_on, create_brief
from generation.models import Candidate, ModelEntry
from review import reminders
from review.actions.annotate import annotate, reply, resolve
from review.actions.finish import supersede
from review.actions.gates import send_back
from review.models import Annotation, Gate
from studio.people.models import Notice, User
from studio.people.notices.reading import unread
from tests.cast import Cast
from tests.stations import Stations


def told(person: User, kind: str) -> list[str]:
    """The sentences that stand under the person's bell, unread."""
    return list(unread(person).filter(kind=kind).values_list("sentence", flat=True))


def test_a_mark_tells_whom_it_mentions_and_an_answer_who_made_it(one: Candidate, cast: Cast) -> None:
    mark = annotate(one, "pin", [[0.5, 0.5]], "Warmer, @dana and @zoe and @bea?", by=cast.bea)
    assert [notice.person for notice in Notice.objects.filter(kind="mention")] == [cast.dana]
    assert "Warmer" in told(cast.dana, "mention")[0]
    reply(mark, "Like this, @bea?", by=cast.dana)
    assert (len(told(cast.bea, "mention")), told(cast.bea, "answer")) == (1, []), "told once of one comment"
    reply(mark, "Or like this.", by=cast.dana)
    assert len(told(cast.bea, "answer")) == 1
    brief = create_brief(cast.campaign, by=cast.ben, title="Decisions together")
    comment_on(brief, "Is it @leo who decides?", by=cast.ben)
    [notice] = unread(cast.leo).filter(kind="mention")
    assert notice.path.startswith(f"/briefs/{brief.pk}/comments/#thread-")


def test_who_ordered_a_batch_is_told_that_it_is_over(one: Candidate, cast: Cast) -> None:
    [sentence] = told(cast.ben, "batch")
    assert sentence.endswith("is over: 3 of 3 came out.") and not told(cast.dana, "batch")


def test_a_mark_whose_day_has_come_is_told_once_and_again_when_it_has_passed(one: Candidate, cast: Cast) -> None:
    day = timezone.localdate() + timedelta(days=2)
    mark = annotate(one, "pin", [[0.5, 0.5]], "By then, @dana.", by=cast.bea, due=day)
    alone = annotate(one, "pin", [[0.2, 0.2]], "By then.", by=cast.bea, due=day)
    reminders.sweep()
    assert told(cast.dana, "due") == []
    noon = datetime.combine(day, datetime.min.time(), tzinfo=timezone.get_current_timezone()) + timedelta(hours=12)
    with time_machine.travel(noon):
        reminders.sweep(), reminders.sweep()
        assert told(cast.dana, "due") == [f"Mark {mark.number} of {one} is due today."]
        assert told(cast.ben, "due") == [f"Mark {alone.number} of {one} is due today."], "none is named"
        assert len(told(cast.bea, "due")) == 2
        Notice.objects.update(read_at=noon)
        reminders.sweep()
        assert told(cast.dana, "due") == [], "what was read is not said again"
    with time_machine.travel(noon + timedelta(days=1)):
        resolve(alone, by=cast.bea)
        reminders.sweep(), reminders.sweep()
        assert told(cast.dana, "due") == [f"Mark {mark.number} of {one} was due on {day:%d.%m.%Y}."]
        assert not told(cast.ben, "due")
        resolve(mark, by=cast.dana)
        assert told(cast.dana, "due") == [] == told(cast.bea, "due"), "it is done, whoever did it"
    with time_machine.travel(noon + timedelta(days=60)):
        assert reminders.waiting(timezone.localdate(), reminders.OVERDUE) == []


def test_a_mark_that_was_carried_to_a_next_version_is_told_of_there_alone(one: Candidate, cast: Cast) -> None:
    mark = annotate(one, "pin", [[0.5, 0.5]], "Today.", by=cast.bea, due=timezone.localdate())
    other = one.batch.candidates.get(position=1)
    carried = Annotation.objects.create(
        candidate=other, target=mark.target, number=1, kind="pin", points=mark.points, by=cast.bea, due=mark.due,
        carried_from=mark,
    )  # fmt: skip
    assert reminders.waiting(date.today(), reminders.DUE) == [carried]


def test_a_gate_tells_who_may_sign_until_it_is_decided_and_who_finished_that_it_came_back(
    cast: Cast, model: ModelEntry
) -> None:
    line = Stations(cast, model)
    asked = line.asked()
    assert [len(told(who, "gate")) for who in (cast.bea, cast.leo, cast.dana, cast.ada)] == [1, 1, 0, 0]
    gate = Gate.objects.get(finish=asked, kind="brand")
    send_back(gate, by=cast.bea, note="Warmer.")
    assert [told(who, "gate") for who in (cast.bea, cast.leo)] == [[], []]
    [sentence] = told(cast.dana, "back")
    assert "Bea Lind sent back" in sentence and sentence.endswith("Warmer.")
    again = line.signed()
    assert not told(cast.bea, "gate") and not told(cast.leo, "gate"), again
    third = line.asked()
    supersede(third.candidate, by=cast.dana)
    assert not told(cast.bea, "gate")

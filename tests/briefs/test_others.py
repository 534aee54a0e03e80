"""Two people on one brief, or one in two windows: what is put together, what is asked, and what is said of it."""

from typing import Any

import pytest
from django.test import Client

from briefs.actions import create_brief, merge_draft, save_draft
from briefs.models import Brief
from briefs.others import Conflict, clashes, since, told
from briefs.seeds import SAMPLE_BRIEFS
from studio.lib.problems import BadInput, NotAllowed
from tests.briefs.test_pages import HTMX
from tests.cast import Cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def brief(cast: Cast) -> Brief:
    return create_brief(cast.campaign, by=cast.ben, title="Decisions together", document=SAMPLE_BRIEFS["01"])


def test_what_others_saved_since_is_known_by_field_and_by_count(brief: Brief, cast: Cast) -> None:
    brief = save_draft(brief, {"mood": "Quiet"}, by=cast.dana, saves=0)
    brief = save_draft(brief, {"mood": "Calm", "light": "Soft"}, by=cast.ben, saves=1, due="2027-01-04")
    seen = since(brief, 0, by=cast.bea)
    assert seen.complete and seen.at == {"mood": 2, "light": 2, "due": 2}
    assert seen.who["mood"] == "Ben Adeyemi"
    assert since(brief, 0, by=cast.bea, before=2).who == {"mood": "Dana Okafor"}
    assert since(brief, 2, by=cast.bea).who == {}
    assert not since(brief, 9, by=cast.bea).complete  # a count that never was


def test_a_save_nobody_recorded_is_taken_for_one_of_every_field(brief: Brief, cast: Cast) -> None:
    save_draft(brief, {"mood": "Quiet"}, by=cast.dana, saves=0)
    Brief.objects.filter(pk=brief.pk).update(saves=2)
    brief.refresh_from_db()
    seen = since(brief, 0, by=cast.ben)
    assert not seen.complete
    found = clashes(brief, {"subject": "Two people", "mood": "Quiet"}, seen, {})
    assert [clash.field for clash in found] == ["subject"]  # the mood is the same in both
    assert found[0].who == "Somebody else"


def test_fields_that_do_not_meet_are_put_together(brief: Brief, cast: Cast) -> None:
    save_draft(brief, {"mood": "Quiet"}, by=cast.dana, saves=0)
    assert merge_draft(brief, {"subject": "Two people"}, by=cast.ben, saves=0) == {"mood": "Dana Okafor"}
    brief.refresh_from_db()
    assert (brief.draft["mood"], brief.draft["subject"], brief.saves) == ("Quiet", "Two people", 2)


def test_a_field_that_both_wrote_is_asked_and_nothing_is_written(brief: Brief, cast: Cast) -> None:
    save_draft(brief, {"mood": "Quiet", "light": "Soft"}, by=cast.dana, saves=0)
    with pytest.raises(Conflict, match="Dana Okafor saved Mood while you were writing there") as caught:
        merge_draft(brief, {"mood": "Loud", "subject": "Two people"}, by=cast.ben, saves=0)
    assert [(clash.mine, clash.theirs, clash.yours) for clash in caught.value.clashes] == [
        (("Loud",), ("Quiet",), False)
    ]
    brief.refresh_from_db()
    assert (brief.draft["mood"], brief.saves) == ("Quiet", 1)
    merge_draft(brief, {"mood": "Loud"}, by=cast.ben, saves=0, known={"mood": 1})
    brief.refresh_from_db()
    assert brief.draft["mood"] == "Loud"
    with pytest.raises(Conflict):  # of what came after it was read, it is asked again
        merge_draft(brief, {"mood": "Silent"}, by=cast.dana, saves=0, known={"mood": 1})


def test_a_field_keeps_the_count_it_was_written_on(brief: Brief, cast: Cast) -> None:
    save_draft(brief, {"mood": "Quiet"}, by=cast.dana, saves=0)
    with pytest.raises(Conflict):  # the page has taken in the rest of save 1, not this
        merge_draft(brief, {"mood": "Loud"}, by=cast.ben, saves=1, bases={"mood": 0})
    assert merge_draft(brief, {"light": "Soft"}, by=cast.ben, saves=1, bases={"light": 0}) == {}


def test_oneself_in_another_window_is_no_conflict_but_for_the_same_field(brief: Brief, cast: Cast) -> None:
    client = Client()
    client.force_login(cast.ben)
    address = f"/briefs/{brief.pk}/save/"
    first = {"saves": "0", "touched": "mood", "mood": "Quiet", "subject": brief.draft["subject"]}
    assert client.post(address, first, headers=HTMX).status_code == 200
    second = {"saves": "0", "touched": "subject", "mood": "", "subject": "Two people"}
    answer = client.post(address, second, headers=HTMX)
    assert answer.status_code == 200
    assert "You, in another window, changed Mood; it is taken over here." in answer.content.decode()
    brief.refresh_from_db()
    assert (brief.draft["mood"], brief.draft["subject"]) == ("Quiet", "Two people")
    answer = client.post(address, {"saves": "0", "touched": "mood", "mood": "Loud"}, headers=HTMX)
    assert answer.status_code == 409
    assert "You, in another window, saved Mood while you were writing there" in answer.content.decode()
    assert "Take the other" in answer.content.decode()


def test_who_may_not_write_merges_nothing_and_bad_input_is_told(brief: Brief, cast: Cast) -> None:
    with pytest.raises(NotAllowed):
        merge_draft(brief, {"mood": "Quiet"}, by=cast.leo, saves=0)
    save_draft(brief, {"mood": "Quiet"}, by=cast.dana, saves=0)
    with pytest.raises(BadInput):
        merge_draft(brief, {"markets": ["UK"]}, by=cast.ben, saves=0)
    with pytest.raises(BadInput, match="is not a date"):
        merge_draft(brief, {}, by=cast.ben, saves=0, due="soon")
    brief.refresh_from_db()
    assert brief.saves == 1


def test_what_came_in_is_told_by_person() -> None:
    came_in = {"mood": "Dana", "due": "Ben", "light": "Dana"}
    assert told(came_in) == [("Dana", "Mood, Light"), ("Ben", "Due date")]


@pytest.mark.parametrize("bases", ["mood:x", "mood:-1", "mood:9999999999", "mood"])
def test_a_base_that_is_no_count_is_refused(brief: Brief, cast: Cast, bases: Any) -> None:
    client = Client()
    client.force_login(cast.ben)
    answer = client.post(
        f"/briefs/{brief.pk}/save/", {"saves": "0", "touched": "mood", "mood": "Loud", "bases": bases}, headers=HTMX
    )
    assert answer.status_code == 422 and "Reload the page" in answer.content.decode()

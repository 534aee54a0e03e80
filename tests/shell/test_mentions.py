"""Who is named in a brief's comments sees it on Home, until they answer or it is settled."""

from django.db import connection
from django.test import Client

from briefs.actions import answer, comment_on, create_brief, reopen_comment, resolve_comment
from studio.home.waiting import Waiting
from studio.people.models import Membership, User
from tests.cast import Cast


def signed_in(person: User) -> Client:
    client = Client()
    client.force_login(person)
    return client


def mentions(person: User) -> int:
    return Waiting(person, None).numbers.get("mentions", 0)


def test_who_is_named_in_a_thread_is_asked_until_they_answer_or_it_is_settled(cast: Cast) -> None:
    brief = create_brief(cast.campaign, by=cast.dana, title="Decisions together, hero")
    first = comment_on(brief, "Is dusk right, @ben?", by=cast.bea, field="light")
    comment_on(brief, "And who are they, @ben and @zoe?", by=cast.bea)
    comment_on(brief, "A note to myself, @ben", by=cast.ben)
    assert {who.username: mentions(who) for who in (cast.ben, cast.bea, cast.dana, cast.zoe)} == {
        "ben": 2, "bea": 0, "dana": 0, "zoe": 0,
    }  # fmt: skip
    assert Waiting(cast.ben, None).counts["brief"] == 2
    answer(first, "It is. What would you take, @bea?", by=cast.ben)
    assert (mentions(cast.ben), mentions(cast.bea)) == (1, 1)
    answer(first, "Noon. Then the windows are dark, @ben", by=cast.bea)
    answer(first, "I like noon", by=cast.dana)
    assert (mentions(cast.ben), mentions(cast.bea)) == (2, 0)
    resolve_comment(first, by=cast.dana)
    assert (mentions(cast.ben), mentions(cast.bea)) == (1, 0)
    reopen_comment(first, by=cast.dana)
    assert mentions(cast.ben) == 2
    Membership.objects.filter(user=cast.ben).delete()
    assert mentions(User.objects.get(pk=cast.ben.pk)) == 0


def test_a_mention_on_home_says_who_asks_what_and_leads_to_the_thread(cast: Cast) -> None:
    brief = create_brief(cast.campaign, by=cast.dana, title="Decisions together, hero")
    first = comment_on(brief, "<b>Dusk</b>?", by=cast.dana, field="light")
    answer(first, "<i>@ben</i>, is it?", by=cast.bea)
    answer(first, "I think so", by=cast.dana)
    page = signed_in(cast.ben).get("/").content.decode()
    assert "Named in comments" in page and "light · Bea wrote" in page
    assert "“&lt;i&gt;@ben&lt;/i&gt;, is it?”" in page and "I think so" not in page
    assert f'href="/briefs/{brief.pk}/comments/#thread-{first.pk}"' in page
    answer(first, "@ben, " + "it is long " * 180, by=cast.bea)
    page = signed_in(cast.ben).get("/").content.decode()
    assert "“@ben, it is long" in page and "…”" in page and page.count("it is long") < 15
    assert "Named in comments" not in signed_in(cast.leo).get("/").content.decode()


def test_mentions_are_found_by_an_index_however_much_happened(cast: Cast) -> None:
    """The rail asks on every page; without the index each would read the whole record of events."""
    rows = Waiting(cast.ben, None).naming()
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
    assert "event_mentions" in rows.explain()

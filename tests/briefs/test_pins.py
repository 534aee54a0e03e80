"""A campaign pinned to version 1 stays as it was, to the byte, when version 2 comes; it moves when it is moved."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from briefs.actions import (
    create_brief,
    create_campaign,
    draft_style_pack,
    pin_pack,
    publish,
    save_draft,
    save_term,
    submit,
    unpin,
)
from briefs.catalogue import style_packs_for
from briefs.compile import compile_revision
from briefs.dialects import DIALECTS
from briefs.models import Brief, BriefRevision, Campaign, CampaignPin, StylePack, StylePackVersion
from briefs.page import page_for
from briefs.pins import packs_of, stands
from briefs.restyle import GONE, NEW, affected, restyled
from briefs.seeds import SAMPLE_BRIEFS, seed_characters
from studio.lib.canonical import canonical
from studio.lib.models import Event
from studio.lib.problems import BadInput, NotAllowed, WrongState
from tests.cast import Cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def first(cast: Cast) -> StylePackVersion:
    found: StylePackVersion = StylePackVersion.objects.select_related("pack__brand").get(pack__brand=cast.northlight)
    return found


def written(cast: Cast, campaign: Campaign, title: str = "Hero") -> Brief:
    return create_brief(campaign, by=cast.ben, title=title, document=SAMPLE_BRIEFS["01"] | {"title": title})


def second_of(cast: Cast, first: StylePackVersion, **changes: Any) -> StylePackVersion:
    """The next version, published."""
    said = {"lens": "85 mm", "tokens": {"clip": ["evening blue"], "t5": ["in evening blue"], "previz": ["evening"]}}
    draft = draft_style_pack(first.pack, {**first.document, **said, **changes}, by=cast.bea, note="Evenings")
    return publish(draft, by=cast.bea, override="A new season, agreed with sales.")


def spoken(revision: BriefRevision) -> dict[str, tuple[str, str]]:
    """Every prompt of a revision, to the byte."""
    found = {}
    for dialect in DIALECTS:
        if dialect in revision.document["template"]["document"]["dialects"]:
            made = compile_revision(revision.document, dialect)
            found[dialect] = (made.positive_text, made.negative_text)
    return found


def edited(cast: Cast, brief: Brief, **patch: Any) -> BriefRevision:
    brief.refresh_from_db()
    return submit(save_draft(brief, patch, by=cast.ben, saves=brief.saves), by=cast.ben)


# --- The story -------------------------------------------------------------------------------------------------------
def test_a_pinned_campaign_stays_to_the_byte_an_unpinned_one_moves_and_no_revision_ever_changes(
    cast: Cast, first: StylePackVersion
) -> None:
    spring, autumn = (create_campaign(cast.northlight, by=cast.ben, name=name) for name in ("Spring", "Autumn"))
    pinned, free = written(cast, spring), written(cast, autumn)
    before = [submit(brief, by=cast.ben) for brief in (pinned, free)]
    kept, prompts = [canonical(revision.document) for revision in before], [spoken(revision) for revision in before]

    pin_pack(spring, first, by=cast.dana)
    second = second_of(cast, first)

    # The same brief, sent again, is the same revision at the pinned campaign, and a new one at the other.
    assert submit(pinned, by=cast.ben) == before[0]
    moved = submit(free, by=cast.ben)
    assert (moved.number, moved.style_pack, moved.document["style_pack"]["digest"]) == (2, second, second.digest)
    assert all(moved_text != text for moved_text, text in zip(spoken(moved).values(), prompts[1].values(), strict=True))

    # Another brief of the pinned campaign gets version 1, and compiles as before.
    later = submit(written(cast, spring), by=cast.ben)
    assert (later.style_pack, later.document["style_pack"]["digest"]) == (first, first.digest)
    assert spoken(later) == prompts[0]

    # The campaign is moved on by a person: then its briefs draw on version 2.
    pin_pack(spring, second, by=cast.bea)
    updated = submit(pinned, by=cast.ben)
    assert (updated.number, updated.style_pack) == (2, second)
    assert spoken(updated) == spoken(moved)

    for revision, document, said in zip(before, kept, prompts, strict=True):
        revision.refresh_from_db()
        assert canonical(revision.document) == document and spoken(revision) == said


def test_what_an_update_would_change_is_told_of_the_prompts_that_the_briefs_page_shows(
    cast: Cast, first: StylePackVersion
) -> None:
    """With what the brief's words and characters mean: without them it was another prompt that seemed to change."""
    seed_characters(cast.northlight, cast.ada)
    hush = {"vocabulary": "mood", "label": "Hush", "tokens": {"clip": "held breath", "t5": "as if in one breath"}}
    save_term(cast.northlight, hush, by=cast.ada)
    brief = written(cast, cast.campaign)
    save_draft(brief, {"people": "", "characters": ["ingrid"], "mood": "Hush"}, by=cast.ben, saves=brief.saves)
    brief.refresh_from_db()
    document = {**first.document, "tokens": {dialect: ["evening blue"] for dialect in DIALECTS}}

    [told] = restyled(cast.northlight, affected(first.pack, cast.campaign), first.document, document)
    shown = {one.dialect: one.positive_text for one in page_for(brief, cast.ben).prompts}
    assert "held breath" in shown["clip"] and "silver b" in shown["clip"]
    retold = {one.dialect: one.positive for one in told.prompts}
    assert {"clip", "t5", "previz"} <= set(retold)
    for dialect, pieces in retold.items():
        assert "".join(piece.text for piece in pieces if piece.kind != NEW) == shown[dialect]

    publish(draft_style_pack(first.pack, document, by=cast.bea, note="Evenings"), by=cast.bea, override="Agreed.")
    for one in page_for(brief, cast.ben).prompts:
        if one.dialect in retold:
            assert "".join(piece.text for piece in retold[one.dialect] if piece.kind != GONE) == one.positive_text


def test_without_its_pin_a_campaign_draws_on_the_newest_again(cast: Cast, first: StylePackVersion) -> None:
    pin_pack(cast.campaign, first, by=cast.ben)
    second = second_of(cast, first)
    assert style_packs_for(cast.northlight, cast.campaign)["northlight"] == first
    unpin(cast.campaign, first.pack, by=cast.ben)
    unpin(cast.campaign, first.pack, by=cast.ben)
    assert style_packs_for(cast.northlight, cast.campaign)["northlight"] == second
    kinds = Event.objects.filter(noun="campaign").order_by("pk").values_list("kind", "data__before", "data__after")
    assert list(kinds) == [("campaign.pin", None, 1), ("campaign.unpin", 1, None)]


def test_pinning_the_same_version_twice_is_one_pin_and_one_event(cast: Cast, first: StylePackVersion) -> None:
    assert pin_pack(cast.campaign, first, by=cast.ben) == pin_pack(cast.campaign, first, by=cast.dana)
    assert CampaignPin.objects.get().by == cast.ben
    assert Event.objects.filter(kind="campaign.pin").count() == 1


def test_drafts_and_other_brands_packs_are_not_pinned(cast: Cast, first: StylePackVersion) -> None:
    theirs = StylePackVersion.objects.select_related("pack__brand").get(pack__brand=cast.tern)
    draft = draft_style_pack(first.pack, first.document | {"lens": "20 mm"}, by=cast.bea)
    with pytest.raises(BadInput, match="is not a style pack of Northlight"):
        pin_pack(cast.campaign, theirs, by=cast.ada)
    with pytest.raises(WrongState, match="is a draft, which may still change"):
        pin_pack(cast.campaign, draft, by=cast.ada)
    for person in (cast.leo, cast.zoe):
        with pytest.raises(NotAllowed):
            pin_pack(cast.campaign, first, by=person)
        with pytest.raises(NotAllowed):
            unpin(cast.campaign, first.pack, by=person)
    assert not CampaignPin.objects.exists()


def test_a_stand_says_what_is_pinned_and_what_is_newer(cast: Cast, first: StylePackVersion) -> None:
    assert stands(cast.campaign, first.pack).sentence() == ""
    pin_pack(cast.campaign, first, by=cast.ben)
    assert stands(cast.campaign, first.pack).sentence() == "pinned to v1, the newest"
    written(cast, cast.campaign)
    second_of(cast, first)
    stand = packs_of(cast.campaign)[0]
    assert (stand.sentence(), stand.briefs, stand.drawn) == ("pinned to v1; v2 is newer", 1, first)


# --- The pages -------------------------------------------------------------------------------------------------------
def test_the_page_of_pins_leads_to_what_an_update_changes_and_dana_confirms_it(
    cast: Cast, first: StylePackVersion, client: Client
) -> None:
    brief = written(cast, cast.campaign, "Hero <b>one</b>")
    pin_pack(cast.campaign, first, by=cast.ben)
    second = second_of(cast, first)
    client.force_login(cast.dana)
    address = f"/campaigns/{cast.campaign.pk}/style/"
    page = client.get(address).content.decode()
    assert "Pinned by Ben Adeyemi" in page and "v2 is newer" in page and "v2: Evenings" in page
    change = f"{address}{second.pk}/"
    assert change in page
    assert "Pinned to v1; v2 is newer" in client.get(f"/briefs/{brief.pk}/").content.decode()
    told = client.get(change).content.decode()
    for words in ("35 mm", "85 mm", "evening blue", "1 brief in work", "Hero &lt;b&gt;one&lt;/b&gt;", "Update to v2"):
        assert words in told, words
    assert f"/style-pack-versions/{second.pk}/goldens/?against={first.pk}" in told
    assert client.post(f"{change}pin/").status_code == 302
    assert style_packs_for(cast.northlight, cast.campaign)["northlight"] == second
    assert "Pinned to v2, the newest" in client.get(f"/briefs/{brief.pk}/").content.decode()
    assert client.post(f"{address}{first.pack_id}/unpin/").status_code == 302
    assert "Not pinned: the newest" in client.get(address).content.decode()
    assert "pin-line" not in client.get(f"/briefs/{brief.pk}/").content.decode()


def test_leo_sees_the_pins_and_may_not_change_them(cast: Cast, first: StylePackVersion, client: Client) -> None:
    client.force_login(cast.leo)
    address = f"/campaigns/{cast.campaign.pk}/style/"
    page = client.get(address)
    assert page.status_code == 200 and "Pin v1" not in page.content.decode()
    assert client.post(f"{address}{first.pk}/pin/").status_code == 403
    client.force_login(cast.zoe)
    assert client.get(address).status_code == 404
    theirs = StylePackVersion.objects.get(pack__brand=cast.tern)
    client.force_login(cast.ben)
    assert client.get(f"{address}{theirs.pk}/").status_code == 404
    assert client.post(f"{address}{theirs.pk}/pin/").status_code == 404
    draft = draft_style_pack(first.pack, first.document | {"lens": "20 mm"}, by=cast.bea)
    assert client.post(f"{address}{draft.pk}/pin/").status_code == 404


def test_the_pages_ask_as_often_for_one_brief_and_pack_as_for_many(
    cast: Cast, first: StylePackVersion, client: Client
) -> None:
    pin_pack(cast.campaign, first, by=cast.ben)
    second = second_of(cast, first)
    client.force_login(cast.ben)
    address = f"/campaigns/{cast.campaign.pk}/style/"
    addresses = (address, f"{address}{second.pk}/", f"/style-pack-versions/{second.pk}/")

    def asked() -> list[int]:
        found = []
        for page in addresses:
            with CaptureQueriesContext(
                connection,
            ) as queries:
                assert client.get(page).status_code == 200
            found.append(len(queries))
        return found

    written(cast, cast.campaign)
    asked()
    once = asked()
    for n in range(50):
        pack = StylePack.objects.create(brand=cast.northlight, name=f"Pack {n}", slug=f"pack-{n}")
        StylePackVersion.objects.create(
            pack=pack, number=1, document=first.document, published_at=dt.datetime(2026, 11, 2, tzinfo=dt.UTC),
            published_by=cast.ada,
        )  # fmt: skip
    for n in range(25):
        written(cast, cast.campaign, f"Brief {n}")
    assert asked() == once
    assert "26 briefs in work, the newest 20 shown" in client.get(addresses[1]).content.decode()

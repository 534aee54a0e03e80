"""Verbs on briefs: who may, what is refused with nothing written, and what never changes afterwards."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from briefs.actions import (
    close,
    copy_placement,
    create_brief,
    create_campaign,
    draft_placement,
    draft_style_pack,
    publish,
    reopen,
    retire,
    save_draft,
    submit,
)
from briefs.compile import compile_revision
from briefs.models import Brief, BriefRevision, Placement, PlacementVersion, StylePack, StylePackVersion
from briefs.seeds import SAMPLE_BRIEFS, seed_brand_kit, seed_catalogue
from briefs.spec import BriefSpec
from studio.lib.canonical import digest
from studio.lib.models import Event
from studio.lib.problems import BadInput, NotAllowed, WrongState
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def written(cast: Cast, **change: Any) -> Brief:
    return create_brief(
        cast.campaign, by=cast.ben, title="Decisions together", document={**SAMPLE_BRIEFS["01"], **change}
    )


def unchanged(brief: Brief) -> bool:
    stored = Brief.objects.get(pk=brief.pk)
    return (stored.draft, stored.saves, stored.title, stored.state) == (
        brief.draft,
        brief.saves,
        brief.title,
        brief.state,
    )


def test_a_new_brief_has_the_brands_style_pack(cast: Cast) -> None:
    brief = create_brief(cast.campaign, by=cast.ben, title="  Spring\n hero ")
    assert (brief.title, brief.draft["style_pack"], brief.state) == ("Spring hero", "northlight", "draft")
    assert Event.objects.get(noun="brief", subject=brief.pk).kind == "brief.create"


@pytest.mark.parametrize("name", ["bea", "leo", "zoe"])
def test_who_does_not_write_briefs_cannot(cast: Cast, name: str) -> None:
    brief, stranger = written(cast), getattr(cast, name)
    events = Event.objects.count()
    for attempt in (
        lambda: create_brief(cast.campaign, by=stranger, title="Mine"),
        lambda: save_draft(brief, {"subject": "x"}, by=stranger, saves=0),
        lambda: submit(brief, by=stranger),
        lambda: close(brief, by=stranger),
    ):
        with pytest.raises(NotAllowed, match="admin or designer or marketer"):
            attempt()
    assert unchanged(brief)
    assert (Brief.objects.count(), BriefRevision.objects.count(), Event.objects.count()) == (1, 0, events)


def test_zoe_cannot_see_bens_brief(cast: Cast) -> None:
    brief = written(cast)
    assert not Brief.objects.visible_to(cast.zoe).filter(pk=brief.pk).exists()
    assert Brief.objects.visible_to(cast.leo).filter(pk=brief.pk).exists()


@pytest.mark.parametrize(
    ("patch", "field"),
    [
        ({"subject": "x" * 100_000}, "subject"),
        ({"placements": ["web-hero", "moon-poster"]}, "placements"),
        ({"style_pack": "tern"}, "style_pack"),
        ({"title": "   "}, "title"),
        ({"colour": "red"}, "colour"),
    ],
)
def test_a_bad_save_names_the_field_and_writes_nothing(cast: Cast, patch: dict[str, Any], field: str) -> None:
    brief = written(cast)
    events = Event.objects.count()
    with pytest.raises(BadInput) as caught:
        save_draft(brief, {"environment": "Harbour", **patch}, by=cast.ben, saves=0)
    assert list(caught.value.fields) == [field]
    assert unchanged(brief) and Event.objects.count() == events


def test_hostile_words_are_saved_as_they_were_written(cast: Cast) -> None:
    words = "<script>alert(1)</script> {{ request.user.password }} {% include '/etc/passwd' %}"
    brief = save_draft(written(cast), {"subject": words}, by=cast.ben, saves=0)
    brief.refresh_from_db()
    assert brief.draft["subject"] == words


def test_saving_what_is_already_there_is_no_save(cast: Cast) -> None:
    brief = written(cast)
    assert save_draft(brief, {"subject": brief.draft["subject"]}, by=cast.ben, saves=0).saves == 0


def test_of_two_editors_the_later_is_told_and_neither_is_lost(cast: Cast) -> None:
    brief = written(cast)
    bens, danas = Brief.objects.get(pk=brief.pk), Brief.objects.get(pk=brief.pk)
    save_draft(danas, {"subject": "Two people at a table"}, by=cast.dana, saves=0)
    with pytest.raises(WrongState, match="Dana Okafor saved this brief while you were writing"):
        save_draft(bens, {"environment": "Harbour at dawn"}, by=cast.ben, saves=0)
    stored = Brief.objects.get(pk=brief.pk)
    assert (stored.draft["subject"], stored.saves) == ("Two people at a table", 1)
    assert stored.draft["environment"] == SAMPLE_BRIEFS["01"]["environment"]
    kept = save_draft(stored, {"environment": "Harbour at dawn"}, by=cast.ben, saves=1)  # "keep mine"
    assert kept.draft["subject"] == "Two people at a table"


def test_a_placement_that_was_retired_since_does_not_block_saving(cast: Cast) -> None:
    brief = written(cast)
    Placement.objects.filter(slug="web-hero").update(retired=True)
    assert save_draft(brief, {"subject": "Two people"}, by=cast.ben, saves=0).saves == 1
    fresh = create_brief(cast.campaign, by=cast.ben, title="Other")
    with pytest.raises(BadInput, match="web-hero"):
        save_draft(fresh, {"placements": ["web-hero"]}, by=cast.ben, saves=0)


def test_a_submitted_revision_is_complete_in_itself(cast: Cast) -> None:
    revision = submit(written(cast), by=cast.ben)
    document = revision.document
    assert [pin["slug"] for pin in document["placements"]] == SAMPLE_BRIEFS["01"]["placements"]
    for pin in (*document["placements"], document["style_pack"], document["template"]):
        assert pin["digest"] == digest(pin["document"]) and pin["number"] == 1
    assert revision.digest == digest(document)
    assert revision.style_pack.digest == document["style_pack"]["digest"]
    assert BriefSpec.of_revision(document) == BriefSpec.clean(revision.brief.draft)
    assert "three people" in compile_revision(document, "clip").positive_text
    assert Event.objects.filter(kind="brief.submit", subject=revision.brief_id, by=cast.ben).count() == 1


def test_a_fuzzy_brief_is_not_submitted_and_every_fail_is_told(cast: Cast) -> None:
    brief = create_brief(cast.campaign, by=cast.ben, title="Something for spring")
    with pytest.raises(BadInput) as caught:
        submit(brief, by=cast.ben)
    assert set(caught.value.fields) == {"placements", "subject", "environment", "use_class"}
    assert unchanged(brief) and not BriefRevision.objects.exists()


def test_a_revision_never_changes(cast: Cast) -> None:
    brief = written(cast)
    revision = submit(brief, by=cast.ben)
    before = digest(revision.document)
    save_draft(Brief.objects.get(pk=brief.pk), {"subject": "Two people"}, by=cast.dana, saves=0)
    version = draft_style_pack(
        StylePack.objects.get(brand=cast.northlight), {"name": "Northlight", "lens": "85 mm"}, by=cast.ada
    )
    publish(version, by=cast.bea, override="Goldens were looked at elsewhere")
    stored = BriefRevision.objects.get(pk=revision.pk)
    assert digest(stored.document) == before == stored.digest
    with pytest.raises(TypeError, match="never changes"):
        stored.save()
    second = submit(brief, by=cast.dana)
    assert (second.number, second.document["style_pack"]["number"], stored.document["style_pack"]["number"]) == (
        2,
        2,
        1,
    )


def test_submitting_the_same_brief_twice_is_one_revision(cast: Cast) -> None:
    brief = written(cast)
    assert submit(brief, by=cast.ben) == submit(brief, by=cast.dana)
    assert BriefRevision.objects.count() == 1


def test_a_closed_brief_takes_neither_words_nor_revisions_until_it_is_reopened(cast: Cast) -> None:
    brief = close(written(cast), by=cast.ben)
    for attempt in (
        lambda: save_draft(brief, {"subject": "x y"}, by=cast.ben, saves=0),
        lambda: submit(brief, by=cast.ben),
    ):
        with pytest.raises(WrongState):
            attempt()
    with pytest.raises(WrongState):
        close(brief, by=cast.ben)
    assert reopen(brief, by=cast.ben).state == "draft"
    assert submit(brief, by=cast.ben).number == 1


def test_submitting_asks_the_same_number_of_questions_for_one_placement_and_for_many(cast: Cast) -> None:
    every = list(Placement.objects.exclude(slug__startswith="ui-").values_list("slug", flat=True)[:40])
    counts = []
    for slugs in (["web-hero"], every):
        brief = written(cast, placements=slugs, copy={})
        with CaptureQueriesContext(connection) as caught:
            revision = submit(brief, by=cast.ben)
        assert len(revision.document["placements"]) == len(slugs)
        counts.append(len([q for q in caught if q["sql"].startswith("SELECT")]))
    assert counts[0] == counts[1]


# --- What a brief draws on -------------------------------------------------------------------------------------------
def test_a_published_version_never_changes(cast: Cast) -> None:
    version = StylePackVersion.objects.get(pack__brand=cast.northlight)
    version.document = {**version.document, "lens": "20 mm"}
    with pytest.raises(TypeError, match="never changes"):
        version.save()
    with pytest.raises(WrongState):
        publish(version, by=cast.ada)


def test_editing_a_published_pack_makes_the_next_version_and_edits_only_that(cast: Cast) -> None:
    pack = StylePack.objects.get(brand=cast.northlight)
    first = draft_style_pack(pack, {"name": "Northlight", "contrast": 1.2}, by=cast.bea)
    again = draft_style_pack(pack, {"name": "Northlight", "contrast": 1.3}, by=cast.bea, note="Darker evenings")
    assert (first.pk, again.number, again.document["contrast"]) == (again.pk, 2, 1.3)
    assert pack.versions.get(number=1).document["contrast"] == 1.12
    publish(again, by=cast.bea, override="Goldens were looked at elsewhere")
    assert pack.versions.published().first() == again


def test_a_shared_placement_is_changed_by_copying_it(cast: Cast) -> None:
    shared = Placement.objects.get(slug="web-hero", brand=None)
    with pytest.raises(NotAllowed, match="Copy it"):
        draft_placement(shared, {}, by=cast.ada)
    with pytest.raises(NotAllowed):
        copy_placement(shared, cast.northlight, by=cast.bea)
    with pytest.raises(NotAllowed):
        copy_placement(shared, cast.northlight, by=cast.zoe)
    copy = copy_placement(shared, cast.northlight, by=cast.ada)
    draft_placement(copy.placement, {**copy.document, "max_bytes": 300_000}, by=cast.ada)
    publish(PlacementVersion.objects.get(pk=copy.pk), by=cast.ada)
    ours = submit(written(cast), by=cast.ben).document["placements"][0]["document"]
    assert ours["max_bytes"] == 300_000
    retire(copy.placement, by=cast.ada)
    assert PlacementVersion.objects.get(placement=shared).document["max_bytes"] == 400_000


def test_seeding_again_adds_nothing(cast: Cast) -> None:
    before = (Placement.objects.count(), PlacementVersion.objects.count(), StylePackVersion.objects.count())
    seed_catalogue()
    seed_brand_kit(cast.northlight, by=cast.ada)
    assert (Placement.objects.count(), PlacementVersion.objects.count(), StylePackVersion.objects.count()) == before


def test_a_campaign_of_the_same_name_is_the_same_campaign(cast: Cast) -> None:
    first = create_campaign(cast.northlight, by=cast.ben, name="春のキャンペーン")
    assert create_campaign(cast.northlight, by=cast.dana, name="春のキャンペーン") == first
    with pytest.raises(BadInput, match="give it a name"):
        create_campaign(cast.northlight, by=cast.ben, name=" \x00 ")

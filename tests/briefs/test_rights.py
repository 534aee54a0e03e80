"""The rights of a reference: recorded in a form, told in sentences, shown where they do not cover the flight."""

import datetime
from types import ModuleType

import pytest

from briefs.actions import add_reference, create_brief, describe_reference, record_rights
from briefs.models import Brief
from briefs.rights import badge
from briefs.seeds import SAMPLE_BRIEFS
from briefs.tasks import read_reference
from studio.lib.problems import BadInput, NotAllowed
from tests.briefs.test_references import HTMX, browse, photo
from tests.cast import Cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def brief(cast: Cast) -> Brief:
    return create_brief(cast.campaign, by=cast.ben, title="Decisions together", document=SAMPLE_BRIEFS["01"])


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"until": "soon"}, "Until: “soon” is not a date"),
        ({"until": "2027-02-30"}, "is not a date"),
        ({"territories": "DE, UK"}, "Use GB for United Kingdom"),
        ({"territories": "Mars"}, "is not a country code"),
        ({"source": "x" * 201}, "room for 200"),
        ({"licence": "x" * 100_000}, "room for 200"),
    ],
)
def test_rights_that_cannot_be_read_are_told_in_the_form(
    brief: Brief, cast: Cast, blobs: ModuleType, said: dict[str, str], words: str
) -> None:
    reference = add_reference(brief, photo(), by=cast.ben)
    sent = {f"{name}-{reference.pk}": value for name, value in said.items()}
    client, address = browse(cast.ben), f"/references/{reference.pk}/rights/"
    page = client.post(address, sent, headers=HTMX)
    assert page.status_code == 422 and words in page.content.decode() and "open" in page.content.decode()
    assert client.post(address, sent).status_code == 422
    reference.refresh_from_db()
    assert reference.rights == {}


def test_rights_are_recorded_and_warn_when_they_end_within_the_flight(
    brief: Brief, cast: Cast, blobs: ModuleType
) -> None:
    reference = add_reference(brief, photo(), by=cast.ben)
    read_reference(reference.pk)
    client, pk = browse(cast.ben), reference.pk
    said = {f"source-{pk}": " Own <b>shoot</b> ", f"until-{pk}": "2027-02-15", f"territories-{pk}": "de, us;gb JP"}
    page = client.post(f"/references/{pk}/rights/", said, headers=HTMX).content.decode()
    reference.refresh_from_db()
    assert reference.rights == {
        "source": "Own <b>shoot</b>", "until": "2027-02-15", "territories": ["DE", "US", "GB", "JP"],
    }  # fmt: skip
    assert "Rights end within the flight" in page and "15 February 2027" in page and "<b>shoot" not in page
    describe_reference(reference, by=cast.ben, role="do-not", note="")
    reference.refresh_from_db()
    assert reference.rights["until"] == "2027-02-15"
    assert "Rights end" not in client.get(f"/briefs/{brief.pk}/references/", headers=HTMX).content.decode()
    with pytest.raises(NotAllowed):
        record_rights(reference, {}, by=cast.bea)
    with pytest.raises(BadInput, match="Rights have no “owner”"):
        record_rights(reference, {"owner": "us"}, by=cast.ben)
    assert browse(cast.zoe).post(f"/references/{pk}/rights/", said).status_code == 404


def test_the_badge_says_what_stands_against_a_picture() -> None:
    today = datetime.date(2026, 11, 1)
    flight = {"flight_from": "2027-01-11", "flight_to": "2027-04-30", "markets": ["DE", "JP"]}
    said = {
        "": badge({}, flight, today),
        "later": badge({"until": "2027-04-30"}, flight, today),
        "within": badge({"until": "2027-04-29"}, flight, today),
        "before": badge({"until": "2027-01-10"}, flight, today),
        "ended": badge({"until": "2026-10-31"}, {}, today),
        "markets": badge({"territories": ["DE"]}, flight, today),
        "nonsense": badge({"until": "2027-02-01"}, {"flight_to": "soon"}, today),
    }
    assert {name: one and one.words for name, one in said.items()} == {
        "": None,
        "later": None,
        "within": "Rights end within the flight",
        "before": "Rights end before the flight",
        "ended": "Rights have ended",
        "markets": "Rights leave out markets",
        "nonsense": None,
    }

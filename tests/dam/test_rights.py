"""Rights of single components: an entry of the ledger bars, extends and proves; ends are told of before they come."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.test import Client

from briefs.models import Character, CharacterVersion, Reference, StylePackVersion
from briefs.vocabulary import CHANNELS
from dam import components, endings, policy, quarantine
from dam.models import Asset, Component, Forewarned
from dam.rights import rights_in
from generation.models import ModelEntry
from review.policy import facts
from studio.lib.models import Blob, Event
from studio.lib.problems import BadInput, NotAllowed, TooMuch
from studio.people.models import Notice
from studio.policy import ledger, proofs, right_form, seeds
from studio.policy.models import RightRecord
from tests.cast import Cast
from tests.dam.shelf import Shelf
from tests.dam.shelf import shelf as shelf

pytestmark = pytest.mark.django_db
NOON = dt.datetime(2026, 11, 21, 12, tzinfo=dt.UTC)
DAY = NOON.date()
PDF = b"%PDF-1.7\n% a signed release"
SAID = {"name": "A component", "licence": "For this brand."}


def client_of(cast: Cast, who: str) -> Client:
    client = Client()
    client.force_login(getattr(cast, who), backend="django.contrib.auth.backends.ModelBackend")
    return client


def say(shelf: Shelf, kind: str, key: str, proof: bytes | None = None, **more: str) -> RightRecord:
    file = SimpleUploadedFile("release.pdf", proof) if proof else None
    return ledger.record(shelf.cast.northlight, kind, key, {**SAID, **more}, by=shelf.cast.leo, proof=file)


@pytest.fixture
def whole(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> Shelf:
    """The shelf's asset with a reference, a character and a logo as rows, so that each has a right of its own."""
    cast, asset = shelf.cast, shelf.asset
    revision, blob = asset.finish.revision, asset.master
    person = Character.objects.create(brand=cast.northlight, slug="ingrid", name="Ingrid")
    sheet = {"name": "Ingrid", "likeness": {"kind": "real", "person": "I. Vik", "release": "Folder 7"}}
    CharacterVersion.objects.create(character=person, number=1, document=sheet)
    row = Reference.objects.create(
        brief=revision.brief, upload=blob, picture=blob, name="sea.jpg", by=cast.ben, state="ready",
        rights={"licence": "royalty-free"},
    )  # fmt: skip
    document = {
        **revision.document, "references": [{"id": row.pk, "role": "style", "digest": blob.pk}],
        "characters": [{"slug": "ingrid", "number": 1, "document": sheet}],
        "flight_from": "2026-11-20", "flight_to": "2026-11-21",
    }  # fmt: skip
    type(revision).objects.filter(pk=revision.pk).update(document=document)
    type(cast.northlight).objects.filter(pk=cast.northlight.pk).update(logo=asset.preview)
    components.write(Asset.objects.get(pk=asset.pk))
    Component.objects.get_or_create(brand=cast.northlight, kind="logo", key=str(asset.preview_id))
    rules = [row for row in seeds.standard() if row["slug"].startswith("rights-") or "model.until" in row["condition"]]
    monkeypatch.setattr(seeds, "standard", lambda: rules)
    seeds.seed_rules()
    monkeypatch.setattr(policy.again, "standing", lambda *_: "")  # but for the rules: see the test of signatures below
    return Shelf(cast, Asset.objects.get(pk=asset.pk))


def key_of(whole: Shelf, kind: str) -> str:
    known = {"character": "ingrid", "font": "source-sans-pro", "model": "still", "lora": "glow"}
    return known.get(kind) or str(whole.asset.master_id if kind == "reference" else whole.asset.preview_id)


# --- A window that closes ---------------------------------------------------------------------------------------------
@pytest.mark.parametrize("kind", ["reference", "font", "character", "logo", "model", "lora"])
def test_a_window_that_closes_stops_the_next_export(whole: Shelf, kind: str) -> None:
    key, path = key_of(whole, kind), f"/library/{whole.asset.pk}/files.zip"
    with time_machine.travel(NOON, tick=False) as clock:
        say(whole, kind, key, until="2026-11-21")
        ben = client_of(whole.cast, "ben")
        assert ben.get(path).status_code == 200
        clock.move_to(dt.datetime(2026, 11, 22, 0, 0, 30, tzinfo=dt.UTC))
        answer = ben.get(path)
        assert answer.status_code == 403 and "has ended" in answer.content.decode()
        say(whole, kind, key, until="2027-11-21")
        assert ben.get(path).status_code == 200, "a contract that was extended lets it go on"


def test_a_right_that_changes_after_signing_stops_it_until_it_is_signed_again(shelf: Shelf) -> None:
    ben, path = client_of(shelf.cast, "ben"), f"/library/{shelf.asset.pk}/files.zip"
    assert ben.get(path).status_code == 200
    say(shelf, "lora", "glow", until="2099-01-01")
    answer = ben.get(path)
    assert answer.status_code == 403 and "It has to be given anew." in answer.content.decode()


def test_a_licence_in_the_registry_that_ends_stops_it_too(whole: Shelf) -> None:
    row = ModelEntry.objects.get(slug="glow")
    row.licence = {**row.licence, "until": "2026-11-21"}
    row.save()
    with time_machine.travel(NOON + dt.timedelta(days=1), tick=False):
        answer = client_of(whole.cast, "ben").get(f"/library/{whole.asset.pk}/files.zip")
    assert answer.status_code == 403


@pytest.mark.parametrize(
    ("said", "status"),
    [
        ({"not_in": "US"}, 403), ({"territories": "FR"}, 403), ({"channels": "print"}, 403),
        ({"exclusive": "other", "holder": "Tern"}, 403),
        ({"exclusive": "other", "holder": "Tern", "exclusive_in": "DE", "exclusive_on": "web"}, 403),
        ({"exclusive": "other", "holder": "Tern", "exclusive_in": "BR"}, 200),
        ({"exclusive": "other", "holder": "Tern", "exclusive_on": "print"}, 200),
        ({"exclusive": "other", "holder": "Tern", "exclusive_until": "2026-11-20"}, 200),
        ({"exclusive": "ours", "exclusive_until": "2027-01-01"}, 200), ({"not_for": "alcohol"}, 200),
        ({"licence": ""}, 403),
    ],
)  # fmt: skip
def test_where_how_and_for_whom(whole: Shelf, said: dict[str, str], status: int) -> None:
    with time_machine.travel(NOON, tick=False):
        say(whole, "reference", key_of(whole, "reference"), **said)
        assert client_of(whole.cast, "ben").get(f"/library/{whole.asset.pk}/files.zip").status_code == status


def test_what_a_right_is_not_for_is_put_to_the_signer(whole: Shelf) -> None:
    say(whole, "font", "source-sans-pro", not_for="alcohol, politics")
    assert facts(whole.asset.finish)["rights.not_for"] == ("alcohol", "politics")


# --- The ledger -------------------------------------------------------------------------------------------------------
def test_an_entry_stands_in_place_of_what_the_component_carries(whole: Shelf) -> None:
    bare = {right.kind: right for right in rights_in(whole.asset)}
    assert bare["character"].person == "I. Vik" and bare["character"].record == 0
    row = say(whole, "character", "ingrid", PDF, until="2030-01-31", territories="de, at")
    right = {right.kind: right for right in rights_in(whole.asset)}["character"]
    assert (right.record, right.proof, right.until) == (row.pk, row.proof_id, dt.date(2030, 1, 31))
    assert right.territories == ("DE", "AT") and right.person == "I. Vik" and right.proven
    page = client_of(whole.cast, "leo").get(f"/library/{whole.asset.pk}/").content.decode()
    assert f'title="{row.proof_id}"' in page and "in DE, AT" in page


def test_a_proof_is_told_by_its_bytes_kept_once_and_stays_with_the_next_entry(shelf: Shelf) -> None:
    first = say(shelf, "voice", "narrator", PDF)
    second = say(shelf, "voice", "narrator", until="2030-01-31")
    assert first.proof is not None and second.proof == first.proof and second.proof_type == "application/pdf"
    assert Event.objects.filter(kind="rightrecord.record").latest("pk").data["proof"] == first.proof_id
    lying = SimpleUploadedFile("contract.pdf", b"<script>alert(1)</script>", content_type="application/pdf")
    with pytest.raises(BadInput, match="no PDF, PNG or JPEG, whatever its name says"):
        ledger.record(shelf.cast.northlight, "voice", "narrator", SAID, by=shelf.cast.leo, proof=lying)
    large = SimpleUploadedFile("contract.pdf", b"%PDF-")
    large.size = proofs.MOST + 1
    with pytest.raises(TooMuch, match="a proof may have 20"):
        ledger.record(shelf.cast.northlight, "voice", "narrator", SAID, by=shelf.cast.leo, proof=large)
    assert RightRecord.objects.count() == 2


def test_who_may_record_and_who_may_read_the_proof(shelf: Shelf) -> None:
    row = say(shelf, "voice", "narrator", PDF)
    with pytest.raises(NotAllowed):
        ledger.record(shelf.cast.northlight, "voice", "narrator", SAID, by=shelf.cast.bea)
    read = {who: client_of(shelf.cast, who).get(f"/rights/proofs/{row.pk}/").status_code for who in
            ("ada", "leo", "bea", "ben", "dana", "zoe")}  # fmt: skip
    assert read == {"ada": 200, "leo": 200, "bea": 200, "ben": 403, "dana": 403, "zoe": 404}
    answer = client_of(shelf.cast, "leo").get(f"/rights/proofs/{row.pk}/")
    assert answer["Content-Disposition"] == 'attachment; filename="release.pdf"' and answer.getvalue() == PDF  # type: ignore[attr-defined]
    assert client_of(shelf.cast, "zoe").get("/rights/northlight/voice/narrator/").status_code == 404


def test_an_entry_is_never_rewritten(shelf: Shelf) -> None:
    row = say(shelf, "voice", "narrator")
    with pytest.raises(TypeError, match="never changes"):
        row.save()
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        RightRecord.objects.filter(pk=row.pk).update(until=DAY)


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"until": "soon"}, "Until: “soon” is not a day. Write it as 2027-01-31."),
        ({"starts": "2027-02-01", "until": "2027-01-31"}, "Until: it ends before it begins."),
        ({"territories": "Germany"}, "Territories: “GERMANY” is not a country code."),
        ({"channels": "radio"}, "Channels: “radio” is no channel."),
        ({"exclusive": "theirs"}, "Exclusive: choose one of those that are shown."),
        ({"exclusive": "other"}, "Who has it: name who else may use it alone."),
        ({"exclusive_in": "FR"}, "Exclusive: say whose it is"),
        ({"licence": "x" * 20_001}, "there is room for 20,000"),
        ({"not_for": ", ".join(str(n) for n in range(61))}, "61 entries, and there is room for 60"),
    ],
)
def test_what_cannot_be_recorded_says_which_field_and_why(shelf: Shelf, said: dict[str, str], words: str) -> None:
    path = "/rights/northlight/font/source-sans-pro/"
    answer = client_of(shelf.cast, "leo").post(path, {**SAID, **said})
    assert answer.status_code == 422 and words in answer.content.decode()
    assert not RightRecord.objects.exists()


def test_hostile_words_are_words(shelf: Shelf) -> None:
    path, leo = "/rights/northlight/font/source-sans-pro/", client_of(shelf.cast, "leo")
    said = {"name": "<b>\0Sans", "licence": "<script>\0", "not_for": "<i>"}
    assert leo.post(path, said).status_code == 302
    page = leo.get(path).content.decode()
    assert "&lt;b&gt;Sans" in page and "&lt;script&gt;" in page and "<script>\0" not in page
    for bad in ("/rights/northlight/moon/a/", "/rights/northlight/font/" + "f" * 300 + "/", "/rights/nobody/font/a/"):
        assert leo.get(bad).status_code == 404


def test_the_channels_are_those_of_the_vocabulary() -> None:
    assert {*CHANNELS} == {*right_form.CHANNELS}


# --- Ends -------------------------------------------------------------------------------------------------------------
def sentences(kind: str = "ending") -> list[tuple[str, str]]:
    rows = Notice.objects.filter(kind=kind).order_by("pk").select_related("person")
    return sorted((one.person.username, one.sentence) for one in rows)


def test_ends_are_told_of_30_7_and_1_days_before_and_once_each(whole: Shelf) -> None:
    say(whole, "lora", "glow", until="2026-12-31")
    told = {day: endings.forewarn(day) for day in (dt.date(2026, 11, 30) + dt.timedelta(n) for n in range(34))}
    assert {day: many for day, many in told.items() if many} == {
        dt.date(2026, 12, 1): 1, dt.date(2026, 12, 24): 1, dt.date(2026, 12, 30): 1,
    }  # fmt: skip
    assert {who for who, _ in sentences()} == {"ada", "leo", "ben", "dana"}
    said = [words for who, words in sentences() if who == "ben"]
    title = whole.asset.title
    assert said == sorted(
        f"The right to lora A component ends {when}, on 31 December 2026: {title} rests on it."
        for when in ("in 30 days", "in 7 days", "tomorrow")
    )
    assert Event.objects.filter(kind="component.foretell").count() == 3
    path = Notice.objects.filter(kind="ending", person=whole.cast.ben)[0].path
    assert client_of(whole.cast, "ben").get(path).status_code == 200


def test_an_extension_is_told_of_anew_and_who_comes_late_is_told_once(whole: Shelf) -> None:
    say(whole, "lora", "glow", until="2026-11-24")
    assert endings.forewarn(DAY) == 1 and endings.forewarn(DAY) == 0
    assert Forewarned.objects.get().days == 7, "three days are within a week; a month before has passed"
    say(whole, "lora", "glow", until="2027-11-24")
    assert endings.forewarn(DAY) == 0
    assert endings.forewarn(dt.date(2027, 10, 25)) == 1


@pytest.mark.parametrize("why", ["held", "barred", "not delivered"])
def test_only_live_assets_count(whole: Shelf, why: str) -> None:
    say(whole, "lora", "glow", until="2026-11-24")
    if why == "held":
        quarantine.quarantine(
            whole.cast.northlight, "font", "source-sans-pro", by=whole.cast.leo, reason="No.", expected=1
        )
    elif why == "barred":
        Asset.objects.update(barred="A law.")
    else:
        whole.asset.renditions.update(delivered_at=None)
    assert endings.forewarn(DAY) == 0


def carried(whole: Shelf, kind: str) -> None:
    """The component's own record ends, without an entry of the ledger."""
    match kind:
        case "reference":
            Reference.objects.update(rights={"licence": "royalty-free", "until": "2026-11-27"})
        case "font":
            pack = whole.asset.finish.revision.style_pack
            typography = {**pack.document.get("typography", {}), "until": "2026-11-27"}
            StylePackVersion.objects.filter(pk=pack.pk).update(document={**pack.document, "typography": typography})
        case "character":
            row = CharacterVersion.objects.get()
            CharacterVersion.objects.update(
                document={**row.document, "likeness": {**row.document["likeness"], "until": "2026-11-27"}}
            )
        case _:
            row_ = ModelEntry.objects.get(slug=key_of(whole, kind))
            ModelEntry.objects.filter(pk=row_.pk).update(licence={**row_.licence, "until": "2026-11-27"})


@pytest.mark.parametrize("kind", ["reference", "font", "character", "model", "lora"])
def test_what_a_component_carries_itself_is_listed_with_how_many_assets_it_concerns(whole: Shelf, kind: str) -> None:
    carried(whole, kind)
    [one] = endings.soon([whole.cast.northlight], DAY)
    assert (one.kind, one.key, one.until, one.live) == (kind, key_of(whole, kind), dt.date(2026, 11, 27), 1)
    assert endings.forewarn(DAY) == 1
    with time_machine.travel(NOON, tick=False):
        page = client_of(whole.cast, "ben").get("/library/rights/").content.decode()
    assert one.name in page and "27 November 2026" in page and "in 6 days" in page
    if kind in ("reference", "font", "character"):
        say(whole, kind, key_of(whole, kind), until="2030-01-01")
        assert endings.soon([whole.cast.northlight], DAY) == [], "the contract says otherwise"


def test_another_brand_sees_none_of_it(whole: Shelf) -> None:
    carried(whole, "reference")
    with time_machine.travel(NOON, tick=False):
        page = client_of(whole.cast, "zoe").get("/library/rights/").content.decode()
    assert "sea.jpg" not in page and "Nothing in a live asset ends" in page


def test_the_sweep_does_it_once_a_night(whole: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    nights: list[Any] = []
    monkeypatch.setattr(endings, "forewarn", nights.append)
    for hour in (1, 2, 3):
        with time_machine.travel(dt.datetime(2026, 11, 21, hour, tzinfo=dt.UTC), tick=False):
            endings.sweep()
    assert nights == [DAY]


def test_blobs_of_proofs_are_one_row(shelf: Shelf) -> None:
    say(shelf, "voice", "a", PDF)
    before = Blob.objects.count()
    say(shelf, "voice", "b", PDF)
    assert Blob.objects.count() == before

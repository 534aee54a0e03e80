"""The record handed to a regulator: it proves itself without a database, and a changed letter is found."""

from __future__ import annotations

import hashlib
import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from generation.signing import anchors
from studio.home.audit.checking import NoExport, check
from studio.lib import events
from studio.people.models import Brand
from tests.audit.test_chain import as_an_intruder, tell

pytestmark = pytest.mark.django_db(transaction=True)


def audit(*args: str) -> str:
    out = StringIO()
    call_command("audit", *args, stdout=out)
    return out.getvalue()


@pytest.fixture
def exported(tmp_path: Path) -> Path:
    tell(3, said='“Straße” 夏\u2028 \\ "')
    tern = Brand.objects.create(slug="tern", name="Tern")
    events.record("tell", tern, brand=tern, secret="of Tern")
    audit("export", str(tmp_path / "all.json"))
    return tmp_path / "all.json"


def test_what_is_exported_holds_by_itself_and_by_the_certificate_it_names(exported: Path, tmp_path: Path) -> None:
    said = audit("check", str(exported))
    assert said.startswith("4 events, 4 of them told, each in its place.") and "Signed by" in said
    (tmp_path / "root.pem").write_text(anchors())
    assert "Signed by" in audit("check", str(exported), "--trust", str(tmp_path / "root.pem"))


def test_anybody_can_follow_it_with_twelve_lines_of_their_own(exported: Path) -> None:
    document = json.loads(exported.read_text())
    before = "0" * 64
    for link in document["links"]:
        line = hashlib.sha256(link["line"].encode()).hexdigest()
        before = hashlib.sha256((before + line).encode()).hexdigest()
        assert before == link["hash"]
    assert before == document["statement"]["head"]["hash"]


def test_of_a_brands_record_others_are_told_by_their_digest_alone(exported: Path) -> None:
    audit("export", str(exported.with_name("tern.json")), "--brand", "tern")
    text = exported.with_name("tern.json").read_text()
    assert audit("check", str(exported.with_name("tern.json"))).startswith("4 events, 1 of them told")
    assert "of Tern" in text and "Straße" not in text and "Northlight" not in text
    with pytest.raises(CommandError, match="no brand “nobody”"):
        audit("export", str(exported.with_name("none.json")), "--brand", "nobody")


def changes(document: dict[str, Any]) -> dict[str, dict[str, Any]]:
    def changed(edit: str) -> dict[str, Any]:
        made: dict[str, Any] = json.loads(json.dumps(document))
        links, statement = made["links"], made["statement"]
        if edit == "a letter":
            links[1]["line"] = links[1]["line"].replace("brand.tell", "brand.tall")
        elif edit == "a link less":
            del links[1]
        elif edit == "the end less":
            del links[-1]
        elif edit == "two in another order":
            links[0], links[1] = links[1], links[0]
        elif edit == "another name":
            statement["people"] = {"1": "Somebody else"}
        elif edit == "another head":
            statement["head"]["hash"] = "0" * 64
        elif edit == "another signature":
            made["signature"]["value"] = made["signature"]["value"][:-8] + "AAAAAAA="
        elif edit == "no certificate":
            made["signature"]["certificates"] = []
        return made

    edits = ("a letter", "a link less", "the end less", "two in another order", "another name", "another head",
             "another signature", "no certificate")  # fmt: skip
    return {edit: changed(edit) for edit in edits}


def test_any_change_to_it_is_found(exported: Path) -> None:
    document = json.loads(exported.read_text())
    assert check(json.dumps(document)).faults == []
    for edit, made in changes(document).items():
        assert check(json.dumps(made)).faults, edit


def test_a_stranger_s_certificate_is_told_apart(exported: Path, settings: Any, tmp_path: Path) -> None:
    mine = anchors().encode()
    settings.IDENTITY_DIR = tmp_path / "another"
    audit("export", str(tmp_path / "theirs.json"))
    found = check((tmp_path / "theirs.json").read_text(), trusted=mine)
    assert len(found.faults) == 1 and "has not issued" in found.faults[0]


@pytest.mark.parametrize("text", ["", "{}", "[]", "x", '{"statement": 1, "links": 2, "signature": 3}', "[" * 100_000,
                                  '{"statement": {"head": {"seq": 1}}, "links": [{}], "signature": {}}'])  # fmt: skip
def test_what_is_no_export_is_said_to_be_none(text: str) -> None:
    with pytest.raises(NoExport, match="no export"):
        check(text)


def test_a_broken_chain_is_not_signed(tmp_path: Path) -> None:
    changed = tell(2)[0]
    with as_an_intruder() as cursor:
        cursor.execute("UPDATE lib_event SET data = '{}' WHERE id = %s", [changed.pk])
    with pytest.raises(CommandError, match="What is broken is not signed"):
        audit("export", str(tmp_path / "none.json"))
    assert list(tmp_path.iterdir()) == []

from __future__ import annotations

import datetime as dt
import multiprocessing
import stat
from pathlib import Path

import pytest

from generation.engine.credentials.certificate import BadCertificate
from generation.engine.credentials.identity import LEAF_LASTS, RENEW_BEFORE, self_made
from generation.engine.credentials.read import read
from generation.engine.credentials.seal import seal
from tests.engine.credentials.scenes import claim, picture

NOW = dt.datetime.now(dt.UTC)


def test_it_is_made_once_and_its_keys_are_for_their_owner_alone(tmp_path: Path) -> None:
    one, again = self_made(tmp_path / "identity"), self_made(tmp_path / "identity")
    assert one.chain == again.chain and one.made_here
    keys = sorted((tmp_path / "identity").rglob("*.key"))
    assert [key.name for key in keys] == ["intermediate.key", "leaf.key"]
    assert all(stat.S_IMODE(key.stat().st_mode) == 0o600 for key in keys)
    assert stat.S_IMODE((tmp_path / "identity").stat().st_mode) == 0o700
    assert not list((tmp_path / "identity").glob(".*"))


def test_what_it_signs_holds_here_and_is_said_to_be_unknown_elsewhere(tmp_path: Path) -> None:
    signer = self_made(tmp_path)
    done = seal(picture("jpeg"), "image/jpeg", claim(), signer)
    assert done.state == "Trusted" and read(done.file, anchors=signer.anchors).state == "trusted"
    elsewhere = read(done.file)
    assert elsewhere.state == "valid" and "nobody vouches" in elsewhere.verdict
    assert "signingCredential.untrusted" in {one.code for one in elsewhere.findings}
    assert "unknown elsewhere" in signer.chain[0].subject.rfc4514_string()


def _serial(folder: Path) -> int:
    return int(self_made(folder).chain[0].serial_number)


def test_processes_that_make_it_at_once_agree_on_one(tmp_path: Path) -> None:
    with multiprocessing.get_context("fork").Pool(4) as pool:
        assert len(set(pool.map(_serial, [tmp_path / "identity"] * 8))) == 1
    assert len(list((tmp_path / "identity").iterdir())) == 2


def test_it_is_renewed_before_it_expires_and_what_it_signed_before_stays_trusted(tmp_path: Path) -> None:
    first = self_made(tmp_path)
    almost = NOW + LEAF_LASTS - RENEW_BEFORE
    assert self_made(tmp_path, now=almost - dt.timedelta(days=2)).chain == first.chain
    renewed = self_made(tmp_path, now=almost + dt.timedelta(days=2))
    assert renewed.chain != first.chain and renewed.chain[1] == first.chain[1]
    assert renewed.anchors == first.anchors
    much_later = self_made(tmp_path, now=NOW + dt.timedelta(days=19.5 * 365))
    assert much_later.chain[1] != first.chain[1] and much_later.anchors.startswith(first.anchors)
    assert [path.name for path in sorted(tmp_path.glob("leaf-*"))] == ["leaf-0001", "leaf-0002", "leaf-0003"]


def test_a_damaged_one_and_a_folder_that_is_none_say_what_to_do(tmp_path: Path) -> None:
    self_made(tmp_path / "identity")
    (tmp_path / "identity" / "leaf-0001" / "chain.pem").write_bytes(b"")
    with pytest.raises(BadCertificate, match="Move the folder away, and a new one is made"):
        self_made(tmp_path / "identity")
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(BadCertificate, match="cannot be kept in"):
        self_made(tmp_path / "file")

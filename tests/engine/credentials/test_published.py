"""The C2PA project's own test files, where a checkout of them is named: each holds or fails as its publisher says."""

from __future__ import annotations

import os
from pathlib import Path

from benchmarks.credentials import verdicts
from tests.conftest import missing_part

FOLDER = "C2PA_PUBLIC_TESTS"
# Published in February 2023 as valid: their digest leaves out everything before the end of the manifest, which readers
# refuse today.
REFUSED_TODAY = "truepic-"


def test_each_published_file_has_its_published_verdict() -> None:
    named = os.environ.get(FOLDER, "")
    if not named:
        missing_part(
            f"NOT TESTED against the C2PA project's public test files: name a checkout of c2pa-org/public-testfiles in "
            f"{FOLDER}."
        )
    every = list(verdicts(Path(named)))
    assert len(every) >= 20, f"{named} holds {len(every)} of the pictures; a checkout has image/jpeg and others"
    differs = [one for one in every if not one.fits]
    assert [one for one in differs if not one.name.startswith(REFUSED_TODAY)] == []
    assert all(one.state == "invalid" for one in differs)


def test_a_folder_with_a_changed_file_is_told_apart(tmp_path: Path) -> None:
    """The comparison can fail: a file that is published as whole and was changed since."""
    from tests.engine.credentials.scenes import sealed

    folder = tmp_path / "image" / "jpeg"
    (folder / "manifests" / "one").mkdir(parents=True)
    file = sealed("jpeg").file
    (folder / "one.jpg").write_bytes(file)
    (folder / "manifests" / "one" / "manifest_store.json").write_text('{"validation_status": []}')
    assert [one.fits for one in verdicts(tmp_path)] == [True]
    (folder / "one.jpg").write_bytes(file[:-30] + bytes([file[-30] ^ 1]) + file[-29:])
    (one,) = verdicts(tmp_path)
    assert not one.fits and one.state == "invalid" and one.published == ()

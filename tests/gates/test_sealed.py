"""What ships carries Content Credentials: sealed before it is judged, proven by reading, and replayed all the same."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from generation.engine.credentials.read import read
from generation.engine.recipe import Recipe
from generation.signing import anchors
from review.models import Rendition
from studio.lib import blobs
from studio.lib.canonical import sha256
from tests.conftest import missing_part
from tests.stations import Stations, carry

pytestmark = pytest.mark.django_db(transaction=True)


def files(line: Stations, **more: Any) -> list[Rendition]:
    return list(line.finished(**more).renditions.select_related("file", "placement__placement").order_by("pk"))


def test_each_file_says_who_made_it_of_what_and_with_which_steps(line: Stations) -> None:
    for row in files(line):
        assert row.file is not None and row.state == "done"
        story = read(blobs.read(row.file.digest), anchors=anchors())
        assert story.state == "trusted", "by this installation's own roots"
        own = story.manifests[0]
        assert own.title.startswith(row.finish.revision.brief.title)
        assert row.recipe_id in own.facts.values() and row.finish.revision.digest in own.facts.values()
        assert (own.acts[0].name, own.acts[-1].name) == ("c2pa.created", "c2pa.converted")
        source = recipe_of(row).nodes[0].inputs["picture"].removeprefix("sha256:")
        assert source in [part.sha256 for part in own.parts]
        assert row.facts["credentials"]["state"] in ("Valid", "Trusted")
        assert row.encoded and row.encoded != row.file.digest
        assert read(blobs.read(row.file.digest)).state == "valid", "elsewhere the signer is not known"


def recipe_of(row: Rendition) -> Recipe:
    assert row.recipe is not None
    return Recipe.from_document(row.recipe.document)


def test_exiftool_reads_the_seal_and_the_packet_of_what_ships(line: Stations, tmp_path: Path) -> None:
    if not shutil.which("exiftool"):
        missing_part("NOT TESTED: exiftool is not installed; no independent reader looked at what ships")
    row = files(line)[0]
    assert row.file is not None
    path = tmp_path / "shipped.png"
    path.write_bytes(blobs.read(row.file.digest))
    told = subprocess.run(["exiftool", "-G1", "-s", str(path)], capture_output=True, text=True, check=True).stdout
    assert "[JUMBF]" in told and "[XMP-iptcExt]" in told and "DigitalSourceType" in told


def test_a_file_whose_seal_cannot_be_made_does_not_ship_and_says_why(
    line: Stations, settings: Any, tmp_path: Path
) -> None:
    picked = line.picked()
    settings.C2PA_CERTIFICATE = settings.C2PA_KEY = str(tmp_path / "none.pem")
    finish = line.finished(picked)
    rows = list(finish.renditions.all())
    assert {row.state for row in rows} == {"failed"} and all(
        "Content Credentials cannot be signed" in row.error for row in rows
    )
    settings.C2PA_CERTIFICATE = settings.C2PA_KEY = ""
    Rendition.objects.filter(finish=finish).update(state="queued", error="")
    type(finish).objects.filter(pk=finish.pk).update(state="running")
    carry(finish)
    assert {row.state for row in finish.renditions.all()} == {"done"}


def test_a_byte_budget_holds_with_the_seal_in_it(line: Stations) -> None:
    for row in files(line):
        assert row.file is not None and recipe_of(row).nodes[-1].params["reserve"] >= 12_000
        assert row.file.size <= row.placement.document["max_bytes"]
        assert (
            row.file.size == len(blobs.read(row.file.digest)) and sha256(blobs.read(row.file.digest)) == row.file.digest
        )

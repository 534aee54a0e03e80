"""A labelled file of each format, as independent readers find it: picture, packet with China's label, and the act."""

from __future__ import annotations

import json
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

from generation.engine.credentials.claim import Agent, of_recipe
from generation.engine.credentials.read import read
from generation.engine.credentials.seal import seal
from generation.engine.finishing import xmp
from tests.conftest import missing_part
from tests.engine.credentials.scenes import FORMATS, anchors, northlight
from tests.engine.finishing.scenes import METADATA, dusk, finish, spec
from tests.engine.finishing.test_label import CHINA


def test_a_labelled_file_of_each_format_is_sealed_and_read_by_others(tmp_path: Path) -> None:
    metadata = replace(METADATA, aigc=xmp.aigc("1", "Northlight", "gatefold:abc"))
    for kind in FORMATS:
        placement = spec(width=300, height=250, safe={}, formats=[kind])
        _, recipe, picture = finish(dusk(), placement, metadata=metadata, label=CHINA)
        assert picture.file is not None and picture.media_type is not None
        claim = of_recipe(
            recipe,
            title="A labelled file",
            source_type="compositeWithTrainedAlgorithmicMedia",
            maker=Agent("SDXL base"),
            generator=Agent("Gatefold"),
            metadata=metadata,
        )
        done = seal(picture.file, picture.media_type, claim, northlight())
        (tmp_path / f"one.{kind}").write_bytes(done.file)
        story = read(done.file, anchors=anchors())
        assert story.state == "trusted" and story.aigc["Label"] == "1: made by AI"
        assert "Labelled visibly: AI生成" in [act.description for act in story.manifests[0].acts]
    if shutil.which("exiftool") is None:
        missing_part("NOT TESTED with exiftool: it is not installed. Install the package `libimage-exiftool-perl`.")
    command = ["exiftool", "-json", "-a", "-XMP:all", "-Warning", str(tmp_path)]
    told = json.loads(subprocess.run(command, capture_output=True, check=True, encoding="utf-8").stdout)
    assert len(told) == len(FORMATS)
    for one in told:
        assert '"Label":"1"' in json.dumps(one.get("AIGC") or one.get("Aigc"), ensure_ascii=False).replace("\\", "")
        assert "Warning" not in one

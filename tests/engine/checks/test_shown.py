"""A check sees what it says it reads and nothing else, and one digest says what that was."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from generation.engine.checks.catalogue import BRAND, CATALOGUE, LEGAL, entry
from generation.engine.checks.evidence import Claim, Evidence, Never, Right
from generation.engine.checks.finder import finder
from generation.engine.checks.run import KNOWN, one
from generation.engine.checks.shown import shown
from generation.engine.fingerprint import NoFingerprint, fingerprint
from generation.engine.picture import Box
from tests.engine.checks.broken import FLIGHT, OPEN, made, sound
from tests.engine.finishing.scenes import ENGLISH, KIT, dusk, flat, noise, spec

LOUD = [
    sound,
    lambda: replace(
        made(noise(), ENGLISH), nobody=True, limits={"copy_space": 0.2, "alive": 90, "do_not": 0.7},
        never_on=(Never("navy", "#14213D"), Never("faces")), do_not=(("a rival", dusk().pixels[:60, :60]),),
        claims=(Claim("wall", "#FCA311", Box("wall", 0.1, 0.1, 0.2, 0.2)),),
        boxes=(Box("a", 0.7, 0.1, 0.6, 0.8, "product"),),
    ),
    lambda: replace(
        made(flat((250, 250, 250)), spec=spec(unit="mm", width=60, height=30, dpi=150, bleed_mm=3)),
        licences=(replace(OPEN, reviewed=False),), rights=(Right("font", "Sans", ends=dt.date(2027, 2, 1)),),
        finders={"faces_found": lambda pixels: pixels[:0, 0, :5].reshape(0, 3).repeat(2, axis=1)[:, :5] / 255.0},
    ),
]  # fmt: skip


@pytest.mark.parametrize("scene", LOUD)
def test_a_check_that_sees_only_what_it_reads_says_what_it_said_of_everything(scene: Any) -> None:
    evidence = scene()
    for name, known in KNOWN.items():
        assert one(evidence, name) == known.check(evidence), f"{name} looks at more than it says"


def test_each_check_reads_parts_of_the_evidence_that_there_are() -> None:
    for name, known in KNOWN.items():
        assert known.reads <= set(Evidence.__dataclass_fields__) - {"limits", "finders"}, name


def changed(**changes: Any) -> set[str]:
    """The checks that are shown something else when this changes."""
    before, after = shown(sound()), shown(replace(sound(), **changes))
    return {name for name in KNOWN if before[name] != after[name]}


def test_a_change_concerns_exactly_the_checks_that_read_it() -> None:
    assert changed() == set()
    assert changed(limits={"copy_space": 0.4}) == {"copy_space"}
    assert changed(licences=(replace(OPEN, reviewed=False),)) == {"licence"}
    assert changed(flight=(FLIGHT[0], FLIGHT[1] + dt.timedelta(days=1))) == {"licence", "rights_window"}
    assert changed(palette=KIT.palette[:2]) == {"palette"}
    assert changed(nobody=True) == {"faces_found"}
    assert changed(scale=1.7) == {"upscale", "print_resolution"}
    of_the_file = {name for name, known in KNOWN.items() if "file" in known.reads}
    assert changed(file=sound().file + b"\0") == of_the_file and len(of_the_file) > 10


def test_what_is_required_of_a_check_is_part_of_what_it_is_shown() -> None:
    plain, asked = shown(sound()), shown(sound(), {"licence": {"counts": True}})
    assert {name for name in KNOWN if plain[name] != asked[name]} == {"licence"}


def test_another_model_under_the_same_name_is_another_thing_to_be_shown(tmp_path: Path) -> None:
    path = tmp_path / "faces.pt"
    digests = []
    for data in (b"one", b"three"):
        path.write_bytes(data)
        digests.append(shown(replace(sound(), finders={"faces_found": finder(str(path))}))["faces_found"])
    assert len({*digests, shown(sound())["faces_found"]}) == 3 and "" not in digests
    nameless = shown(replace(sound(), finders={"faces_found": lambda pixels: pixels}))  # type: ignore[dict-item,return-value]
    assert nameless["faces_found"] == "", "it is always run"


def test_only_data_has_a_fingerprint() -> None:
    assert fingerprint({"a": (1, 2.0)}) == fingerprint({"a": [1, 2.0]}) != fingerprint({"a": [1, 2]})
    with pytest.raises(NoFingerprint):
        fingerprint({"a": print})


def test_every_check_stands_in_the_catalogue_with_whoever_answers_for_it() -> None:
    assert set(KNOWN) <= set(CATALOGUE) and {one.discipline for one in CATALOGUE.values()} == {BRAND, LEGAL}
    assert {name for name, known in CATALOGUE.items() if known.never} == {"alive", "spec"}
    assert entry("of yesterday").discipline == BRAND and not entry("of yesterday").never

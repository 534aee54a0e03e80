"""A style pack holds checks to limits of its own: the verdict follows, and the limit says whose it is."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from briefs import style
from briefs.seeds import brands
from briefs.style.limits import LIMITS as OFFERED
from generation.engine.checks.result import FAIL, PASS, WARN, Result, worst
from generation.engine.checks.run import CHECKS, LIMITS, run
from generation.engine.finishing.placement import Shot
from generation.engine.picture import Box
from studio.lib.problems import BadInput
from tests.engine.checks.broken import made, sound
from tests.engine.finishing.scenes import ENGLISH, KIT, dusk, flat, noise

SAYS = "(style pack)"


def judged(name: str, e: Any, limit: float) -> Result:
    """The worst result of a check under a pack's limit."""
    found = CHECKS[name](replace(e, limits={name: limit}))
    return max(found, key=lambda result: (PASS, WARN, FAIL).index(result.verdict))


def test_a_style_pack_may_limit_exactly_the_checks_that_know_a_limit() -> None:
    assert set(OFFERED) == set(LIMITS)
    for name, (_, least, most) in OFFERED.items():
        assert least <= LIMITS[name] <= most


def test_without_limits_every_verdict_is_as_it_was() -> None:
    assert run(replace(sound(), limits={})) == run(sound())
    assert not any(SAYS in result.limit + result.sentence for result in run(sound()))
    others = dict.fromkeys(("metadata", "spec"), 1.0)  # of an old document: no check asks
    assert run(replace(sound(), limits=others)) == run(sound())


def drifting() -> Any:
    """A large field about ΔE 4 from the brand's orange."""
    shot = dusk()
    shot.pixels[200:, :] = (244, 150, 20)
    return made(shot)


def uncut(share: float) -> Any:
    """A product of which the crop shows this share."""
    return replace(sound(), boxes=(Box("bottle", 1 - share * 0.5, 0.1, 0.5, 0.5, "product"),))


@pytest.mark.parametrize(("name", "evidence", "loose", "tight", "verdict"), [
    ("alive", sound, 1, 90, FAIL),
    ("palette", drifting, 6, 2, WARN),
    ("contrast", sound, 3, 21, FAIL),
    ("copy_space", lambda: made(noise(), ENGLISH), 5, 0.05, FAIL),
    ("focal_inside", lambda: uncut(0.9), 0.85, 0.95, WARN),
    ("upscale", lambda: replace(sound(), scale=2.5), 3, 1, FAIL),
])  # fmt: skip
def test_a_limit_of_the_packs_own_decides_and_says_whose_it_is(
    name: str, evidence: Any, loose: float, tight: float, verdict: str
) -> None:
    e = evidence()
    assert judged(name, e, loose).verdict == PASS
    found = judged(name, e, tight)
    assert found.verdict == verdict and found.limit.endswith(SAYS) and len(found.limit) <= 80
    assert found.measured and found.remedy in found.sentence


def test_a_pack_never_asks_for_less_contrast_than_the_rule() -> None:
    e = sound()
    assert CHECKS["contrast"](replace(e, limits={"contrast": 1.0})) == CHECKS["contrast"](e)


def test_what_a_pack_asks_of_contrast_is_planned_for() -> None:
    """Mid grey, on which ink reaches 4.5 to 1 and not 12: the type gets a ground it stands out from."""
    shot = Shot(flat((0x76, 0x76, 0x76)).pixels, ())
    usual, strict = (made(shot, ENGLISH, kit=replace(KIT, contrast=least)) for least in (0.0, 12.0))
    grounds = [[node.op for node in e.recipe.nodes if node.op == "type.scrim"] for e in (usual, strict) if e.recipe]
    assert grounds[1] == ["type.scrim"]
    lines = [r for r in CHECKS["contrast"](replace(strict, limits={"contrast": 12.0})) if "See how" not in r.sentence]
    assert worst(tuple(lines)) == PASS, [r.sentence for r in lines]


def test_a_check_that_takes_no_limit_is_refused_in_the_pack_with_those_that_do() -> None:
    good = brands.document_of("tern")
    with pytest.raises(BadInput) as refused:
        style.clean(good | {"checks": {"spec": 3}})
    assert "no check called “spec” takes a limit. Choose out of alive, palette" in str(refused.value.fields)
    with pytest.raises(BadInput) as refused:
        style.clean(good | {"checks": {"focal_inside": 40}})
    assert "Give a number from 0.5 to 1" in str(refused.value.fields)
    assert style.clean(good)["checks"] == {"palette": 3.0}


def test_every_seeded_look_has_limits_that_checks_know() -> None:
    for slug in brands.PALETTES:
        assert set(brands.document_of(slug).get("checks", {})) <= set(LIMITS)
    assert np.all([least < most for _, least, most in OFFERED.values()])

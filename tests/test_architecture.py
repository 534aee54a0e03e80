"""ARCHITECTURE.md says what the code does: its drawings and its invariants are held against it."""

from __future__ import annotations

import subprocess
import sys
from itertools import product
from pathlib import Path

import pytest

from briefs.states import BRIEF
from generation.states import BATCH, CANDIDATE
from review.states import FINISH, GATE
from studio.lib.problems import WrongState
from studio.lib.states import Moves, mermaid, target

ROOT = Path(__file__).resolve().parent.parent
TABLES: dict[str, tuple[Moves, str]] = {
    "brief": (BRIEF, "draft"),
    "batch": (BATCH, "queued"),
    "candidate": (CANDIDATE, "waiting"),
    "finish": (FINISH, "queued"),
    "gate": (GATE, "waiting"),
}


@pytest.mark.parametrize("noun", TABLES)
def test_the_states_are_drawn_as_they_move(noun: str) -> None:
    moves, start = TABLES[noun]
    assert mermaid(moves, start=start) in (ROOT / "ARCHITECTURE.md").read_text()


@pytest.mark.parametrize("noun", TABLES)
def test_every_move_from_every_wrong_state_is_refused_with_a_sentence(noun: str) -> None:
    moves, start = TABLES[noun]
    states = {start, *(state for state, _ in moves), *moves.values()}
    for state, verb in product(states, {verb for _, verb in moves}):
        if (state, verb) in moves:
            assert target(moves, state, verb, noun=noun) == moves[(state, verb)]
        else:
            with pytest.raises(WrongState, match=f"This {noun} is {state}"):
                target(moves, state, verb, noun=noun)


def test_the_web_never_imports_an_engine() -> None:
    """Every view and URL loaded, as a web process does; none of the pixel libraries came with them."""
    code = (
        "import os, sys, django; os.environ['DJANGO_SETTINGS_MODULE'] = 'tests.settings'; django.setup();"
        "import studio.asgi; from django.urls import get_resolver; get_resolver().url_patterns;"
        "heavy = {'torch', 'diffusers', 'transformers', 'numba', 'embreex', 'pyoidn', 'skimage', 'scipy', 'pyvips'};"
        "print(sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_the_engine_knows_no_django() -> None:
    code = (
        "import sys; import generation.engine.render, generation.engine.engines, generation.engine.finishing.plan,"
        "generation.engine.checks.run, generation.engine.previz.engine, generation.engine.diffusion.engine;"
        "print(any(name.partition('.')[0] in ('django', 'celery') for name in sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


def test_recipes_live_only_in_canonical_json() -> None:
    from generation.engine.recipe import Node, Recipe

    one = Recipe((Node("a", "1", {"b": 1.0, "a": "é", "n": None}),), {"x": [1, 2]})
    other = Recipe.from_document(one.document() | {"context": {"x": [1, 2]}})
    assert one.canonical() == other.canonical()
    assert one.digest == other.digest != one.then(Node("c", "1")).digest

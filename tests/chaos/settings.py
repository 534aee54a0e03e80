"""What a worker process of these tests runs under: the tests' settings, and their own quick engine."""

from generation.engine import engines, render
from tests.settings import *  # noqa: F403

engines.ENGINES["still"] = "tests.generation.still"
render.OPS["still.paint"] = "tests.generation.still:paint"

from __future__ import annotations

import pytest

from generation.models import ModelEntry
from studio.people.models import User
from studio.people.roles import Role
from tests.cast import Cast, person
from tests.cast import cast as cast
from tests.generation.conftest import model as model
from tests.generation.conftest import still_engine as still_engine
from tests.stations import Stations


@pytest.fixture
def line(cast: Cast, model: ModelEntry) -> Stations:
    return Stations(cast, model)


@pytest.fixture
def more(line: Stations) -> dict[str, User]:
    """Three more who may sign at Northlight."""
    at = line.cast.northlight
    return {
        "bob": person("Bob Orr", (at, Role.BRAND)),
        "liv": person("Liv Ash", (at, Role.LEGAL)),
        "both": person("Uma Two", (at, Role.BRAND), (at, Role.LEGAL)),
    }

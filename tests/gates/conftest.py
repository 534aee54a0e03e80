from __future__ import annotations

import pytest

from generation.models import ModelEntry
from tests.cast import Cast
from tests.cast import cast as cast
from tests.generation.conftest import model as model
from tests.generation.conftest import still_engine as still_engine
from tests.stations import Stations


@pytest.fixture
def line(cast: Cast, model: ModelEntry) -> Stations:
    return Stations(cast, model)

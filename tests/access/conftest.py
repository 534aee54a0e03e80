"""One site for this whole folder: two brands, each with its objects at every station, in one undone transaction."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.conf import settings
from django.db import connection, transaction
from django.test import override_settings
from pytest_django import DjangoDbBlocker

from generation.engine import engines, render
from tests.access.site import Site, build


@pytest.fixture(scope="package")
def site(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Site]:
    """Built once: what a cell does to it is rolled back to a savepoint, the whole at the end."""
    with pytest.MonkeyPatch.context() as patch, django_db_blocker.unblock(), transaction.atomic():
        patch.setitem(engines.ENGINES, "still", "tests.generation.still")
        patch.setitem(render.OPS, "still.paint", "tests.generation.still:paint")
        patch.setattr(settings, "REMOTE_HOSTS", ["127.0.0.1:9"])
        patch.setattr(settings, "MAIL_ON", True)
        with override_settings(DELIVERY_URL=tmp_path_factory.mktemp("library").as_uri()):
            made = build()
        connection.check_constraints()  # now, or each test's end would look at all of this again
        yield made
        transaction.set_rollback(True)

"""Two at once: what arrives with a component while its quarantine begins."""

from __future__ import annotations

import psycopg.errors
import pytest
from django.db import connection, transaction

from dam.models import Component
from tests.stations import Stations


@pytest.mark.django_db(transaction=True)
def test_what_arrives_while_a_quarantine_begins_waits_for_it(line: Stations) -> None:
    asset = line.asset()
    one = Component.objects.get(kind="model", key=line.model.slug)
    other = connection.copy()
    try:
        with transaction.atomic():
            Component.objects.select_for_update().get(pk=one.pk)
            with other.cursor() as cursor, pytest.raises(psycopg.errors.LockNotAvailable):
                cursor.connection.execute("SET lock_timeout = '100ms'")
                cursor.connection.execute(
                    "INSERT INTO dam_holding (component_id, asset_id, reach_id) SELECT component_id, asset_id + 1, "
                    "reach_id FROM dam_holding WHERE component_id = %s AND asset_id = %s",
                    [one.pk, asset.pk],
                )
    finally:
        other.close()

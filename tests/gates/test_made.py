from __future__ import annotations

import io

import pytest
from django.core.management import call_command

from generation import replay
from review.models import Rendition
from tests.stations import Stations

pytestmark = pytest.mark.django_db(transaction=True)


def test_every_finished_file_is_found_by_its_digest_and_replays_to_the_same_bytes(line: Stations) -> None:
    finish = line.finished()
    renditions = list(Rendition.objects.filter(finish=finish, state="done"))
    assert renditions
    for rendition in renditions:
        for digest in (rendition.file_id, rendition.encoded, rendition.recipe_id, (rendition.file_id or "")[:16]):
            out = io.StringIO()
            call_command("replay", digest, stdout=out)
            assert "identical. Rendered again" in out.getvalue() and rendition.replayed in out.getvalue()
            assert "same pixels, recipe" in out.getvalue(), "the picture it was cut from is rendered again too"


def test_a_master_is_found_too(line: Stations) -> None:
    finish = line.finished()
    assert finish.master_id and finish.master_recipe_id
    made = replay.find(finish.master_id)
    assert (made.file, made.recipe.pk) == (finish.master_id, finish.master_recipe_id)
    assert replay.prove(made).verdict == "identical"

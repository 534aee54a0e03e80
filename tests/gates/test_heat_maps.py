"""Heat maps on the way from a check to the page of those who see the finish."""

from __future__ import annotations

import json

import numpy as np
import pytest
from django.test import Client

from generation.engine.checks.heat import heat
from generation.engine.checks.result import Result
from review import evidence, reuse
from review.finishing import findings
from review.models import Check
from review.views.finishing import renditions
from tests.stations import Stations

pytestmark = pytest.mark.django_db


def test_a_map_is_kept_with_its_verdict_and_shown_to_those_who_see_the_finish(line: Stations) -> None:
    made = line.asked()
    row = made.renditions.order_by("pk")[0]
    drawn = heat(np.eye(30), 1.0, "of the detail", passes="up to 0.5")
    check = evidence.row_of(Result("copy_space", "fail", "Busy.", heat=drawn), "d" * 64, None)
    check.finish, check.rendition = made, row
    evidence.write([check])
    again = reuse.copied(Check.objects.get(pk=check.pk))
    again.finish, again.rendition = made, row
    evidence.write([again])
    assert again.heat_id == check.heat_id and again.scale == drawn.scale()
    (found,) = [one for one in findings(renditions(made)) if one.name == "copy_space" and one.verdict == "fail"]
    (spot,) = found.shown
    assert spot.heat == check.pk and json.loads(spot.legend)["unit"] == "of the detail"
    ben, zoe = Client(), Client()
    ben.force_login(line.cast.ben)
    zoe.force_login(line.cast.zoe)
    served = ben.get(f"/checks/{check.pk}/heat.png")
    assert (
        served.status_code == 200
        and b"".join(served.streaming_content if served.streaming else [served.content]) == drawn.png
    )
    assert served["Content-Type"] == "image/png"
    assert zoe.get(f"/checks/{check.pk}/heat.png").status_code == 404
    plain = made.checks.filter(heat=None)[0]
    assert ben.get(f"/checks/{plain.pk}/heat.png").status_code == 404
    page = ben.get(f"/finishes/{made.pk}/sign-off/").content.decode()
    assert f'data-heat="/checks/{check.pk}/heat.png"' in page and "&quot;unit&quot;: &quot;of the detail&quot;" in page

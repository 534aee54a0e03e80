"""A style pack reaches every rendition: its limits, its type, its rule for the logo.

A pack without them changes none.
"""

from __future__ import annotations

import io
from typing import Any

import pytest
from PIL import Image

from briefs.models import StylePackVersion
from review.kit import kit_of, words_of
from review.models import Check, Finish
from studio.lib import blobs
from studio.lib.models import Blob
from tests.stations import Stations, placement

NEWER = ("checks", "layouts", "engines")
COPY = {"tr": {"headline": "istanbul için"}}


def dressed(line: Stations, *, type_: dict[str, Any] | None = None, logo: Any = None, **parts: Any) -> None:
    """Northlight's look with these parts and none of the newer ones beside them."""
    version = StylePackVersion.objects.get(pack__brand=line.cast.northlight)
    document = {name: value for name, value in version.document.items() if name not in NEWER}
    old = {name: document["typography"][name] for name in ("family", "weight", "scripts")}
    corner = {name: document["logo"][name] for name in ("corner", "width", "clear")}
    document |= {"typography": old | (type_ or {}), "logo": corner | (logo or {}), **parts}
    StylePackVersion.objects.filter(pk=version.pk).update(document=document)


def made(line: Stations) -> Finish:
    card = placement("card", 480, 240, formats=["jpeg"], copy={"max_chars": None})
    return line.finished(placements=[card.slug], copy=COPY, copy_space="left-half")


def lines(finish: Finish) -> list[dict[str, Any]]:
    row = finish.renditions.select_related("recipe").get()
    assert row.recipe is not None, row.error
    nodes = [node for node in row.recipe.document["nodes"] if node["op"] == "type.set"]
    return [line for node in nodes for line in node["params"]["lines"]]


def check(finish: Finish, name: str) -> Check:
    return finish.checks.filter(name=name).order_by("-verdict").all()[0]


@pytest.mark.django_db
def test_a_pack_without_the_newer_fields_finishes_as_ever(line: Stations) -> None:
    dressed(line)
    finish = made(line)
    kit = kit_of(Finish.objects.get(pk=finish.pk))
    assert (kit.smallest, kit.contrast, dict(kit.scripts)) == (0.0, 0.0, {})
    words = words_of(finish, "tr")
    assert words is not None and words.headline == "istanbul için"
    assert not finish.checks.filter(name="logo_ground").exists()
    assert not any("style pack" in check.limit for check in finish.checks.all())


@pytest.mark.django_db
def test_copy_is_set_in_the_packs_case_and_family_and_still_counts_as_the_briefs(line: Stations) -> None:
    dressed(line, type_={"case": "upper", "families": {"Latn": "Source Serif Pro"}})
    finish = made(line)
    set_ = lines(finish)
    assert " ".join(line["text"] for line in set_) == "İSTANBUL İÇİN"
    assert {line["family"] for line in set_} == {"Source Serif Pro"}
    assert check(finish, "copy_fit").verdict == "pass", check(finish, "copy_fit").sentence


@pytest.mark.django_db
def test_a_smallest_size_that_leaves_no_room_is_a_failure_with_both_sizes(line: Stations) -> None:
    dressed(line, type_={"smallest": 200})
    finish = made(line)
    found = check(finish, "copy_fit")
    assert not lines(finish) and found.verdict == "fail"
    assert found.measured.endswith(" px") and found.limit == "200 px (style pack)" and found.measured in found.sentence


@pytest.mark.django_db
def test_limits_and_the_logos_ground_are_judged_and_say_whose_they_are(line: Stations) -> None:
    out = io.BytesIO()
    Image.new("RGBA", (80, 20), (255, 255, 255, 255)).save(out, "PNG")
    key = blobs.put(out.getvalue())
    blob, _ = Blob.objects.get_or_create(digest=key, defaults={"size": len(out.getvalue()), "media_type": "image/png"})
    line.cast.northlight.logo = blob
    line.cast.northlight.save()
    dressed(line, checks={"palette": 2.5, "logo_ground": 50}, logo={"never_on": ["slate", "busy texture"]})
    finish = made(line)
    assert check(finish, "palette").limit == "ΔE 2.5 (style pack)"
    ground = finish.checks.filter(name="logo_ground")
    assert ground.count() >= 1 and all(len(row.limit) <= 80 for row in ground)
    found = ground.exclude(measured="").get()
    assert found.limit == "ΔE 50.0 (style pack)" and "slate (#5C677D)" in found.sentence
    assert [mark["name"] for mark in found.marks] == ["the logo"]

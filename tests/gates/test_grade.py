"""The LUT of a style pack is the first step of every rendition, and a product's own pixels stay as they are."""

from __future__ import annotations

import numpy as np
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from briefs.actions import draft_style_pack
from briefs.models import StylePack
from generation.engine.picture import Job
from generation.engine.recipe import Recipe as RecipeDocument
from generation.engine.render import render
from generation.inputs import StoredInputs
from review.carry_out import decode, lut_of
from review.models import Rendition
from studio.lib import blobs
from studio.lib.canonical import sha256
from tests.stations import Stations

INVERT = b"LUT_3D_SIZE 2\n" + b"\n".join(
    b"%d %d %d" % (1 - r, 1 - g, 1 - b) for b in (0, 1) for g in (0, 1) for r in (0, 1)
)


@pytest.fixture
def lut(line: Stations) -> str:
    """Northlight's pack turns every picture into its negative."""
    pack = StylePack.objects.select_related("brand").get(brand=line.cast.northlight)
    file = SimpleUploadedFile("negative.cube", INVERT)
    made = draft_style_pack(pack, pack.versions.get().document, by=line.cast.bea, lut=file)
    return str(made.document["lut"]["digest"])


def recipe_of(row: Rendition) -> RecipeDocument:
    assert row.recipe is not None
    return RecipeDocument.from_document(row.recipe.document)


def test_a_lut_is_the_first_step_of_every_rendition_and_replays_to_the_byte(line: Stations, lut: str) -> None:
    made = line.finished()
    for row in made.renditions.select_related("recipe", "file"):
        recipe = recipe_of(row)
        assert [node.op for node in recipe.nodes][:3] == ["stored", "grade.lut", "fit.crop"]
        assert recipe.nodes[1].inputs == {"lut": f"sha256:{lut}"}
        again = render(recipe, Job(StoredInputs()))
        assert sha256(again.file or b"") == row.encoded == row.replayed != row.file_id
        master = decode(blobs.read(recipe.nodes[0].inputs["picture"].removeprefix("sha256:")))
        graded = render(RecipeDocument(recipe.nodes[:2], recipe.context), Job(StoredInputs())).pixels
        assert np.array_equal(graded[..., :3], 255 - master[..., :3])


def test_a_picture_with_a_product_in_it_is_not_graded(line: Stations, lut: str) -> None:
    made = line.finished()
    assert lut_of(made) == lut
    made.revision.document["references"] = [{"role": "product", "note": "", "digest": lut, "outline": None}]
    assert lut_of(made) == ""

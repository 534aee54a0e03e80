"""The client's own product: measured at upload, placed true to size, its pixels untouched."""

from __future__ import annotations

import io
from dataclasses import replace

import numpy as np
import pytest
from PIL import Image, ImageDraw

from generation.engine.picture import EngineError
from generation.engine.previz import photograph, references
from generation.engine.previz.frame import Frame
from generation.engine.previz.scene import Camera
from generation.engine.previz.things import bounds, build
from studio.lib.outline import outline

KEY = "a" * 64
GIVEN = {"photograph": f"sha256:{KEY}"}


def bottle(size: tuple[int, int] = (300, 600), colour: tuple[int, int, int] = (47, 93, 80)) -> bytes:
    """A cut-out bottle: 100 wide, 400 high, in the middle of a transparent picture."""
    image = Image.new("RGBA", size, (0, 0, 0, 0))
    pen = ImageDraw.Draw(image)
    x, y = size[0] // 2 - 50, size[1] // 2 - 200
    pen.rectangle([x, y + 100, x + 99, y + 399], fill=(*colour, 255))
    pen.rectangle([x + 30, y, x + 69, y + 99], fill=(38, 40, 44, 255))
    out = io.BytesIO()
    image.save(out, "PNG")
    return out.getvalue()


def reference(png: bytes, **more: object) -> dict[str, object]:
    return {"id": 1, "role": "product", "note": "Kelp, 26 cm", "digest": KEY, "outline": outline(png), **more}


def test_an_outline_says_where_the_product_is_and_how_wide_at_every_height() -> None:
    found = outline(bottle())
    assert found is not None
    assert found["size"] == [100, 400]
    assert found["box"] == pytest.approx([100 / 300, 100 / 600, 200 / 300, 500 / 600], abs=1e-4)
    assert found["rows"][0] == [0.3, 0.7] and found["rows"][-1] == [0.0, 1.0]
    assert found["colours"][0] == "#26282c" and found["colours"][-1] == "#2f5d50"


def test_a_picture_without_transparency_has_no_outline() -> None:
    out = io.BytesIO()
    Image.new("RGB", (40, 40)).save(out, "PNG")
    assert outline(out.getvalue()) is None
    out = io.BytesIO()
    Image.new("RGBA", (40, 40), (1, 2, 3, 0)).save(out, "PNG")
    assert outline(out.getvalue()) is None


def test_only_product_references_with_an_outline_can_be_placed() -> None:
    good, style = reference(bottle()), reference(bottle(), role="style")
    flat = reference(bottle(), outline=None)
    odd = reference(bottle(), outline={"size": ["x"], "rows": 7})
    brief = {"references": [good, style, flat, odd, "text", None]}
    assert [cut.digest for cut in references.cut_outs(brief)] == [KEY]
    assert references.unusable(brief) == 2
    assert references.cut_outs({"references": "nothing"}) == ()


def test_the_height_in_the_note_sets_the_scale() -> None:
    cut = references.cut_outs({"references": [reference(bottle())]})[0]
    assert cut.height == pytest.approx(0.26)
    low, high = bounds("stand_in", references.product(cut, 0.0).params)
    assert high[1] - low[1] == pytest.approx(0.26, abs=0.001)
    assert high[0] - low[0] == pytest.approx(0.26 / 4, rel=0.02)


def test_a_stand_in_has_the_outline_of_its_cut_out() -> None:
    cut = references.cut_outs({"references": [reference(bottle())]})[0]
    body = build("stand_in", references.product(cut, 0.0).params)["body"]
    neck, foot = body.v[body.v[:, 1] > 0.24], body.v[body.v[:, 1] < 0.1]
    assert np.ptp(neck[:, 0]) / np.ptp(foot[:, 0]) == pytest.approx(0.4, abs=0.03)
    triangles = body.v[body.f]
    volume = np.einsum("ij,ij->i", triangles[:, 0], np.cross(triangles[:, 1], triangles[:, 2])).sum() / 6
    assert volume > 0, "its triangles face outwards"


def test_the_subject_names_the_colourway_else_a_batch_shows_each() -> None:
    kelp, ember = (reference(bottle(), note=note, digest=note[0] * 64) for note in ("dune bottle", "ember bottle"))
    cuts = references.cut_outs({"references": [kelp, ember]})
    assert references.chosen(cuts, "the Ember bottle on basalt", 0).note == "ember bottle"
    assert {references.chosen(cuts, "a bottle", i).note for i in range(4)} == {"dune bottle", "ember bottle"}


def laid(camera: Camera, size: tuple[int, int] = (300, 400), depth: float = 50.0, at: float = 0.0):
    cut = references.cut_outs({"references": [reference(bottle())]})[0]
    thing = references.facing(replace(references.product(cut, 0.0), at=(at, 0.0, 0.0)), camera)
    photos = photograph.photographs([thing], GIVEN, lambda key: bottle())
    width, height = size
    pixels = np.full((height, width, 3), 200, np.uint8)
    behind = np.full((height, width), depth, np.float32)
    return thing, photos[KEY], *photograph.lay(pixels, [thing], camera, behind, photos)


def test_its_pixels_are_the_photograph_s_and_nothing_else() -> None:
    camera = Camera(eye=(0.3, 0.13, 1.2), yaw=-14.036, fov=20)
    _, photo, out, placed = laid(camera)
    _, y0, _, y1 = Frame(camera, 300 / 400).box([[0, 0.0, 0], [0, 0.26, 0]])
    rows = np.flatnonzero(placed[0].mask.any(1))
    assert rows[0] == pytest.approx(y0 * 400, abs=1.5) and rows[-1] + 1 == pytest.approx(y1 * 400, abs=1.5)
    columns = np.flatnonzero(placed[0].mask.any(0))
    small = photograph.resized(photo, columns[-1] + 1 - columns[0], rows[-1] + 1 - rows[0])
    part = out[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
    solid = small[..., 3] == 255
    assert solid.sum() > 1000
    assert (part[solid] == small[solid][:, :3]).all()
    assert (out[~placed[0].mask & (np.abs(out.astype(int) - 200).max(-1) == 0)] == 200).all()
    assert placed[0].scale == pytest.approx((rows[-1] + 1 - rows[0]) / 400, rel=0.01)


def test_at_its_own_size_a_photograph_is_not_even_resampled() -> None:
    cut = references.cut_outs({"references": [reference(bottle())]})[0]
    photo = photograph.photographs([references.product(cut, 0)], GIVEN, lambda key: bottle())[KEY]
    assert photograph.resized(photo, 100, 400) is photo


def test_what_stands_before_it_hides_it() -> None:
    camera = Camera(eye=(0.0, 0.13, 1.2), fov=20)
    _, _, out, placed = laid(camera, depth=0.5)
    assert (out == 200).all() and not placed[0].mask.any()


def test_a_cut_out_that_is_no_picture_is_refused_in_a_sentence() -> None:
    cut = references.cut_outs({"references": [reference(bottle())]})[0]
    with pytest.raises(EngineError, match="Upload it to the brief again"):
        photograph.photographs([references.product(cut, 0)], GIVEN, lambda key: b"not a picture")


def test_an_edited_scene_cannot_ask_for_a_file_that_is_not_the_brief_s() -> None:
    cut = references.cut_outs({"references": [reference(bottle())]})[0]
    with pytest.raises(EngineError, match="none of this brief's product references"):
        photograph.photographs([references.product(cut, 0)], {"photograph": "sha256:" + "b" * 64}, lambda key: bottle())

"""Light by words and ratio, glass, and materials: what an art director asks for is what is measured."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from generation.engine.previz import colour, packing, trace
from generation.engine.previz.kernels import PATTERNS
from generation.engine.previz.lighting import LightRequest, ambient_of, ratio_of, read_light, rig
from generation.engine.previz.materials import MATERIALS, material_for, recoloured
from generation.engine.previz.scene import Camera, Material, Scene, Sky, Thing
from generation.engine.previz.skies import ALSO, HOURS, hour_named
from tests.engine.previz.light import EVEN, ball, shown, traced

LUMA = np.array([0.2126, 0.7152, 0.0722])


def _measured(request: LightRequest, round_: float, up: float, ambient: float) -> float:
    """Radiance of a white ball, where it faces the key over where it is turned 95 degrees from it."""
    sky = Sky(EVEN, strength=ambient, fill=1.0) if ambient else Sky(((-90.0, "#000000"), (90.0, "#000000")))
    centre = (0.3, 0.4, -0.2)
    thing = Thing("ball", "sphere", "product", at=(0.3, 0.25, -0.2), params={"r": 0.15}, wears={"*": "white"})
    lamps = rig(request, centre, 0.3, 25.0, ambient=ambient_of(sky))
    scene = Scene((thing,), {"white": Material("matte", "#ffffff")}, lamps, Camera((0, 0, 9)), sky)
    packed = packing.pack(scene)
    seen = []
    for a, e in ((round_, up), (round_ + 95 if round_ < 0 else round_ - 95, 4)):
        yaw = 25.0 - a  # the camera walks round the ball, and looks at it from where the light comes
        way = np.array([-np.sin(np.radians(yaw)), 0, np.cos(np.radians(yaw))]) * np.cos(np.radians(e))
        way[1] = np.sin(np.radians(e))
        eye = np.array(centre) + way * 1.2
        camera = Camera((float(eye[0]), float(eye[1]), float(eye[2])), yaw=yaw, pitch=-e, fov=0.4)
        light = trace.trace(packed, camera, 16, 16, 24, 5, lambda done, total: None)
        seen.append(float((light.radiance @ LUMA).mean()))
    return seen[0] / seen[1]


@pytest.mark.parametrize("ambient", [0.0, 0.3])
@pytest.mark.parametrize(
    ("words", "round_", "up"),
    [
        ("key from camera left, 4:1", -44.0, 32.0),
        ("hard light from the right, ratio 8:1", 44.0, 32.0),
        ("Rembrandt, soft, 5 to 1", -52.0, 42.0),
        ("loop light 2:1 from above", -38.0, 66.0),
    ],
)
def test_key_to_fill_is_what_was_asked_for(words: str, round_: float, up: float, ambient: float) -> None:
    request = read_light(words)
    assert _measured(request, round_, up, ambient) == pytest.approx(ratio_of(request), rel=0.1)


def test_light_is_read_from_words() -> None:
    r = read_light("Soft Rembrandt lighting, key from camera left and above, 4:1 ratio, 3200K, with a rim light")
    assert (r.side, r.pattern, r.height, r.ratio, r.kelvin, r.rim) == ("left", "rembrandt", "above", 4.0, 3200.0, True)
    assert r.sentence == "Rembrandt light, from camera left, above, soft, key to fill 4:1, 3200 K, with a rim."
    assert read_light("no rim light").rim is False
    assert read_light("low key, hard").key == "low" and ratio_of(read_light("low key")) > ratio_of(
        read_light("high key")
    )
    assert read_light("neon signs").pattern == "neon" and read_light("backlit at noon").from_ == "back"


@pytest.mark.parametrize(
    "words", ["16:9 banner", "crop to 4:5", "subject in the left third", "", "24/7", "1920 to 1080"]
)
def test_frames_and_places_are_not_light(words: str) -> None:
    assert not read_light(words).asked


@pytest.mark.parametrize("hostile", [None, 7, ["soft"], {"a": 1}, "9" * 90_000, "1:" * 5_000, "\x00\ud800:1", "0:0 0k"])
def test_reading_light_never_raises(hostile: object) -> None:
    assert isinstance(read_light(hostile).sentence, str)


def test_left_is_the_cameras_left_wherever_it_looks() -> None:
    for yaw in (0.0, 90.0, 200.0):
        key = rig(read_light("key from camera left"), (1.0, 1.0, 2.0), 1.0, yaw)[0]
        right = np.array([np.cos(np.radians(yaw)), 0, np.sin(np.radians(yaw))])
        assert (np.array(key.at) - [1.0, 1.0, 2.0]) @ right < -0.5


def test_low_kelvin_is_warm_and_high_is_cool() -> None:
    warm, white, cool = (colour.srgb(colour.planck(k)) for k in (2700, 5600, 9000))
    assert warm[0] == 1 and warm[2] < 0.5
    assert np.allclose(white, 1, atol=0.01)
    assert cool[2] == 1 and cool[0] < 0.85


def test_every_hour_has_skies_and_every_other_word_leads_to_one() -> None:
    assert {"dawn", "sunset", "blue", "storm", "moonlight", "neon night", "sunny"} <= set(HOURS)
    assert set(ALSO.values()) <= set(HOURS)
    assert all(len(hour.skies) >= 2 and all(len(stops) == 8 for stops in hour.skies) for hour in HOURS.values())
    assert hour_named("Office at Golden Hour") == "golden" and hour_named("a neon night") == "neon night"
    assert hour_named("nothing of the kind") == ""


def test_one_sees_through_glass_and_its_colour_shows() -> None:
    stops = {
        "clear": MATERIALS["thin glass"],
        "green": replace(MATERIALS["thin glass"], colour="#5fae7a"),
        "matte": Material(),
    }
    middle = {}
    for name, material in stops.items():
        light = traced(ball(material, behind="#c0c0c0"), samples=8)
        middle[name] = light.radiance[28:36, 28:36].mean((0, 1))
    wall = traced(ball(material, behind="#c0c0c0"), samples=8).radiance[4:10, 28:36].mean((0, 1))
    assert middle["clear"].mean() > 0.6 * wall.mean()
    assert middle["green"][1] > 1.2 * middle["green"][0] and middle["green"].sum() < middle["clear"].sum()


def test_glass_throws_a_light_shadow_and_matter_a_dark_one() -> None:
    floor = {}
    for name, material in (("glass", MATERIALS["glass"]), ("thin", MATERIALS["thin glass"]), ("matte", Material())):
        light = traced(ball(material, sky=0.05), side=96, samples=8)
        dark, lit = light.radiance[70:78, 62:76].mean(), light.radiance[70:78, 8:22].mean()
        floor[name] = dark / lit
    assert floor["matte"] < 0.6 * floor["thin"] and floor["matte"] < 0.8 * floor["glass"]
    assert floor["thin"] < 0.99


def test_a_glass_thing_has_a_mask_and_a_depth_of_its_own() -> None:
    _, found = shown(ball(MATERIALS["glass"]), samples=1)
    assert found.thing[32, 32] == 1 and found.pane.max() == -1
    assert 1.2 < found.depth[32, 32] < 1.6


def test_glass_costs_other_pictures_no_bounces() -> None:
    assert packing.pack(ball(Material())).glass is None
    assert packing.pack(ball(MATERIALS["glass"])).glass is not None


def test_light_through_glass_is_the_same_with_any_number_of_threads(monkeypatch: pytest.MonkeyPatch) -> None:
    scene = replace(ball(MATERIALS["frosted glass"]), materials={"set": MATERIALS["terrazzo"], "it": MATERIALS["ice"]})
    pictures = []
    for count in ("1", "3"):
        monkeypatch.setenv("GATEFOLD_RENDER_THREADS", count)
        pictures.append(traced(scene, side=80, samples=2))
    assert np.array_equal(pictures[0].radiance, pictures[1].radiance)
    assert np.array_equal(pictures[0].albedo, pictures[1].albedo)


@pytest.mark.parametrize("pattern", [p for p in PATTERNS if p])
def test_a_pattern_is_seen_near_and_is_one_tone_from_afar(pattern: str) -> None:
    material = Material("matte", "#c08060", 0.9, pattern=pattern, second="#302018")  # type: ignore[arg-type]
    near = ball(material, lights=(), sky=1.0)
    close = replace(near, camera=Camera((0.0, 0.15, 0.9), fov=5))
    assert traced(close, side=48).albedo[..., 0].std() > 0.004
    vast = replace(near.things[1], params={"r": 40.0})
    far = replace(near, things=(vast,), camera=Camera((0.0, 40.0, 600.0), fov=9))
    assert traced(far, side=48).albedo[16:32, 16:32, 0].std() < 0.02


def test_materials_are_found_by_word_the_longest_first() -> None:
    assert material_for("a bottle of frosted glass") == MATERIALS["frosted glass"]
    assert material_for("Brushed steel") == MATERIALS["brushed metal"]
    assert material_for("kraft paper box") == MATERIALS["kraft"]
    assert material_for("happiness") is None and material_for(None) is None and material_for("x" * 10_000) is None


def test_a_recoloured_material_keeps_its_surface() -> None:
    blue = recoloured(MATERIALS["wood"], "#14213d")
    assert (blue.kind, blue.pattern, blue.rough) == ("satin", "wood", MATERIALS["wood"].rough)
    assert blue.colour == "#14213d" and colour.brightness(blue.second) < colour.brightness(blue.colour)
    assert recoloured(MATERIALS["wood"], "not a colour") == MATERIALS["wood"]
    assert colour.brightness(recoloured(MATERIALS["glass"], "#14213d").colour) > colour.brightness("#14213d")

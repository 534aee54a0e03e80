"""Rules of framing, look, motion and what is forbidden, in the words of briefs."""

from __future__ import annotations

import pytest

from generation.engine.previz.reading import Reading, read


def of(subject: str = "a bottle", **more: object) -> Reading:
    return read({"subject": subject, **more}, {})


@pytest.mark.parametrize(
    ("field", "area"),
    [
        ("top-third", (0, 0, 1, 1 / 3)), ("left-half", (0, 0, 0.5, 1)), ("right-half", (0.5, 0, 0.5, 1)),
        ("bottom-third", (0, 2 / 3, 1, 1 / 3)), ("top-half", (0, 0, 1, 0.5)), ("lower 20 percent", (0, 0.8, 1, 0.2)),
        ("none", (0, 0, 0, 0)), ("upper two thirds", (0, 0, 1, 2 / 3)),
     ("a third on the right", (2 / 3, 0, 1 / 3, 1)),
    ],
)  # fmt: skip
def test_the_form_s_own_copy_spaces_are_read(field: str, area: tuple[float, ...]) -> None:
    copy = of(copy_space=field).copy
    assert (copy.x, copy.y, copy.w, copy.h) == pytest.approx(area)


def test_several_areas_are_kept_clear() -> None:
    clear = of(composition="top 14 % and bottom 20 % kept clear for interface").clear
    assert [(a.y, a.h) for a in clear] == [(0, 0.14), (pytest.approx(0.8), 0.2)]


def test_a_clause_about_the_subject_is_no_clause_about_copy() -> None:
    reading = of(composition="bottle in the right third, everything left of centre is empty for copy")
    assert (reading.subject_x, reading.copy.w, reading.copy.x) == (0.72, 0.5, 0)
    assert of(composition="left half empty").subject_x == 0
    assert of(composition="bottle at 30 % from the left, light from the right").subject_x == 0.3


@pytest.mark.parametrize(
    ("position", "x"),
    [("right-third", 0.72), ("left-third", 0.28), ("centre", 0.5), ("fills", 0), ("off centre", 0.4),
     ("far left", 0.18), ("", 0)],
)  # fmt: skip
def test_the_place_of_the_subject_across_the_frame(position: str, x: float) -> None:
    assert of(subject_position=position).subject_x == pytest.approx(x)


@pytest.mark.parametrize(
    ("field", "composition", "horizon"),
    [("low", "", 0.66), ("high", "", 0.4), ("middle", "", 0.5), ("none", "", 0), ("", "same horizon height", 0.6),
     ("", "horizon at 40 %", 0.4), ("", "low horizon", 0.66), ("", "horizon 30 % from the bottom", 0.7), ("", "", 0)],
)  # fmt: skip
def test_the_horizon(field: str, composition: str, horizon: float) -> None:
    assert of(horizon=field, composition=composition).horizon == pytest.approx(horizon)


@pytest.mark.parametrize(
    ("shot", "size", "framed"),
    [("extreme-close-up", "extreme close-up", "close"), ("close-up", "close-up", "close"), ("mid", "mid", "mid"),
     ("full", "full", "wide"), ("wide", "wide", "wide"), ("establishing", "extreme wide", "wide"),
     ("product", "product", ""),
     ("top-down", "", "")],
)  # fmt: skip
def test_every_shot_of_the_form_is_read(shot: str, size: str, framed: str) -> None:
    assert (of(shot=shot).shot_size, of(shot=shot).shot) == (size, framed)


@pytest.mark.parametrize(
    ("words", "angle"),
    [("top-down", "top-down"), ("flat lay", "top-down"), ("low angle", "low"), ("bird's eye view", "bird's eye"),
     ("eye level", "eye level"), ("high angle", "high")],
)  # fmt: skip
def test_the_angle(words: str, angle: str) -> None:
    assert of(composition=words).angle == angle


def test_a_flat_lay_is_no_flat_drawing() -> None:
    assert of("phones", style="flat lay").place != "flat"
    assert of("phones", style="flat illustration").place == "flat"


def test_what_previz_cannot_frame_is_said() -> None:
    notes = of("two people", composition="over the shoulder, split screen").notes
    assert any("over the shoulder" in n and "split screen" in n for n in notes)


@pytest.mark.parametrize(
    ("words", "stop"),
    [
        ("f/1.8", 1.8),
        ("f2.8", 2.8),
        ("shallow depth of field", 2.0),
        ("everything sharp", 16.0),
        ("", 0),
        ("half of it", 0),
    ],
)
def test_depth_of_field(words: str, stop: float) -> None:
    assert of(style=[words]).aperture == stop


@pytest.mark.parametrize(
    ("words", "mm"), [("35 mm", 35), ("85mm lens", 85), ("3 mm bleed", 0), ("wide angle", 24), ("", 0)]
)
def test_the_lens(words: str, mm: float) -> None:
    assert of(style=words).lens == mm


@pytest.mark.parametrize(
    ("words", "fill"),
    [("fills 85 % of the frame", 0.85), ("product fills about 60 percent", 0.6), ("fills 3 %", 0.0), ("", 0)],
)
def test_how_much_the_subject_fills(words: str, fill: float) -> None:
    assert of(composition=words).fill == fill
    assert of(subject_position="fills").fill == 0.9


@pytest.mark.parametrize(
    ("words", "ground"),
    [("pure white #FFFFFF background", "white"), ("transparent background", "transparent"),
     ("plain background", "plain"),
     ("background #0D1526", "#0d1526"), ("black background", "black"), ("a lake", "")],
)  # fmt: skip
def test_the_background(words: str, ground: str) -> None:
    reading = of(environment=words)
    assert (reading.background, reading.white) == (ground, ground == "white")


@pytest.mark.parametrize(
    ("words", "weather"),
    [("wet basalt at a lake", set()), ("office, rain at the window", {"rain"}), ("storm at sea", {"storm", "rain"}),
     ("misty lake", {"mist"}), ("a field in snow", {"snow"}), ("no rain", set())],
)  # fmt: skip
def test_weather_and_what_is_only_wet(words: str, weather: set[str]) -> None:
    assert set(of(environment=words).weather) == weather


@pytest.mark.parametrize(
    ("fields", "hour"),
    [({"light": "Low morning sun from the left"}, "morning"), ({"light": "Dusk, city lights"}, "dusk"),
     ({"light": "Hard noon sun"}, "midday"), ({"light": "Overcast key, cold fill"}, "overcast"),
     ({"subject": "a dark wood table"}, ""), ({"subject": "a golden bottle"}, ""),
     ({"subject": "a bottle, dark"}, ""),
     ({"environment": "street at night"}, "night"),
     ({"title": "Something for spring"}, "midday"), ({"light": "not at night"}, "")],
)  # fmt: skip
def test_the_hour_is_said_by_light_and_not_by_a_dark_table(fields: dict[str, str], hour: str) -> None:
    assert read({"subject": "a bottle", **fields}, {}).time == hour


def test_an_office_chair_on_white_is_no_office() -> None:
    assert of("office chair", environment="pure white background").place == "studio"
    assert of("people", environment="a modern office, city skyline outside").place == "office"


def test_the_season_and_the_look() -> None:
    reading = of(environment="a lake in autumn", style=["watercolour"])
    assert (reading.season, reading.looks) == ("autumn", ("watercolour",))
    assert any("gouache, the nearest" in note for note in reading.notes)


def test_a_style_pack_s_words_are_read_too() -> None:
    pack = {
        "medium": "gouache painting",
        "lens": "35 mm",
        "light": "overcast key",
        "tokens": {"previz": ["painterly"]},
        "margins": 0.04,
    }
    reading = read({"subject": "a boat"}, pack)
    assert (reading.looks, reading.lens, reading.time, reading.margin_x) == (("gouache",), 35, "overcast", 0.04)


@pytest.mark.parametrize(
    ("words", "moves"),
    [
        ("slow push in (0-3 s)", [("push in", 0, "", 3, "slow")]),
        ("camera arcs 20 degrees left, 4 s", [("arc", 20, "left", 4, "")]),
        ("pan right, then tilt up 10°", [("pan", 0, "right", 0, ""), ("tilt", 10, "up", 0, "")]),
        ("static camera", [("static", 0, "", 0, "")]),
        ("dolly left 2 m", [("truck", 2, "left", 0, "")]),
        ("bottle on the left", []),
        ("a truck and a pan of salt", []),
    ],
)  # fmt: skip
def test_moves_of_the_camera(words: str, moves: list[tuple[object, ...]]) -> None:
    found = [(m.kind, m.amount, m.direction, m.seconds, m.speed) for m in of(composition=words).motion]
    assert found == moves


def test_shapes_are_counted() -> None:
    assert of(style=["flat", "at most five shapes"]).most_shapes == 5


# --- What must not be shown ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "banned", "free"),
    [
        ("no text in scene", {"text"}, {"bottle"}),
        ("no text on the bottle", {"text"}, {"bottle"}),
        ("no people, hands or logos", {"person", "logo"}, {"bottle"}),
        ("without props", {"props"}, {"bottle"}),
        ("no gradients, no faces", {"gradient", "face"}, {"person"}),
        ("nothing but a bottle", set(), {"bottle"}),
        ("no more than five shapes", set(), {"bottle", "props"}),
        ("avoid chairs", {"chair"}, {"person"}),
        ("no people but a chair", {"person"}, {"chair"}),
        ("no people, chairs on the left", {"person"}, {"chair"}),
        ("no hard shadows", {"hard shadows"}, {"shadow"}),
        ("no shadows", {"shadow"}, set()),
    ],
)
def test_no_reaches_to_the_end_of_its_clause(words: str, banned: set[str], free: set[str]) -> None:
    reading = of(composition=words)
    assert banned <= reading.forbidden
    assert not free & reading.forbidden


def test_the_ferryman_s_face_is_not_the_ferryman() -> None:
    reading = read({"subject": "a ferryman", "must_not_show": ["modern objects", "the ferryman's face"]}, {})
    assert reading.people == 1
    assert "face" in reading.forbidden and "props" not in reading.forbidden
    assert read({"subject": "a ferryman", "must_not_show": "the ferryman's hands"}, {}).people == 1


def test_a_ban_with_a_quality_spares_what_is_asked() -> None:
    assert of("a glass bottle", must_not_show=["plastic bottles", "other bottles"]).subject
    assert read({"subject": "a doctor and a nurse", "must_not_show": "children"}, {}).people == 2


# --- Contradictions, and words that show nothing ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"subject": "two people", "must_not_show": ["people"]}, "forbids people"),
        ({"must_not_show": ["bottles"]}, "asks for a bottle and also forbids it"),
        ({"environment": "pure white background, an office"}, "leaves no room for a place"),
        ({"copy_space": "top third", "composition": "fills 95 % of the frame"}, "both do not fit"),
        ({"light": "night, hard noon sun"}, "night and midday"),
        ({"copy_space": "left half", "subject_position": "left-third"}, "where the copy goes"),
        ({"composition": "static camera, pan left"}, "stand still and to move"),
    ],
)
def test_what_cannot_both_be_is_named_with_a_way_out(fields: dict[str, object], words: str) -> None:
    note = next((n for n in read({"subject": "a bottle", **fields}, {}).notes if words in n), "")
    assert note.count(".") >= 2 or ";" in note


def test_a_sound_brief_has_no_contradiction() -> None:
    reading = of(
        environment="lake shore", light="low morning sun", copy_space="left half", subject_position="right third"
    )
    assert not [n for n in reading.notes if "one of the two" in n or "both" in n]


def test_vague_words_are_named_as_what_they_are() -> None:
    note = next(n for n in of("a bottle, premium and eye-catching").notes if "No picture can show" in n)
    assert "“premium”" in note and "“eye-catching”" in note


def test_a_field_in_another_language_is_said_and_its_common_nouns_are_known() -> None:
    reading = read({"subject": "Eine Flasche auf dem Tisch mit zwei Stühlen", "environment": "Küche"}, {})
    assert [m.name for m in reading.subject] == ["bottle", "table", "chair"]
    assert any("German" in note for note in reading.notes)
    assert any("Japanese" in note for note in read({"subject": "ボトルとテーブル"}, {}).notes)
    assert not [n for n in of("a bottle on a table in the office").notes if "seems to be in" in n]


def test_a_colourway_is_no_landscape_and_no_weather() -> None:
    style = {"palette": [{"name": "Dune", "hex": "#d9b382"}, {"name": "Fog", "hex": "#c9ced1"}]}
    dune = read({"subject": "bottle on wet basalt, Dune"}, style)
    assert [m.name for m in dune.subject] == ["bottle", "basalt"] and dune.named == ("#d9b382",)
    fog = read({"subject": "bottle on wet basalt, Fog"}, style)
    assert "mist" not in fog.weather and fog.named == ("#c9ced1",)
    assert read({"subject": "a bottle on a dune"}, style).place == "desert"


def test_the_wall_that_one_walks_past_is_the_set() -> None:
    assert not read({"subject": "a woman walking past a stone wall"}, {}).subject
    (bottle, *_) = read({"subject": "a bottle on a basalt column by the lake"}, {}).subject
    assert bottle.name == "bottle"


def test_a_name_with_a_description_is_a_character() -> None:
    ingrid = read({"subject": "Ingrid: fifties, silver bob, charcoal suit, at a long table"}, {}).characters
    again = read({"subject": "Ingrid: fifties, silver bob, charcoal suit, seated in an archive"}, {}).characters
    assert [c.name for c in ingrid] == ["Ingrid"]
    assert ingrid[0].params() == again[0].params() and ingrid[0].colours == again[0].colours
    assert not read({"subject": "Headline: bottle on basalt, morning mist"}, {}).characters

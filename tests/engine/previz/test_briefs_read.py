"""The seven sample briefs as people fill them in, and the first rows of the bulk request."""

from __future__ import annotations

from typing import Any

import pytest

from briefs.seeds.briefs import SAMPLE_BRIEFS
from generation.engine.previz.reading import Reading, read

TERN = {
    "name": "Tern",
    "medium": "photograph",
    "lens": "85 mm",
    "light": "low sun, long shadows",
    "margins": 0.05,
    "palette": [
        {"name": "Kelp", "hex": "#2F5D50"},
        {"name": "Dune", "hex": "#D9B382"},
        {"name": "Ember", "hex": "#C8452D"},
        {"name": "Fog", "hex": "#C9CED1"},
    ],
    "tokens": {"previz": ["cold clear air"]},
}
INGRID = {
    "title": "Quiet capital, Ingrid",
    "people": "Ingrid, fifties, silver bob, charcoal two-button suit, no jewellery, calm",
    "shot": "mid",
    "light": "Key to fill 4:1 from camera left",
    "mood": "Calm",
}
SCENES = {
    "long table": {"subject": "Ingrid at a long table", "environment": "Quiet meeting room"},
    "window": {"subject": "Ingrid by a window with rain", "environment": "Private bank, office"},
    "wall": {"subject": "Ingrid walking past a stone wall", "environment": "Old town street"},
    "archive": {"subject": "Ingrid seated in an archive", "environment": "Archive with shelves"},
}
SCREENS = {
    "title": "Empty-state illustrations, 12 screens",
    "job": "guide",
    "subject": "no results, offline, first project, upload, permission needed, all done, error, archived, empty inbox, "
    "no members, loading long, maintenance",
    "shot": "flat",
    "style": ["flat", "rounded", "2 px optical line", "no gradients", "no faces", "at most five shapes",
              "#0F172A #334155 #94A3B8 #E2E8F0 #38BDF8 #F472B6", "transparent background"],
}  # fmt: skip
SPOT: tuple[dict[str, Any], ...] = (
    {"subject": "Black water, first light on the horizon", "environment": "lake", "composition": "slow push in, 3 s"},
    {"subject": "Bottle on basalt, mist passes", "composition": "camera arcs 20 degrees left, 4 s"},
    {"subject": "Hand-free pour into a tin cup", "shot": "close-up", "environment": "lake shore"},
    {"subject": "Kelp water bottle", "shot": "product", "environment": "plain background"},
)
FUZZY = {
    "title": "Something for spring",
    "message": "We need some really eye-catching, premium but playful visuals for spring, you know our vibe. "
    "For socials mostly, maybe a banner. Diverse people having fun with the app, futuristic but warm. Logo big. "
    "As soon as possible please!",
}


def things(reading: Reading) -> list[str]:
    return [m.name for m in reading.subject]


def test_01_three_people_decide_round_a_display() -> None:
    r = read(SAMPLE_BRIEFS["01"], {})
    assert (r.people, things(r), r.place, r.time, r.shot) == (3, ["display"], "office", "dusk", "mid")
    assert r.subject[0].clear and r.subject[0].size > 1
    assert r.related("around")[0][0].person and r.related("around")[0][1].name == "display"
    assert r.copy.h == pytest.approx(1 / 3) and r.copy.w == 1
    assert r.forbids("text") and r.forbids("logo") and not r.forbids("person", "display")
    assert not [n for n in r.notes if "Not " in n or "forbids" in n]


@pytest.mark.parametrize(
    ("scene", "action", "thing"),
    [("long table", "", "table"), ("window", "", ""), ("wall", "walking", ""), ("archive", "sitting", "")],
)
def test_02_ingrid_is_one_person_and_never_a_thing(scene: str, action: str, thing: str) -> None:
    r = read({**INGRID, **SCENES[scene]}, {})
    assert r.people == 1
    assert {"fifties", "silver hair", "suit", "charcoal"} <= r.people_said
    assert r.light_from == -1
    assert not action or action in r.actions
    assert not thing or thing in things(r)
    assert not [m.text for m in r.subject if m.noun is None]
    assert ("rain" in r.weather) == (scene == "window")


def test_03_the_bottle_stands_on_wet_basalt_and_nobody_is_there() -> None:
    r = read(SAMPLE_BRIEFS["03"], TERN)
    assert (r.people, things(r), r.time, r.light_from) == (0, ["bottle", "basalt"], "morning", -1)
    assert [(a.name, b.name) for a, b in r.related("on")] == [("bottle", "basalt")]
    assert r.subject[0].colour == "#2f5d50" and r.named == ("#2f5d50",)
    assert set(r.weather) == {"mist"}
    assert (r.copy.x, r.copy.w, r.subject_x) == (0, 0.5, 0.72) and r.same_horizon
    assert (r.lens, r.aperture) == (85, 2.0)
    assert "bottle" not in r.forbidden


def test_03_the_main_image_is_white_and_full_and_without_props() -> None:
    r = read(
        {
            "subject": "Tern water bottle in Ember",
            "environment": "pure white #FFFFFF background",
            "composition": "product fills 85 % of the frame, no props",
        },
        TERN,
    )
    assert (r.white, r.background, r.fill, r.place) == (True, "white", 0.85, "studio")
    assert r.named == ("#c8452d",) and r.forbids("props")
    assert not [n for n in r.notes if "leaves no room" in n]


def test_03_a_story_keeps_top_and_bottom_clear() -> None:
    r = read({"subject": "bottle", "composition": "top 14 % and bottom 20 % kept clear for interface"}, TERN)
    assert [round(a.h, 2) for a in r.clear] == [0.14, 0.2]


def test_04_screens_are_drawn_flat_and_their_words_are_not_bans() -> None:
    r = read(SCREENS, {})
    assert (r.place, r.people, r.most_shapes, r.background) == ("flat", 0, 5, "transparent")
    assert r.forbids("gradient") and r.forbids("face") and not r.forbids("person", "results", "members")
    assert len(r.colours) == 6 and not r.subject
    assert r.said("result") and r.said("offline") and r.said("inbox")


def test_05_the_ferryman_crosses_though_his_face_is_forbidden() -> None:
    r = read(SAMPLE_BRIEFS["05"], {"medium": "gouache painting", "lens": "35 mm", "light": "overcast key, cold fill"})
    assert (r.people, r.place, r.time, r.shot, r.lens) == (1, "marsh", "overcast", "wide", 35)
    assert things(r)[:2] == ["chapel", "boat"]
    assert {"mask", "cloak"} <= r.people_said
    assert r.looks[0] == "gouache" and r.horizon == 0.66
    assert not [n for n in r.notes if "forbids" in n]


def test_06_the_beats_of_the_spot_are_moves_with_times() -> None:
    moves = [[(m.kind, m.amount, m.direction, m.seconds) for m in read(beat, TERN).motion] for beat in SPOT]
    assert moves == [[("push in", 0, "", 3)], [("arc", 20, "left", 4)], [], []]
    readings = [read(beat, TERN) for beat in SPOT]
    assert [r.people for r in readings] == [0, 0, 0, 0]
    assert (readings[0].time, readings[1].weather, readings[2].shot) == ("morning", {"mist"}, "close")


def test_07_a_fuzzy_brief_is_shown_and_told_what_it_lacks() -> None:
    r = read(FUZZY, {})
    assert (r.people, things(r), r.season, r.actions) == (3, ["phone"], "spring", ("having fun",))
    assert "diverse" in r.people_said
    said = " ".join(r.notes)
    for words in ("no subject", "names no place", "“eye-catching”", "“premium”", "The logo is placed"):
        assert words in said
    assert len(r.notes) <= 12 and not [m for m in r.subject if m.noun is None]


@pytest.mark.parametrize(
    ("subject", "said", "on"),
    [
        ("bottle on wet basalt", "shore", "basalt"),
        ("bottle in snow", "", ""),
        ("bottle on a canoe seat", "", "boat"),
        ("bottle beside a tent", "", ""),
    ],
)
@pytest.mark.parametrize("colourway", ["Kelp", "Dune", "Ember", "Fog"])
def test_the_rows_of_the_bulk_request_keep_their_colour_and_their_support(
    subject: str, said: str, on: str, colourway: str
) -> None:
    r = read({"title": "Tern always-on 001", "subject": f"{colourway} {subject}"}, TERN)
    assert things(r)[0] == "bottle" and r.people == 0
    assert r.named == tuple(p["hex"].lower() for p in TERN["palette"] if p["name"] == colourway)  # type: ignore[index,attr-defined]
    assert not said or r.place == said
    assert not on or on in [b.name for _, b in r.related("on")]
    assert ("snow" in r.weather) == ("snow" in subject)
    assert "mist" not in r.weather  # Fog is a colour here
    behind = read({"subject": f"{subject}, {colourway}"}, TERN)
    assert behind.named == r.named and not [m.text for m in behind.subject if m.text == colourway.lower()]

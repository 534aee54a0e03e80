"""How a picture is taken and laid out: shots, angles, layouts, moves of the camera."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

Words = Mapping[str, tuple[str, ...]]

# The detailed size; SHOT_OF is what framing works with.
SHOT_SIZES: Words = MappingProxyType({
    "extreme close-up": ("extreme close-up", "extreme closeup", "ecu", "macro", "macro shot", "detail shot"),
    "close-up": ("close-up", "closeup", "close", "tight", "tight shot", "head and shoulders", "portrait", "headshot",
                 "close shot", "tight crop"),
    "mid": ("mid", "mid shot", "medium", "medium shot", "waist", "waist up", "half length", "three-quarter",
            "cowboy", "half figure", "mid length"),
    "full": ("full", "full body", "full length", "full figure", "head to toe", "full shot"),
    "wide": ("wide", "wide shot", "long shot", "panorama", "panoramic", "landscape shot", "wide angle"),
    "extreme wide": ("extreme wide", "extreme wide shot", "extreme long shot", "establishing", "establishing shot",
                     "epic wide"),
    "product": ("product", "pack shot", "packshot", "product shot"),
})  # fmt: skip
SHOT_OF: Mapping[str, str] = MappingProxyType({
    "extreme close-up": "close", "close-up": "close", "mid": "mid", "full": "wide", "wide": "wide",
    "extreme wide": "wide", "product": "",
})  # fmt: skip

ANGLES: Words = MappingProxyType({
    "top-down": ("top-down", "top down", "flat lay", "flatlay", "from above", "overhead", "overhead shot",
                 "directly above", "knolling"),
    "high": ("high angle", "looking down", "elevated view", "from a high angle"),
    "low": ("low angle", "looking up", "from below", "worm eye", "worm's eye", "hero angle", "from a low angle"),
    "eye level": ("eye level", "eye-level", "straight on", "head on", "frontal"),
    "bird's eye": ("bird's eye", "birds eye", "bird eye", "aerial", "drone view", "drone shot", "from the air"),
    "three-quarter": ("three-quarter view", "three quarter view", "3/4 view", "isometric angle"),
    "side": ("side view", "in profile", "side on", "side-on", "profile view"),
})  # fmt: skip
ANGLES_NOT_SHOWN: Words = MappingProxyType({
    "over the shoulder": ("over the shoulder", "over-the-shoulder", "ots"),
    "dutch angle": ("dutch angle", "dutch tilt", "tilted horizon", "canted"),
    "fisheye": ("fisheye", "fish eye"),
    "first person": ("point of view", "pov", "first person"),
})  # fmt: skip

LAYOUTS: Words = MappingProxyType({
    "hero left": ("hero left", "hero on the left", "subject left"),
    "hero right": ("hero right", "hero on the right", "subject right"),
    "symmetric": ("symmetric", "symmetrical", "symmetry", "mirrored composition"),
    "top heavy": ("top heavy", "top-heavy"),
    "bottom heavy": ("bottom heavy", "bottom-heavy"),
    "grid": ("grid layout", "in a grid", "grid composition"),
    "diagonal": ("diagonal", "diagonal composition", "on a diagonal", "diagonally"),
    "centred": ("centred", "centered", "central composition", "dead centre", "dead center"),
    "thirds": ("rule of thirds", "on a third"),
    "layered": ("layered", "foreground midground background", "depth layers"),
    "framed": ("frame within a frame", "framed by", "through a doorway"),
    "leading lines": ("leading lines", "leading line", "vanishing point", "one point perspective"),
    "minimal": ("minimal", "minimalist", "lots of negative space", "generous negative space"),
})  # fmt: skip
LAYOUTS_NOT_SHOWN: Words = MappingProxyType({
    "split screen": ("split screen", "split-screen", "side by side comparison", "before and after", "diptych"),
    "collage": ("collage", "montage", "photo grid", "mood board"),
    "double exposure": ("double exposure",),
})  # fmt: skip

FOCUS: Words = MappingProxyType({
    "shallow": ("shallow depth of field", "shallow depth", "shallow focus", "bokeh", "blurred background",
                "soft background", "background blur", "out of focus background", "selective focus", "wide open"),
    "deep": ("everything sharp", "deep focus", "sharp throughout", "all in focus", "everything in focus",
             "deep depth of field", "pan focus", "front to back sharp", "sharp front to back", "infinite focus"),
})  # fmt: skip
FOCUS_STOPS: Mapping[str, float] = MappingProxyType({"shallow": 2.0, "deep": 16.0})

MOVES: Words = MappingProxyType({
    "push in": ("push in", "pushes in", "push-in", "dolly in", "dollies in", "move in", "moves in", "track in",
                "creep in", "camera approaches", "push forward", "pushes forward"),
    "pull out": ("pull out", "pulls out", "pull back", "pulls back", "dolly out", "dollies out", "move back",
                 "track out", "pull away"),
    "zoom in": ("zoom in", "zooms in", "zooming in"),
    "zoom out": ("zoom out", "zooms out", "zooming out"),
    "arc": ("arc", "arcs", "orbit", "orbits", "circles around", "camera circles", "rotates around", "arcing",
            "turns around the", "orbiting"),
    "pan": ("pan", "pans", "panning", "slow pan", "swivel"),
    "tilt": ("tilt up", "tilt down", "tilts up", "tilts down", "tilts", "camera tilt", "tilting"),
    "truck": ("truck", "trucks", "slide", "slides", "tracking shot", "tracks", "lateral move", "dolly left",
              "dolly right", "track left", "track right", "slider"),
    "rise": ("crane up", "rises", "boom up", "pedestal up", "camera rises", "lifts up", "jib up"),
    "lower": ("crane down", "boom down", "pedestal down", "camera lowers", "descends", "jib down"),
    "static": ("static", "locked off", "locked-off", "static camera", "camera stands", "tripod", "still camera",
               "no camera move", "fixed camera"),
    "handheld": ("handheld", "hand-held"),
    "dolly": ("dolly", "dollies"),
})  # fmt: skip

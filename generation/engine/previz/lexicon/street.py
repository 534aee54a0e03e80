"""Nouns for things/street.py."""

from __future__ import annotations

from generation.engine.previz.lexicon.noun import Noun, noun

NOUNS: tuple[Noun, ...] = (
    noun("traffic light", "traffic_light", "stoplight|traffic signal", most=3),
    noun("traffic cone", "traffic_cone", "pylon cone|road cone|safety cone", most=6),
    noun("road sign", "road_sign", "traffic sign|stop sign|street sign", most=3),
    noun("warning sign", "road_sign", "yield sign|triangle sign", most=3, form="triangle"),
    noun("signpost", "signpost", "sign post|waymarker|guidepost|fingerpost", most=2),
    noun("bollard", "bollard", most=6),
    noun("hydrant", "hydrant", "fire hydrant", most=2),
    noun("bin", "bin", "trash can|dustbin|waste bin|litter bin|garbage can|rubbish bin|trash bin", most=3),
    noun("mailbox", "mailbox", "letterbox|letter box|postbox|post box|pillar box", most=2),
    noun("billboard", "billboard", "hoarding|advertising board|advertising hoarding", most=2),
    noun("flag", "flag", "banner flag|flagpole|pennant", most=5),
    noun("barrier", "barrier", "road barrier|roadblock|construction barrier", most=3),
)

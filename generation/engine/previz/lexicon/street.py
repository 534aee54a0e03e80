"""Nouns for things/street.py."""

from __future__ import annotations

from generation.engine.previz.lexicon.noun import Noun, noun

NOUNS: tuple[Noun, ...] = (
    noun("tent", "tent", "camping tent|camp|tipi|teepee|yurt", most=3),
    noun("greenhouse", "greenhouse", "glasshouse|hothouse|orangery|conservatory", stands="far", most=2),
    noun("market stall", "market_stall", "stall|market stand|fruit stand|farmers market|market booth", most=3),
    noun("kiosk", "kiosk", "newsstand|news stand|pavilion|ticket booth", most=2),
    noun("bus stop", "bus_stop", "bus shelter|tram stop|shelter", most=1),
    noun("traffic light", "traffic_light", "stoplight|traffic signal", most=3),
    noun("traffic cone", "traffic_cone", "pylon cone|road cone|safety cone", most=6),
    noun("road sign", "road_sign", "traffic sign|stop sign|street sign", most=3),
    noun("warning sign", "road_sign", "yield sign|triangle sign", most=3, form="triangle"),
    noun("signpost", "signpost", "sign post|waymarker|guidepost|fingerpost", most=2),
    noun("bollard", "bollard", most=6),
    noun("hydrant", "hydrant", "fire hydrant", most=2),
    noun("bin", "bin", "trash can|dustbin|waste bin|litter bin|garbage can|rubbish bin|trash bin", most=3),
    noun("mailbox", "mailbox", "letterbox|letter box|postbox|post box|pillar box", most=2),
    noun("phone box", "phone_box", "telephone box|phone booth|telephone booth", most=2),
    noun("fence", "fence", "picket fence|garden fence|paling", most=3),
    noun("garden gate", "gate", "gate|iron gate|entrance gate", most=1),
    noun("brick wall", "wall", "garden wall|stone wall", most=2),
    noun("fountain", "fountain", "water fountain|spring basin", most=1),
    noun("statue", "statue", "sculpture|monument|bust", most=2),
    noun("billboard", "billboard", "hoarding|advertising board|advertising hoarding", most=2),
    noun("flag", "flag", "banner flag|flagpole|pennant", most=5),
    noun("parasol", "parasol", "beach parasol|sunshade|garden umbrella|cafe umbrella", most=4),
    noun("barrier", "barrier", "road barrier|roadblock|construction barrier", most=3),
    noun("well", "well", "water well|wishing well|draw well", most=1),
)

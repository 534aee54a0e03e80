"""Television and screens in public places."""

from __future__ import annotations

from typing import Any, Final

from briefs.seeds.placements.row import FIVE, KB, MB, READ, Source, spec

SMPTE: Final = Source("SMPTE ST 2046-1")  # claimed, not read: the standard is sold
EBU: Final = Source("EBU R 95", "https://tech.ebu.ch/publications/r095")  # claimed, not read
AMAZON_TV: Final = Source(
    "Amazon Ads, Streaming TV & Prime Video ad specs",
    "https://advertising.amazon.com/resources/ad-specs/dsp/video/streaming-tv-prime-video-ads",
    READ,
)
FIRE_TV: Final = Source(
    "Amazon Ads, Fire TV Inline Ad Placement", "https://advertising.amazon.com/resources/ad-specs/fire-tv/inline", READ
)
ADSHEL_LIVE: Final = Source(
    "Clear Channel UK, Adshel Live Specification",
    "https://www.clearchannel.co.uk/resources/specifications/adshel-live-specification",
    READ,
)
STORM: Final = Source(
    "Clear Channel UK, Storm Specifications",
    "https://clearchannel.co.uk/resources/specifications/storm-specification",
    READ,
)
ARGYLE: Final = Source("Clear Channel UK, Storm Glasgow Argyle Street Specification", read=READ)
ASDA_LIVE: Final = Source("Clear Channel UK, Asda Live Specification", read=READ)
MALLS_XL: Final = Source(
    "Clear Channel UK, Malls Live XL Ealing Broadway",
    "https://clearchannel.co.uk/help/templates/malls-live-xl-ealing-broadway",
    READ,
)
MALLS: Final = Source(
    "Clear Channel UK, Malls: Digital 6-sheet Technical Specification",
    "https://studylib.net/doc/18032046/technical-specification-guidelines-malls--digital",
    READ,
)
WRAP: Final = Source(
    "Clear Channel UK, Wrap specifications",
    "https://www.clearchannel.co.uk/our-products/specifications/wrap-specifications-guidelines/",
    READ,
)
JCD_US: Final = Source(
    "JCDecaux North America, Standard Digital Screen Creative Guidelines",
    "http://jcdecauxna.com/digital/standard-digital-screen-creative-guidelines",
    READ,
)
JCD_FI: Final = Source(
    "JCDecaux Finland, Dynamic outdoor advertisements",
    "https://jcdecaux.fi/en/planning-guide/digital-planning-guides/dynamic-outdoor-advertisements",
    READ,
)
D48: Final = Source("Clear Channel UK, Billboard Live", "https://www.clearchannel.co.uk/resources/specifications")
JPEG: Final = ["jpeg"]
TEN_SECONDS: Final = {"min_s": 10, "max_s": 10}
SUBTLE: Final = {**TEN_SECONDS, "fps": [25], "max_bytes": 25 * MB, "codecs": ["H.264"]}

SCREENS: Final[list[dict[str, Any]]] = [
    spec("ctv-uhd", "Connected TV still", "CTV", (3840, 2160), SMPTE, safe=FIVE, most=10 * MB, chars=50),
    spec("ctv-hd", "Connected TV still, HD", "CTV", (1920, 1080), SMPTE, safe=FIVE, ours=["formats"]),
    spec("ctv-hd-ebu", "Television graphic, 16:9", "CTV", (1920, 1080), EBU, safe=FIVE, ours=["formats"]),
    spec("ctv-streaming", "Streaming TV ad", "CTV", (1920, 1080), AMAZON_TV, min_width=1920, min_height=1080,
         motion={"min_s": 15, "max_s": 60, "fps": [23.976, 24, 25, 29.97], "max_bytes": 500 * MB,
                 "codecs": ["H.264", "MPEG-2", "MPEG-4"]}, ours=["formats"]),
    spec("fire-tv-banner", "Fire TV inline banner", "CTV", (1712, 136), FIRE_TV, formats=JPEG, most=250 * KB),
    spec("fire-tv-details", "Fire TV inline background", "CTV", (980, 551), FIRE_TV, formats=JPEG, most=300 * KB,
         chars=30, copy={"primary_chars": 95}, motion={"min_s": 10, "max_s": 30, "max_bytes": 500 * MB}),

    spec("dooh-portrait", "Digital 6-sheet", "OOH", (1080, 1920), safe=(0.03, 0.05, 0.03, 0.05), most=5 * MB, chars=40),
    spec("dooh-adshel-live", "Adshel Live, street", "OOH", (1080, 1920), ADSHEL_LIVE, formats=JPEG, most=1 * MB,
         motion=SUBTLE),
    spec("dooh-asda-live", "Asda Live, shop", "OOH", (1080, 1920), ASDA_LIVE, formats=JPEG, most=1 * MB,
         motion={**SUBTLE, "max_bytes": 30 * MB}),
    spec("dooh-mall", "Mall digital 6-sheet", "OOH", (1080, 1920), MALLS,
         motion={**TEN_SECONDS, "fps": [25, 30], "codecs": ["H.264"]}),
    spec("dooh-mall-xl", "Malls Live XL, Ealing Broadway", "OOH", (640, 360), MALLS_XL, formats=JPEG, motion=SUBTLE),
    spec("dooh-wrap", "Digital wrap", "OOH", (800, 400), WRAP, formats=JPEG),
    spec("dooh-storm-cromination", "Storm Cromination", "OOH", (1824, 432), STORM, formats=JPEG),
    spec("dooh-storm-leeds", "Storm Leeds, The Mile", "OOH", (2064, 528), STORM, formats=JPEG),
    spec("dooh-storm-argyle", "Storm Glasgow, Argyle Street", "OOH", (528, 816), ARGYLE, formats=JPEG),
    spec("dooh-landscape", "Digital screen, landscape", "OOH", (1920, 1080), JCD_US, motion=TEN_SECONDS,
         ours=["formats"]),
    spec("dooh-portrait-fi", "Digital screen, portrait", "OOH", (1080, 1920), JCD_FI, ours=["formats"]),
    spec("dooh-48-sheet", "Digital 48-sheet", "OOH", (1920, 960), D48, formats=JPEG),
]  # fmt: skip

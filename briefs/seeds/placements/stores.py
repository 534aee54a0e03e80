"""Marketplaces and app stores."""

from __future__ import annotations

from typing import Any, Final

from briefs.seeds.placements.row import FOUR, MB, READ, Source, kept, spec

EBAY: Final = Source(
    "eBay, Picture policy", "https://www.ebay.com/help/policies/listing-policies/picture-policy?id=4370", READ
)
CHROME: Final = Source(
    "Chrome for Developers, Supplying Images", "https://developer.chrome.com/docs/webstore/images", READ
)
MICROSOFT: Final = Source("Microsoft Learn, App screenshots, images, and trailers for MSIX app", read=READ)
PLAY: Final = Source(
    "Google Play Console Help, Graphic assets, screenshots, & video",
    "https://support.google.com/googleplay/android-developer/answer/1078870",
    READ,
)
PLAY_UNREAD: Final = Source(PLAY.name, PLAY.url)
APPLE: Final = Source(
    "Apple, App Store Connect: Screenshot specifications",
    "https://developer.apple.com/help/app-store-connect/reference/screenshot-specifications/",
)
AMAZON: Final = Source("Amazon Seller Central, Product image requirements", "https://sellercentral.amazon.com/")
ETSY: Final = Source("Etsy Help", "https://help.etsy.com/")
MERCHANT: Final = Source(
    "Google Merchant Center Help, Image link", "https://support.google.com/merchants/answer/6324350"
)
THIRD: Final = [kept("text overlays of the store", 0, 0.6667, 1, 0.3333)]
PNG: Final = ["png"]

STORES: Final[list[dict[str, Any]]] = [
    spec("marketplace-main", "Marketplace main image", "marketplace", (2000, 2000), formats=["jpeg"], most=1 * MB,
         chars=0, background="#FFFFFF"),
    spec("marketplace-lifestyle", "Lifestyle image", "marketplace", (1600, 2000), safe=FOUR, formats=["jpeg"],
         most=2 * MB, chars=40),
    spec("amazon-main", "Amazon main image", "marketplace", (2000, 2000), AMAZON, formats=["jpeg"], chars=0,
         background="#FFFFFF", min_width=1000, ours=["width", "height"]),
    spec("ebay-photo", "eBay photo", "marketplace", (1, 1), EBAY, unit="ratio", formats=["jpeg"], chars=0,
         min_width=500, ours=["width", "height", "formats"]),
    spec("etsy-listing", "Etsy listing photo", "marketplace", (2000, 2000), ETSY, formats=["jpeg"], chars=0),
    spec("merchant-main", "Google Merchant main image", "marketplace", (1500, 1500), MERCHANT, formats=["jpeg", "png"],
         chars=0, most=16 * MB),

    spec("app-store-phone", "App Store, iPhone 6.9 inch", "marketplace", (1320, 2868), APPLE, formats=["png", "jpeg"]),
    spec("app-store-pad", "App Store, iPad 13 inch", "marketplace", (2064, 2752), APPLE, formats=["png", "jpeg"]),
    spec("app-store-mac", "Mac App Store", "marketplace", (2880, 1800), APPLE, formats=["png", "jpeg"]),
    spec("play-icon", "Google Play icon", "marketplace", (512, 512), PLAY, formats=PNG, most=1_048_576, chars=0,
         background="transparent"),
    spec("play-feature", "Google Play feature graphic", "marketplace", (1024, 500), PLAY_UNREAD,
         formats=["jpeg", "png"]),
    spec("play-phone", "Google Play, phone", "marketplace", (1080, 1920), PLAY_UNREAD, formats=["jpeg", "png"]),

    spec("chrome-icon", "Chrome Web Store icon", "marketplace", (128, 128), CHROME, safe=(0.125, 0.125, 0.125, 0.125),
         formats=PNG, chars=0, background="transparent"),
    spec("chrome-tile", "Chrome Web Store small tile", "marketplace", (440, 280), CHROME, formats=["png", "jpeg"],
         ours=["formats"]),
    spec("chrome-marquee", "Chrome Web Store marquee", "marketplace", (1400, 560), CHROME, formats=["png", "jpeg"],
         ours=["formats"]),
    spec("chrome-screenshot", "Chrome Web Store screenshot", "marketplace", (1280, 800), CHROME,
         formats=["png", "jpeg"], ours=["formats"]),

    spec("ms-store-screenshot", "Microsoft Store screenshot", "marketplace", (3840, 2160), MICROSOFT, formats=PNG,
         most=50 * MB, clear=THIRD, min_width=1366, min_height=768),
    spec("ms-store-poster", "Microsoft Store poster", "marketplace", (1440, 2160), MICROSOFT, formats=PNG,
         most=50 * MB, clear=THIRD, min_width=720, min_height=1080),
    spec("ms-store-box", "Microsoft Store box art", "marketplace", (2160, 2160), MICROSOFT, formats=PNG, most=50 * MB,
         clear=THIRD, min_width=1080, min_height=1080),
    spec("ms-store-icon", "Microsoft Store tile icon", "marketplace", (300, 300), MICROSOFT, formats=PNG,
         most=50 * MB, chars=0),
    spec("ms-store-hero", "Microsoft Store super hero", "marketplace", (3840, 2160), MICROSOFT, formats=PNG, chars=0,
         clear=[kept("gradient of the store", 0, 0.6667, 1, 0.3333)], min_width=1920, min_height=1080),
    spec("ms-store-trailer", "Microsoft Store trailer thumbnail", "marketplace", (1920, 1080), MICROSOFT, formats=PNG,
         motion={"max_bytes": 2_000 * MB, "codecs": ["H.264", "ProRes"]}),
]  # fmt: skip

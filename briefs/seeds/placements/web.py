"""Web, email and product interface: our own choices, and what link previews take."""

from __future__ import annotations

from typing import Any, Final

from briefs.seeds.placements.row import EIGHT, FIVE, FOUR, KB, MB, READ, SIDES, UI, WEB, Source, spec

META_SHARING: Final = Source(
    "Meta for Developers, Images in Link Shares", "https://developers.facebook.com/docs/sharing/webmasters/images", READ
)
GITHUB: Final = Source("GitHub Docs, Customizing your repository’s social media preview", read=READ)
X_CARDS: Final = Source(
    "X Developer Platform, Ads API: Cards", "https://developer.x.com/en/docs/ads/creatives/overview/revenue-cards", READ
)

WEB_AND_EMAIL: Final[list[dict[str, Any]]] = [
    spec("web-hero", "Web hero", "web", (2400, 1000), safe=SIDES, formats=WEB, most=400 * KB, chars=60),
    spec("web-banner", "Web banner", "web", (1920, 480), safe=SIDES, formats=WEB, most=250 * KB, chars=50),
    spec("web-full-hd", "Full HD still", "web", (1920, 1080), safe=FIVE, formats=[*WEB, "png"], most=600 * KB,
         chars=60),
    spec("web-card", "Web card", "web", (800, 600), safe=FOUR, formats=WEB, most=120 * KB, chars=40),
    spec("web-card-square", "Web card, square", "web", (800, 800), safe=FOUR, formats=WEB, most=140 * KB, chars=40),
    spec("web-hero-phone", "Web hero, phone", "web", (1080, 1350), safe=FOUR, formats=WEB, most=250 * KB, chars=40),
    spec("thumb-16x9", "Thumbnail 16:9", "web", (640, 360), safe=FOUR, formats=WEB, most=80 * KB, chars=30),
    spec("github-preview", "GitHub repository preview", "web", (640, 320), GITHUB, formats=["png", "jpeg"],
         most=1 * MB),
    spec("open-graph", "Link preview", "social", (1200, 630), META_SHARING, safe=FIVE, most=8 * MB, chars=60,
         min_width=600, min_height=315, ours=["safe", "copy", "formats"]),
    spec("x-card-landscape", "X card, landscape", "social", (1.91, 1), X_CARDS, unit="ratio", most=3 * MB,
         min_width=800),
    spec("x-card-square", "X card, square", "social", (1, 1), X_CARDS, unit="ratio", most=3 * MB, min_width=800),
    spec("email-header", "Email header", "email", (1200, 400), safe=SIDES, most=150 * KB, chars=45),
    spec("email-tile", "Email tile", "email", (560, 420), safe=FOUR, most=90 * KB, chars=30),
    spec("email-hero-square", "Email hero, square", "email", (1200, 1200), safe=FOUR, most=200 * KB, chars=40),
    spec("ui-empty-state", "Empty state, 1×", "product", (480, 360), safe=EIGHT, formats=UI, most=20 * KB, chars=0,
         background="transparent"),
    spec("ui-empty-state-2x", "Empty state, 2×", "product", (960, 720), safe=EIGHT, formats=UI, most=40 * KB, chars=0,
         background="transparent"),
    spec("ui-empty-state-3x", "Empty state, 3×", "product", (1440, 1080), safe=EIGHT, formats=UI, most=80 * KB,
         chars=0, background="transparent"),
    spec("ui-onboarding", "Onboarding picture", "product", (1170, 1170), safe=EIGHT, formats=UI, most=120 * KB,
         chars=0),
]  # fmt: skip

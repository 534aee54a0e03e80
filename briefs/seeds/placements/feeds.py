"""X, Pinterest, Reddit, YouTube, Bluesky and Spotify."""

from __future__ import annotations

from typing import Any, Final

from briefs.seeds.placements.row import FIVE, KB, MB, READ, Source, spec

X_IMAGE: Final = Source(
    "X Business, Creative ad specs", "https://business.x.com/en/help/campaign-setup/creative-ad-specifications", READ
)
PINTEREST: Final = Source(
    "Pinterest Help, Pinterest product specs", "https://help.pinterest.com/en/business/article/pinterest-product-specs",
    READ,
)  # fmt: skip
REDDIT: Final = Source("Reddit Ads Help, Image Ad Specifications", "https://business.reddithelp.com/", READ)
REDDIT_CARDS: Final = Source("Reddit Ads Help, Carousel Ad Specifications", "https://business.reddithelp.com/", READ)
YOUTUBE_BANNER: Final = Source(
    "YouTube Data API, channelBanners.insert; YouTube, Channel Art Guidelines",
    "https://developers.google.com/youtube/v3/docs/channelBanners/insert",
    READ,
)
BLUESKY: Final = Source(
    "Bluesky, lexicon app.bsky.embed.images",
    "https://github.com/bluesky-social/atproto/blob/main/lexicons/app/bsky/embed/images.json",
    READ,
)
BLUESKY_LINK: Final = Source(
    "Bluesky, lexicon app.bsky.embed.external",
    "https://github.com/bluesky-social/atproto/blob/main/lexicons/app/bsky/embed/external.json",
    READ,
)
SPOTIFY_OVERLAY: Final = Source("Spotify Advertising, Overlay ad specs", read=READ)
SPOTIFY_VIDEO: Final = Source(
    "Spotify Advertising, Video ad specs", "https://ads.spotify.com/en-US/ad-specs/video-takeover-ad-specs", READ
)
PIN: Final = {"primary_chars": 500}
PIN_FILM: Final = {"min_s": 4, "max_s": 900, "max_bytes": 2_000 * MB, "codecs": ["H.264", "H.265"]}
BANNER_SAFE: Final = (0.3531, 0.198, 0.3531, 0.198)  # 1546 × 423 px in the middle of 2560 × 1440

FEEDS: Final[list[dict[str, Any]]] = [
    spec("x-post", "X post", "social", (1600, 900), Source("X"), safe=FIVE, most=5 * MB, chars=70),
    spec("x-image-landscape", "X image ad, landscape", "social", (800, 418), X_IMAGE, formats=["png", "jpeg"],
         most=5 * MB, copy={"primary_chars": 280}),
    spec("x-image-square", "X image ad, square", "social", (800, 800), X_IMAGE, formats=["png", "jpeg"], most=5 * MB,
         copy={"primary_chars": 280}),

    spec("pin-standard", "Pin", "social", (1000, 1500), PINTEREST, formats=["png", "jpeg"], most=32 * MB, chars=100,
         copy=PIN),
    spec("pin-video-portrait", "Video Pin, portrait", "social", (1080, 1620), PINTEREST, chars=100, copy=PIN,
         motion=PIN_FILM, ours=["width", "height", "formats"]),
    spec("pin-video-square", "Video Pin, square", "social", (1080, 1080), PINTEREST, chars=100, copy=PIN,
         motion=PIN_FILM, ours=["width", "height", "formats"]),

    spec("reddit-landscape", "Reddit image ad, 4:3", "social", (1440, 1080), REDDIT, most=3 * MB, chars=300),
    spec("reddit-square", "Reddit image ad, square", "social", (1080, 1080), REDDIT, most=3 * MB, chars=300),
    spec("reddit-portrait", "Reddit image ad, portrait", "social", (1080, 1350), REDDIT, most=3 * MB, chars=300),
    spec("reddit-wide", "Reddit image ad, 16:9", "social", (1920, 1080), REDDIT, most=3 * MB, chars=300),
    spec("reddit-thumb", "Reddit ad thumbnail", "social", (400, 300), REDDIT, most=500 * KB, chars=0),
    spec("reddit-carousel-square", "Reddit carousel card, square", "social", (1200, 1200), REDDIT_CARDS, most=20 * MB,
         chars=50, copy={"primary_chars": 300}),
    spec("reddit-carousel-portrait", "Reddit carousel card, portrait", "social", (1200, 1500), REDDIT_CARDS,
         most=20 * MB, chars=50, copy={"primary_chars": 300}),

    spec("youtube-thumb", "YouTube thumbnail", "social", (1280, 720), Source("YouTube"), safe=(0.05, 0.05, 0.12, 0.05),
         most=2 * MB, chars=40),
    spec("youtube-banner", "YouTube channel banner", "social", (2560, 1440), YOUTUBE_BANNER, safe=BANNER_SAFE,
         most=6 * MB, min_width=2048, min_height=1152),

    spec("bluesky-image", "Bluesky picture", "social", (2000, 2000), BLUESKY, most=1 * MB,
         ours=["width", "height", "formats"]),
    spec("bluesky-link", "Bluesky link card", "social", (1200, 630), BLUESKY_LINK, most=1 * MB,
         ours=["width", "height", "formats"]),

    spec("spotify-overlay-phone", "Spotify overlay, phone", "social", (630, 920), SPOTIFY_OVERLAY, formats=["jpeg"],
         most=100 * KB),
    spec("spotify-overlay-desktop", "Spotify overlay, desktop", "social", (800, 435), SPOTIFY_OVERLAY,
         formats=["jpeg"], most=100 * KB),
    spec("spotify-companion", "Spotify companion picture", "social", (1, 1), SPOTIFY_VIDEO, unit="ratio",
         min_width=600, min_height=600),
    spec("spotify-logo", "Spotify logo", "social", (640, 640), SPOTIFY_VIDEO, chars=0),
]  # fmt: skip

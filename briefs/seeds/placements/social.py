"""Meta, LinkedIn, TikTok and Snapchat."""

from __future__ import annotations

from typing import Any, Final

from briefs.seeds.placements.row import FIVE, KB, MB, READ, Source, kept, spec

GUIDE: Final = "https://www.facebook.com/business/ads-guide/"
META_STORY: Final = Source("Meta, Ads Guide: Carousel, Instagram Stories", GUIDE, READ)
META_FEED: Final = Source("Meta, Ads Guide: Image, Facebook Feed", GUIDE, READ)
META: Final = Source("Meta", GUIDE)  # claimed, not read
LINKEDIN_IMAGE: Final = Source(
    "LinkedIn Help, Single image ads advertising specifications",
    "https://www.linkedin.com/help/lms/answer/a426534",
    READ,
)
LINKEDIN_CARDS: Final = Source(
    "LinkedIn Help, Carousel Ads advertising specifications", "https://www.linkedin.com/help/lms/answer/88137", READ
)
TIKTOK: Final = Source(
    "TikTok Business Help Center, Auction In-Feed Ads", "https://ads.tiktok.com/help/article/tiktok-auction-in-feed-ads",
    READ,
)  # fmt: skip
SNAP: Final = Source(
    "Snapchat for Business, Ad Specs", "https://forbusiness.snapchat.com/resources/advertising-guides/ad-specs", READ
)

STORY: Final = [kept("profile icon", 0, 0, 1, 0.14), kept("call to action", 0, 0.8, 1, 0.2)]
REEL: Final = [kept("profile and captions", 0, 0, 1, 0.14), kept("caption and call to action", 0, 0.65, 1, 0.35)]
IN_FEED: Final = {"min_s": 5, "max_s": 60, "max_bytes": 500 * MB}
SNAPPED: Final = {"min_s": 3, "max_s": 180}
NOT_SAID: Final = ["formats"]

SOCIAL_MEDIA: Final[list[dict[str, Any]]] = [
    spec("social-4x5", "Social portrait", "social", (1080, 1350), Source("Meta"), safe=FIVE, most=8 * MB, chars=40),
    spec("social-1x1", "Social square", "social", (1080, 1080), META_FEED, safe=FIVE, most=30 * MB, chars=40,
         copy={"primary_chars": 125}, min_width=600, min_height=600, ours=["safe"]),
    spec("story-9x16", "Story", "social", (1080, 1920), META_STORY, safe=(0.14, 0.06, 0.20, 0.06), most=30 * MB,
         chars=40, copy={"primary_chars": 125}, clear=STORY, ours=["safe"]),
    spec("meta-feed-landscape", "Facebook feed, landscape", "social", (1.91, 1), META_FEED, unit="ratio", most=30 * MB,
         chars=40, copy={"primary_chars": 125}, min_width=600),
    spec("meta-story-card", "Instagram Stories, carousel card", "social", (1080, 1920), META_STORY,
         safe=(0.14, 0.0, 0.20, 0.0), most=30 * MB, chars=40, copy={"primary_chars": 125}, clear=STORY,
         motion={"min_s": 1, "max_s": 15, "max_bytes": 4_000 * MB}),
    spec("meta-reel", "Reel", "social", (1080, 1920), META, safe=(0.0, 0.06, 0.0, 0.06), most=30 * MB, clear=REEL),
    spec("meta-carousel-card", "Facebook carousel card", "social", (1080, 1080), META, most=30 * MB),
    spec("threads-post", "Threads post", "social", (1440, 1440), META, most=8 * MB, min_width=320),

    spec("linkedin-link", "LinkedIn", "social", (1200, 628), LINKEDIN_IMAGE, safe=(0.05, 0.06, 0.05, 0.06),
         most=5 * MB, chars=70, copy={"primary_chars": 150}, min_width=640, min_height=360, ours=["safe", "copy"]),
    spec("linkedin-square", "LinkedIn square", "social", (1200, 1200), LINKEDIN_IMAGE, safe=FIVE, most=5 * MB,
         chars=70, copy={"primary_chars": 150}, min_width=360, min_height=360, ours=["safe", "copy"]),
    spec("linkedin-portrait", "LinkedIn portrait", "social", (720, 900), LINKEDIN_IMAGE, most=5 * MB,
         copy={"primary_chars": 150}, min_width=360, min_height=640),
    spec("linkedin-carousel-card", "LinkedIn carousel card", "social", (1080, 1080), LINKEDIN_CARDS, most=10 * MB,
         chars=45, copy={"primary_chars": 255}),

    spec("tiktok-in-feed", "TikTok in-feed", "social", (9, 16), TIKTOK, unit="ratio", min_width=540, min_height=960,
         motion=IN_FEED, ours=NOT_SAID),
    spec("tiktok-in-feed-landscape", "TikTok in-feed, landscape", "social", (16, 9), TIKTOK, unit="ratio",
         min_width=960, min_height=540, motion=IN_FEED, ours=NOT_SAID),
    spec("tiktok-in-feed-square", "TikTok in-feed, square", "social", (1, 1), TIKTOK, unit="ratio", min_width=640,
         min_height=640, motion=IN_FEED, ours=NOT_SAID),
    spec("tiktok-profile", "TikTok ad profile picture", "social", (98, 98), TIKTOK, most=50 * KB, chars=0,
         safe=(0.1633, 0.1633, 0.1633, 0.1633)),

    spec("snap-ad", "Snap ad", "social", (1080, 1920), SNAP, chars=34, motion=SNAPPED),
    spec("snap-collection", "Snap collection ad", "social", (1080, 1920), SNAP, chars=34, motion=SNAPPED),
    spec("snap-collection-tile", "Snap collection thumbnail", "social", (160, 160), SNAP, chars=0),
    spec("snap-story-ad", "Snap story ad", "social", (1080, 1920), SNAP, chars=34, motion=SNAPPED),
]  # fmt: skip

"""Display ads: the sizes of the IAB, the assets of Google's responsive ads, native."""

from __future__ import annotations

from typing import Any, Final

from briefs.seeds.placements.row import FOUR, KB, NONE, READ, Safe, Source, spec

IAB: Final = Source(
    "IAB Tech Lab, Fixed Size Ad Specifications (2017)", "https://www.iab.com/guidelines/iab-new-ad-portfolio/", READ
)
GOOGLE: Final = Source(
    "Google Ads API, ResponsiveDisplayAdInfo",
    "https://developers.google.com/google-ads/api/reference/rpc/v20/ResponsiveDisplayAdInfo",
    READ,
)
GOOGLE_DEMAND: Final = Source(
    "Google Ads API, DemandGenMultiAssetAdInfo",
    "https://developers.google.com/google-ads/api/reference/rpc/v24/DemandGenMultiAssetAdInfo",
    READ,
)
GOOGLE_UPLOADED: Final = Source("Google Ads", "https://support.google.com/google-ads/")  # claimed, not read
SHARETHROUGH: Final = Source(
    "Sharethrough Help, Creative Specs",
    "https://support.sharethrough.com/hc/en-us/articles/211930923-Creative-Specs",
    READ,
)
ASSET: Final = {"primary_chars": 90}
GIF_TOO: Final = ["jpeg", "png"]  # the source takes GIF as well, which Gatefold does not make


def fixed(
    slug: str, name: str, size: tuple[int, int], kilobytes: int, safe: Safe = NONE, **extras: Any
) -> dict[str, Any]:
    """A size of the IAB: it gives the size and the initial load, and nothing else."""
    ours = ["formats", *(["safe"] if safe != NONE else []), *(["copy"] if "chars" in extras else [])]
    return spec(slug, name, "display", size, IAB, safe=safe, most=kilobytes * KB, ours=ours, **extras)


DISPLAY: Final[list[dict[str, Any]]] = [
    fixed("display-300x250", "Medium rectangle", (300, 250), 150, FOUR, chars=25),
    fixed("display-728x90", "Leaderboard", (728, 90), 150, (0.06, 0.02, 0.06, 0.02), chars=30),
    fixed("display-160x600", "Skyscraper", (160, 600), 150, (0.03, 0.06, 0.03, 0.06), chars=25),
    fixed("display-970x250", "Billboard", (970, 250), 250, (0.05, 0.04, 0.05, 0.04), chars=40),
    fixed("display-320x50", "Mobile banner", (320, 50), 50, (0.06, 0.02, 0.06, 0.02), chars=25),
    fixed("display-300x50", "Smartphone banner", (300, 50), 50),
    fixed("display-970x90", "Super leaderboard", (970, 90), 200),
    fixed("display-300x1050", "Portrait", (300, 1050), 250),
    fixed("display-120x60", "Button", (120, 60), 50),
    fixed("display-640x1136", "Phone interstitial, small", (640, 1136), 300),
    fixed("display-750x1334", "Phone interstitial, medium", (750, 1334), 300),
    fixed("display-1080x1920", "Phone interstitial, large", (1080, 1920), 300),
    spec("display-300x600", "Half page", "display", (300, 600), GOOGLE_UPLOADED, most=150 * KB),
    spec("display-336x280", "Large rectangle", "display", (336, 280), GOOGLE_UPLOADED, most=150 * KB),
    spec("display-320x100", "Large mobile banner", "display", (320, 100), GOOGLE_UPLOADED, most=150 * KB),

    spec("google-landscape", "Google responsive, landscape", "display", (1.91, 1), GOOGLE, unit="ratio",
         formats=GIF_TOO, chars=30, copy=ASSET, min_width=600, min_height=314),
    spec("google-square", "Google responsive, square", "display", (1, 1), GOOGLE, unit="ratio", formats=GIF_TOO,
         chars=30, copy=ASSET, min_width=300, min_height=300),
    spec("google-logo", "Google responsive, logo", "display", (4, 1), GOOGLE, unit="ratio", formats=["png", "jpeg"],
         chars=0, min_width=512, min_height=128),
    spec("google-logo-square", "Google responsive, square logo", "display", (1, 1), GOOGLE, unit="ratio",
         formats=["png", "jpeg"], chars=0, min_width=128, min_height=128),
    spec("google-demand-landscape", "Google Demand Gen, landscape", "display", (1.91, 1), GOOGLE_DEMAND, unit="ratio",
         formats=GIF_TOO, chars=30, copy=ASSET, min_width=600, min_height=314),
    spec("google-demand-portrait", "Google Demand Gen, portrait", "display", (4, 5),
         Source(GOOGLE_DEMAND.name, GOOGLE_DEMAND.url), unit="ratio", formats=GIF_TOO, min_width=480, min_height=600),

    spec("native-in-feed", "Native in-feed", "display", (1000, 750), SHARETHROUGH, chars=90,
         copy={"primary_chars": 140}, min_width=600, min_height=315, ours=["formats"]),
]  # fmt: skip

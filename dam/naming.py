"""What delivered files are called. Pure: no database."""

from __future__ import annotations

from django.utils.text import slugify

EXTENSION = {
    "image/jpeg": "jpg",
    "image/png": "png",
    "image/webp": "webp",
    "image/avif": "avif",
    "image/tiff": "tif",
}


def delivery_name(
    *, brand: str, campaign: str, asset: int, title: str, placement: str, size: tuple[int, int], locale: str, media: str
) -> str:
    """brand/campaign/gf-000042_title_placement_2400x1000_de.webp: lower case ASCII, no spaces, unique by the number.

    `size` is width and height in pixels. Raises KeyError for a media type that no placement may ask for.
    """
    parts = [f"gf-{asset:06d}", slugify(title)[:60] or "untitled", placement, f"{size[0]}x{size[1]}"]
    if locale:
        parts.append(locale.lower())
    return f"{slugify(brand)}/{slugify(campaign)}/{'_'.join(parts)}.{EXTENSION[media]}"

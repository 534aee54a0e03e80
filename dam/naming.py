"""What delivered files are called. Pure: no database."""

from __future__ import annotations

from django.utils.text import slugify

LONGEST = 200  # characters of a whole name; beyond them the title is cut
EXTENSION = {
    "image/jpeg": "jpg",
    "image/png": "png",
    "image/webp": "webp",
    "image/avif": "avif",
    "image/tiff": "tif",
}


def delivery_name(
    *,
    brand: str,
    campaign: str,
    asset: int,
    title: str,
    placement: str,
    size: tuple[int, int],
    locale: str,
    media: str,
    hook: str = "",
) -> str:
    """brand/campaign/gf-000042_title_placement_2400x1000_de_cold.webp: lower case ASCII, no spaces, unique by the
    number.

    `size` is width and height in pixels, `hook` as generation.sets.words.slugs calls it. Raises KeyError for a media
    type that no placement may ask for.
    """
    words = slugify(title)[:60] or "untitled"
    rest = "_".join([placement, f"{size[0]}x{size[1]}", *(part for part in (locale.lower(), hook) if part)])
    before, after = f"{slugify(brand)}/{slugify(campaign)}/gf-{asset:06d}_", f"_{rest}.{EXTENSION[media]}"
    return f"{before}{words[: max(LONGEST - len(before) - len(after), 1)]}{after}"

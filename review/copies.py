"""The smaller copies of a picture, as the loupe chooses among them."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from generation.models import Candidate

KIND = "image/webp"  # every browser takes it; what AVIF saves counts on sheets, not on one picture


def copies(candidate: Candidate) -> list[dict[str, Any]]:
    """{width, address} of each, narrow to wide; the preview under the address that sheets have loaded already."""
    return [
        {"width": one["w"], "address": _address(candidate, one["sha256"])}
        for one in candidate.sizes
        if one["type"] == KIND
    ]


def _address(candidate: Candidate, digest: str) -> str:
    if digest == candidate.preview_id:
        return f"{reverse('generation:preview', args=[candidate.pk])}?v={digest[:16]}"
    return reverse("generation:size", args=[candidate.pk, digest[:16], KIND.partition("/")[2]])

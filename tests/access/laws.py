"""Rules that addresses name, brought about by the real actions: one published, one that is a draft, one of the house.
None of them applies to anything else that stands in the site."""

from __future__ import annotations

from typing import Any
from unittest.mock import patch

from django.core.files.uploadedfile import SimpleUploadedFile

from studio.policy import ledger, seeds
from studio.policy.actions import draft, publish
from studio.policy.models import Rule
from tests.cast import Cast

SAID: dict[str, Any] = {
    "condition": 'brand is "nobody"', "effect": "warn", "sentence": "It is nobody's.", "source": "Contract 17",
    "read_on": "2026-11-01",
}  # fmt: skip


def rules_of(cast: Cast) -> dict[str, Any]:
    published, waiting = (
        draft(SAID, brand=cast.northlight, name=name, by=cast.leo) for name in ("Nobody's", "Nobody's yet")
    )
    publish(published, by=cast.leo)
    with patch.object(seeds, "standard", return_value=[SAID | {"slug": "of-the-house", "name": "Of the house"}]):
        seeds.seed_rules()
    proof = SimpleUploadedFile("release.pdf", b"%PDF-1.7\n% a release")
    said = {"name": "A voice", "licence": "For this brand, without an end."}
    recorded = ledger.record(cast.northlight, "voice", "nobodys-voice", said, by=cast.leo, proof=proof)
    return {
        "right": recorded.pk,
        "policy": published.rule_id,
        "policy_draft": waiting.pk,
        "shared_policy": Rule.objects.get(brand=None, slug="of-the-house").pk,
    }

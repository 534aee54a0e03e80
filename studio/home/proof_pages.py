"""The pages of gates, checks and proof that `manage.py shots` photographs."""

from __future__ import annotations

from django.urls import reverse

from dam.models import Recall
from dam.quarantine import address
from generation.models import Batch
from review.models import PeopleCount
from review.views.gates import EVERY
from studio.home.showcase import SLUG
from studio.policy.models import RightRecord


def pages_of_the_proof() -> dict[str, tuple[str, str]]:
    """name -> (who looks, path), from what showcase_proof has made."""
    batch = Batch.objects.filter(revision__brief__campaign__slug=SLUG).order_by("pk")[0]
    counted = PeopleCount.objects.filter(candidate__batch=batch).order_by("pk")[0]
    right = RightRecord.objects.select_related("brand").latest("pk")
    drilled = Recall.objects.select_related("component__brand").latest("pk")
    return {
        "gates": ("ada", "/admin/gates/"),
        "gate-template": ("ada", reverse("review:gate_template", args=["tern", EVERY])),
        "delegations": ("leo", "/sign-off/delegations/"),
        "waivers": ("bea", "/checks/waivers/"),
        "required-checks": ("ada", "/admin/required-checks/"),
        "required-set": ("ada", f"/admin/required-checks/{batch.brand_id}/"),
        "protected-marks": ("bea", "/admin/protected-marks/"),
        "representation": ("bea", "/representation/"),
        "people-counted": ("dana", f"/candidates/{counted.candidate_id}/people/"),
        "policies": ("leo", "/admin/policies/"),
        "rights": ("leo", reverse("policy:rights", args=[right.brand.slug, right.kind, right.key])),
        "rights-ending": ("leo", "/library/rights/"),
        "recall": ("leo", address(drilled.component)),
        "explain": ("leo", "/explain/"),
    }

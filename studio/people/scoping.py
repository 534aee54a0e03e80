"""`visible_to(user)` for every noun that belongs to a brand: rows of the person's brands, and no others."""

from __future__ import annotations

from typing import Any, Self, TypeVar

from django.db import models

from studio.people.models import Membership

M_co = TypeVar("M_co", bound=models.Model, covariant=True)


class BrandScoped(models.QuerySet[M_co]):
    """A queryset that knows the path from its rows to their brand."""

    brand_path = "brand"
    shared = False  # rows without a brand are everybody's (seeded placements, built-in models)

    def visible_to(self, user: Any) -> Self:
        if not user.is_authenticated or not user.is_active:
            return self.none()
        mine = models.Q(
            **{f"{self.brand_path}__in": Membership.objects.filter(user=user).values("brand")},
        )
        if self.shared:
            mine |= models.Q(**{f"{self.brand_path}__isnull": True})
        return self.filter(mine)

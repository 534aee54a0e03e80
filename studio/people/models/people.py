from __future__ import annotations

from typing import Any, Self

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.functional import cached_property

from studio.people.roles import Role


class User(AbstractUser):
    """A person. Access comes from memberships alone; there is no superuser bypass."""

    email = models.EmailField(unique=True)
    guest = models.BooleanField(default=False, help_text="Came by a link to one batch: no password, no brand, no list.")

    @cached_property
    def roles(self) -> dict[int, frozenset[str]]:
        """brand pk -> roles there, read once per instance."""
        found: dict[int, set[str]] = {}
        for brand, role in self.memberships.values_list("brand_id", "role"):
            found.setdefault(brand, set()).add(role)
        return {brand: frozenset(roles) for brand, roles in found.items()}

    def roles_at(self, brand: Brand) -> frozenset[str]:
        return self.roles.get(brand.pk, frozenset())

    @property
    def name(self) -> str:
        return self.get_full_name() or self.username

    @property
    def initials(self) -> str:
        return "".join(part[0] for part in self.name.split()[:2]).upper()


class BrandQuerySet(models.QuerySet["Brand"]):
    def visible_to(self, user: Any) -> Self:
        if not user.is_authenticated or not user.is_active:
            return self.none()
        return self.filter(memberships__user=user).distinct()


class Brand(models.Model):
    name = models.CharField(max_length=80)
    slug = models.SlugField(unique=True)
    palette = models.JSONField(default=list, help_text='[{"name": "ink", "hex": "#14213D"}, …], most important first')
    logo = models.ForeignKey("lib.Blob", models.PROTECT, null=True, blank=True, related_name="+")
    local_only = models.BooleanField(default=False, help_text="Confidential: nothing of it may leave these machines.")
    made_at = models.DateTimeField(auto_now_add=True)

    objects = BrandQuerySet.as_manager()

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Membership(models.Model):
    user = models.ForeignKey(User, models.CASCADE, related_name="memberships")
    brand = models.ForeignKey(Brand, models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=20, choices=Role)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "brand", "role"], name="one_row_per_role"),
            models.CheckConstraint(condition=models.Q(role__in=Role.values), name="membership_role_known"),
        ]

    def __str__(self) -> str:
        return f"{self.user} is {self.role} at {self.brand}"

from __future__ import annotations

from typing import Any, Self

from django.apps import apps
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models

from briefs.models import Campaign
from review.models import Finish, Rendition, SignOff
from studio.lib.models import Blob
from studio.people.models import Brand
from studio.people.scoping import BrandScoped


class AssetQuerySet(BrandScoped["Asset"]):
    def live(self) -> Self:
        """Without those that a quarantine holds back."""
        return self.filter(~models.Exists(_held_back()))

    def with_quarantine(self) -> Self:
        """Each with `quarantined`: whether a quarantine holds it back."""
        return self.annotate(quarantined=models.Exists(_held_back()))


def _held_back() -> models.QuerySet[Any]:
    held = apps.get_model("dam", "Held")._default_manager
    found: models.QuerySet[Any] = held.filter(asset=models.OuterRef("pk"), recall__lift__isnull=True)
    return found


class Asset(models.Model):
    """A signed master with its renditions. The database lets no row in whose gates are not all signed."""

    brand = models.ForeignKey(Brand, models.PROTECT, related_name="+")
    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="+")
    finish = models.OneToOneField(Finish, models.PROTECT, related_name="+")
    title = models.CharField(max_length=120)
    description = models.TextField(blank=True)
    master = models.ForeignKey(Blob, models.PROTECT, related_name="+")
    preview = models.ForeignKey(Blob, models.PROTECT, null=True, related_name="+")
    facets = models.JSONField(default=dict, help_text="use class, placements, locales, engine, model, regions")
    search = SearchVectorField(null=True, editable=False)
    rights_from = models.DateField(null=True)
    rights_until = models.DateField(null=True)
    judged_on = models.DateField(null=True, db_index=True, help_text="the day the rules were last asked of it")
    barred = models.CharField(max_length=500, blank=True, help_text="why a rule lets it leave no more, since that day")
    made_at = models.DateTimeField(auto_now_add=True)
    components_at = models.DateTimeField(null=True, help_text="when all it rests on was written down; null: not yet")

    objects = AssetQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at", "-id"]
        indexes = [
            GinIndex(fields=["search"], name="asset_search"),
            models.Index(fields=["brand", "-made_at", "-id"], name="asset_newest"),
            models.Index(fields=["id"], condition=models.Q(components_at=None), name="asset_not_read"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def signatures(self) -> list[SignOff]:
        """What its gates were signed with, those that are void left out."""
        rows = SignOff.objects.filter(gate__finish=self.finish_id).exclude(gate__state="void")
        return list(rows.select_related("gate", "person", "for_person").order_by("gate__stage", "gate__kind", "pk"))


class AssetRendition(models.Model):
    """One delivered file: the signed bytes under the name the channel expects."""

    asset = models.ForeignKey(Asset, models.CASCADE, related_name="renditions")
    rendition = models.OneToOneField(Rendition, models.PROTECT, related_name="+")
    file = models.ForeignKey(Blob, models.PROTECT, related_name="+")
    name = models.CharField(max_length=200, help_text="named to spec; unique within the library")
    put_at = models.DateTimeField(null=True, help_text="when its bytes set out; without delivered_at they may be there")
    delivered_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["name"], name="delivery_name")]
        indexes = [
            models.Index(fields=["asset"], condition=models.Q(delivered_at=None, put_at__isnull=False), name="set_out")
        ]

    def __str__(self) -> str:
        return self.name

"""What a brief draws on. Each noun has published versions that never change; editing makes a new version."""

from __future__ import annotations

from typing import Any, Self

from django.conf import settings
from django.db import models

from studio.lib.canonical import digest
from studio.people.models import Brand
from studio.people.scoping import BrandScoped


class SharedQuerySet(BrandScoped[Any]):
    shared = True


class VersionQuerySet(BrandScoped[Any]):
    shared = True

    def published(self) -> Self:
        return self.filter(published_at__isnull=False)


class Version(models.Model):
    """A draft until `published_at` is set; immutable from then on."""

    number = models.PositiveIntegerField()
    document = models.JSONField(help_text="what this version says; its digest is pinned by recipes")
    digest = models.CharField(max_length=64, editable=False)
    note = models.CharField(max_length=200, blank=True, help_text="what changed, in one line")
    published_at = models.DateTimeField(null=True, blank=True)
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk and type(self)._default_manager.filter(pk=self.pk, published_at__isnull=False).exists():
            raise TypeError("A published version never changes. Make a new one.")
        self.digest = digest(self.document)
        super().save(*args, **kwargs)


class Placement(models.Model):
    """A channel spec: size, safe area, bleed, colour space, formats, byte budget. Without a brand: everybody's."""

    brand = models.ForeignKey(Brand, models.CASCADE, null=True, blank=True, related_name="+")
    slug = models.SlugField()
    name = models.CharField(max_length=80)
    channel = models.CharField(max_length=40, help_text="web, social, email, display, OOH, print")
    retired = models.BooleanField(default=False)

    objects = SharedQuerySet.as_manager()

    class Meta:
        ordering = ["channel", "name"]
        constraints = [
            models.UniqueConstraint(fields=["brand", "slug"], name="placement_slug", nulls_distinct=False),
        ]

    def __str__(self) -> str:
        return self.name


class PlacementVersion(Version):
    placement = models.ForeignKey(Placement, models.CASCADE, related_name="versions")

    class PlacementVersionQuerySet(VersionQuerySet):
        brand_path = "placement__brand"

    objects = PlacementVersionQuerySet.as_manager()

    class Meta:
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["placement", "number"], name="placement_version_number")]

    def __str__(self) -> str:
        return f"{self.placement} v{self.number}"


class StylePack(models.Model):
    brand = models.ForeignKey(Brand, models.CASCADE, related_name="style_packs")
    slug = models.SlugField()
    name = models.CharField(max_length=80)

    objects = BrandScoped["StylePack"].as_manager()

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["brand", "slug"], name="style_pack_slug")]

    def __str__(self) -> str:
        return self.name


class StylePackVersion(Version):
    pack = models.ForeignKey(StylePack, models.CASCADE, related_name="versions")
    override = models.CharField(
        max_length=300, blank=True, help_text="why it was published although its goldens drift; see published_by"
    )

    class StylePackVersionQuerySet(VersionQuerySet):
        brand_path = "pack__brand"
        shared = False

    objects = StylePackVersionQuerySet.as_manager()

    class Meta:
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["pack", "number"], name="style_pack_version_number")]

    def __str__(self) -> str:
        return f"{self.pack} v{self.number}"


class PromptTemplate(models.Model):
    brand = models.ForeignKey(Brand, models.CASCADE, null=True, blank=True, related_name="+")
    slug = models.SlugField()
    name = models.CharField(max_length=80)

    objects = SharedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["brand", "slug"], name="template_slug", nulls_distinct=False),
        ]

    def __str__(self) -> str:
        return self.name


class PromptTemplateVersion(Version):
    template = models.ForeignKey(PromptTemplate, models.CASCADE, related_name="versions")

    class PromptTemplateVersionQuerySet(VersionQuerySet):
        brand_path = "template__brand"

    objects = PromptTemplateVersionQuerySet.as_manager()

    class Meta:
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["template", "number"], name="template_version_number")]

    def __str__(self) -> str:
        return f"{self.template} v{self.number}"


class RuleSet(models.Model):
    """The readiness rules as data. Without a brand: everybody's; a brand's own goes before it."""

    brand = models.ForeignKey(Brand, models.CASCADE, null=True, blank=True, related_name="+")
    slug = models.SlugField(default="readiness")
    name = models.CharField(max_length=80)

    objects = SharedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["brand", "slug"], name="rule_set_slug", nulls_distinct=False),
        ]

    def __str__(self) -> str:
        return self.name


class RuleSetVersion(Version):
    rules = models.ForeignKey(RuleSet, models.CASCADE, related_name="versions")

    class RuleSetVersionQuerySet(VersionQuerySet):
        brand_path = "rules__brand"

    objects = RuleSetVersionQuerySet.as_manager()

    class Meta:
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["rules", "number"], name="rule_set_version_number")]

    def __str__(self) -> str:
        return f"{self.rules} v{self.number}"
